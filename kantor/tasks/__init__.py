"""What Celery may call in this room: thin, each a service by its name."""

from . import pekerjaan, surel

__all__ = ["pekerjaan", "surel"]
