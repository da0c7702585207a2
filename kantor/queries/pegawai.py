"""Master pegawai of one instansi: found by name or number, narrowed, paged by key."""

from __future__ import annotations

import re

from django.apps import apps
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q, QuerySet

from kantor.lib import nama as lib_nama
from kantor.models import Instansi, Pegawai, Unit
from kantor.models.pegawai import StatusKepegawaian
from kantor.queries.nama import cocok_nama
from kantor.queries.riwayat import Kejadian, kejadian, perubahan

URUTAN = ("nama_kunci", "pk")
# So many digits at least: fewer would match a tenth of the country.
ANGKA_MIN = 4
MIRIP_MAKS = 50
NOMOR_INTERNAL = re.compile(r"^(NA|NON)-", re.IGNORECASE)
KOLOM_RIWAYAT = {
    "nama": "nama",
    "gelar_depan": "gelar depan",
    "gelar_belakang": "gelar belakang",
    "golongan": "golongan",
    "jabatan": "jabatan",
    "status_kepegawaian": "status kepegawaian",
    "unit_id": "unit kerja",
    "atasan_id": "atasan langsung",
    "keadaan": "keadaan",
}


def pegawai_kantor(
    instansi: Instansi,
    *,
    q: str = "",
    unit: Unit | None = None,
    opd: Unit | None = None,
    status: str = "",
    keadaan: str = "",
) -> QuerySet[Pegawai]:
    """The pegawai of this instansi that fit; ordered by the caller (URUTAN). `unit` takes everything below it along."""
    baris = Pegawai.objects.filter(instansi=instansi).select_related("unit", "opd")
    if unit is not None:
        baris = baris.filter(unit__in=list(Unit.objects.di_bawah(unit.pk).values_list("pk", flat=True)))
    if opd is not None:
        baris = baris.filter(opd=opd)
    if status in StatusKepegawaian.values:
        baris = baris.filter(status_kepegawaian=status)
    if keadaan in Pegawai.Keadaan.values:
        baris = baris.filter(keadaan=keadaan)
    if teks := rapi_cari(q):
        baris = baris.filter(cocok_pegawai(teks))
    return baris


def pegawai_mirip(instansi: Instansi, q: str) -> list[Pegawai]:
    """Names spelled nearly so, the nearest first: for a search that found nothing."""
    kata = lib_nama.kunci(rapi_cari(q))
    if len(kata) < 3:
        return []
    mirip = Pegawai.objects.filter(instansi=instansi, nama_kunci__trigram_word_similar=kata)
    jarak = TrigramWordSimilarity(kata, "nama_kunci")
    return list(
        mirip.annotate(jarak=jarak).select_related("unit", "opd").order_by("-jarak", *URUTAN)[:MIRIP_MAKS]
    )


def opd_pegawai(instansi: Instansi) -> QuerySet[Unit]:
    """The OPD of an instansi, for a choice."""
    return Unit.objects.filter(instansi=instansi, jenis__in=Unit.JENIS_OPD).order_by("nama", "kode")


def riwayat_pegawai(pegawai: Pegawai) -> list[Kejadian]:
    """Who changed what of somebody, and who looked at or erased the contact; newest first."""
    zona = pegawai.instansi.zona_waktu if pegawai.instansi else "Asia/Jakarta"
    baris = apps.get_model("kantor", "PegawaiEvent").objects.filter(pgh_obj_id=pegawai.pk).order_by("pgh_id")
    semua = list(baris)
    unit = Unit.objects.in_bulk({b.unit_id for b in semua if b.unit_id})
    atasan = Pegawai.objects.in_bulk({b.atasan_id for b in semua if b.atasan_id})

    def sebut(kolom: str, nilai: object) -> str:
        if kolom == "unit_id":
            return str(unit.get(nilai, "unit lain"))
        if kolom == "atasan_id":
            return str(atasan.get(nilai, "pegawai lain"))
        return str(_LABEL.get(kolom, {}).get(nilai, nilai))

    catatan = perubahan(semua, KOLOM_RIWAYAT, awal="Dicatat pada data pegawai", sebut=sebut)
    pribadi = apps.get_model("kantor", "PegawaiPribadiEvent").objects.filter(pgh_obj_id=pegawai.pk)
    catatan += [
        (b.pgh_created_at, b.pgh_context, "Kontak atau data pribadi diubah")
        for b in pribadi.order_by("pgh_id")
    ]
    catatan += [
        (b.pada, {"oleh_nama": b.oleh_nama}, "Kontak dibuka") for b in pegawai.pembukaan_kontak.order_by("pk")
    ]
    catatan += [
        (b.pada, {"oleh_nama": b.oleh_nama}, f"Data pribadi dihapus: {b.alasan}")
        for b in pegawai.penghapusan_pribadi.order_by("pk")
    ]
    catatan.sort(key=lambda satu: satu[0], reverse=True)
    return [kejadian(pada, konteks, kalimat, zona=zona) for pada, konteks, kalimat in catatan]


_LABEL: dict[str, dict[object, str]] = {
    "status_kepegawaian": dict(StatusKepegawaian.choices),
    "keadaan": dict(Pegawai.Keadaan.choices),
}


def rapi_cari(q: str) -> str:
    return " ".join(q.replace("\0", "").split())[:100]


def cocok_pegawai(teks: str) -> Q:
    """By number when one was typed, else by every word of the name: never by either, so that one index serves."""
    angka = re.sub(r"[\s.'-]", "", teks)
    if angka.isdecimal() and len(angka) >= ANGKA_MIN:
        return Q(nip__startswith=angka)
    if NOMOR_INTERNAL.match(teks):
        return Q(nomor_internal=teks.upper())
    return cocok_nama(teks)
