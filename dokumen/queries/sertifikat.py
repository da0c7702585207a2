"""Certificates of a gelombang: the list, and how far printing and publishing have come."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from diklat.models import Gelombang
from dokumen.models import Sertifikat
from kantor.lingkup import Hak
from kantor.models import Berkas, Pengguna
from peserta.models import Pendaftaran

S = Sertifikat.Status


@dataclass(frozen=True)
class KeadaanSertifikat:
    """Numbers of certificates in force: issued, printed, published; and those that are void."""

    berlaku: int
    tercetak: int
    diumumkan: int
    dicabut: int
    diganti: int

    @property
    def lengkap(self) -> bool:
        """True when every one in force is printed."""
        return self.berlaku > 0 and self.tercetak == self.berlaku


def keadaan_sertifikat(gelombang: Gelombang) -> KeadaanSertifikat:
    """How far the certificates of a gelombang are."""
    sah = Q(status=S.BERLAKU)
    hitung = Sertifikat.objects.filter(gelombang=gelombang).aggregate(
        berlaku=Count("pk", filter=sah),
        tercetak=Count("pk", filter=sah & Q(berkas__isnull=False)),
        diumumkan=Count("pk", filter=sah & Q(terbit__isnull=False)),
        dicabut=Count("pk", filter=Q(status=S.DICABUT)),
        diganti=Count("pk", filter=Q(status=S.DIGANTI)),
    )
    return KeadaanSertifikat(**hitung)


def sertifikat_gelombang(gelombang: Gelombang) -> QuerySet[Sertifikat]:
    """All certificates of a gelombang with what a list shows, in order of number."""
    return (
        Sertifikat.objects.filter(gelombang=gelombang)
        .select_related("pendaftaran", "pendaftaran__pegawai", "berkas", "pengganti")
        .order_by("jenis", "urut")
    )


def buka_sertifikat(pengguna: Pengguna, berkas: Berkas) -> bool:
    """A certificate is for Panitia, and for its owner once it is published."""
    return Sertifikat.objects.untuk(pengguna, Hak.LIHAT).filter(berkas=berkas).exists()


def berlaku_menghalangi(pendaftaran: QuerySet[Pendaftaran]) -> str | None:
    """Why these registrations may not end: a certificate of one of them is in force."""
    nomor = list(
        Sertifikat.objects.filter(pendaftaran__in=pendaftaran, status=S.BERLAKU)
        .order_by("jenis", "urut")
        .values_list("nomor", flat=True)
    )
    if not nomor:
        return None
    lagi = f" dan {len(nomor) - 1} sertifikat lain" if len(nomor) > 1 else ""
    return f"Sertifikat nomor {nomor[0]}{lagi} masih berlaku. Batalkan sertifikatnya lebih dahulu."
