"""The demo room, on the roof of the house; it only has commands."""

from django.apps import AppConfig


class ContohConfig(AppConfig):
    name = "contoh"
    verbose_name = "Data contoh"
