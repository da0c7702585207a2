"""The rights of the running role: read and write rows, but never rewrite history or change a table."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection

PERAN_APP = "portal_app"


def beri_hak(sender: Any, **_: Any) -> None:
    """After each migration: grant portal_app what it needs, and only appending on event tables.

    Runs once per migrate, with the first room's signal; does nothing where the role does not exist.
    """
    import pghistory.models

    if sender.name != "dokumen":  # the last room: all tables exist by now
        return
    riwayat = [
        m._meta.db_table
        for m in apps.get_models()
        if issubclass(m, pghistory.models.Event) and m._meta.managed
    ]
    with connection.cursor() as kursor:
        kursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [PERAN_APP])
        if kursor.fetchone() is None:
            return
        kursor.execute(f"GRANT USAGE ON SCHEMA public TO {PERAN_APP}")
        kursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {PERAN_APP}")
        kursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {PERAN_APP}")
        kursor.execute(f"REVOKE UPDATE, DELETE ON django_migrations FROM {PERAN_APP}")
        for tabel in riwayat:
            kursor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{tabel}" FROM {PERAN_APP}')
