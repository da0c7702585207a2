"""What is offered: programs, curricula, gelombang, sessions."""

from django.apps import AppConfig


class DiklatConfig(AppConfig):
    name = "diklat"
    verbose_name = "Diklat"

    def ready(self) -> None:
        from diklat.pasang import pasang
        from diklat.services import cetak_jadwal

        cetak_jadwal.pasang()
        pasang()
