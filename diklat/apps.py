"""What is offered: programs, curricula, gelombang, sessions."""

from django.apps import AppConfig


class DiklatConfig(AppConfig):
    name = "diklat"
    verbose_name = "Diklat"

    def ready(self) -> None:
        from diklat.queries.sasaran import unit_sasaran
        from diklat.services import surat_narasumber
        from kantor import menu
        from kantor.daftar import sasaran_unit

        sasaran_unit.pasang("gelombang", unit_sasaran)
        surat_narasumber.pasang_jenis()
        menu.staf(
            menu.Butir(
                "Program dan kurikulum", "diklat:program", ikon="program", kelompok="Kantor", urutan=50
            )
        )
