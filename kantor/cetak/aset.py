"""Where the assets of papers stand. Light: whoever only measures or freezes needs no renderer."""

from pathlib import Path

AKAR = Path(__file__).resolve().parents[2]
DIR_ASET = AKAR / "static" / "kertas"
