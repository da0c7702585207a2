"""Who sees what: the scope of every protected model, and the rights behind a role.

`Model.objects.untuk(pengguna, hak)` is the one truth; `boleh(pengguna, hak, obj)` is membership in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.db import models

from kantor.galat import TidakBerhak, TidakDitemukan

if TYPE_CHECKING:
    from kantor.models import Pengguna

    Siapa: TypeAlias = Pengguna | AnonymousUser


class Hak(models.TextChoices):
    """What a role may do with the rows of its instansi or units."""

    LIHAT = "lihat", "melihat"
    KERJA = "kerja", "mengerjakan"  # daily work: open, verify, call, seat, count, issue
    KELOLA = "kelola", "mengelola"  # accounts, offices, signers, deleting drafts
    USUL = "usul", "mengusulkan"  # an OPD proposes its own people


class LingkupQuerySet(models.QuerySet):
    """A queryset that knows its scope. Each model says in `lingkup` which rows a person reaches."""

    def untuk(self, pengguna: Siapa, hak: Hak = Hak.LIHAT) -> Self:
        """The rows on which `pengguna` has `hak`; nothing for a stranger."""
        if not pengguna.is_authenticated or not pengguna.is_active:
            return self.none()
        model: Any = self.model
        syarat: models.Q | None = model.lingkup(pengguna, hak)
        return self.none() if syarat is None else self.filter(syarat)


def boleh(pengguna: Siapa, hak: Hak, obj: Any) -> bool:
    """True if `obj` is in the scope of `pengguna` for `hak`."""
    return type(obj).objects.untuk(pengguna, hak).filter(pk=obj.pk).exists()


def pastikan(pengguna: Siapa | None, hak: Hak, obj: Any) -> None:
    """For services: raise TidakDitemukan when `obj` is out of sight, TidakBerhak when only the right is missing."""
    if pengguna is not None and boleh(pengguna, hak, obj):
        return
    if pengguna is not None and hak != Hak.LIHAT and boleh(pengguna, Hak.LIHAT, obj):
        raise TidakBerhak
    raise TidakDitemukan


def pastikan_atau_sistem(pengguna: Siapa | None, hak: Hak, obj: Any) -> None:
    """The same for services the portal calls too: None is the portal itself (schedule, demo, first setup)."""
    if pengguna is not None:
        pastikan(pengguna, hak, obj)
