"""Pages about what is offered."""
