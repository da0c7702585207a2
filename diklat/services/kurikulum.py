"""Curricula: a used one is frozen, its copy may be changed."""

from __future__ import annotations

from diklat.daftar import penyalin_kurikulum
from diklat.models import Kurikulum, Modul
from kantor.galat import TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna


@layanan
def salin_kurikulum(*, oleh: Pengguna, kurikulum: Kurikulum, versi: str) -> Kurikulum:
    """A new, unfrozen version with the same rules and modul.

    Raises TidakDitemukan or TidakBerhak out of scope, TidakValid for a version the program has already.
    """
    pastikan(oleh, Hak.KERJA, kurikulum)
    versi = versi.strip()
    if not versi:
        raise TidakValid(rincian={"versi": "Tuliskan nama versi, misalnya tahunnya."})
    if Kurikulum.objects.filter(program=kurikulum.program_id, versi=versi).exists():
        raise TidakValid(rincian={"versi": "Program ini sudah memiliki kurikulum dengan versi itu."})
    baru = Kurikulum.objects.get(pk=kurikulum.pk)
    baru.pk, baru.versi, baru.beku = None, versi, False
    baru._state.adding = True
    baru.save()
    Modul.objects.bulk_create(
        Modul(kurikulum=baru, urutan=m.urutan, nama=m.nama, jp=m.jp)
        for m in kurikulum.modul.order_by("urutan")
    )
    for salin in penyalin_kurikulum:
        salin(kurikulum, baru)
    return baru
