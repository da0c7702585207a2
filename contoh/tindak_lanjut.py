"""A year after E2: the edition of 2018, over, scored, with its reports at 3, 6 and 12 months and the catalogue.

All of it is invented; the plans are those of 2017, told by other people. Of 37 innovations 21 run, 9 partly, 7 stopped.
"""

from __future__ import annotations

import datetime
import random
from typing import cast

from django.core.files.uploadedfile import SimpleUploadedFile

from contoh.kantor import Kantor
from contoh.kelulusan import isi_nilai
from contoh.naskah_rencana import KLASTER
from contoh.rencana import Angkatan, jalankan
from contoh.seminar import mainkan_selesai
from diklat.models import Gelombang
from kantor.cetak.mesin import tata, tulis
from kantor.models import Pegawai, Pejabat, Unit
from kantor.services.akun import akun_peserta
from penilaian.models import KeadaanInovasi, Klaster, RencanaAksi, Rubrik
from penilaian.queries.tindak_lanjut import ringkas_tindak_lanjut
from penilaian.services.inovasi import suarakan, terbitkan_inovasi, tulis_inovasi
from penilaian.services.nilai_komponen import ambil_nilai_rencana
from penilaian.services.penutupan import tutup_gelombang
from penilaian.services.rekap_kelulusan import tetapkan_rekap, umumkan_hasil
from penilaian.services.tindak_lanjut import kirim_laporan, konfirmasi_laporan

SLUG = "inovasi-pelayanan-2018"
K = KeadaanInovasi
# How many of the 37 run, run partly, have stopped, at each of the three times.
BANYAK = {3: (30, 6, 1), 6: (25, 8, 4), 12: (21, 9, 7)}
SEBAB = ("petugas", "anggaran", "sarana", "petugas", "sepi", "aturan", "petugas")
CERITA = {
    K.BERJALAN: "{alat} dipakai setiap hari kerja oleh semua petugas loket. Ukuran kami, {ukuran}, sudah tercapai dan "
    "rekapnya dibacakan setiap apel Senin.",
    K.SEBAGIAN: "{alat} baru dipakai di loket utama. Ukuran kami, {ukuran}, tercapai pada sebagian pekan; dua petugas "
    "pengganti masih dilatih.",
    K.BERHENTI: "{alat} tidak dipakai lagi. Petugas kembali ke cara lama sambil menunggu keputusan pimpinan unit.",
}
CARA = (
    "Datang ke loket {unit} pada jam kerja, Senin sampai Jumat pukul 08.00–15.00, dan bawa KTP. Petugas membantu dari "
    "awal sampai selesai; tidak ada biaya."
)
TERBIT = 24  # innovations in the catalogue, those that run first
SUARA = (("ya", 5), ("ya", 3), ("sebagian", 1), ("tidak", 1))


def mainkan(kantor: Kantor, camat: dict[int, Pegawai], rubrik: Rubrik) -> Gelombang:
    """From the plans to the last report; voices of people came in today."""
    pejabat = Pejabat.objects.get(instansi=kantor.medan, berlaku_mulai=datetime.date(2018, 1, 1))
    a = Angkatan(2018, SLUG, pejabat, selesai_semua=True)
    g, _ = jalankan(kantor, a, camat)
    mainkan_selesai(kantor, g, a.hari(8, 21), rubrik)
    isi_nilai(kantor, g)
    ambil_nilai_rencana(oleh=kantor.panitia, gelombang=g)
    tetapkan_rekap(oleh=kantor.panitia, gelombang=g, pada=a.saat(8, 28))
    umumkan_hasil(oleh=kantor.panitia, gelombang=g, pada=a.saat(8, 30))
    g = tutup_gelombang(oleh=kantor.panitia, gelombang=g, pada=a.saat(8, 31))
    semua = list(
        RencanaAksi.objects.filter(pendaftaran__gelombang=g)
        .select_related(
            "klaster", "unit", "pendaftaran__pegawai", "pendaftaran__gelombang__instansi",
            "pendaftaran__gelombang__kurikulum__program",
        )
        .order_by("pk")
    )  # fmt: skip
    acak = random.Random(2018)  # noqa: S311
    acak.shuffle(semua)
    bukti = tulis(tata("<h1>Bukti pelaksanaan</h1><p>CONTOH – bukan dokumen resmi</p>", gaya=("surat.css",)))
    for urut, r in enumerate(semua):
        _laporan(a, r, urut, bukti, camat[r.pendaftaran.opd_id or 0])
    for urut, r in enumerate(semua[:TERBIT]):
        _katalog(kantor, a, r, urut)
    return g


