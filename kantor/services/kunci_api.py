"""Keys for other systems: shown once, stored as a hash, of one instansi, with an end."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone

from kantor.galat import TidakValid
from kantor.langsung import baca
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Instansi, KunciApi, Pengguna, Peran

AWALAN = "pd_"
JEDA_CATAT = timedelta(minutes=10)


@layanan
def buat_kunci(
    *,
    oleh: Pengguna | None,
    instansi: Instansi,
    pemilik: Pengguna,
    nama: str,
    kunci: str | None = None,
    hak: list[str] | None = None,
    berlaku_sampai: datetime | None = None,
) -> tuple[KunciApi, str]:
    """Make a key that acts as `pemilik` within `instansi`. Returns the row and the key, which is stored nowhere.

    `hak` narrows what the owner may do (empty: everything the owner may). `oleh` None is the system. Raises
    TidakBerhak or TidakDitemukan unless `oleh` manages the instansi, TidakValid for an owner without a role there.
    """
    if oleh is not None:
        pastikan(oleh, Hak.KELOLA, instansi)
    if not pemilik.peran.filter(instansi=instansi, aktif=True).exists():
        raise TidakValid(rincian={"pemilik": "Pemilik kunci harus memiliki peran pada instansi ini."})
    if not nama.strip():
        raise TidakValid(rincian={"nama": "Tuliskan sistem yang memakai kunci ini."})
    teks = kunci or AWALAN + secrets.token_urlsafe(24)
    baris = KunciApi.objects.create(
        instansi=instansi,
        pemilik=pemilik,
        nama=nama.strip()[:100],
        sidik=sidik_kunci(teks),
        awalan=teks[:8],
        hak=sorted(set(hak or []) & set(Hak.values)),
        berlaku_sampai=berlaku_sampai,
    )
    return baris, teks


@layanan
def cabut_kunci(*, oleh: Pengguna, kunci: KunciApi) -> None:
    """End a key at once. A key that has ended stays ended at its first date."""
    pastikan(oleh, Hak.KELOLA, kunci)
    KunciApi.objects.filter(pk=kunci.pk, dicabut=None).update(dicabut=timezone.now())


# Asked at every request with a key: one plain statement, for Django takes longer to build its SELECTs than PostgreSQL
# to answer them.
_BERLAKU = """
    SELECT k.*, u.username AS pemilik__username, u.nama AS pemilik__nama, u.email AS pemilik__email,
           u.pegawai_id AS pemilik__pegawai_id, u.is_active AS pemilik__is_active, i.nama AS instansi__nama,
           i.zona_waktu AS instansi__zona_waktu,
           (SELECT json_agg(json_build_array(p.id, p.jenis, p.unit_id)) FROM kantor_peran p
            WHERE p.pengguna_id = u.id AND p.instansi_id = k.instansi_id AND p.aktif) AS _peran
    FROM kantor_kunciapi k JOIN kantor_pengguna u ON u.id = k.pemilik_id
        JOIN kantor_instansi i ON i.id = k.instansi_id
    WHERE k.sidik = %s AND k.dicabut IS NULL AND u.is_active
      AND (k.berlaku_sampai IS NULL OR k.berlaku_sampai > %s)
"""


def kunci_berlaku(teks: str) -> KunciApi | None:
    """The living key with this text, its owner narrowed to the key's instansi and rights."""
    kini = timezone.now()
    baris: list[Any] = baca(KunciApi, _BERLAKU, [sidik_kunci(teks), kini])
    if not baris:
        return None
    [kunci] = baris
    pemilik = kunci.pemilik
    pemilik.daftar_peran = [
        Peran(pk=pk, jenis=jenis, unit_id=unit, pengguna=pemilik, instansi_id=kunci.instansi_id)
        for pk, jenis, unit in kunci._peran or []
    ]
    if kunci.hak:
        pemilik.hanya_hak = frozenset(kunci.hak)
    if kunci.dipakai is None or kunci.dipakai < kini - JEDA_CATAT:
        KunciApi.objects.filter(pk=kunci.pk).update(dipakai=kini)
    return kunci


def sidik_kunci(teks: str) -> str:
    """What is stored of a key. The key is random, so a plain hash suffices."""
    return sha256(teks.encode()).hexdigest()
