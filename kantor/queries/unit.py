"""Units found by what people type and files write."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.utils import timezone

from kantor.langsung import baca
from kantor.lib.wilayah import kunci_unit, urai_unit
from kantor.models import AliasUnit, Instansi, Unit

BATAS = 20
MIRIP = 0.35
TEKS_MAKS = 100


def unit_berlaku(*, sasaran: Iterable[Unit | int] = ()) -> QuerySet[Unit]:
    """Units in force today; with `sasaran` only those units and what stands below them."""
    hari_ini = timezone.localdate()
    unit = Unit.objects.filter(Q(berlaku_mulai=None) | Q(berlaku_mulai__lte=hari_ini)).filter(
        Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=hari_ini)
    )
    if akar := list(sasaran):
        di_bawah = {pk for satu in akar for pk in Unit.objects.di_bawah(satu).values_list("pk", flat=True)}
        unit = unit.filter(pk__in=di_bawah)
    return unit


def cari_unit(
    teks: str, *, sasaran: Iterable[Unit | int] = (), utamakan: int | None = None, batas: int = BATAS
) -> list[Unit]:
    """The units that fit a half-typed name best: begins with it, holds its words, or is nearly spelled so.

    Of those that fit alike the units of the instansi `utamakan` come first.
    """
    kata = " ".join(teks.replace("\0", "").split())[:TEKS_MAKS]
    if len(kata) < 2:
        return []
    inti = _inti(kata)
    cocok = Q(nama__istartswith=inti) | Q(kunci=kunci_unit(kata))
    memuat = Q()
    for satu in inti.split():
        memuat &= Q(nama__icontains=satu) | Q(parent__nama__icontains=satu)
    unit = (
        unit_berlaku(sasaran=sasaran)
        .annotate(mirip=TrigramWordSimilarity(inti, "nama"), alias_cocok=_alias_cocok(kata))
        .filter(cocok | memuat | Q(mirip__gte=MIRIP) | Q(alias_cocok=True))
        .annotate(awal=Q(nama__istartswith=inti), milik=Case(When(instansi=utamakan, then=1), default=0))
        .select_related("parent")
        .order_by("-alias_cocok", "-awal", "-milik", "-mirip", "nama", "kode")
    )
    return list(unit[:batas])


def unit_dari_teks(teks: object, *, instansi: Instansi | None = None) -> list[Unit]:
    """The units a cell of a file may mean: one when it is clear, several when a name occurs twice, none if unknown."""
    return cocokkan_unit([str(teks or "")], instansi=instansi)[str(teks or "")]


def cocokkan_unit(semua: Iterable[str], *, instansi: Instansi | None = None) -> dict[str, list[Unit]]:
    """`unit_dari_teks` for many cells in three queries. Units of the own instansi go before all others."""
    kunci = {teks: kunci_unit(teks) for teks in set(semua)}
    dicari = {k for k in kunci.values() if k} | {_lebih_pendek(k) for k in kunci.values() if k}
    temuan: dict[str, dict[int, Unit]] = {}
    for unit in unit_berlaku().filter(Q(kunci__in=dicari) | Q(kode__in=kunci)).select_related("parent"):
        temuan.setdefault(unit.kunci, {})[unit.pk] = unit
        temuan.setdefault(unit.kode, {})[unit.pk] = unit
    # An old name of a merged unit leads to the unit of today.
    for alias in AliasUnit.objects.filter(kunci__in=dicari).select_related("unit__parent"):
        temuan.setdefault(alias.kunci, {})[alias.unit_id] = alias.unit
    bernama = _bernama_saja(dicari - temuan.keys())
    return {
        teks: _milik(
            temuan.get(teks.strip()) or temuan.get(k) or bernama.get(k) or temuan.get(_lebih_pendek(k)) or {},
            instansi,
        )
        for teks, k in kunci.items()
    }


def _milik(calon: dict[int, Unit], instansi: Instansi | None) -> list[Unit]:
    sendiri = [u for u in calon.values() if instansi is not None and u.instansi_id == instansi.pk]
    return sendiri or list(calon.values())


def _lebih_pendek(kunci: str) -> str:
    """Without the section in front: `seksipemerintahan|kec:medankota` is read as its kecamatan."""
    depan, _, sisa = kunci.partition("|")
    return sisa if sisa and ":" not in depan else kunci


def _bernama_saja(kunci: set[str]) -> dict[str, dict[int, Unit]]:
    """Keys that name only a kelurahan (`kel:mabar`) or give a bare name, whatever stands above it."""
    hasil: dict[str, dict[int, Unit]] = {}
    syarat = Q()
    for satu in kunci:
        if satu and "|" not in satu:
            syarat |= (
                Q(kunci__startswith=f"{satu}|")
                if ":" in satu
                else Q(kunci__startswith=f"kel:{satu}|") | Q(kunci=f"kec:{satu}")
            )
    if not syarat:
        return hasil
    for unit in unit_berlaku().filter(syarat).select_related("parent"):
        kelurahan = unit.kunci.partition("|")[0]
        for nama in (kelurahan, kelurahan.partition(":")[2]):
            if nama in kunci:
                hasil.setdefault(nama, {})[unit.pk] = unit
    return hasil


def _inti(kata: str) -> str:
    """What is left without the words kelurahan and kecamatan: people type them or not."""
    uraian = urai_unit(kata)
    return " ".join(b for b in (uraian.lainnya, uraian.kelurahan, uraian.kecamatan) if b) or kata


def _alias_cocok(kata: str) -> Exists:
    alias = AliasUnit.objects.filter(unit=OuterRef("pk"))
    return Exists(alias.filter(Q(kunci=kunci_unit(kata)) | Q(teks__istartswith=kata)))


_BERKODE = """
    SELECT u.*, o.nama AS opd__nama, o.jenis AS opd__jenis
    FROM kantor_unit u LEFT JOIN kantor_unit o ON o.id = u.opd_id
    WHERE u.kode = %s AND coalesce(u.berlaku_mulai, '-infinity') <= %s AND coalesce(u.berlaku_sampai, 'infinity') >= %s
"""


def unit_berkode(kode: str) -> Unit | None:
    """The unit in force today with this code, its OPD's name at hand; plain SQL, for every registration asks it."""
    hari_ini = timezone.localdate()
    unit = next(iter(baca(Unit, _BERKODE, [kode, hari_ini, hari_ini])), None)
    if unit is not None and unit.opd_id == unit.pk:
        unit.opd = unit
    return unit
