"""How many people were trained: one definition for the front page and for the Pimpinan.

Trained is who ended with lulus or mengikuti in a gelombang that is closed; it counts in the year of its last day.
"""

from __future__ import annotations

from collections.abc import Sequence

from diklat.models import Gelombang
from kantor.models import Instansi
from penilaian.models import Hasil
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import TERPANGGIL, Status

TERLATIH = (Hasil.Putusan.LULUS, Hasil.Putusan.MENGIKUTI)
G = Gelombang.Status


def menyelesaikan(
    tahun: int | None = None, instansi: Instansi | None = None, program: Sequence[int] = ()
) -> int:
    """People who finished a diklat (of the year, of the office, of these programs), each counted once."""
    hasil = Hasil.objects.filter(
        putusan__in=TERLATIH, pendaftaran__gelombang__status=G.SELESAI, pendaftaran__status__in=TERPANGGIL
    )
    if tahun:
        hasil = hasil.filter(pendaftaran__gelombang__selesai__year=tahun)
    if instansi:
        hasil = hasil.filter(pendaftaran__gelombang__instansi=instansi)
    if program:
        hasil = hasil.filter(pendaftaran__gelombang__kurikulum__program__in=program)
    return hasil.order_by().values("pendaftaran__pegawai").distinct().count()


def sedang_mengikuti(instansi: Instansi | None = None, program: Sequence[int] = ()) -> int:
    """People in class: they came to a gelombang that is running."""
    hadir = Pendaftaran.objects.filter(status=Status.HADIR, gelombang__status=G.BERLANGSUNG)
    if instansi:
        hadir = hadir.filter(gelombang__instansi=instansi)
    if program:
        hadir = hadir.filter(gelombang__kurikulum__program__in=program)
    return hadir.order_by().values("pegawai").distinct().count()
