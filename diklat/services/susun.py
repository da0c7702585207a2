"""A whole timetable proposed at once: modules, days, hours, breaks and people in, draft sessions out."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from diklat.lib.susun_jadwal import Kebutuhan, Potongan, Ruas, TidakMuat, susun_menit
from diklat.models import Gelombang, JenisSesi, Modul, Narasumber, Ruang, Sesi
from diklat.queries.jadwal import JpModul, jp_per_modul
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lib import angka
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna

from .sesi import RencanaSesi, kunci_untuk_sesi, tambah_banyak

JUDUL_ISHOMA = "Istirahat, salat, makan"
JUMAT = 4
Jeda = tuple[datetime.time, datetime.time]


@dataclass(frozen=True)
class AturanSusun:
    """The days (None: all), the hours of a day, the breaks in it (on Fridays others), the room.

    `pengajar` and `metode` say by the primary key of a module who teaches it and how.
    """

    hari: frozenset[datetime.date] | None = None
    jam_mulai: datetime.time = datetime.time(8, 0)
    jam_selesai: datetime.time = datetime.time(16, 30)
    istirahat: tuple[Jeda, ...] = ((datetime.time(12, 0), datetime.time(13, 0)),)
    istirahat_jumat: tuple[Jeda, ...] | None = None
    ruang: Ruang | None = None
    pengajar: Mapping[int, tuple[Narasumber, ...]] = field(default_factory=dict)
    metode: Mapping[int, str] = field(default_factory=dict)

    def jeda(self, hari: datetime.date) -> tuple[Jeda, ...]:
        """The breaks of that day."""
        jumat = hari.weekday() == JUMAT and self.istirahat_jumat is not None
        return self.istirahat_jumat if jumat else self.istirahat  # type: ignore[return-value]


@layanan
def susun_otomatis(*, oleh: Pengguna, gelombang: Gelombang, aturan: AturanSusun | None = None) -> list[Sesi]:
    """Plan every JP of the kurikulum that has no session yet, around the sessions there are.

    Modules keep their order where people's time allows, days are loaded evenly, nobody and no room is taken twice,
    in other gelombang neither. Raises TidakValid, naming modules and people, when no such timetable exists, and
    KeadaanBerubah when nothing is left to plan.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    gelombang = kunci_untuk_sesi(gelombang)
    aturan = aturan or AturanSusun()
    _periksa_aturan(aturan)
    menit = gelombang.kurikulum.menit_per_jp
    jp = [m for m in jp_per_modul(gelombang) if _menit(m.kurang * menit) > 0]
    if not gelombang.kurikulum.modul.exists():
        raise TidakValid("Kurikulum gelombang ini belum memuat mata pelatihan.")
    if not jp:
        raise KeadaanBerubah("Semua JP kurikulum sudah ada di jadwal.")
    potongan = _cari(gelombang, jp, aturan)
    modul = {m.modul.pk: m.modul for m in jp}
    rencana = [_rencana(satu, modul[satu.kunci], aturan) for satu in potongan]
    return tambah_banyak(
        oleh=oleh, gelombang=gelombang, rencana=[*rencana, *_ishoma(gelombang, potongan, aturan)]
    )


def _periksa_aturan(aturan: AturanSusun) -> None:
    if aturan.jam_selesai <= aturan.jam_mulai:
        raise TidakValid(rincian={"jam_selesai": "Jam selesai harus sesudah jam mulai."})
    for bidang, isi in (("istirahat", aturan.istirahat), ("jumat", aturan.istirahat_jumat or ())):
        if any(selesai <= mulai for mulai, selesai in isi):
            raise TidakValid(rincian={f"{bidang}_selesai": "Istirahat berakhir sebelum dimulai."})


def _cari(gelombang: Gelombang, jp: Sequence[JpModul], aturan: AturanSusun) -> list[Potongan]:
    menit = gelombang.kurikulum.menit_per_jp
    kebutuhan = [
        Kebutuhan(
            m.modul.pk, _menit(m.kurang * menit), frozenset(n.pk for n in aturan.pengajar.get(m.modul.pk, ()))
        )
        for m in jp
    ]
    orang = {n for k in kebutuhan for n in k.narasumber}
    try:
        return susun_menit(kebutuhan, _ruas(gelombang, aturan), menit, _sibuk(gelombang, orang))
    except TidakMuat as galat:
        raise TidakValid(_tidak_muat(galat, jp, aturan, menit)) from galat


def _menit(menit: Decimal) -> int:
    """Whole minutes, rounded up; what a division left behind the comma is none of it."""
    return math.ceil(round(menit, 3))


def _tidak_muat(galat: TidakMuat, jp: Sequence[JpModul], aturan: AturanSusun, menit: int) -> str:
    kurang = [m for m in jp if m.modul.pk in galat.kunci]
    orang = {n.pk: n.nama_lengkap for m in kurang for n in aturan.pengajar.get(m.modul.pk, ())}
    perlu = angka.ringkas(sum((m.kurang for m in kurang), Decimal(0)))
    ada = angka.ringkas(Decimal(galat.ada) / menit)
    apa = (
        "Seluruh mata pelatihan" if len(kurang) == len(jp) else ", ".join(f"“{m.modul.nama}”" for m in kurang)
    )
    luang = f" saat {' dan '.join(orang.values())} luang" if orang and len(kurang) < len(jp) else ""
    return (
        f"Tidak ada jadwal yang mungkin: {apa} memerlukan {perlu} JP, sedangkan waktu yang tersedia{luang}"
        f" hanya {ada} JP. Tambah jam per hari, ubah tanggal, atau pilih narasumber lain."
    )


