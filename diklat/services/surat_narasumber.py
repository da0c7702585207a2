"""Letters to narasumber: when they teach, and what changed of it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.urls import reverse

from diklat.models import Gelombang, Narasumber, TerbitanSesi
from diklat.queries.jadwal import Perubahan, jadwal_terbit
from kantor.daftar import JenisSurel, jenis_surel
from kantor.services.pribadi import baca_pribadi
from kantor.services.surel import kirim_surel

JENIS = "jadwal_narasumber"
CONTOH: dict[str, Any] = {
    "gelombang": "Diklat Pelayanan Prima · Gelombang I",
    "tempat": "Hotel Contoh, Medan",
    "penyelenggara": "Pemerintah Kota Medan",
    "sesi": ["Senin, 10 Juli 2017, 08.00–10.15 WIB: Konsep pelayanan prima (Ruang Deli)"],
    "perubahan": ["Konsep pelayanan prima: Ruang semula Ruang Serdang, menjadi Ruang Deli."],
    "tautan": "https://portal.contoh.example/narasumber/7K4M-XQ2P-9TRC-WDEH/",
}


def pasang_jenis() -> None:
    """Make the letter known to the outbox."""
    jenis_surel.pasang(JENIS, JenisSurel("Jadwal mengajar narasumber", contoh=CONTOH))


def surat_narasumber(gelombang: Gelombang, perubahan: list[Perubahan]) -> int:
    """One letter to everybody who teaches, or taught, in a session that changed. Returns how many were written."""
    kata = _per_orang(perubahan)
    sesi: dict[int, list[TerbitanSesi]] = defaultdict(list)
    for satu in jadwal_terbit(gelombang).filter(batal=False):
        for orang in satu.narasumber.all():
            sesi[orang.pk].append(satu)
    banyak = 0
    for orang in Narasumber.objects.filter(pk__in=kata).select_related("pribadi").order_by("pk"):
        pribadi = getattr(orang, "pribadi", None)
        alamat = baca_pribadi(pribadi, "email") if pribadi else ""
        surat = kirim_surel(
            jenis=JENIS,
            kepada=alamat,
            nama=orang.nama_lengkap,
            instansi=gelombang.instansi,
            perihal=f"gelombang:{gelombang.pk}",
            konteks={
                "gelombang": str(gelombang),
                "tempat": gelombang.tempat,
                "penyelenggara": gelombang.instansi.nama,
                "sesi": [s.kalimat(gelombang.instansi.zona_waktu) for s in sesi[orang.pk]],
                "perubahan": kata[orang.pk],
                "tautan": f"{settings.PORTAL_URL}{reverse('diklat:narasumber_saya', args=[orang.kode])}",
            },
        )
        banyak += surat is not None
    return banyak


def _per_orang(perubahan: list[Perubahan]) -> dict[int, list[str]]:
    """What each narasumber is told; of a session that is new to everybody there is nothing to compare."""
    kata: dict[int, list[str]] = defaultdict(list)
    for satu in perubahan:
        kini = {p.narasumber_id for p in satu.sesi.pengajar.all()}
        for orang in kini | set(satu.semula):
            kata[orang] += [f"{satu.sesi.judul}: {k}" for k in satu.kalimat]
    return kata
