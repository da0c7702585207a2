"""Migrations: complete, and none that locks or loses what an office already has."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django_migration_linter import MigrationLinter

from config.lingkungan import AKAR

# Migrations that take something away on purpose, each with the reason.
ON_PURPOSE = {
    "0005_surel_tanpa_kunci_sekali": "a column of the outbox that no version ever filled",
    "0004_jadwal": "sesi.terbit becomes rows of the published timetable before it goes; (id, waktu) cannot repeat",
    "0012_upacara_dan_surat_undangan": "guests are told apart by office too: wider than the key before, few rows",
}
ROOMS = [app.label for app in apps.get_app_configs() if AKAR / app.label == AKAR.joinpath(app.path)]


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=1)


@pytest.mark.django_db
def test_no_migration_locks_a_table_for_long_or_loses_data() -> None:
    assert "kantor" in ROOMS
    linter = MigrationLinter(
        str(AKAR),
        include_apps=ROOMS,
        no_cache=True,
        quiet=["ok", "ignore", "warning"],
        # The first of each room only makes tables that nobody uses yet.
        ignore_name=[*ON_PURPOSE, "0001_initial"],
    )
    linter.lint_all_migrations()
    assert not linter.has_errors, "the reasons are printed above"
