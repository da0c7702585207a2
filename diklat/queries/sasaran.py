"""For whom a gelombang is."""

from __future__ import annotations

from diklat.models import Gelombang


def unit_sasaran(slug: str) -> list[int]:
    """The units a gelombang is open to; none means every unit."""
    return list(
        Gelombang.unit_sasaran.through.objects.filter(gelombang__slug=slug).values_list("unit_id", flat=True)
    )


def penyelenggara(slug: str) -> int | None:
    """The instansi that organises a gelombang."""
    return Gelombang.objects.filter(slug=slug).values_list("instansi", flat=True).first()
