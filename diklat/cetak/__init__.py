"""Papers of what is offered. Dataclasses in, PDF bytes out."""
