"""What this room brings to the frame of a gelombang, its history, and the page of today."""

from __future__ import annotations

from django.urls import reverse

from diklat.daftar import berpeserta
from diklat.models import Gelombang
from dokumen.queries.hari_ini import belum_diumumkan
from dokumen.queries.kelengkapan import kelengkapan
from kantor.daftar import (
    LangkahGelombang,
    TabGelombang,
    TugasHariIni,
    langkah_gelombang,
    tab_gelombang,
    tugas_hari_ini,
)
from kantor.models import Pengguna
from peserta.daftar import DI_GELOMBANG, NAMA_PENDAFTARAN, SumberRiwayat, kalimat_riwayat, sumber_riwayat

SERTIFIKAT, LAPORAN = "dokumen:gelombang_sertifikat", "dokumen:gelombang_laporan"
KALIMAT = {
    "terbitkan": "Menerbitkan sertifikat {siapa}",
    "umumkan": "Mengumumkan sertifikat {siapa}",
    "cabut": "Membatalkan sertifikat {siapa}",
    "terbitkan_ulang": "Menerbitkan ulang sertifikat {siapa}",
    "buat_laporan": "Membuat laporan penyelenggaraan",
}


def pasang() -> None:
    """Fill the registries; called once from AppConfig.ready."""
    tab_gelombang.pasang(
        SERTIFIKAT, TabGelombang("Sertifikat", SERTIFIKAT, 80, tampak=lambda g, _: berpeserta(g))
    )
    tab_gelombang.pasang(LAPORAN, TabGelombang("Laporan", LAPORAN, 90))
    langkah_gelombang.pasang(
        "Sertifikat",
        LangkahGelombang(
            "Sertifikat",
            SERTIFIKAT,
            80,
            _sertifikat_selesai,
            "Terbitkan dan umumkan sertifikat",
            tampak=berpeserta,
        ),
    )
    langkah_gelombang.pasang(
        "Laporan", LangkahGelombang("Laporan", LAPORAN, 90, _laporan_selesai, "Buat laporan")
    )
    tugas_hari_ini.pasang("sertifikat", _tugas)
    sumber_riwayat.pasang(
        "sertifikat",
        SumberRiwayat(
            "dokumen_sertifikatevent",
            DI_GELOMBANG,
            "sertifikat",
            NAMA_PENDAFTARAN,
            "Sertifikat dicetak: {siapa}",
        ),
    )
    sumber_riwayat.pasang(
        "laporan",
        SumberRiwayat(
            "dokumen_laporanevent", DI_GELOMBANG, "laporan", bawaan="Laporan penyelenggaraan dibuat"
        ),
    )
    for nama, kalimat in KALIMAT.items():
        kalimat_riwayat.pasang(nama, kalimat)


def _sertifikat_selesai(g: Gelombang) -> bool:
    return g.status == Gelombang.Status.SELESAI and kelengkapan(g).diumumkan


def _laporan_selesai(g: Gelombang) -> bool:
    return g.status == Gelombang.Status.SELESAI and kelengkapan(g).laporan


def _tugas(pengguna: Pengguna) -> list[TugasHariIni]:
    return [
        TugasHariIni(
            "Sertifikat belum diumumkan", reverse(SERTIFIKAT, args=[g.slug]), g.belum, keterangan=str(g)
        )
        for g in belum_diumumkan(pengguna)
    ]
