"""The demo's programs and curricula."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from diklat.models import Kurikulum, Modul, Program
from kantor.models import Instansi

# The materials are named in the news of July 2017; how the 40 JP were shared out is not, so this is "contoh".
PELAYANAN_PRIMA: Sequence[tuple[str, int]] = (
    ("Konsep dan Kebijakan Pelayanan Prima", 6),
    ("Pola Penyelenggaraan Pelayanan Publik", 6),
    ("Membangun Pola Pikir Pelayanan", 8),
    ("Moto Pelayanan", 4),
    ("Revolusi Mental dalam Inovasi Pelayanan", 8),
    ("Pengembangan Inovasi Pelayanan Publik", 8),
)
INOVASI: Sequence[tuple[str, int]] = (
    ("Kebijakan Inovasi Pelayanan Publik", 6),
    ("Teknik Menemukan Masalah Pelayanan", 10),
    ("Benchmarking ke Praktik Baik", 16),
    ("Penyusunan Rencana Aksi", 18),
    ("Ekspose Rencana Aksi", 10),
)


def program_pelayanan_prima(instansi: Instansi) -> Kurikulum:
    """E1: Diklat Pelayanan Prima, 40 JP."""
    return _kurikulum(
        instansi,
        "pelayanan-prima",
        "Diklat Pelayanan Prima",
        versi="2017",
        modul=PELAYANAN_PRIMA,
        uraian="Aparatur kecamatan dan kelurahan belajar melayani warga dengan cepat, jelas, dan ramah.",
    )


def program_inovasi(instansi: Instansi, versi: str = "2026") -> Kurikulum:
    """A training that is running now; in the version of 2017 that of E2."""
    return _kurikulum(
        instansi,
        "inovasi-pelayanan",
        "Diklat Inovasi Pelayanan Publik",
        versi=versi,
        modul=INOVASI,
        uraian="Peserta merancang satu perbaikan layanan di unitnya sendiri dan menjalankannya.",
    )


def program_revolusi_mental(instansi: Instansi) -> Kurikulum:
    """E3: one day about discipline. The news names its theme; the shares of 8 JP are "contoh"."""
    return _kurikulum(
        instansi,
        "revolusi-mental",
        "Pelatihan Revolusi Mental untuk Pelayanan Publik",
        versi="2019",
        modul=(("Disiplin Aparatur", 4), ("Revolusi Mental untuk Pelayanan Publik", 4)),
        uraian="Disiplin dimulai dari apel pagi; pelayanan dimulai dari disiplin.",
    )


def program_sosialisasi(instansi: Instansi) -> Kurikulum:
    """E5: half a day for one delegate of each OPD."""
    return _kurikulum(
        instansi,
        "sosialisasi-pelayanan-publik",
        "Sosialisasi Optimalisasi Pelayanan Publik",
        versi="1",
        modul=(("Optimalisasi Pelayanan Publik", 4),),
        uraian="Satu utusan setiap perangkat daerah mendengar kebijakan dan membawa pulang tindak lanjutnya.",
        jenis=Program.Jenis.SOSIALISASI,
        sasaran="Perangkat daerah",
    )


def _kurikulum(
    instansi: Instansi,
    kode: str,
    nama: str,
    *,
    versi: str,
    modul: Sequence[tuple[str, int]],
    uraian: str,
    jenis: int = Program.Jenis.TEKNIS,
    sasaran: str = "Aparatur kecamatan dan kelurahan",
) -> Kurikulum:
    program, _ = Program.objects.get_or_create(
        instansi=instansi,
        kode=kode,
        defaults={
            "nama": nama,
            "jenis": jenis,
            "deskripsi": uraian,
            "sasaran": sasaran,
        },
    )
    kurikulum, baru = Kurikulum.objects.get_or_create(program=program, versi=versi, defaults={"contoh": True})
    if baru:
        Modul.objects.bulk_create(
            Modul(kurikulum=kurikulum, urutan=n, nama=judul, jp=Decimal(jp))
            for n, (judul, jp) in enumerate(modul, 1)
        )
    return kurikulum
