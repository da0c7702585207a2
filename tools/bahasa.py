"""Compile locale/id/LC_MESSAGES/django.po into django.mo, which Django reads; no gettext tools needed.

python tools/bahasa.py            write the .mo
python tools/bahasa.py --periksa  exit 1 when the .mo does not say what the .po says
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parent.parent / "locale" / "id" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"


def compiled() -> bytes:
    """The .mo of the .po as it is. Raises ValueError naming an entry without translation, or with other names in it."""
    with PO.open("rb") as source:
        catalog = read_po(source, locale="id", abort_invalid=True)
    for message in catalog:
        if message.id and (not message.string or any(not one for one in _texts(message.string))):
            raise ValueError(f"line {message.lineno}: no translation of {message.id!r}")
        if errors := list(message.check(catalog)):
            raise ValueError(f"line {message.lineno}: {errors[0]}")
    target = io.BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def same(one: bytes, other: bytes) -> bool:
    """Whether two .mo say the same, whatever their header's dates."""
    return _entries(one) == _entries(other)


def _entries(content: bytes) -> dict[object, object]:
    return {(m.context, str(m.id)): m.string for m in read_mo(io.BytesIO(content)) if m.id}


def _texts(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, (list, tuple)) else (str(text),)


def main() -> int:
    """Write or check; returns the exit code."""
    content = compiled()
    if "--periksa" in sys.argv:
        return 0 if MO.exists() and same(content, MO.read_bytes()) else 1
    MO.write_bytes(content)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
