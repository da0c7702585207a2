"""What is offered: programs, curricula, gelombang, sessions."""

from typing import Any

from django.apps import AppConfig


def _kerja(pengguna: Any) -> bool:
    from kantor.lingkup import Hak

    return bool(pengguna.instansi_dengan(Hak.KERJA))


class DiklatConfig(AppConfig):
    name = "diklat"
    verbose_name = "Diklat"

    def ready(self) -> None:
        from diklat.queries.sasaran import unit_sasaran
        from kantor import menu
        from kantor.daftar import sasaran_unit

        sasaran_unit.pasang("gelombang", unit_sasaran)
        for label, model, ikon, urutan in (
            ("Program", "program", "program", 40),
            ("Kurikulum", "kurikulum", "buku", 41),
        ):
            nama_url = f"admin:diklat_{model}_changelist"
            menu.staf(menu.Butir(label, nama_url, ikon=ikon, urutan=urutan, terlihat=_kerja))
