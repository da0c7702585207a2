"""Storing a row that its own model has checked."""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from kantor.galat import TidakValid

M = TypeVar("M", bound=Model)


def simpan_teruji(baris: M, *, bersama: str = "_", tanpa_kendala: bool = False) -> M:
    """Save after the model's own checks. Raises TidakValid with the messages per field.

    `bersama`: under which name stands what no single field is wrong with. `tanpa_kendala` leaves the constraints to
    the database, where they are deferred to the commit.
    """
    try:
        baris.full_clean(validate_constraints=not tanpa_kendala)
    except ValidationError as galat:
        rincian = {k.replace("__all__", bersama): [str(p) for p in v] for k, v in galat.message_dict.items()}
        raise TidakValid(" ".join(galat.messages), rincian=rincian) from galat
    baris.save()
    return baris
