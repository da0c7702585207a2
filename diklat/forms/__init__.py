"""Forms about what is offered."""
