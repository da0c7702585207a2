"""Apel gabungan: the roll calls of many OPD opened at once; who was missing is set afterwards, OPD by OPD."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from kantor.galat import TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Instansi, Pengguna, Unit
from peserta.models import Apel, KodeApel
from peserta.queries.wajib_apel import Calon, calon_apel
from peserta.services.apel import masukkan, periksa_hari, siapkan_apel


@dataclass(frozen=True)
class HasilGabungan:
    """What came of it: how many people were put down at how many OPD, and per OPD how it stood before."""

    orang: int
    opd: int
    calon: dict[int, Calon]


@layanan
def buka_apel_gabungan(
    *,
    oleh: Pengguna,
    instansi: Instansi,
    opd: Collection[Unit],
    tanggal: datetime.date,
    jenis: str = Apel.Jenis.GABUNGAN,
    semua_hadir: bool = True,
) -> HasilGabungan:
    """Open the roll calls of these OPD of the office on one day: all present, or nobody; then the exceptions.

    As `buka_apel` for each of them: letters of leave fill in themselves, what was recorded before stays, nobody stands
    on two roll calls of one day and kind. An OPD without anybody on that day gets none. All or nothing, in the few
    statements one OPD takes. Raises TidakDitemukan or TidakBerhak for others' offices, TidakValid for a day to come,
    another office's OPD, none chosen, or when there is nobody at all.
    """
    pastikan(oleh, Hak.KERJA, instansi)
    periksa_hari(instansi, tanggal, jenis)
    pilihan = {u.pk for u in opd}
    if not pilihan or any(u.instansi_id != instansi.pk or u.opd_id != u.pk for u in opd):
        raise TidakValid(rincian={"opd": "Pilih perangkat daerah yang ikut."})
    berisi = [pk for pk, satu in calon_apel(instansi, pilihan, tanggal, jenis).items() if satu.wajib]
    if not berisi:
        raise TidakValid(rincian={"opd": "Belum ada ASN aktif pada perangkat daerah yang dipilih."})
    apel = siapkan_apel(oleh, instansi, berisi, tanggal, jenis)
    calon = calon_apel(
        instansi, pilihan, tanggal, jenis
    )  # again: under the lock this is what is about to change
    n = masukkan(apel, bawaan=KodeApel.HADIR if semua_hadir else KodeApel.ALPA)
    # Of an OPD whose people all stand elsewhere that day nothing is left to record.
    Apel.objects.filter(pk__in=[a.pk for a in apel], catatan=None).delete()
    return HasilGabungan(n, sum(1 for pk in berisi if pk in calon and calon[pk].baru > 0), calon)