def _laporan(a: Angkatan, r: RencanaAksi, urut: int, bukti: bytes, mentor: Pegawai) -> None:
    """Three reports, each confirmed some days later; who stops stays stopped."""
    akun = akun_peserta(oleh=None, pegawai=mentor)
    alat, ukuran = _isi(r.judul)
    for bulan, kapan in (
        (3, a.saat(11, 19, 9, urut)),
        (6, _lagi(a, 2, 18, urut)),
        (12, _lagi(a, 8, 20, urut)),
    ):
        keadaan = _keadaan(bulan, urut)
        p = r.pendaftaran
        laporan = kirim_laporan(
            oleh=None,
            pendaftaran=p,
            bulan=bulan,
            keadaan=keadaan,
            sebab="" if keadaan == K.BERJALAN else SEBAB[urut % len(SEBAB)],
            uraian=CERITA[keadaan].format(alat=alat.capitalize(), ukuran=ukuran),
            pengguna=None if keadaan == K.BERHENTI else 40 + 17 * urut % 300,
            bukti=[] if keadaan == K.BERHENTI else [SimpleUploadedFile("Bukti pelaksanaan.pdf", bukti)],
            pada=kapan,
        )
        konfirmasi_laporan(
            oleh=akun,
            pendaftaran=p,
            bulan=bulan,
            dikirim=laporan.dikirim,
            pada=kapan + datetime.timedelta(days=3),
        )


def _keadaan(bulan: int, urut: int) -> KeadaanInovasi:
    jalan, sebagian, _ = BANYAK[bulan]
    return K.BERJALAN if urut < jalan else K.SEBAGIAN if urut < jalan + sebagian else K.BERHENTI


def _lagi(a: Angkatan, bulan: int, tanggal: int, urut: int) -> datetime.datetime:
    """A moment of the year after."""
    return Angkatan(a.tahun + 1, a.slug, a.pejabat).saat(bulan, tanggal, 10, urut)


def _isi(judul: str) -> tuple[str, str]:
    """What is made and what is measured, of the plan with this title."""
    return next((isi[5], isi[6]) for semua in KLASTER.values() for isi in semua if isi[0] == judul)


def _katalog(kantor: Kantor, a: Angkatan, r: RencanaAksi, urut: int) -> None:
    tulis_inovasi(
        oleh=kantor.panitia,
        pendaftaran=r.pendaftaran,
        judul=r.judul,
        klaster=cast(Klaster, r.klaster),  # an approved plan names both
        unit=cast(Unit, r.unit),
        masalah=r.masalah,
        perubahan=f"{r.gagasan} {r.manfaat}",
        cara_memakai=CARA.format(unit=r.pendaftaran.unit_nama),
        sejak=a.hari(10, 1 + urut % 28),
    )
    inovasi = terbitkan_inovasi(oleh=kantor.panitia, pendaftaran=r.pendaftaran)
    if urut % 4:
        return
    for n, (jawaban, banyak) in enumerate(SUARA):
        for m in range(banyak if urut else 1):
            suarakan(
                inovasi=inovasi, jawaban=jawaban, tanda=f"demo-{urut}-{n}-{m}", alamat=f"192.0.2.{10 * n + m}"
            )


def periksa(g: Gelombang) -> None:
    """The numbers the demo promises. Raises RuntimeError."""
    ringkas = ringkas_tindak_lanjut(g)
    if (ringkas.semua, dict(ringkas.terakhir)) != (37, dict(zip(K.values, BANYAK[12], strict=True))):
        raise RuntimeError(f"Demo tindak lanjut: {ringkas}")
