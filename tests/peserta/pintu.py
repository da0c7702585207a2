"""The door of a session: who is scanned there, by which phone, and what it answers."""

from __future__ import annotations

import datetime
import json
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.utils import timezone

from diklat.models import Gelombang, Sesi, TerbitanSesi
from peserta.models import KartuPeserta
from peserta.services.pindai import PindaianMasuk, terima_pindaian
from tests.peserta import langkah

MENIT = datetime.timedelta(minutes=1)
WIB = ZoneInfo("Asia/Jakarta")


def sesi_lalu(g: Gelombang) -> Sesi:
    """One published session of 90 minutes that began two hours ago; earlier where a day would end in it."""
    [satu] = langkah.sesi(g, terbit=False)
    mulai = timezone.now().replace(microsecond=0) - 120 * MENIT
    if (mulai - 75 * MENIT).astimezone(WIB).date() != (mulai + 105 * MENIT).astimezone(WIB).date():
        mulai -= 240 * MENIT
    Sesi.objects.filter(pk=satu.pk).update(mulai=mulai, selesai=mulai + 90 * MENIT)
    satu.refresh_from_db()
    TerbitanSesi.objects.create(
        sesi=satu, judul=satu.judul, jenis=satu.jenis, mulai=satu.mulai, selesai=satu.selesai, berjp=True,
        terbit_pada=mulai,
    )  # fmt: skip
    return satu


def kode(p) -> str:
    return KartuPeserta.objects.get(pendaftaran=p, dicabut=None).kode


def scan(sesi, teks, waktu=None, nonce=None, selisih=None) -> PindaianMasuk:
    return PindaianMasuk(nonce or uuid4(), sesi.uid, teks, waktu or sesi.mulai - 5 * MENIT, selisih)


def kirim(kunci, *semua, jam=None):
    return terima_pindaian(oleh=None, kunci=kunci, jam=jam or timezone.now(), pindaian=semua)[1]


def hasil(semua) -> list[str]:
    return [satu.hasil for satu in semua]


def kirim_http(client, kunci, isi):
    return client.post(
        "/pindai/kirim/",
        json.dumps(isi),
        content_type="application/json",
        headers={"X-Kunci-Perangkat": kunci},
    )


def badan(sesi, *teks, **lain):
    kini = timezone.now().isoformat()
    satu = [
        {"nonce": str(uuid4()), "sesi": str(sesi.uid), "kode": t, "waktu": (sesi.mulai - MENIT).isoformat()}
        | lain
        for t in teks
    ]
    return {"jam": kini, "pindaian": satu}
