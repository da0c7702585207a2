"""The timetable as planned and as published, and what lies between the two."""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from diklat.daftar import rombongan
from diklat.models import (
    Gelombang,
    JenisSesi,
    Kunjungan,
    Modul,
    Narasumber,
    Sesi,
    SesiNarasumber,
    TerbitanSesi,
)

PENGAJAR = Prefetch("pengajar", SesiNarasumber.objects.select_related("narasumber"))


@dataclass(frozen=True)
class JpModul:
    """JP of a module: due by the kurikulum, planned in sessions that are not cancelled.

    Planned is what everybody gets; of visits that share the gelombang out some get more (`terbanyak`).
    """

    modul: Modul
    rencana: Decimal
    terbanyak: Decimal

    @property
    def kurang(self) -> Decimal:
        """JP still to be planned; negative when too many are."""
        return self.modul.jp - self.rencana


@dataclass(frozen=True)
class Perubahan:
    """One difference between plan and publication: of which session, and the sentences that tell it.

    `semula` are the narasumber (primary keys) of the publication so far; `kunjungan` the visits (primary keys) the
    session was and will be part of, None for a session of everybody.
    """

    sesi: Sesi
    jenis: str  # baru, berubah, batal
    kalimat: tuple[str, ...] = ()
    semula: tuple[int, ...] = ()
    kunjungan: frozenset[int | None] = frozenset({None})


def sesi_rencana(gelombang: Gelombang) -> QuerySet[Sesi]:
    """Every session in order of time with module, room, narasumber and what is published of it."""
    return (
        gelombang.sesi.select_related("modul", "ruang", "kunjungan", "terbitan__ruang")
        .prefetch_related(PENGAJAR, Prefetch("terbitan__narasumber", Narasumber.objects.order_by("pk")))
        .order_by("mulai", "pk")
    )


def hari_sesi(gelombang: Gelombang, sesi: Sesi) -> datetime.date:
    """The day a session begins on, by the clock of the organiser."""
    return sesi.mulai.astimezone(ZoneInfo(gelombang.instansi.zona_waktu)).date()


def hari_bersesi(gelombang: Gelombang) -> list[datetime.date]:
    """The days on which planned sessions begin, in order."""
    return sorted({hari_sesi(gelombang, satu) for satu in gelombang.sesi.filter(batal=False)})


def sesi_di_luar(gelombang: Gelombang) -> int:
    """How many planned sessions are not within the dates of their gelombang, which were changed since."""
    semua = gelombang.sesi.filter(batal=False)
    return sum(not gelombang.mulai <= hari_sesi(gelombang, s) <= gelombang.selesai for s in semua)


def kunjungan_di_luar(gelombang: Gelombang) -> int:
    """How many visits are not within the dates of their gelombang, which were changed since."""
    luar = Q(mulai__lt=gelombang.mulai) | Q(selesai__gt=gelombang.selesai)
    return Kunjungan.objects.filter(luar, gelombang=gelombang).count()


def jadwal_terbit(gelombang: Gelombang) -> QuerySet[TerbitanSesi]:
    """The published timetable in order of time, cancelled sessions among the others."""
    return (
        TerbitanSesi.objects.filter(sesi__gelombang=gelombang)
        .select_related("sesi", "ruang")
        .prefetch_related("narasumber")
        .order_by("mulai", "pk")
    )


def dengan_terbit(gelombang: QuerySet[Gelombang]) -> QuerySet[Gelombang]:
    """With the answers to `sudah_terbit` and `ada_kunjungan` in the same query: every page of a gelombang asks."""
    milik = OuterRef("pk")
    return gelombang.annotate(
        _sudah_terbit=Exists(TerbitanSesi.objects.filter(sesi__gelombang=milik)),
        _ada_kunjungan=Exists(Kunjungan.objects.filter(gelombang=milik))
        | Exists(Sesi.objects.filter(gelombang=milik, jenis=JenisSesi.BENCHMARKING))
        | Exists(Modul.objects.filter(kurikulum__gelombang=milik, nama__icontains=JenisSesi.BENCHMARKING)),
    )


def ada_kunjungan(gelombang: Gelombang) -> bool:
    """True where kurikulum or timetable speak of benchmarking, or a visit is planned (read by `dengan_terbit`)."""
    return bool(getattr(gelombang, "_ada_kunjungan", False))


def sudah_terbit(gelombang: Gelombang) -> bool:
    """True once the timetable was published; remembered on the object while a page is made."""
    if not hasattr(gelombang, "_sudah_terbit"):
        terbit = TerbitanSesi.objects.filter(sesi__gelombang=gelombang)
        gelombang._sudah_terbit = terbit.exists()  # type: ignore[attr-defined]
    return bool(gelombang._sudah_terbit)  # type: ignore[attr-defined]


