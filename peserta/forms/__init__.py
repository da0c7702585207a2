"""What is typed about registrations; the rules stand in the services."""
