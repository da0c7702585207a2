"""How well: outcomes, and who may receive which certificate."""

from django.apps import AppConfig


class PenilaianConfig(AppConfig):
    name = "penilaian"
    verbose_name = "Penilaian"