def _ruas(gelombang: Gelombang, aturan: AturanSusun) -> list[Ruas]:
    """The stretches of the days that are neither break nor taken: by this gelombang, or of the room by another."""
    zona = ZoneInfo(gelombang.instansi.zona_waktu)
    terpakai = [Ruas(s.mulai, s.selesai) for s in gelombang.sesi.filter(batal=False)]
    if aturan.ruang:
        lain = Sesi.objects.filter(ruang=aturan.ruang, batal=False).exclude(gelombang=gelombang)
        terpakai += [Ruas(s.mulai, s.selesai) for s in lain.filter(**_pada_hari(gelombang))]
    hasil: list[Ruas] = []
    for hari in _hari(gelombang):
        if aturan.hari is None or hari in aturan.hari:
            buka = _pada(hari, (aturan.jam_mulai, aturan.jam_selesai), zona)
            hasil += _sisa(buka, terpakai + [_pada(hari, jeda, zona) for jeda in aturan.jeda(hari)])
    return hasil


def _pada(hari: datetime.date, jam: Jeda, zona: ZoneInfo) -> Ruas:
    return Ruas(*(datetime.datetime.combine(hari, satu, zona) for satu in jam))


def _sisa(ruas: Ruas, tutup: Sequence[Ruas]) -> Iterator[Ruas]:
    """What is left of a stretch when the others are taken out."""
    awal = ruas.mulai
    for satu in sorted(tutup, key=lambda r: r.mulai):
        if satu.selesai <= awal or satu.mulai >= ruas.selesai:
            continue
        if satu.mulai > awal:
            yield Ruas(awal, satu.mulai)
        awal = satu.selesai
    if awal < ruas.selesai:
        yield Ruas(awal, ruas.selesai)


def _sibuk(gelombang: Gelombang, orang: set[int]) -> dict[int, list[Ruas]]:
    """When these narasumber teach in other gelombang."""
    if not orang:
        return {}
    lain = (
        Sesi.objects.filter(pengajar__narasumber__in=orang, batal=False, **_pada_hari(gelombang))
        .exclude(gelombang=gelombang)
        .prefetch_related(Prefetch("pengajar"))
        .distinct()
    )
    hasil: dict[int, list[Ruas]] = {n: [] for n in orang}
    for satu in lain:
        for pengajar in satu.pengajar.all():
            if pengajar.narasumber_id in orang:
                hasil[pengajar.narasumber_id].append(Ruas(satu.mulai, satu.selesai))
    return hasil


def _pada_hari(gelombang: Gelombang) -> dict[str, datetime.datetime]:
    zona = ZoneInfo(gelombang.instansi.zona_waktu)
    awal = datetime.datetime.combine(gelombang.mulai, datetime.time(), zona)
    akhir = datetime.datetime.combine(gelombang.selesai, datetime.time(), zona) + datetime.timedelta(days=1)
    return {"mulai__lt": akhir, "selesai__gt": awal}


def _hari(gelombang: Gelombang) -> Iterator[datetime.date]:
    for n in range((gelombang.selesai - gelombang.mulai).days + 1):
        yield gelombang.mulai + datetime.timedelta(days=n)


def _rencana(potongan: Potongan, modul: Modul, aturan: AturanSusun) -> RencanaSesi:
    return RencanaSesi(
        judul=modul.nama,
        mulai=potongan.mulai,
        selesai=potongan.selesai,
        jenis=aturan.metode.get(modul.pk, JenisSesi.KLASIKAL),
        modul=modul,
        ruang=aturan.ruang,
        narasumber=aturan.pengajar.get(modul.pk, ()),
    )


def _ishoma(gelombang: Gelombang, potongan: Sequence[Potongan], aturan: AturanSusun) -> Iterator[RencanaSesi]:
    """A break is shown on the days that go on after it."""
    zona = ZoneInfo(gelombang.instansi.zona_waktu)
    sudah = set(gelombang.sesi.filter(jenis=JenisSesi.ISHOMA, batal=False).values_list("mulai", flat=True))
    for hari in _hari(gelombang):
        isi = [p for p in potongan if p.mulai.astimezone(zona).date() == hari]
        for jeda in aturan.jeda(hari):
            satu = _pada(hari, jeda, zona)
            sebelum, sesudah = (
                any(p.selesai <= satu.mulai for p in isi),
                any(p.mulai >= satu.selesai for p in isi),
            )
            if satu.mulai not in sudah and sebelum and sesudah:
                yield RencanaSesi(JUDUL_ISHOMA, satu.mulai, satu.selesai, jenis=JenisSesi.ISHOMA, berjp=False)
