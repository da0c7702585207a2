"""Attendance of the demo: badges read at the door by two phones, and what no scan can know written by hand."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from uuid import uuid4

from django.utils import timezone

from contoh.kantor import Kantor
from diklat.models import Gelombang, Sesi
from kantor.cetak.mesin import tata, tulis
from peserta.models import KartuPeserta
from peserta.queries.pindai import kartu_duduk
from peserta.services.kehadiran import Catatan, catat_banyak
from peserta.services.perangkat_pindai import tambah_perangkat
from peserta.services.pindai import SEKALI, PindaianMasuk, terima_pindaian
from peserta.services.surat_hadir import lampirkan_surat

MENIT = datetime.timedelta(minutes=1)
# Who came late, as (place in the list of NDH, session): minutes. The second is beyond the tolerance.
TERLAMBAT = {(4, 0): 8, (9, 1): 26, (15, 3): 12}
# Who was not scanned: the code Panitia wrote, and its note. The account `peserta2` is the one near the limit.
TIDAK_DIPINDAI = {
    (1, 2): Catatan("I", catatan="Menghadiri rapat anggaran"),
    (7, 2): Catatan("DL", catatan="Mendampingi camat"),
    (12, 3): Catatan("S", catatan="Surat dokter"),
    (12, 4): Catatan("S", catatan="Surat dokter"),
    (20, 2): Catatan("A"),
    (23, 4): Catatan("H", catatan="Kartu tertinggal, hadir sejak awal"),
}


def catat(kantor: Kantor, g: Gelombang, sesi: Sequence[Sesi]) -> None:
    """Everybody seated was in these sessions, but for the exceptions above."""
    kunci = [
        tambah_perangkat(oleh=kantor.panitia, gelombang=g, nama=nama)[1]
        for nama in ("HP meja registrasi", "HP pintu aula")
    ]
    kartu = list(kartu_duduk(g))
    semua = _pindaian(kartu, sesi)
    for n in range(0, len(semua), SEKALI):
        bagian, dari = semua[n : n + SEKALI], kunci[n // SEKALI % len(kunci)]
        terima_pindaian(oleh=None, kunci=dari, jam=timezone.now(), pindaian=bagian)
    for urut, satu in enumerate(sesi):
        catatan = {kartu[n].pendaftaran_id: isi for (n, ke), isi in TIDAK_DIPINDAI.items() if ke == urut}
        if catatan:
            catat_banyak(oleh=kantor.panitia, sesi=satu, catatan=catatan)
    _surat_dokter(kantor, sesi, kartu)


def _pindaian(kartu: Sequence[KartuPeserta], sesi: Sequence[Sesi]) -> list[PindaianMasuk]:
    hasil = []
    for ke, satu in enumerate(sesi):
        for n, k in enumerate(kartu):
            if (n, ke) not in TIDAK_DIPINDAI:
                datang = TERLAMBAT.get((n, ke), -1 - (n * 7 + ke * 5) % 14) * MENIT
                hasil.append(PindaianMasuk(uuid4(), satu.uid, k.kode, satu.mulai + datang))
    # What a door sees as well: a number typed for a badge that could not be read, a code that is no badge.
    awal = sesi[0].mulai - 2 * MENIT
    return [
        PindaianMasuk(uuid4(), sesi[0].uid, str(kartu[2].pendaftaran.ndh), awal),
        PindaianMasuk(uuid4(), sesi[0].uid, "https://toko.example/promo", awal),
        *hasil,
    ]


def _surat_dokter(kantor: Kantor, sesi: Sequence[Sesi], kartu: Sequence[KartuPeserta]) -> None:
    n, ke = next(kunci for kunci, isi in TIDAK_DIPINDAI.items() if isi.kode == "S")
    if ke < len(sesi):
        isi = tulis(tata("<h1>Surat keterangan</h1><p>CONTOH – bukan dokumen resmi</p>", gaya=("surat.css",)))
        lampirkan_surat(
            oleh=kantor.panitia,
            sesi=sesi[ke],
            pendaftaran=kartu[n].pendaftaran,
            isi=isi,
            nama="surat-dokter.pdf",
            semua=True,
        )
