"""Programs and their curricula in the admin frame."""

from . import program

__all__ = ["program"]
