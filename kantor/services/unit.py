"""The unit tree: new units, other names, moves, merges; and the three cities of the public list.

`Unit.opd` is the nearest unit at or above that is an OPD of its own, and every pegawai carries a copy of it: recaps
count by it without climbing the tree. Registrations keep the OPD of their day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import connection
from django.utils import timezone

from kantor.galat import KeadaanBerubah, TidakBerhak, TidakValid
from kantor.layanan import layanan
from kantor.lib import wilayah
from kantor.lib.wilayah import UraianUnit, kunci_unit, kunci_uraian
from kantor.lingkup import Hak, pastikan_atau_sistem
from kantor.models import AliasUnit, Instansi, Pegawai, Pengguna, Unit
from kantor.queries.unit import cari_unit, cocokkan_unit, unit_berlaku, unit_dari_teks

__all__ = [
    "cari_unit",
    "cocokkan_unit",
    "gabung_unit",
    "hapus_alias",
    "muat_wilayah",
    "pindah_unit",
    "tambah_alias",
    "tambah_unit",
    "ubah_nama_unit",
    "unit_berlaku",
    "unit_dari_teks",
]

# One change of the tree at a time: two moves at once could close a circle.
GEMBOK_POHON = 7_301_001
BAGIAN_UNIT = {Unit.Jenis.BAGIAN, Unit.Jenis.BIDANG, Unit.Jenis.UPT}


@layanan
def tambah_unit(
    *,
    oleh: Pengguna | None,
    kode: str,
    nama: str,
    jenis: str,
    induk: Unit | None = None,
    instansi: Instansi | None = None,
    berlaku_mulai: datetime.date | None = None,
) -> Unit:
    """A new unit under `induk`, of whose instansi it is unless another is named. Raises TidakValid for a taken code."""
    _pastikan_mengelola(oleh, induk or instansi)
    _kunci_pohon()
    kode, nama = kode.strip(), " ".join(nama.split())
    if not kode or not nama:
        raise TidakValid(rincian={"nama" if kode else "kode": ["Wajib diisi."]})
    if Unit.objects.filter(kode=kode).exists():
        raise TidakValid(rincian={"kode": ["Kode ini sudah dipakai unit lain."]})
    unit = Unit(
        kode=kode,
        nama=nama,
        jenis=jenis,
        parent=induk,
        instansi=instansi or (induk.instansi if induk else None),
        berlaku_mulai=berlaku_mulai,
    )
    unit.kunci = _kunci_nama(unit)
    unit.save()
    unit.opd = _opd(unit)
    unit.save(update_fields=["opd"])
    if induk and unit.jenis in BAGIAN_UNIT:
        _beri_alias(unit, [f"{unit.nama} {induk.nama_lengkap}"])
    return unit


@layanan
def ubah_nama_unit(*, oleh: Pengguna | None, unit: Unit, nama: str) -> Unit:
    """Another name from now on; files may go on calling the unit by its old one."""
    _pastikan_mengelola(oleh, unit)
    _kunci_pohon()
    unit = Unit.objects.select_related("parent").get(pk=unit.pk)
    nama = " ".join(nama.split())
    if not nama:
        raise TidakValid(rincian={"nama": ["Wajib diisi."]})
    if nama == unit.nama:
        return unit
    lama = unit.nama_lengkap
    unit.nama = nama
    unit.save(update_fields=["nama"])
    _segarkan(unit, nama_lama=lama)
    return Unit.objects.get(pk=unit.pk)


@layanan
def pindah_unit(*, oleh: Pengguna | None, unit: Unit, induk: Unit) -> Unit:
    """Move a unit with everything below it; its people get the OPD of the new place.

    Raises TidakValid when `induk` stands below the unit.
    """
    _pastikan_mengelola(oleh, unit)
    _pastikan_mengelola(oleh, induk)
    _kunci_pohon()
    unit = Unit.objects.select_related("parent").get(pk=unit.pk)
    if Unit.objects.di_bawah(unit.pk).filter(pk=induk.pk).exists():
        raise TidakValid(rincian={"induk": ["Unit tidak dapat berada di bawah dirinya sendiri."]})
    unit.parent = induk
    unit.instansi = induk.instansi or unit.instansi
    unit.save(update_fields=["parent", "instansi"])
    _segarkan(unit)
    return Unit.objects.get(pk=unit.pk)


@layanan
def gabung_unit(
    *, oleh: Pengguna | None, unit: Unit, ke: Unit, berlaku_sampai: datetime.date | None = None
) -> Unit:
    """Merge a unit into another: people and lower units go over, its names lead there, it ends on that day.

    Raises TidakValid when `ke` is the unit or stands below it, KeadaanBerubah when it has ended before.
    """
    _pastikan_mengelola(oleh, unit)
    _pastikan_mengelola(oleh, ke)
    _kunci_pohon()
    unit = Unit.objects.select_related("parent").get(pk=unit.pk)
    hari = berlaku_sampai or timezone.localdate()
    if unit.berlaku_sampai is not None and unit.berlaku_sampai <= timezone.localdate():
        raise KeadaanBerubah("Unit ini sudah tidak berlaku.")
    if Unit.objects.di_bawah(unit.pk).filter(pk=ke.pk).exists():
        raise TidakValid(rincian={"ke": ["Pilih unit lain yang tidak berada di bawah unit ini."]})
    for teks, kunci in [(unit.nama_lengkap, unit.kunci), *unit.alias.values_list("teks", "kunci")]:
        AliasUnit.objects.get_or_create(unit=ke, kunci=kunci, defaults={"teks": teks})
    unit.alias.all().delete()
    unit.berlaku_sampai = hari
    unit.save(update_fields=["berlaku_sampai"])
    for anak in unit.children.all():
        anak.parent = ke
        anak.save(update_fields=["parent"])
    pindah = _kunci_pegawai(unit=unit)
    Pegawai.objects.filter(pk__in=pindah).update(unit=ke, opd=ke.opd, instansi=ke.instansi)
    _segarkan(ke)
    return Unit.objects.get(pk=ke.pk)


@layanan
def tambah_alias(*, oleh: Pengguna | None, unit: Unit, teks: str) -> None:
    """Another spelling by which files may call the unit."""
    pastikan_atau_sistem(oleh, Hak.KERJA, unit)
    _beri_alias(unit, [teks])


@layanan
def hapus_alias(*, oleh: Pengguna | None, alias: AliasUnit) -> None:
    """A spelling no file uses for this unit any more."""
    pastikan_atau_sistem(oleh, Hak.KERJA, alias.unit)
    alias.delete()


@layanan
def muat_wilayah(*, oleh: Pengguna | None) -> int:
    """Load kota, kecamatan and kelurahan of the public list; returns how many were new.

    What is there already stays as the office has it. A city belongs to the instansi named "Pemerintah <kota>", and
    running again after that instansi was made gives it its units.
    """
    _kunci_pohon()
    ada = dict(Unit.objects.filter(kode__in=[w.kode for w in wilayah.semua()]).values_list("kode", "pk"))
    pemilik = _pemilik()
    banyak = len(ada)
    for jenis in (Unit.Jenis.KOTA, Unit.Jenis.KECAMATAN, Unit.Jenis.KELURAHAN):
        baru = [
            Unit(
                kode=w.kode,
                nama=w.nama,
                jenis=jenis,
                kunci=wilayah.kunci_wilayah(w),
                parent_id=ada.get(w.kode_induk),
                opd_id=ada.get(w.kode_induk) if jenis == Unit.Jenis.KELURAHAN else None,
                instansi=pemilik.get(_kota(w.kode)),
            )
            for w in wilayah.semua()
            if w.jenis == jenis and w.kode not in ada
        ]
        ada |= {u.kode: u.pk for u in Unit.objects.bulk_create(baru)}
    for kecamatan in Unit.objects.filter(jenis=Unit.Jenis.KECAMATAN, opd=None, kode__in=ada):
        kecamatan.opd = kecamatan
        kecamatan.save(update_fields=["opd"])
    for kode, instansi in pemilik.items():
        milik = [k for k in ada if _kota(k) == kode]
        Unit.objects.filter(instansi=None, kode__in=milik).update(instansi=instansi)
    _ejaan_sumber()
    return len(ada) - banyak


def _ejaan_sumber() -> None:
    """The source's spelling of a kelurahan stays known; one still stored under it gets the usual name."""
    berbeda = {w.kode: w for w in wilayah.semua() if w.nama_sumber}
    for unit in Unit.objects.filter(kode__in=berbeda).select_related("parent"):
        w = berbeda[unit.kode]
        if unit.nama == w.nama_sumber:
            unit.nama, unit.kunci = w.nama, wilayah.kunci_wilayah(w)
            unit.save(update_fields=["nama", "kunci"])
        if unit.nama == w.nama and unit.parent:
            _beri_alias(unit, [f"Kelurahan {w.nama_sumber} {unit.parent.nama_lengkap}"])


