"""The unit tree of an instansi as a page shows it: nested, with the number of active pegawai below each unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Count, QuerySet

from kantor.models import Instansi, Pegawai, Unit
from kantor.queries.riwayat import Kejadian, kejadian, perubahan

# Beyond so many units only the upper levels stand on one page; each unit's own page goes on from there.
SEKALIGUS = 400
TINGKAT_PENDEK = 2
KOLOM_RIWAYAT = {
    "nama": "nama",
    "parent_id": "induk",
    "berlaku_mulai": "berlaku mulai",
    "berlaku_sampai": "berlaku sampai",
}


@dataclass
class Simpul:
    """A unit in the tree. `pegawai` counts the active ones of the unit itself, `semua` with everything below."""

    unit: Unit
    pegawai: int = 0
    semua: int = 0
    tingkat: int = 0
    anak: list[Simpul] = field(default_factory=list)
    tersembunyi: int = 0  # children that have no room here


def akar_instansi(instansi: Instansi) -> QuerySet[Unit]:
    """The units of an instansi that stand below none of its own."""
    return Unit.objects.filter(instansi=instansi).exclude(parent__instansi=instansi)


def akar_bernama(nama: str) -> list[int]:
    """The limit `instansi:<kode>` of a unit search: the whole tree of that office."""
    awal, _, kode = nama.partition(":")
    instansi = Instansi.objects.filter(kode=kode).first() if awal == "instansi" else None
    return list(akar_instansi(instansi).values_list("pk", flat=True)) if instansi else []


def pohon_unit(instansi: Instansi, *, utuh: bool = False) -> list[Simpul]:
    """The tree, by code; two statements. A large one is cut below its upper levels unless it shall be `utuh`."""
    unit = list(Unit.objects.filter(instansi=instansi).order_by("kode"))
    simpul = {u.pk: Simpul(u) for u in unit}
    for pk, n in _hitung(instansi).items():
        if pk in simpul:
            simpul[pk].pegawai = n
    akar: list[Simpul] = []
    for satu in simpul.values():
        induk = simpul.get(satu.unit.parent_id or 0)
        (induk.anak if induk else akar).append(satu)
    for satu in akar:
        _jumlahkan(satu, 0)
        if len(unit) > SEKALIGUS and not utuh:
            _pendekkan(satu)
    return akar


def anak_unit(unit: Unit) -> list[Simpul]:
    """The units right below, each with its people and those below it; two statements."""
    anak = list(unit.children.order_by("kode"))
    cabang = {u.pk: u.pk for u in anak}
    semua = list(Unit.objects.di_bawah(unit.pk).exclude(pk=unit.pk).order_by().values_list("pk", "parent"))
    induk = dict(semua)
    for pk in induk:
        jalan, kini = [], pk
        while kini not in cabang and kini in induk:
            jalan.append(kini)
            kini = induk[kini]
        cabang |= dict.fromkeys(jalan, cabang.get(kini, kini))
    jumlah: dict[int, int] = defaultdict(int)
    aktif = Pegawai.objects.filter(unit__in=list(cabang), keadaan=Pegawai.Keadaan.AKTIF).order_by()
    sendiri = dict(aktif.values_list("unit").annotate(n=Count("pk")))
    for pk, n in sendiri.items():
        jumlah[cabang[pk]] += n
    punya = {atas for atas in induk.values() if atas in {u.pk for u in anak}}
    return [
        Simpul(u, pegawai=sendiri.get(u.pk, 0), semua=jumlah[u.pk], tersembunyi=int(u.pk in punya))
        for u in anak
    ]


def telusuri_pohon(akar: list[Simpul]) -> Iterator[Simpul]:
    """Every node, parents before children."""
    for satu in akar:
        yield satu
        yield from telusuri_pohon(satu.anak)


def riwayat_unit(unit: Unit) -> list[Kejadian]:
    """Who renamed, moved or ended a unit; newest first."""
    baris = list(apps.get_model("kantor", "UnitEvent").objects.filter(pgh_obj_id=unit.pk).order_by("pgh_id"))
    induk = Unit.objects.in_bulk({b.parent_id for b in baris if b.parent_id})

    def sebut(kolom: str, nilai: object) -> str:
        return str(induk.get(nilai, "unit lain")) if kolom == "parent_id" else str(nilai)

    catatan = perubahan(baris, KOLOM_RIWAYAT, awal="Unit dicatat", sebut=sebut)
    zona = unit.instansi.zona_waktu if unit.instansi else "Asia/Jakarta"
    return [kejadian(pada, konteks, kalimat, zona=zona) for pada, konteks, kalimat in reversed(catatan)]


def kode_berikut(induk: Unit) -> str:
    """A free code below `induk`, to begin with: the office may type its own."""
    nomor = Unit.objects.filter(parent=induk).count() + 1
    while Unit.objects.filter(kode=f"{induk.kode}.{nomor:02d}").exists():
        nomor += 1
    return f"{induk.kode}.{nomor:02d}"


def _hitung(instansi: Instansi) -> dict[int, int]:
    aktif = Pegawai.objects.filter(unit__instansi=instansi, keadaan=Pegawai.Keadaan.AKTIF)
    return dict(aktif.order_by().values_list("unit").annotate(n=Count("pk")))


def _jumlahkan(simpul: Simpul, tingkat: int) -> int:
    simpul.tingkat = tingkat
    simpul.semua = simpul.pegawai + sum(_jumlahkan(anak, tingkat + 1) for anak in simpul.anak)
    return simpul.semua


def _pendekkan(simpul: Simpul) -> None:
    if simpul.tingkat >= TINGKAT_PENDEK - 1:
        simpul.tersembunyi, simpul.anak = len(simpul.anak), []
    for anak in simpul.anak:
        _pendekkan(anak)
