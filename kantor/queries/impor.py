"""Imports and their rows as the preview shows them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from kantor.lingkup import Hak
from kantor.models import BarisImpor, Berkas, Impor

T = BarisImpor.Tindakan


def daftar_impor(pengguna: Any) -> QuerySet[Impor]:
    """Imports this account may see."""
    return Impor.objects.untuk(pengguna).select_related("pekerjaan", "dibuat_oleh", "instansi", "berkas")


def baris_impor(
    impor: Impor, *, tindakan: str = "", ditolak: bool = False, cari: str = ""
) -> QuerySet[BarisImpor]:
    """Rows of an import with one outcome, or those that could not be stored; found by name or NIP."""
    baris = impor.baris.all()
    if ditolak:
        baris = baris.filter(diterapkan=False)
    elif tindakan in T.values:
        baris = baris.filter(tindakan=tindakan)
    if teks := cari.replace("\0", "").strip():
        angka = "".join(h for h in teks if h.isdigit())
        syarat = Q(nilai__nama__icontains=teks)
        baris = baris.filter(syarat | Q(kunci__startswith=angka) if len(angka) >= 4 else syarat)
    return baris


def boleh_buka_impor(pengguna: Any, berkas: Berkas) -> bool:
    """The uploaded file opens for whoever works on the import; it holds phones and addresses in clear."""
    return Impor.objects.untuk(pengguna, Hak.KERJA).filter(berkas=berkas).exists()
