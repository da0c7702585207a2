"""An act before its day is done only by somebody who was asked and is sure."""

from __future__ import annotations

from kantor.galat import TidakValid


def wajib_pasti(pertanyaan: str, *, pasti: bool) -> None:
    """Raises TidakValid with the question for whoever has not said that they are sure."""
    if pertanyaan and not pasti:
        raise TidakValid(rincian={"pasti": f"{pertanyaan} Beri centang bila memang demikian."})
