"""How well: outcomes, and who may receive which certificate."""

from django.apps import AppConfig


class PenilaianConfig(AppConfig):
    name = "penilaian"
    verbose_name = "Penilaian"

    def ready(self) -> None:
        from kantor.nada import daftarkan_nada
        from penilaian.queries import kelayakan

        kelayakan.pasang()
        daftarkan_nada({"lulus": "baik", "mengikuti": "info", "tidak_lulus": "bahaya", "ditunda": "tunggu"})
