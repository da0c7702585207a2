"""The office itself: instansi, units, pegawai, accounts, mail, jobs, files, papers."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KantorConfig(AppConfig):
    name = "kantor"
    verbose_name = "Kantor"

    def ready(self) -> None:
        from kantor import menu
        from kantor.basisdata import beri_hak

        post_migrate.connect(beri_hak, dispatch_uid="kantor.beri_hak")
        menu.staf(menu.Butir("Hari ini", "hari_ini", ikon="beranda", urutan=10))
        _pasang_proses()


def _pasang_proses() -> None:
    """Jobs: their page, and who may fetch their results."""
    from kantor import menu
    from kantor.daftar import pembuka_berkas
    from kantor.queries.pekerjaan import boleh_buka_hasil, jumlah_berjalan

    menu.staf(menu.Butir("Proses", "proses", ikon="proses", kelompok="Kantor", urutan=80, lencana=jumlah_berjalan))
    pembuka_berkas.pasang("hasil proses", boleh_buka_hasil)
