"""Lists as Excel: the answer of every "Unduh Excel"."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils import timezone
from django.utils.text import slugify

from kantor.lib.excel import Lembar, tulis

JENIS_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SEKALI_BACA = 1000


def jawab_excel(nama: str, lembar: Sequence[Lembar]) -> FileResponse:
    """A workbook as a download, named after the list and the day. Written to a temporary file: memory stays flat."""
    berkas = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    tulis(berkas, lembar)
    berkas.seek(0)
    hari = timezone.localdate()
    return FileResponse(
        berkas, as_attachment=True, filename=f"{slugify(nama)}-{hari:%Y%m%d}.xlsx", content_type=JENIS_XLSX
    )


def berurut(baris: QuerySet[Any], *, sekali: int = SEKALI_BACA) -> Iterator[Any]:
    """All rows by key, a thousand at a time: no server-side cursor, no offset that grows."""
    terakhir = 0
    while True:
        isi = list(baris.order_by("pk").filter(pk__gt=terakhir)[:sekali])
        yield from isi
        if len(isi) < sekali:
            return
        terakhir = isi[-1].pk
