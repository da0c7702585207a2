"""A bulk act taken back as a whole: each kind has its own way back, the outcome of each row stays on record."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from diklat.models import Gelombang
from diklat.services.kunci import kunci_gelombang
from kantor.galat import KeadaanBerubah
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from peserta.models import Pendaftaran, TindakanMassal
from peserta.models.pendaftaran import Status
from peserta.services.cadangan import isi_kursi_kosong
from peserta.services.geser import JENIS_GESER, urungkan_geser
from peserta.services.kunci import kunci_dengan_cadangan
from peserta.services.massal import jalankan_baris, kunci_baris, wajib_alasan
from peserta.services.registrasi import kembalikan_registrasi, pastikan_hari_registrasi
from peserta.services.verifikasi import kembalikan, pastikan_terbuka


@dataclass(frozen=True)
class JalanKembali:
    """Until when a kind of act can be taken back, and how one row is."""

    pastikan: Callable[[Gelombang, TindakanMassal], None]
    pulihkan: Callable[[Pendaftaran, Status, str], None]
    # A decision taken back may free a seat or take one: people are locked, seats offered.
    soal_kursi: bool = True


def _belum_dipanggil(gelombang: Gelombang, tindakan: TindakanMassal) -> None:
    pastikan_terbuka(gelombang)
    if gelombang.pemanggilan.filter(dibuat__gte=tindakan.dibuat).exists():
        raise KeadaanBerubah("Surat pemanggilan sudah diterbitkan; tindakan ini tidak dapat diurungkan lagi.")


KEPUTUSAN = JalanKembali(_belum_dipanggil, kembalikan)
JALAN: dict[str, JalanKembali] = {
    "terima": KEPUTUSAN,
    "kembalikan": KEPUTUSAN,
    "tolak": KEPUTUSAN,
    "tetapkan": KEPUTUSAN,
    "registrasi_ulang": JalanKembali(
        lambda gelombang, _: pastikan_hari_registrasi(gelombang),
        lambda p, _, alasan: kembalikan_registrasi(p, alasan),
        soal_kursi=False,
    ),
}


@layanan
def urungkan_massal(
    *, oleh: Pengguna, tindakan: TindakanMassal, alasan: str, pada: datetime.datetime | None = None
) -> TindakanMassal:
    """Take a bulk act back, row by row; rows that have moved on since stay and say so in `rincian` (`diurungkan`).

    Decisions until a pemanggilan came after them, registrasi ulang and moved sessions until attendance was recorded
    (row by row).
    Raises TidakValid without a reason, KeadaanBerubah when it was taken back before or it is too late.
    """
    pastikan(oleh, Hak.KERJA, tindakan.gelombang)
    alasan = wajib_alasan(alasan)
    [g] = kunci_gelombang(tindakan.gelombang_id)
    t = TindakanMassal.objects.select_for_update().get(pk=tindakan.pk)
    if t.diurungkan:
        raise KeadaanBerubah("Tindakan ini sudah diurungkan.")
    if t.jenis == JENIS_GESER:
        urungkan_geser(oleh, g, t.rincian)
    else:
        _urungkan_baris(g, t, alasan, pada)
    t.diurungkan, t.diurungkan_oleh, t.alasan_urung = timezone.now(), oleh, alasan
    t.save(update_fields=["rincian", "diurungkan", "diurungkan_oleh", "alasan_urung"])
    return t


def _urungkan_baris(g: Gelombang, t: TindakanMassal, alasan: str, pada: datetime.datetime | None) -> None:
    """Registrations go back one by one; a seat that came free is offered."""
    jalan = JALAN[t.jenis]
    jalan.pastikan(g, t)
    berhasil = {r["pendaftaran"]: r for r in t.rincian if r["berhasil"]}
    if jalan.soal_kursi:
        orang = Pendaftaran.objects.filter(gelombang=g, pk__in=berhasil)
        kunci_dengan_cadangan(g, pegawai=orang.values_list("pegawai", flat=True))
    for p in kunci_baris(g, berhasil):
        semula = berhasil[p.pk]
        hasil = jalankan_baris(p, _pulihkan, jalan, p, semula, alasan)
        semula["diurungkan"] = hasil["berhasil"]
        semula["pesan"] = hasil["pesan"] or semula["pesan"]
    if jalan.soal_kursi:
        isi_kursi_kosong(g, pada=pada)


def dapat_diurungkan(tindakan: TindakanMassal) -> bool:
    """Whether a page should offer the way back; the service decides again under the lock."""
    berhasil = any(r["berhasil"] for r in tindakan.rincian)
    return berhasil and tindakan.diurungkan is None and tindakan.jenis in {*JALAN, JENIS_GESER}


def _pulihkan(jalan: JalanKembali, p: Pendaftaran, semula: dict[str, Any], alasan: str) -> None:
    if p.status != semula["ke"]:
        raise KeadaanBerubah(f"Tidak diurungkan: sudah “{p.get_status_display()}”.")
    jalan.pulihkan(p, Status(semula["dari"]), alasan)
