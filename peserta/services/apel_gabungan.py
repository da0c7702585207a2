"""Apel gabungan: the roll calls of many OPD opened at once; who was missing is set afterwards, OPD by OPD."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field

from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Instansi, Pengguna, Unit
from peserta.models import Apel, CatatanApel, KodeApel
from peserta.queries.wajib_apel import Calon, calon_apel
from peserta.services.apel import masukkan, periksa_hari, siapkan_apel


@dataclass(frozen=True)
class HasilGabungan:
    """What came of it: how many people were put down at how many OPD, and per OPD how it stood before."""

    orang: int
    opd: int
    calon: dict[int, Calon]
    baru: list[int] = field(default_factory=list)  # the roll calls nobody stood on before (primary keys)


@dataclass(frozen=True)
class HasilBatal:
    """How many rows and roll calls were taken back, and the OPD whose roll call stays, for it was worked on since."""

    orang: int
    opd: int
    tetap: list[str]


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
    terisi = set(CatatanApel.objects.filter(apel__in=apel).values_list("apel", flat=True).distinct())
    n = masukkan(apel, bawaan=KodeApel.HADIR if semua_hadir else KodeApel.ALPA)
    # Of an OPD whose people all stand elsewhere that day nothing is left to record.
    Apel.objects.filter(pk__in=[a.pk for a in apel], catatan=None).delete()
    baru = Apel.objects.filter(pk__in=[a.pk for a in apel if a.pk not in terisi])
    return HasilGabungan(
        n,
        sum(1 for pk in berisi if pk in calon and calon[pk].baru > 0),
        calon,
        list(baru.order_by("pk").values_list("pk", flat=True)),
    )


@layanan
def batalkan_apel_gabungan(
    *, oleh: Pengguna, instansi: Instansi, apel: Collection[int], semua_hadir: bool
) -> HasilBatal:
    """Opened by mistake: take these roll calls of the office back, as `batalkan_apel` does one.

    One that was worked on since, with an exception nobody's letter explains, stays and is named. Raises
    TidakDitemukan or TidakBerhak for others' offices, KeadaanBerubah when none of them is there any more.
    """
    pastikan(oleh, Hak.KERJA, instansi)
    ada = Apel.objects.filter(instansi=instansi, pk__in=apel).select_related("opd").order_by("pk")
    terkunci = list(ada.select_for_update(of=("self",)))
    if not terkunci:
        raise KeadaanBerubah("Apel ini sudah dibatalkan.")
    awal = KodeApel.HADIR if semua_hadir else KodeApel.ALPA
    diisi = CatatanApel.objects.filter(apel__in=terkunci).exclude(kode=awal)
    tetap = set(diisi.filter(halangan=None).values_list("apel", flat=True).distinct())
    kembali = [a.pk for a in terkunci if a.pk not in tetap]
    orang, _ = CatatanApel.objects.filter(apel__in=kembali).delete()
    Apel.objects.filter(pk__in=kembali).delete()
    return HasilBatal(orang, len(kembali), [a.opd.nama_lengkap for a in terkunci if a.pk in tetap])
