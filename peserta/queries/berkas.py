"""A scan of the surat usulan is over every name the letter proposes: nobody hands it in a second time."""

from __future__ import annotations

from collections.abc import Iterable

from diklat.models import SyaratBerkas
from kantor.models import Berkas
from peserta.models import Pendaftaran

# A condition is known by its name: "Surat usulan", "Usulan dari OPD".
SURAT_USULAN = "usulan"


def diminta_usulan(nama: str) -> bool:
    """Whether a condition of this name asks for the surat usulan."""
    return SURAT_USULAN in nama.lower()


def bersurat(pendaftaran: Iterable[int]) -> set[int]:
    """Those of these registrations that stand under a letter with its scan."""
    baris = Pendaftaran.objects.filter(pk__in=pendaftaran, usulan__berkas__isnull=False)
    return set(baris.values_list("pk", flat=True))


def pindaian_usulan(p: Pendaftaran, syarat: SyaratBerkas) -> Berkas | None:
    """The scan that satisfies this condition for this person, if the letter does."""
    if not (p.usulan_id and diminta_usulan(syarat.nama)):
        return None
    return p.usulan.berkas if p.usulan else None
