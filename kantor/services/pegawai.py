"""Pegawai: one row per NIP nationwide, made once, corrected by the office, named after the unit they work in."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from kantor.galat import TidakBerhak, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lib import golongan as lib_golongan
from kantor.lib import nama as lib_nama
from kantor.lib import nip as lib_nip
from kantor.lib.salah import Salah
from kantor.lingkup import Hak
from kantor.models import Pegawai, Pengguna, Unit
from kantor.models.pegawai import StatusKepegawaian
from kantor.services.atasan import kunci_atasan, rantai_atasan, tolak_lingkar

BOLEH_DIUBAH = {
    "nama", "gelar_depan", "gelar_belakang", "golongan", "jabatan", "status_kepegawaian", "unit", "keadaan", "atasan",
}  # fmt: skip


def status_menurut_nip(nip: str) -> str:
    """PNS or PPPK by the pattern of the number; only a default, the form decides."""
    try:
        pola = lib_nip.periksa(nip).pola
    except lib_nip.NipSalah:
        return StatusKepegawaian.NON_ASN
    return StatusKepegawaian.PPPK if pola == "pppk" else StatusKepegawaian.PNS


def penempatan(unit: Unit | None) -> dict[str, Any]:
    """What follows from the unit somebody works in."""
    if unit is None:
        return {}
    return {"unit": unit, "opd_id": unit.opd_id, "instansi_id": unit.instansi_id}


@layanan
def tambah_pegawai(*, oleh: Pengguna | None, nip: str | None, nama: str, **data: Any) -> Pegawai:
    """A pegawai entered by the office, at once verified. Without NIP only Non-ASN, who get an internal number.

    Raises TidakValid for a wrong number or name, or a NIP that is there already.
    """
    bersih = periksa_biodata({"nama": nama, **data})
    unit = bersih.pop("unit", None)
    _pastikan_milik(oleh, unit)
    pegawai = Pegawai(**(bersih | penempatan(unit)), terverifikasi=True)
    _periksa_atasan(pegawai)
    if nip:
        pegawai.nip = _nip(nip)
        pegawai.status_kepegawaian = bersih.get("status_kepegawaian") or status_menurut_nip(pegawai.nip)
    else:
        if bersih.get("status_kepegawaian") != StatusKepegawaian.NON_ASN:
            raise TidakValid(rincian={"nip": ["NIP / NI PPPK wajib diisi, kecuali untuk Non-ASN."]})
        pegawai.nomor_internal = nomor_internal()
    try:
        with transaction.atomic():
            pegawai.save()
    except IntegrityError as galat:  # asked afterwards: of two who enter somebody at once, one is told
        if not pegawai.nip or not Pegawai.objects.filter(nip=pegawai.nip).exists():
            raise
        raise TidakValid(rincian={"nip": ["NIP ini sudah ada pada data pegawai."]}) from galat
    return pegawai


@layanan
def ubah_pegawai(*, oleh: Pengguna | None, pegawai: Pegawai, **data: Any) -> Pegawai:
    """Correct what the office knows of somebody; the row counts as verified from now on.

    Moving to another unit brings OPD and instansi along; who moves to another OPD leaves the atasan langsung behind,
    and the people they led. Raises TidakValid per field, TidakDitemukan.
    """
    asing = set(data) - BOLEH_DIUBAH
    if asing:
        raise TypeError(f"cannot change {', '.join(sorted(asing))}")
    if "atasan" in data:
        kunci_atasan()
    # With the people they lead, in the one order of locks: who moves leaves them.
    semua = Pegawai.objects.select_for_update(no_key=True).filter(Q(pk=pegawai.pk) | Q(atasan=pegawai.pk))
    terkunci = {p.pk: p for p in semua.order_by("pk")}.get(pegawai.pk)
    if terkunci is None:
        raise TidakDitemukan
    if terkunci.terverifikasi:  # else no office has claimed the row yet
        _pastikan_milik(oleh, terkunci)
    bersih = periksa_biodata(data)
    if "unit" in bersih:
        unit = bersih.pop("unit")
        _pastikan_milik(oleh, unit)
        bersih |= penempatan(unit) if unit else {"unit": None, "opd": None}
    opd, atasan = terkunci.opd_id, terkunci.atasan_id
    for bidang, nilai in bersih.items():
        setattr(terkunci, bidang, nilai)
    if terkunci.opd_id != opd:
        lepas_bawahan([terkunci.pk])
        if terkunci.atasan_id == atasan:
            terkunci.atasan = None
    if terkunci.atasan_id != atasan:
        _periksa_atasan(terkunci)
    terkunci.terverifikasi = True
    terkunci.save()
    return terkunci


def lepas_bawahan(atasan: Collection[int]) -> None:
    """These people have gone to another OPD: nobody there is theirs to lead. The caller holds the locks."""
    Pegawai.objects.filter(atasan__in=atasan).update(atasan=None)


def _periksa_atasan(pegawai: Pegawai) -> None:
    """The atasan langsung is somebody else in service at the same office: what they may read follows from it."""
    atasan = pegawai.atasan
    if atasan is None:
        return
    if atasan.pk == pegawai.pk:
        raise TidakValid(rincian={"atasan": ["Atasan langsung adalah orang lain."]})
    if atasan.instansi_id != pegawai.instansi_id or atasan.keadaan != Pegawai.Keadaan.AKTIF:
        raise TidakValid(rincian={"atasan": ["Atasan langsung adalah pegawai aktif instansi yang sama."]})
    diri, atas = (p.nip or p.nomor_internal or "" for p in (pegawai, atasan))
    if pegawai.pk and tolak_lingkar(rantai_atasan(pegawai.instansi_id), {diri: atas}):
        raise TidakValid(rincian={"atasan": ["Orang ini bawahannya, langsung atau melalui atasan lain."]})


def _pastikan_milik(oleh: Pengguna | None, baris: Unit | Pegawai | None) -> None:
    """Raise TidakBerhak for what another instansi keeps; None is the portal itself (first setup, demo)."""
    if oleh is None:
        return
    milik = oleh.instansi_dengan(Hak.KERJA)
    if not milik or (baris is not None and baris.instansi_id not in {None, *milik}):
        raise TidakBerhak


def periksa_biodata(data: dict[str, Any]) -> dict[str, Any]:
    """The cleaned values; a name may carry its titles, which are split off. Raises TidakValid naming the fields."""
    bersih, salah = dict(data), {}
    if "nama" in data:
        if alasan := lib_nama.wajar(data["nama"]):
            salah["nama"] = list(alasan)
        else:
            bagian = lib_nama.pisah(data["nama"])
            bersih["nama"] = bagian.nama
            gelar = {"gelar_depan": bagian.depan, "gelar_belakang": bagian.belakang}
            bersih |= {n: v for n, v in gelar.items() if v and not data.get(n)}
    if data.get("golongan"):
        pppk = str(data.get("status_kepegawaian", "")).startswith("pppk")
        try:
            bersih["golongan"] = lib_golongan.kenali(data["golongan"], jenis="pppk" if pppk else None).kode
        except lib_golongan.GolonganSalah as galat:
            salah["golongan"] = [galat.pesan]
    if salah:
        raise TidakValid(rincian=salah)
    return bersih


def nomor_internal() -> str:
    """A number for somebody without NIP: `NA-` and eight digits, unused so far."""
    while True:
        nomor = f"NA-{secrets.randbelow(10**8):08d}"
        if not Pegawai.objects.filter(nomor_internal=nomor).exists():
            return nomor


def _nip(teks: str) -> str:
    try:
        return lib_nip.periksa(teks).digit
    except Salah as galat:
        raise TidakValid(rincian={"nip": [galat.pesan]}) from galat
