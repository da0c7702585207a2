"""Tables of outcomes."""

from .hasil import Hasil

__all__ = ["Hasil"]
