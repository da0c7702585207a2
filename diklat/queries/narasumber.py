"""Narasumber and rooms: lists for Panitia, what is theirs, and who changed what."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from django.apps import apps
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from diklat.models import Narasumber, Ruang, Sesi, SesiNarasumber, TerbitanSesi
from kantor.queries.riwayat import Kejadian, kejadian, perubahan

SETAHUN = datetime.timedelta(days=365)
URUTAN = ("nama", "pk")
URUTAN_RUANG = ("gedung", "nama", "pk")
KOLOM_NARASUMBER = {
    "nama": "nama",
    "gelar_depan": "gelar depan",
    "gelar_belakang": "gelar belakang",
    "jabatan": "jabatan",
    "asal": "instansi asal",
    "aktif": "aktif",
    "tautan_sejak": "tautan pribadi sejak",
}
KOLOM_RUANG = {"nama": "nama", "gedung": "gedung", "kapasitas": "kapasitas", "aktif": "aktif"}


def narasumber_staf(instansi: Iterable[int], *, q: str = "", aktif: str = "") -> QuerySet[Narasumber]:
    """The narasumber of these offices with the number of their sessions and their contact."""
    baris = Narasumber.objects.filter(instansi__in=instansi).select_related("pribadi")
    for kata in q.split():
        baris = baris.filter(Q(nama__icontains=kata) | Q(asal__icontains=kata) | Q(jabatan__icontains=kata))
    sesi = SesiNarasumber.objects.filter(narasumber=OuterRef("pk"), sesi__batal=False)
    return _aktif(baris, aktif).annotate(banyak_sesi=_hitung(sesi, "narasumber"))


def ruang_staf(instansi: Iterable[int], *, q: str = "", aktif: str = "") -> QuerySet[Ruang]:
    """The rooms of these offices with the number of their sessions."""
    baris = Ruang.objects.filter(instansi__in=instansi)
    for kata in q.split():
        baris = baris.filter(Q(nama__icontains=kata) | Q(gedung__icontains=kata))
    sesi = Sesi.objects.filter(ruang=OuterRef("pk"), batal=False)
    return _aktif(baris, aktif).annotate(banyak_sesi=_hitung(sesi, "ruang"))


def jadwal_narasumber(narasumber: Narasumber) -> QuerySet[TerbitanSesi]:
    """The published sessions of one narasumber in every gelombang, cancelled ones among them, with their files.

    Those of the last year and all to come: a page of somebody who teaches for decades must end somewhere.
    """
    return (
        TerbitanSesi.objects.filter(narasumber=narasumber, selesai__gte=timezone.now() - SETAHUN)
        .select_related("sesi__gelombang__kurikulum__program", "sesi__gelombang__instansi", "ruang")
        .prefetch_related("narasumber", "sesi__bahan__berkas")
        .order_by("mulai", "pk")
    )


def bekas_jadwal_narasumber(narasumber: Narasumber) -> QuerySet[TerbitanSesi]:
    """Published sessions this narasumber was taken off, for a calendar that still shows them."""
    lepas = apps.get_model("diklat", "TerbitanNarasumberEvent").objects.filter(pgh_label="delete")
    return (
        TerbitanSesi.objects.filter(pk__in=lepas.filter(narasumber=narasumber).values("terbitan"))
        .filter(selesai__gte=timezone.now() - SETAHUN)
        .exclude(pk__in=TerbitanSesi.objects.filter(narasumber=narasumber).values("pk"))
        .select_related("sesi__gelombang__kurikulum__program", "sesi__gelombang__instansi", "ruang")
        .prefetch_related("narasumber")
        .order_by("mulai", "pk")
    )


def riwayat_narasumber(narasumber: Narasumber) -> list[Kejadian]:
    """Who changed what of a narasumber, newest first; of the contact only that it was changed."""
    baris = _event("Narasumber", narasumber.pk)
    catatan = perubahan(baris, KOLOM_NARASUMBER, awal="Dicatat sebagai narasumber", sebut=_sebut)
    catatan += [
        (
            b.pgh_created_at,
            b.pgh_context,
            "Kontak dicatat atau diubah" if b.email or b.ponsel else "Kontak dihapus",
        )
        for b in _event("NarasumberPribadi", narasumber.pk)
    ]
    return _urut(catatan, narasumber.instansi.zona_waktu)


def riwayat_ruang(ruang: Ruang) -> list[Kejadian]:
    """Who changed what of a room, newest first."""
    catatan = perubahan(_event("Ruang", ruang.pk), KOLOM_RUANG, awal="Ruang dicatat", sebut=_sebut)
    return _urut(catatan, ruang.instansi.zona_waktu)


def _event(model: str, pk: int) -> QuerySet:
    return apps.get_model("diklat", f"{model}Event").objects.filter(pgh_obj_id=pk).order_by("pgh_id")


def _urut(catatan: list, zona: str) -> list[Kejadian]:
    catatan.sort(key=lambda satu: satu[0], reverse=True)
    return [kejadian(pada, konteks, kalimat, zona=zona) for pada, konteks, kalimat in catatan]


def _sebut(kolom: str, nilai: object) -> str:
    kata: Mapping[str, Mapping[object, str]] = {"aktif": {True: "ya", False: "tidak"}}
    if kolom == "tautan_sejak":
        return "baru"
    return str(kata.get(kolom, {}).get(nilai, nilai))


def _aktif(baris: QuerySet, aktif: str) -> QuerySet:
    return baris.filter(aktif=aktif == "ya") if aktif else baris


def _hitung(baris: QuerySet, kolom: str) -> Coalesce:
    return Coalesce(Subquery(baris.order_by().values(kolom).annotate(n=Count("pk")).values("n")), 0)
