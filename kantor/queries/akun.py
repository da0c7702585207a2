"""Accounts as a manager sees them."""

from __future__ import annotations

from django.db.models import F, Prefetch, Q, QuerySet

from kantor.lingkup import Hak
from kantor.models import Instansi, KunciApi, Pengguna, Peran, Unit

# Units an operator is usually made for; a kelurahan only where it has staff of its own for that.
JENIS_OPERATOR = (*Unit.JENIS_OPD, Unit.Jenis.KELURAHAN, Unit.Jenis.BAGIAN)


def daftar_akun(pengguna: Pengguna, *, q: str = "", jenis: str = "") -> QuerySet[Pengguna]:
    """Accounts of the own instansi; without `jenis` those that have a role, `peserta` are those without one."""
    kelola = pengguna.instansi_dengan(Hak.KELOLA)
    milik = Peran.objects.filter(instansi__in=kelola, aktif=True)
    baris = Pengguna.objects.untuk(pengguna, Hak.KELOLA)
    if jenis == "peserta":
        baris = baris.exclude(pk__in=milik.values("pengguna"))
    elif jenis:
        baris = baris.filter(pk__in=milik.filter(jenis=jenis).values("pengguna"))
    else:
        baris = baris.filter(pk__in=Peran.objects.filter(instansi__in=kelola).values("pengguna"))
    if q:
        angka = "".join(q.split())
        cocok = Q(nama__icontains=q) | Q(username__icontains=q.lower()) | Q(email__iexact=q)
        baris = baris.filter(Q(pegawai__nip__startswith=angka) if angka.isdecimal() else cocok)
    peran = milik.select_related("instansi", "unit").order_by("jenis", "pk")
    return baris.select_related("pegawai").prefetch_related(Prefetch("peran", peran, to_attr="peran_tampil"))


def instansi_terkelola(pengguna: Pengguna) -> QuerySet[Instansi]:
    """The instansi this account manages."""
    return Instansi.objects.untuk(pengguna, Hak.KELOLA)


def unit_operator(pengguna: Pengguna) -> QuerySet[Unit]:
    """The units a manager may make operators for."""
    milik = Unit.objects.filter(instansi__in=pengguna.instansi_dengan(Hak.KELOLA))
    return milik.filter(jenis__in=JENIS_OPERATOR, berlaku_sampai=None).order_by("kode")


def daftar_kunci(pengguna: Pengguna) -> QuerySet[KunciApi]:
    """API keys of the instansi this account manages, the living ones first."""
    return (
        KunciApi.objects.untuk(pengguna, Hak.KELOLA)
        .select_related("pemilik", "instansi")
        .order_by(F("dicabut").asc(nulls_first=True), "-pk")
    )
