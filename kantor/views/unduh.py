""" "Unduh Excel" of every list: as filtered, ready to print, in flat memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable

from django.http import FileResponse, HttpResponse
from django.utils import timezone

from kantor.lib.berkas import SEMUA_JENIS, nama_aman
from kantor.lib.excel import Lembar, tulis
from kantor.models import Instansi

DI_MEMORI = 2 * 1024 * 1024


def jawab_excel(
    nama: str, lembar: Lembar | Iterable[Lembar], *, instansi: Instansi | None = None
) -> FileResponse:
    """The sheets as a download named `<nama>_<today>.xlsx`, times in the zone of `instansi`, else that of the page.

    Rows may come from `kantor.queries.telusur.telusuri`: nothing is kept in memory, the file waits on disk.
    """
    semua = [lembar] if isinstance(lembar, Lembar) else list(lembar)
    wadah = tempfile.SpooledTemporaryFile(max_size=DI_MEMORI)  # noqa: SIM115 - closed by the response
    zona = instansi.zona_waktu if instansi else timezone.get_current_timezone_name()
    tulis(wadah, semua, zona=zona)  # type: ignore[arg-type]
    wadah.seek(0)
    jenis = SEMUA_JENIS["xlsx"]
    berkas = nama_aman(f"{nama}_{timezone.localdate():%Y-%m-%d}.xlsx", jenis=jenis)
    jawaban = FileResponse(wadah, as_attachment=True, filename=berkas, content_type=jenis.mime)
    jawaban["X-Content-Type-Options"] = "nosniff"
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban


def jawab_kalender(isi: bytes) -> HttpResponse:
    """An .ics file, for the calendar of a phone to open or to follow; its name is the end of the address."""
    return HttpResponse(isi, content_type="text/calendar; charset=utf-8")
