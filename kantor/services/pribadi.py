"""Personal columns: written, read and forgotten. Nobody else opens a ciphertext.

Every row has a key of its own, wrapped by the master key; a ciphertext is bound to its column and row. The history
keeps ciphertexts and never the key: `lupakan` destroys the key, and with it all the history knows.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.db import transaction

from kantor.langsung import sisip
from kantor.layanan import layanan
from kantor.lib import enkripsi
from kantor.models import PegawaiPribadi, Pengguna
from kantor.models.pegawai import RahasiaMixin

SIDIK = "sidik_email"


@transaction.atomic
def simpan_pribadi(*, baris: RahasiaMixin, **kolom: str) -> None:
    """Store personal values of a row, inside the caller's transaction; "" clears a column, others stay.

    The row may be a new, unsaved one. A value that is stored already is not written again. Raises TypeError for a
    column the row does not have.
    """
    model = type(baris)
    asing = set(kolom) - set(_kolom(model))
    if asing:
        raise TypeError(f"{model.__name__} has no personal column {', '.join(sorted(asing))}")
    simpanan = model._default_manager.select_for_update(no_key=True).filter(pk=baris.pk).first()
    tujuan = simpanan or baris
    berubah = [n for n, v in kolom.items() if baca_pribadi(tujuan, n) != v]
    if not berubah:
        return
    _isi(tujuan, {n: kolom[n] for n in berubah})
    tujuan.save()
    if tujuan is not baris:
        baris.refresh_from_db()


def buat_pribadi(*, baris: RahasiaMixin, **kolom: str) -> None:
    """The same for a row that cannot exist yet (its owner was inserted a moment ago): one INSERT, no look-up."""
    _isi(baris, {nama: nilai for nama, nilai in kolom.items() if nilai})
    sisip(baris)


@transaction.atomic
def simpan_banyak(isi: dict[int, dict[str, str]], *, ganti: bool) -> None:
    """Personal values of many pegawai by their pk, in a few statements; the caller has them locked.

    What is on file already is only replaced with `ganti`.
    """
    lama = {
        b.pk: b
        for b in PegawaiPribadi.objects.select_for_update(no_key=True).filter(pk__in=isi).order_by("pk")
    }
    berubah = []
    for pk, kolom in sorted(isi.items()):
        baris = lama.get(pk) or PegawaiPribadi(pegawai_id=pk)
        ada = baca_semua(baris)
        baru = {n: v for n, v in kolom.items() if v and ada.get(n) != v and (ganti or n not in ada)}
        if baru:
            _isi(baris, baru)
            berubah.append(baris)
    PegawaiPribadi.objects.bulk_create(
        berubah,
        update_conflicts=True,
        unique_fields=["pegawai"],
        update_fields=["kunci", SIDIK, *_kolom(PegawaiPribadi)],
        batch_size=1000,
    )


def baca_pribadi(baris: RahasiaMixin, kolom: str) -> str:
    """The value of a personal column; "" when there is none or the row was forgotten.

    Raises EnkripsiSalah when the master key is another one or the ciphertext was altered.
    """
    sandi = getattr(baris, kolom)
    kunci = _kunci(baris)
    if not sandi or kunci is None:
        return ""
    return enkripsi.dekripsi(kunci, bytes(sandi).decode(), _konteks(baris, kolom))


@layanan
def lupakan(*, oleh: Pengguna | None, baris: RahasiaMixin) -> None:
    """Destroy the key of a row: what stood in it can be read nowhere any more, not in the history either."""
    for nama in [*_kolom(type(baris)), "kunci"]:
        setattr(baris, nama, None)
    if hasattr(baris, SIDIK):
        setattr(baris, SIDIK, None)
    baris.save()


def sidik_email(alamat: str) -> bytes:
    """The fingerprint under which the row of an address is found without the address being stored readable."""
    return enkripsi.sidik(_kunci_sidik(), alamat.strip().lower(), "email").encode()


def kunci_baris(baris: RahasiaMixin) -> bytes:
    """The data key of a row, made when it has none yet; the caller saves the row."""
    return _kunci(baris) or _beri_kunci(baris)


def _isi(baris: RahasiaMixin, kolom: dict[str, str]) -> None:
    kunci = kunci_baris(baris)
    for nama, nilai in kolom.items():
        sandi = enkripsi.enkripsi(kunci, nilai, _konteks(baris, nama)).encode() if nilai else None
        setattr(baris, nama, sandi)
    if "email" in kolom and SIDIK in {f.name for f in baris._meta.fields}:
        setattr(baris, SIDIK, sidik_email(kolom["email"]) if kolom["email"] else None)


def _kolom(model: type[RahasiaMixin]) -> list[str]:
    return [
        f.name
        for f in model._meta.fields
        if f.get_internal_type() == "BinaryField" and f.name not in {"kunci", SIDIK}
    ]


def _kunci(baris: RahasiaMixin) -> bytes | None:
    if not baris.kunci:
        return None
    return enkripsi.buka_bungkus(
        settings.KUNCI_PRIBADI, bytes(baris.kunci).decode(), _konteks(baris, "kunci")
    )


def _beri_kunci(baris: RahasiaMixin) -> bytes:
    kunci = enkripsi.kunci_baru()
    baris.kunci = enkripsi.bungkus(settings.KUNCI_PRIBADI, kunci, _konteks(baris, "kunci")).encode()
    return kunci


def _konteks(baris: RahasiaMixin, kolom: str) -> str:
    return enkripsi.konteks(f"{baris._meta.model_name}.{kolom}", baris.pk)


@cache
def _kunci_sidik() -> bytes:
    return enkripsi.kunci_sidik(settings.KUNCI_PRIBADI)


def baca_semua(baris: RahasiaMixin) -> dict[str, Any]:
    """All personal values of a row that are filled."""
    return {nama: nilai for nama in _kolom(type(baris)) if (nilai := baca_pribadi(baris, nama))}