def _pastikan_mengelola(oleh: Pengguna | None, milik: Unit | Instansi | None) -> None:
    """Units of no instansi (a ministry, a province) are kept by whoever manages an office."""
    if isinstance(milik, Unit):
        milik = milik.instansi
    if milik is not None:
        pastikan_atau_sistem(oleh, Hak.KELOLA, milik)
    elif oleh is not None and not oleh.instansi_dengan(Hak.KELOLA):
        raise TidakBerhak


def _pemilik() -> dict[str, Instansi]:
    """The instansi of each city, by the city's code."""
    kota = {f"Pemerintah {w.nama}".lower(): w.kode for w in wilayah.semua() if w.jenis == "kota"}
    return {kota[i.nama.lower()]: i for i in Instansi.objects.all() if i.nama.lower() in kota}


def _kota(kode: str) -> str:
    return ".".join(kode.split(".")[:2])


def _kunci_pohon() -> None:
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(%s)", [GEMBOK_POHON])


def _kunci_nama(unit: Unit) -> str:
    induk = unit.parent
    if unit.jenis == Unit.Jenis.KELURAHAN and induk and induk.jenis == Unit.Jenis.KECAMATAN:
        return kunci_uraian(UraianUnit(unit.nama, induk.nama, None))
    return kunci_unit(unit.nama_lengkap)


