"""The office itself: instansi, units, pegawai, accounts, mail, jobs, files, papers."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KantorConfig(AppConfig):
    name = "kantor"
    verbose_name = "Kantor"

    def ready(self) -> None:
        from kantor import menu
        from kantor.basisdata import beri_hak
        from kantor.views.tugas import pasang as pasang_tugas

        post_migrate.connect(beri_hak, dispatch_uid="kantor.beri_hak")
        menu.staf(menu.Butir("Hari ini", "hari_ini", ikon="beranda", urutan=10))
        # Staff have it in their frame; an account without password, address or pegawai has nothing to see there.
        menu.ruang(
            menu.Butir(
                "Akun saya",
                "akun",
                urutan=90,
                terlihat=lambda p: not p.staf and bool(p.pegawai_id or p.email or p.has_usable_password()),
            )
        )
        pasang_tugas()
        _pasang_proses()
        _pasang_impor()
        _pasang_surel()
        _pasang_akun()
        _pasang_induk()
        _pasang_kertas()


def _pasang_proses() -> None:
    """Jobs: their page, and who may fetch their results."""
    from kantor import menu
    from kantor.daftar import pembuka_berkas
    from kantor.queries.pekerjaan import boleh_buka_hasil, jumlah_berjalan

    menu.staf(
        menu.Butir("Proses", "proses", ikon="proses", kelompok="Dokumen", urutan=80, lencana=jumlah_berjalan)
    )
    pembuka_berkas.pasang("hasil proses", boleh_buka_hasil)


def _pasang_surel() -> None:
    """Kotak Keluar, and the kinds of letters this room writes."""
    from django.utils import timezone

    from kantor import menu
    from kantor.daftar import JenisSurel, jenis_surel
    from kantor.lingkup import Hak
    from kantor.queries.surel import jumlah_bermasalah

    kini = timezone.now()
    kode = {"kode_tampil": "1234 5678", "menit": 15, "sampai": kini, "nomor": ""}
    jenis_surel.pasang("kode_masuk", JenisSurel("Kode masuk", kode, rahasia=True))
    jenis_surel.pasang("sandi_diubah", JenisSurel("Kata sandi diubah", {"pada": kini}))
    jenis_surel.pasang("kode_alamat", JenisSurel("Kode alamat baru", kode, rahasia=True))
    diubah = {"pada": kini, "alamat_baru": "r•••@contoh.example"}
    jenis_surel.pasang("alamat_diubah", JenisSurel("Alamat email diubah", diubah))
    menu.staf(
        menu.Butir(
            "Kotak Keluar",
            "kotak_keluar",
            ikon="kotak-keluar",
            kelompok="Dokumen",
            urutan=70,
            lencana=jumlah_bermasalah,
            terlihat=lambda pengguna: bool(pengguna.instansi_dengan(Hak.KERJA)),
        )
    )


def _pasang_akun() -> None:
    """Accounts and keys, for those who manage the office."""
    from kantor import menu
    from kantor.lingkup import Hak

    def kelola(pengguna: Any) -> bool:
        return bool(pengguna.instansi_dengan(Hak.KELOLA))

    menu.staf(
        menu.Butir("Pengguna", "pengguna", ikon="pengguna", kelompok="Kantor", urutan=90, terlihat=kelola)
    )
    menu.staf(
        menu.Butir("Kunci API", "kunci_api", ikon="kunci", kelompok="Kantor", urutan=92, terlihat=kelola)
    )


def _pasang_kertas() -> None:
    """Signed sheets that come back: how a scan is sorted, who may look at its pages."""
    from kantor.daftar import pembuka_berkas
    from kantor.nada import daftarkan_nada
    from kantor.queries.lembar_kertas import buka_pindaian
    from kantor.services import lembar_kertas

    lembar_kertas.pasang()
    pembuka_berkas.pasang("pindaian kertas", buka_pindaian)
    daftarkan_nada(
        {
            "terlampir": "baik",
            "diganti": "",
            "belum": "tunggu",
            "kosong": "",
            "asing": "bahaya",
            "dibuang": "",
        }
    )


def _pasang_induk() -> None:
    """Master data of the office: pegawai, units, the office itself."""
    from kantor import menu
    from kantor.daftar import sasaran_unit
    from kantor.queries.pohon import akar_bernama

    menu.staf(menu.Butir("Pegawai", "pegawai", ikon="pegawai", urutan=30))
    menu.staf(menu.Butir("Unit kerja", "unit", ikon="unit", kelompok="Kantor", urutan=60))
    menu.staf(menu.Butir("Kantor", "instansi", ikon="instansi", kelompok="Kantor", urutan=70))
    sasaran_unit.pasang("instansi", akar_bernama)


def _pasang_impor() -> None:
    """Imports: their page, their two jobs, the kind every office has."""
    from kantor import menu
    from kantor.daftar import pembuka_berkas
    from kantor.forms.impor import KonfirmasiPegawai, PilihanPegawai
    from kantor.lingkup import Hak
    from kantor.nada import daftarkan_nada
    from kantor.queries.impor import boleh_buka_impor
    from kantor.services.impor_kerja import pasang_pekerjaan
    from kantor.services.impor_pegawai import pasang_jenis

    menu.staf(
        menu.Butir(
            "Impor",
            "impor",
            ikon="impor",
            kelompok="Kantor",
            urutan=95,
            terlihat=lambda p: bool(p.instansi_dengan(Hak.KERJA)),
        )
    )
    pembuka_berkas.pasang("berkas impor", boleh_buka_impor)
    daftarkan_nada({"dibaca": "info", "siap": "tunggu", "dikonfirmasi": "info"})
    pasang_pekerjaan()
    pasang_jenis(PilihanPegawai, KonfirmasiPegawai)
