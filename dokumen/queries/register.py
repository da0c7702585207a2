"""The register: every certificate of the own offices, newest first."""

from __future__ import annotations

import re

from django.db.models import Q, QuerySet

from diklat.models import Gelombang
from dokumen.models import JenisSertifikat, Sertifikat
from kantor.lingkup import Hak
from kantor.models import Pegawai, Pengguna
from kantor.queries.nama import cocok_nama

URUTAN = ("-tanggal", "-pk")
# The order of the book: by year, by kind, by number.
URUTAN_BUKU = ("tahun", "jenis", "urut", "pk")
ANGKA_MIN = 4


def register_sertifikat(
    pengguna: Pengguna, *, q: str = "", tahun: int | None = None, jenis: str = "", status: str = ""
) -> QuerySet[Sertifikat]:
    """Certificates of the gelombang this account sees as staff, narrowed; ordered by the caller (URUTAN)."""
    baris = Sertifikat.objects.filter(
        instansi__in=pengguna.instansi_dengan(Hak.LIHAT),
        gelombang__in=Gelombang.objects.untuk(pengguna, Hak.LIHAT),
    )
    if tahun:
        baris = baris.filter(tahun=tahun)
    if jenis in JenisSertifikat.values:
        baris = baris.filter(jenis=jenis)
    if status in Sertifikat.Status.values:
        baris = baris.filter(status=status)
    if teks := " ".join(q.replace("\0", "").split()):
        baris = baris.filter(_cocok(teks))
    return baris.select_related(
        "pendaftaran__pegawai", "gelombang__kurikulum__program", "pengganti", "instansi"
    )


def sertifikat_pegawai(pengguna: Pengguna, pegawai: Pegawai) -> list[Sertifikat]:
    """The certificates of one person from the own offices, newest first."""
    baris = register_sertifikat(pengguna).filter(pendaftaran__pegawai=pegawai)
    return list(baris.order_by(*URUTAN)[:50])


def tahun_register(pengguna: Pengguna) -> list[int]:
    """The years in which certificates were issued, newest first."""
    milik = Sertifikat.objects.filter(instansi__in=pengguna.instansi_dengan(Hak.LIHAT))
    return list(milik.order_by("-tahun").values_list("tahun", flat=True).distinct())


def _cocok(teks: str) -> Q:
    """By NIP when digits were typed, else by number or by the words of the name."""
    angka = re.sub(r"[\s.]", "", teks)
    if angka.isdecimal() and len(angka) >= ANGKA_MIN:
        return Q(pendaftaran__pegawai__nip__startswith=angka) | Q(nomor__icontains=teks)
    return (
        cocok_nama(teks, lewat="pendaftaran__") | Q(nomor__icontains=teks) | Q(kode_registrasi__iexact=teks)
    )