def _opd(unit: Unit) -> Unit | None:
    kini: Unit | None = unit
    while kini is not None and kini.jenis not in Unit.JENIS_OPD:
        kini = kini.parent
    return kini


def _beri_alias(unit: Unit, semua: Iterable[str]) -> None:
    for teks in semua:
        kunci = kunci_unit(teks)
        if kunci and kunci != unit.kunci:
            AliasUnit.objects.get_or_create(unit=unit, kunci=kunci, defaults={"teks": teks.strip()[:200]})


def _segarkan(akar: Unit, *, nama_lama: str = "") -> None:
    """Bring search key, OPD and instansi of a subtree and of its people in line with the tree, upper units first."""
    for unit in Unit.objects.di_bawah(akar.pk).select_related("parent"):
        lama = (unit.kunci, unit.opd_id, unit.instansi_id)
        unit.kunci, unit.opd = _kunci_nama(unit), _opd(unit)
        if unit.parent and unit.parent.instansi_id:
            unit.instansi_id = unit.parent.instansi_id
        if (unit.kunci, unit.opd_id, unit.instansi_id) != lama:
            unit.save(update_fields=["kunci", "opd", "instansi"])
        if unit.kunci != lama[0]:
            teks = nama_lama if nama_lama and unit.pk == akar.pk else unit.nama_lengkap
            AliasUnit.objects.get_or_create(unit=unit, kunci=lama[0], defaults={"teks": teks})
        orang = _kunci_pegawai(unit=unit)
        Pegawai.objects.filter(pk__in=orang).exclude(opd=unit.opd_id, instansi=unit.instansi_id).update(
            opd=unit.opd_id, instansi=unit.instansi_id
        )


def _kunci_pegawai(*, unit: Unit) -> list[int]:
    """Lock the people of a unit in the one order (by pk)."""
    return list(
        Pegawai.objects.select_for_update(no_key=True)
        .filter(unit=unit)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
