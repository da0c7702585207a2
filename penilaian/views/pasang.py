"""What this room brings to the frame of a gelombang, its history, and the page of today."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from diklat.daftar import berpeserta, utusan
from diklat.models import Gelombang
from kantor.daftar import (
    AngkaBeranda,
    LangkahGelombang,
    TabGelombang,
    TugasHariIni,
    angka_beranda,
    langkah_gelombang,
    tab_gelombang,
    tugas_hari_ini,
)
from kantor.models import Pengguna
from penilaian.models import Hasil
from penilaian.queries.capaian import menyelesaikan, sedang_mengikuti
from penilaian.queries.hari_ini import selesai_tanpa_hasil
from peserta.daftar import (
    MILIK_PENDAFTARAN,
    NAMA_PENDAFTARAN,
    SumberRiwayat,
    kalimat_riwayat,
    penghalang_batal_mulai,
    sumber_riwayat,
)

NAMA = "penilaian:gelombang_hasil"
ANGKA = (
    ("orang sedang mengikuti diklat", sedang_mengikuti),
    ("orang menyelesaikan diklat tahun ini", lambda: menyelesaikan(timezone.localdate().year)),
    ("orang menyelesaikan diklat seluruhnya", menyelesaikan),
)
KALIMAT = {
    "tetapkan_hasil": "Menetapkan hasil {siapa}",
    "tetapkan_massal": "Menetapkan hasil {siapa} sekaligus",
    "terapkan_usulan": "Menetapkan hasil {siapa} menurut kehadiran",
    "hapus_hasil": "Menghapus hasil {siapa}",
    "tutup_gelombang": "Menutup gelombang",
    "buka_kembali_gelombang": "Membuka kembali gelombang",
}


def _selesai(g: Gelombang) -> bool:
    return bool(g.status == Gelombang.Status.SELESAI)


def pasang() -> None:
    """Fill the registries; called once from AppConfig.ready."""
    tab_gelombang.pasang(NAMA, TabGelombang("Hasil", NAMA, 70))
    langkah_gelombang.pasang(
        "Hasil",
        LangkahGelombang("Hasil", NAMA, 70, _selesai, "Tetapkan hasil", tampak=berpeserta),
    )
    # Where offices send delegates nobody has an outcome: the event is closed, that is all.
    langkah_gelombang.pasang(
        "Ditutup", LangkahGelombang("Ditutup", NAMA, 70, _selesai, "Tutup gelombang", tampak=utusan)
    )
    tugas_hari_ini.pasang("hasil", _tugas)
    penghalang_batal_mulai.pasang("hasil", _ada_hasil)
    sumber_riwayat.pasang(
        "hasil", SumberRiwayat("penilaian_hasilevent", MILIK_PENDAFTARAN, "hasil", NAMA_PENDAFTARAN)
    )
    for urutan, (label, hitung) in enumerate(ANGKA, 10):
        angka_beranda.pasang(label, AngkaBeranda(label, hitung, urutan))
    for nama, kalimat in KALIMAT.items():
        kalimat_riwayat.pasang(nama, kalimat)


def _ada_hasil(gelombang: Gelombang) -> str | None:
    return (
        "sudah ada hasil yang ditetapkan"
        if Hasil.objects.filter(pendaftaran__gelombang=gelombang).exists()
        else None
    )


def _tugas(pengguna: Pengguna) -> list[TugasHariIni]:
    return [
        TugasHariIni(
            "Peserta belum memiliki hasil" if g.belum else "Gelombang siap ditutup",
            reverse(NAMA, args=[g.slug]),
            g.belum or 1,
            keterangan=str(g),
        )
        for g in selesai_tanpa_hasil(pengguna)
    ]
