"""History: which models are recorded, and by whom a change was made.

Triggers write every insert, update and delete into event tables that the application may only append to;
bulk updates and raw SQL are recorded too. Services name the actor (see kantor.layanan).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import pghistory
from django.db import models

if TYPE_CHECKING:
    from kantor.models import Pengguna

ModelKelas = TypeVar("ModelKelas", bound=type[models.Model])

# Models without history, each with the reason; a test fails for a model that is neither here nor recorded.
tak_dicatat: dict[type[models.Model], str] = {}


def dicatat(
    *, kecuali: list[str] | None = None, dicari: Sequence[str | tuple[str, ...]] = (), serentak: bool = False
) -> Callable[[ModelKelas], ModelKelas]:
    """Class decorator: record every change of this model, less the fields in `kecuali`.

    `dicari` are the columns of the event table by which a page looks its rows up (`pgh_obj` is the row itself); a
    tuple is one index of several columns.
    `serentak`: rows of this model come in hundreds, so a statement writes its events at once, not row by row.
    """
    indeks = [models.Index(fields=[kolom] if isinstance(kolom, str) else list(kolom)) for kolom in dicari]
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=kecuali,
        meta={"indexes": indeks} if indeks else None,
        level=pghistory.Statement if serentak else pghistory.Row,
    )


def tanpa_riwayat(alasan: str) -> Callable[[ModelKelas], ModelKelas]:
    """Class decorator: this model is deliberately not recorded, because of `alasan`."""

    def tandai(model: ModelKelas) -> ModelKelas:
        tak_dicatat[model] = alasan
        return model

    return tandai


def konteks(*, oleh: Pengguna | None, **lain: Any) -> pghistory.context:
    """Name the actor (None: the public or the system) of every change made inside this block.

    Where an act touches more than it is about (others in a list move as well), `name_of_the_service="whom"` says it:
    the history of a gelombang names that instead.
    """
    siapa = {"oleh": oleh.pk, "oleh_nama": oleh.sebutan} if oleh is not None and oleh.pk else {}
    return pghistory.context(**siapa, **lain)
