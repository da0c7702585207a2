"""What a scanning phone carries with it, and what Panitia sees of scans."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from diklat.models import Gelombang, JenisSesi, Sesi
from diklat.queries.jadwal import jadwal_terbit
from kantor.lib import tanggal
from kantor.models import Pengguna
from peserta.lib.pindai import BUKA
from peserta.models import DITERIMA, KartuPeserta, PerangkatPindai, Pindaian
from peserta.models.pendaftaran import TERPANGGIL, Status


@dataclass(frozen=True)
class Perangkat:
    """A living device as an upload needs it: its officer, the state of its gelombang, the organiser's time zone."""

    pk: int
    nama: str
    petugas: Pengguna
    gelombang_id: int
    status_gelombang: str
    zona: str
    dipakai: datetime.datetime | None


def sidik_kartu(kode: str) -> str:
    """What a phone keeps of a code: enough to know the badge again, nothing to print one from."""
    return hashlib.sha256(kode.encode()).hexdigest()[:24]


def bekal(perangkat: Perangkat) -> dict[str, Any]:
    """All a phone needs to go on without a network: sessions by day, and hashed codes with names."""
    gelombang = Gelombang.objects.select_related("kurikulum__program", "instansi").get(
        pk=perangkat.gelombang_id
    )
    return {
        "perangkat": {"id": perangkat.pk, "nama": perangkat.nama, "petugas": perangkat.petugas.sebutan},
        "gelombang": f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}",
        "jam": timezone.now().isoformat(),
        "zona": gelombang.instansi.zona_waktu,
        "buka_menit": int(BUKA.total_seconds() // 60),
        "sesi": _sesi(gelombang),
        "kartu": [
            {"s": sidik_kartu(k.kode), "ndh": k.pendaftaran.ndh, "nama": k.pendaftaran.nama_lengkap,
             "unit": k.pendaftaran.unit_nama}
            for k in kartu_duduk(gelombang)
        ],
    }  # fmt: skip


def _sesi(gelombang: Gelombang) -> list[dict[str, Any]]:
    zona = gelombang.instansi.zona_waktu
    terbit = jadwal_terbit(gelombang).filter(batal=False).exclude(jenis=JenisSesi.ISHOMA)
    return [
        {
            "uid": str(t.sesi.uid),
            # two visits at one time have one title more often than not
            "judul": f"{t.judul} ({t.lokus})" if t.kunjungan_id else t.judul,
            "hari": tanggal.panjang(t.mulai.astimezone(ZoneInfo(zona)).date()),
            "pukul": tanggal.rentang_jam(t.mulai, t.selesai, zona),
            "mulai": t.mulai.isoformat(),
            "selesai": t.selesai.isoformat(),
        }
        for t in terbit
    ]


def kartu_gelombang(gelombang: Gelombang) -> QuerySet[KartuPeserta]:
    """The living cards of everybody called or seated: by NDH, who has none yet by name."""
    milik = KartuPeserta.objects.filter(dicabut=None, pendaftaran__gelombang=gelombang)
    return (
        milik.filter(pendaftaran__status__in=TERPANGGIL)
        .select_related("pendaftaran")
        .order_by("pendaftaran__ndh", "pendaftaran__nama_kunci", "pk")
    )


def kartu_duduk(gelombang: Gelombang) -> QuerySet[KartuPeserta]:
    """Of these, the cards of everybody seated."""
    return kartu_gelombang(gelombang).filter(pendaftaran__status=Status.HADIR)


def perangkat_gelombang(gelombang: Gelombang) -> QuerySet[PerangkatPindai]:
    """The phones of a gelombang, living ones first, with how many scans each has sent and when the last."""
    return (
        PerangkatPindai.objects.filter(gelombang=gelombang)
        .select_related("petugas")
        .annotate(banyak=Count("pindaian"), terakhir=Max("pindaian__diterima"))
        .order_by("dicabut", "pk")
    )


def pindaian_diperiksa(gelombang: Gelombang, sesi: Sesi | None = None, *, sampai: int = 50) -> list[Pindaian]:
    """Scans worth a look, newest first: refused ones and flagged ones, of one session or all."""
    if sesi is None:
        # By keys, not by joins: each side has its index, however many scans other gelombang have.
        perangkat = list(gelombang.perangkat_pindai.values_list("pk", flat=True))
        semua = list(gelombang.sesi.values_list("pk", flat=True))
        milik = Q(perangkat__in=perangkat) | Q(sesi__in=semua)
    else:
        milik = Q(sesi=sesi)
    dilihat = Pindaian.objects.filter(milik).filter(~Q(hasil__in=DITERIMA) | ~Q(tanda=[]))
    return list(
        dilihat.select_related("perangkat", "pendaftaran", "sesi").order_by("-diterima", "-pk")[:sampai]
    )
