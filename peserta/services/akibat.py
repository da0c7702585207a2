"""What hangs on a registration in the rooms above, and must be taken back before it may end."""

from __future__ import annotations

from django.db.models import QuerySet

from kantor.galat import KeadaanBerubah
from peserta.daftar import penghalang_berakhir
from peserta.models import Pendaftaran


def pastikan_tanpa_akibat(pendaftaran: QuerySet[Pendaftaran]) -> None:
    """Raise KeadaanBerubah saying what to do first. The caller holds the gelombang's lock."""
    if alasan := [kata for periksa in penghalang_berakhir if (kata := periksa(pendaftaran))]:
        raise KeadaanBerubah(" ".join(alasan))
