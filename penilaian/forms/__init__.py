"""What is typed about outcomes."""
