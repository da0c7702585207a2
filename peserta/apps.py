"""Who takes part: registrations, cadangan, calling, seating, attendance."""

from django.apps import AppConfig


class PesertaConfig(AppConfig):
    name = "peserta"
    verbose_name = "Peserta"
