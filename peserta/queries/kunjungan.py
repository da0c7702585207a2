"""Visits with who goes there and who has written the lesson; the lessons of one peserta."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from diklat.models import Gelombang, Kunjungan
from peserta.models import Pendaftaran, PesertaKunjungan
from peserta.models.pendaftaran import TERPANGGIL, Status

# Who may be sent on a visit. Who has left the gelombang meanwhile is no longer counted.
DAPAT_IKUT = [Status.DITETAPKAN, *TERPANGGIL]


def kunjungan_gelombang(gelombang: Gelombang) -> QuerySet[Kunjungan]:
    """Every visit in order of time, with `banyak` who go there and `menulis` who have written a lesson."""
    ikut = Q(ikut__pendaftaran__status__in=DAPAT_IKUT)
    return Kunjungan.objects.filter(gelombang=gelombang).annotate(
        banyak=Count("ikut", filter=ikut), menulis=Count("ikut", filter=ikut & Q(ikut__versi__gt=0))
    )


def peserta_kunjungan(kunjungan: Kunjungan) -> QuerySet[PesertaKunjungan]:
    """Who goes there, by NDH, then by name."""
    return (
        PesertaKunjungan.objects.filter(kunjungan=kunjungan, pendaftaran__status__in=DAPAT_IKUT)
        .select_related("pendaftaran__pegawai")
        .order_by("pendaftaran__ndh", "pendaftaran__nama_kunci", "pk")
    )


def dapat_ikut(gelombang: Gelombang) -> QuerySet[Pendaftaran]:
    """Everybody who may be sent on a visit, in the same order."""
    return (
        Pendaftaran.objects.filter(gelombang=gelombang, status__in=DAPAT_IKUT)
        .select_related("pegawai")
        .order_by("ndh", "nama_kunci", "pk")
    )


def belum_dibagi(gelombang: Gelombang) -> QuerySet[Pendaftaran]:
    """Those of them who go nowhere so far."""
    return dapat_ikut(gelombang).exclude(Exists(PesertaKunjungan.objects.filter(pendaftaran=OuterRef("pk"))))


def di_tempat_lain(kunjungan: Kunjungan) -> dict[int, PesertaKunjungan]:
    """Who is somewhere else on these days, by primary key of the registration."""
    lain = PesertaKunjungan.objects.filter(
        kunjungan__gelombang=kunjungan.gelombang_id, rentang__overlap=kunjungan.rentang
    ).exclude(kunjungan=kunjungan)
    return {satu.pendaftaran_id: satu for satu in lain.select_related("kunjungan")}


def kunjungan_saya(p: Pendaftaran) -> QuerySet[PesertaKunjungan]:
    """The visits of one peserta in order of time, with what they wrote."""
    return (
        PesertaKunjungan.objects.filter(pendaftaran=p).select_related("kunjungan").order_by("rentang", "pk")
    )


def pelajaran(p: Pendaftaran) -> QuerySet[PesertaKunjungan]:
    """The lessons this peserta has written, in order of the visits: what an action plan can build on."""
    return kunjungan_saya(p).filter(versi__gt=0)


def pelajaran_gelombang(gelombang: Gelombang) -> QuerySet[PesertaKunjungan]:
    """Everybody's visits and lessons of a gelombang, by visit, then by NDH."""
    return (
        PesertaKunjungan.objects.filter(kunjungan__gelombang=gelombang, pendaftaran__status__in=DAPAT_IKUT)
        .select_related("kunjungan", "pendaftaran__pegawai")
        .order_by("rentang", "kunjungan", "pendaftaran__ndh", "pendaftaran__nama_kunci", "pk")
    )