def jp_per_modul(gelombang: Gelombang) -> list[JpModul]:
    """Planned against due, in the order of the kurikulum; visits that different people go on count once."""
    menit = Decimal(gelombang.kurikulum.menit_per_jp)
    # Minutes by module, then by visit, are added up before they are divided: three thirds are one.
    rencana: dict[int, dict[int | None, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for satu in gelombang.sesi.filter(berjp=True, batal=False, modul__isnull=False):
        rencana[satu.modul_id][satu.kunjungan_id] += satu.menit  # type: ignore[index]
    berkunjung = any(kunjungan for per in rencana.values() for kunjungan in per)
    jalur = jalur_kunjungan(gelombang) if berkunjung else [set()]
    modul = gelombang.kurikulum.modul.order_by("urutan")
    return [_jp_modul(m, rencana[m.pk], jalur, menit) for m in modul]


def _jp_modul(
    modul: Modul, per: Mapping[int | None, Decimal], jalur: Iterable[Collection[int]], menit: Decimal
) -> JpModul:
    semua = per.get(None, Decimal(0))
    jp = [(semua + sum(per.get(k, Decimal(0)) for k in satu)) / menit for satu in jalur]
    return JpModul(modul, min(jp), max(jp))


def jalur_kunjungan(gelombang: Gelombang) -> list[set[int]]:
    """The ways people go through the visits of a gelombang; one empty way where there are no visits.

    Who goes on fewer than somebody else goes no way of their own: they are not sent yet, the plan lacks nothing.
    A visit nobody was sent on yet is on every way that is nowhere else on its days, else a way of its own.
    """
    semua = {k.pk: k for k in Kunjungan.objects.filter(gelombang=gelombang).order_by("mulai", "pk")}
    pergi = rombongan(gelombang)
    jalur = [set(satu) for satu in sorted(pergi, key=sorted) if not any(satu < lain for lain in pergi)]
    terisi = set().union(*jalur)
    for k in semua.values():
        if k.pk in terisi:
            continue
        longgar = [satu for satu in jalur if not any(_sehari(k, semua[pk]) for pk in satu)]
        for satu in longgar:
            satu.add(k.pk)
        if not longgar:
            jalur.append({k.pk})
    return jalur or [set()]


def _sehari(satu: Kunjungan, lain: Kunjungan) -> bool:
    return satu.mulai <= lain.selesai and lain.mulai <= satu.selesai


def isi_terbitan(sesi: Sesi) -> dict[str, Any]:
    """The columns of a publication as the plan has them now."""
    return {
        "judul": sesi.judul,
        "jenis": sesi.jenis,
        "mulai": sesi.mulai,
        "selesai": sesi.selesai,
        "berjp": sesi.berjp,
        "ruang_id": sesi.ruang_id,
        "lokus": sesi.lokus,
        "kunjungan_id": sesi.kunjungan_id,
        "batal": sesi.batal,
    }


def belum_terbit(gelombang: Gelombang) -> list[Perubahan]:
    """What publishing now would change, in order of time."""
    zona = gelombang.instansi.zona_waktu
    semua = (banding(satu, zona) for satu in sesi_rencana(gelombang))
    return [satu for satu in semua if satu is not None]


def sidik(perubahan: Iterable[Perubahan]) -> str:
    """A fingerprint of these changes: whoever saw them can say that they are still the same."""
    isi = [
        (
            p.sesi.pk,
            p.jenis,
            p.kalimat,
            isi_terbitan(p.sesi),
            [o.narasumber_id for o in p.sesi.pengajar.all()],
        )
        for p in perubahan
    ]
    return hashlib.sha256(repr(isi).encode()).hexdigest()[:16]


def banding(sesi: Sesi, zona: str) -> Perubahan | None:
    """How the plan of one session (read by `sesi_rencana`) differs from its publication; None when it does not."""
    terbitan: TerbitanSesi | None = getattr(sesi, "terbitan", None)
    if terbitan is None:
        return None if sesi.batal else Perubahan(sesi, "baru", kunjungan=frozenset({sesi.kunjungan_id}))
    semula = tuple(n.pk for n in terbitan.narasumber.all())
    if sesi.batal:
        dahulu = frozenset({terbitan.kunjungan_id})
        return None if terbitan.batal else Perubahan(sesi, "batal", ("Sesi dibatalkan.",), semula, dahulu)
    kalimat = tuple(_kalimat(sesi, terbitan, zona))
    kunjungan = frozenset({terbitan.kunjungan_id, sesi.kunjungan_id})
    return Perubahan(sesi, "berubah", kalimat, semula, kunjungan) if kalimat else None


def _kalimat(sesi: Sesi, terbitan: TerbitanSesi, zona: str) -> list[str]:
    hasil = []
    if terbitan.batal:
        hasil.append("Sesi yang dibatalkan diadakan kembali.")
    if (terbitan.mulai, terbitan.selesai) != (sesi.mulai, sesi.selesai):
        hasil.append(f"Waktu semula {terbitan.kapan(zona)}, menjadi {sesi.kapan(zona)}.")
    if terbitan.judul != sesi.judul:
        hasil.append(f"Judul semula “{terbitan.judul}”, menjadi “{sesi.judul}”.")
    if terbitan.jenis != sesi.jenis:
        hasil.append(f"Metode semula {terbitan.get_jenis_display()}, menjadi {sesi.get_jenis_display()}.")
    if (terbitan.ruang_id, terbitan.lokus) != (sesi.ruang_id, sesi.lokus):
        kata = "Tempat" if terbitan.lokus or sesi.lokus else "Ruang"
        hasil.append(
            f"{kata} semula {terbitan.tempat or 'belum ditentukan'}, menjadi {sesi.tempat or 'belum ditentukan'}."
        )
    elif terbitan.kunjungan_id != sesi.kunjungan_id:
        lain = (
            "peserta kunjungan lain ke lokus yang sama" if terbitan.kunjungan_id else "peserta kunjungannya"
        )
        hasil.append(f"Kini hanya bagi {lain}.")
    dahulu = list(terbitan.narasumber.all())
    kini = [p.narasumber for p in sesi.pengajar.all()]
    if {n.pk for n in dahulu} != {n.pk for n in kini}:
        hasil.append(f"Narasumber semula {_nama(dahulu)}, menjadi {_nama(kini)}.")
    if terbitan.berjp != sesi.berjp:
        hasil.append("Kini dihitung JP." if sesi.berjp else "Tidak lagi dihitung JP.")
    return hasil


def _nama(orang: list[Narasumber]) -> str:
    return "; ".join(n.nama_lengkap for n in orang) or "belum ditentukan"
