"""What is offered: programs, curricula, gelombang, sessions."""

from django.apps import AppConfig


class DiklatConfig(AppConfig):
    name = "diklat"
    verbose_name = "Diklat"

    def ready(self) -> None:
        from diklat.queries.sasaran import penyelenggara, unit_sasaran
        from kantor import menu
        from kantor.daftar import instansi_lingkup, sasaran_unit

        sasaran_unit.pasang("gelombang", unit_sasaran)
        instansi_lingkup.pasang("gelombang", penyelenggara)
        menu.staf(
            menu.Butir(
                "Program dan kurikulum", "diklat:program", ikon="program", kelompok="Kantor", urutan=50
            )
        )
