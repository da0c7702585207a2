"""What a gelombang has of certificates and reports: read once per page, shared by its steps and its tab."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, F

from diklat.models import Gelombang
from dokumen.models import Laporan, Sertifikat
from dokumen.queries.sertifikat import KeadaanSertifikat

S = Sertifikat.Status


@dataclass(frozen=True)
class Kelengkapan:
    """Whether certificates were published and a report was made."""

    diumumkan: bool
    laporan: bool


def kelengkapan(gelombang: Gelombang) -> Kelengkapan:
    """The two answers the path of steps asks for; one statement, remembered on the object."""
    ada: Kelengkapan | None = getattr(gelombang, "_kelengkapan", None)
    if ada is None:
        diumumkan = Sertifikat.objects.filter(gelombang=gelombang, terbit__isnull=False)
        jawab = Gelombang.objects.filter(pk=gelombang.pk).values_list(
            Exists(diumumkan), Exists(Laporan.objects.filter(gelombang=gelombang))
        )
        ada = gelombang._kelengkapan = Kelengkapan(*jawab[0])  # type: ignore[attr-defined]
    return ada


def register(gelombang: Gelombang) -> tuple[KeadaanSertifikat, set[int]]:
    """How far the certificates are, and who has had one: a void one is issued again, not anew. One statement."""
    baris = list(
        Sertifikat.objects.filter(gelombang=gelombang)
        .order_by()
        .annotate(laporan=Exists(Laporan.objects.filter(gelombang=gelombang)))
        .values_list("pendaftaran", "status", "berkas", "terbit", F("laporan"))
    )
    if baris:
        terbit = any(b[3] for b in baris)
        gelombang._kelengkapan = Kelengkapan(terbit, baris[0][4])  # type: ignore[attr-defined]
    sah = [b for b in baris if b[1] == S.BERLAKU]
    keadaan = KeadaanSertifikat(
        berlaku=len(sah),
        tercetak=sum(1 for b in sah if b[2]),
        diumumkan=sum(1 for b in sah if b[3]),
        dicabut=sum(1 for b in baris if b[1] == S.DICABUT),
        diganti=sum(1 for b in baris if b[1] == S.DIGANTI),
    )
    return keadaan, {b[0] for b in baris}
