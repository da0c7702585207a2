"""`migrate`, in half the time on an empty database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger


class Command(migrate.Command):
    """Django's own, but a trigger builds no model anew: it changes the database, and the model's options alone."""

    def handle(self, *args: Any, **options: Any) -> None:
        with _triggers_reload_nothing():
            super().handle(*args, **options)


@contextmanager
def _triggers_reload_nothing() -> Iterator[None]:
    # pgtrigger writes the trigger into the state and then has the model, and all that are related, made again: two
    # hundred times on the way to today's tables, half of the whole time.
    before = {kind: kind.state_forwards for kind in (AddTrigger, RemoveTrigger)}

    def quietly(write: Any) -> Any:
        def state_forwards(self: Any, app_label: str, state: ProjectState) -> None:
            state.reload_model = lambda *_, **__: None
            try:
                write(self, app_label, state)
            finally:
                del state.reload_model

        return state_forwards

    for kind, write in before.items():
        kind.state_forwards = quietly(write)
    try:
        yield
    finally:
        for kind, write in before.items():
            kind.state_forwards = write
