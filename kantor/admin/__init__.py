"""Master data of the office in the admin frame."""

from . import instansi, unit

__all__ = ["instansi", "unit"]
