"""Sessions of a timetable: planned, moved, swapped, cancelled. Outside, nothing shows before it is published."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError, RestrictedError

from diklat.models import (
    Gelombang,
    JenisSesi,
    Kunjungan,
    Modul,
    Narasumber,
    Ruang,
    Sesi,
    SesiNarasumber,
    TerbitanSesi,
)
from diklat.models.sesi import TANPA_JP
from diklat.queries.bentrok import Bentrok, cari_bentrok, per_bidang
from diklat.services.kunci import kunci_gelombang
from kantor.galat import BentrokJadwal, KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lib import tanggal
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna

PANJANG_JUDUL = 200
TERPANJANG = datetime.timedelta(hours=12)
BIDANG = frozenset({"judul", "jenis", "modul", "mulai", "selesai", "berjp", "ruang", "kunjungan"})
BENTROK = ("sesi_ruang_tidak_bentrok", "narasumber_tidak_bentrok")


@dataclass(frozen=True)
class RencanaSesi:
    """One session to be: what, when, where (a room, or the locus of a visit), by whom (in their order)."""

    judul: str
    mulai: datetime.datetime
    selesai: datetime.datetime
    jenis: str = JenisSesi.KLASIKAL
    modul: Modul | None = None
    berjp: bool = True
    ruang: Ruang | None = None
    narasumber: tuple[Narasumber, ...] = ()
    kunjungan: Kunjungan | None = None


@layanan
def tambah_sesi(*, oleh: Pengguna, gelombang: Gelombang, rencana: RencanaSesi) -> Sesi:
    """Plan one session.

    Raises TidakValid for times outside the gelombang, a module of another kurikulum, or a narasumber or room of
    another office; BentrokJadwal, naming the other session, when somebody or the room is taken.
    """
    [sesi] = tambah_banyak(oleh=oleh, gelombang=gelombang, rencana=[rencana])
    return sesi


@layanan
def tambah_banyak(*, oleh: Pengguna, gelombang: Gelombang, rencana: Iterable[RencanaSesi]) -> list[Sesi]:
    """Plan sessions, all or none. Raises as `tambah_sesi`."""
    pastikan(oleh, Hak.KERJA, gelombang)
    gelombang = kunci_untuk_sesi(gelombang)
    return [_simpan(Sesi(gelombang=gelombang), satu) for satu in rencana]


@layanan
def ubah_sesi(
    *, oleh: Pengguna, sesi: Sesi, narasumber: Collection[Narasumber] | None = None, **perubahan: Any
) -> Sesi:
    """Change what a session is, when, where or (unless None) by whom. Raises as `tambah_sesi`.

    A cancelled session is planned again by this.
    """
    pastikan(oleh, Hak.KERJA, sesi)
    if asing := set(perubahan) - BIDANG:
        raise TidakValid(rincian=dict.fromkeys(asing, "Tidak dapat diubah di sini."))
    sesi = kunci_sesi(sesi)
    lama = {bidang: getattr(sesi, bidang) for bidang in BIDANG}
    pengajar = tuple(narasumber) if narasumber is not None else tuple(p.narasumber for p in _pengajar(sesi))
    return _simpan(sesi, RencanaSesi(**lama | perubahan, narasumber=pengajar))


@layanan
def tukar_sesi(*, oleh: Pengguna, satu: Sesi, dua: Sesi) -> None:
    """Let two sessions of a gelombang change places: each begins where the other did and keeps its own length.

    When they follow each other directly they stay so. Raises BentrokJadwal when somebody is not free then, or when
    the longer one would run into a third session.
    """
    pastikan(oleh, Hak.KERJA, satu)
    if satu.gelombang_id != dua.gelombang_id or satu.pk == dua.pk:
        raise TidakValid("Pilih dua sesi berbeda dari gelombang yang sama.")
    a, b = sorted((kunci_sesi(satu), kunci_sesi(dua)), key=lambda s: s.mulai)
    if a.batal or b.batal:
        raise TidakValid("Sesi yang dibatalkan tidak dapat ditukar.")
    lama_a, lama_b = a.selesai - a.mulai, b.selesai - b.mulai
    jeda = b.mulai - a.selesai
    b.mulai, a.mulai = a.mulai, (a.mulai + lama_b + jeda if not jeda else b.mulai)
    a.selesai, b.selesai = a.mulai + lama_a, b.mulai + lama_b

    for sesi in (a, b):
        _periksa(sesi)
        _pastikan_tidak_menabrak(sesi, kecuali=(a, b))

    def tulis() -> None:
        for sesi in (a, b):
            sesi.save()

    tanpa_bentrok(tulis, a, b)


@layanan
def batalkan_sesi(*, oleh: Pengguna, sesi: Sesi) -> Sesi:
    """Cancel a session: it keeps its place in the history, frees room and narasumber, and tells calendars."""
    pastikan(oleh, Hak.KERJA, sesi)
    sesi = kunci_sesi(sesi)
    sesi.batal = True
    sesi.save(update_fields=["batal"])
    return sesi


@layanan
def hapus_sesi(*, oleh: Pengguna, sesi: Sesi) -> None:
    """Delete a session planned by mistake.

    Raises KeadaanBerubah once it was published, or when something hangs on it (attendance): then it is cancelled.
    """
    pastikan(oleh, Hak.KERJA, sesi)
    sesi = kunci_sesi(sesi)
    if TerbitanSesi.objects.filter(sesi=sesi).exists():
        raise KeadaanBerubah(
            "Sesi ini sudah pernah terbit. Batalkan sesinya, lalu terbitkan perubahan jadwal."
        )
    if not _hapus(sesi):
        raise KeadaanBerubah(
            "Kehadiran sesi ini sudah dicatat. Batalkan sesinya; catatannya tetap tersimpan."
        )


@layanan
def hapus_draf(*, oleh: Pengguna, gelombang: Gelombang) -> int:
    """Delete every session that was never published, to plan anew; those with attendance stay. Returns how many."""
    pastikan(oleh, Hak.KERJA, gelombang)
    gelombang = kunci_untuk_sesi(gelombang)
    return sum(_hapus(sesi) for sesi in gelombang.sesi.filter(terbitan=None))


def _hapus(sesi: Sesi) -> bool:
    """False, and nothing is deleted, while a room above holds rows of the session."""
    try:
        sesi.delete()
    except (ProtectedError, RestrictedError):
        return False
    return True


def kunci_untuk_sesi(gelombang: Gelombang) -> Gelombang:
    """Lock a gelombang whose sessions or attendance change. Raises KeadaanBerubah when it has ended."""
    [terkunci] = kunci_gelombang(gelombang.pk)
    if terkunci.status in {Gelombang.Status.SELESAI, Gelombang.Status.DIBATALKAN}:
        raise KeadaanBerubah("Gelombang ini sudah berakhir; sesi dan kehadirannya tidak diubah lagi.")
    return terkunci


def kunci_sesi(sesi: Sesi) -> Sesi:
    """Lock the gelombang, then its session, and read both afresh.

    Raises KeadaanBerubah as `kunci_untuk_sesi`, TidakDitemukan when somebody has deleted the session meanwhile.
    """
    gelombang = kunci_untuk_sesi(sesi.gelombang)
    baris = Sesi.objects.select_for_update(of=("self",)).select_related("modul", "ruang", "kunjungan")
    terkunci = baris.filter(pk=sesi.pk).first()
    if terkunci is None:
        raise TidakDitemukan("Sesi ini baru saja dihapus.")
    terkunci.gelombang = gelombang
    return terkunci


def _simpan(sesi: Sesi, rencana: RencanaSesi) -> Sesi:
    for bidang in BIDANG:
        setattr(sesi, bidang, getattr(rencana, bidang))
    sesi.judul = sesi.judul.strip()
    sesi.berjp = rencana.berjp and rencana.jenis not in TANPA_JP
    sesi.batal = False
    _periksa(sesi, rencana.narasumber)

    def tulis() -> None:
        sesi.save()
        _isi_pengajar(sesi, rencana.narasumber)

    tanpa_bentrok(tulis, sesi, narasumber=[n.pk for n in rencana.narasumber])
    return sesi


def _isi_pengajar(sesi: Sesi, narasumber: Collection[Narasumber]) -> None:
    SesiNarasumber.objects.filter(sesi=sesi).exclude(narasumber__in=narasumber).delete()
    sesi.refresh_from_db(fields=["waktu"])
    for urutan, orang in enumerate(narasumber, 1):
        SesiNarasumber.objects.update_or_create(
            sesi=sesi, narasumber=orang, defaults={"urutan": urutan, "waktu": sesi.waktu}
        )


def tanpa_bentrok(tulis: Callable[[], None], *sesi: Sesi, narasumber: Collection[int] | None = None) -> None:
    """Write; the database judges clashes when all is written, and the refusal names what stands in the way."""
    try:
        with transaction.atomic(), connection.cursor() as kursor:
            kursor.execute(f"SET CONSTRAINTS {', '.join(BENTROK)} DEFERRED")
            tulis()
            kursor.execute(f"SET CONSTRAINTS {', '.join(BENTROK)} IMMEDIATE")
    except IntegrityError as galat:
        if not any(nama in str(galat) for nama in BENTROK):
            raise
        raise _bentrok(sesi, narasumber) from galat


def _pastikan_tidak_menabrak(sesi: Sesi, *, kecuali: Collection[Sesi]) -> None:
    """A swap makes no session of a gelombang run beside another; who plans groups side by side does so by hand."""
    lain = sesi.gelombang.sesi.filter(batal=False, mulai__lt=sesi.selesai, selesai__gt=sesi.mulai)
    if menabrak := lain.exclude(pk__in=[s.pk for s in kecuali]).order_by("mulai").first():
        zona = sesi.gelombang.instansi.zona_waktu
        raise BentrokJadwal(
            f"Setelah ditukar, “{sesi.judul}” ({sesi.kapan(zona)}) berjalan bersamaan dengan “{menabrak.judul}” "
            f"({menabrak.kapan(zona)}). Ubah jam salah satunya lebih dahulu."
        )


def _bentrok(sesi: Iterable[Sesi], narasumber: Collection[int] | None) -> BentrokJadwal:
    semua = list(sesi)
    kecuali = [s.pk for s in semua if s.pk]
    hasil: list[Bentrok] = []
    for satu in semua:
        orang = [p.narasumber_id for p in _pengajar(satu)] if narasumber is None else narasumber
        hasil += cari_bentrok(
            mulai=satu.mulai, selesai=satu.selesai, ruang=satu.ruang, narasumber=orang, kecuali=kecuali
        )
    rincian = per_bidang(hasil)
    kata = " ".join(k for isi in rincian.values() for k in isi)
    return BentrokJadwal(f"Jadwal berbenturan. {kata}".strip(), rincian=rincian)


def _pengajar(sesi: Sesi) -> Iterable[SesiNarasumber]:
    return sesi.pengajar.select_related("narasumber").order_by("urutan", "pk")


def _periksa(sesi: Sesi, narasumber: Collection[Narasumber] = ()) -> None:
    gelombang = sesi.gelombang
    rincian = {}
    if not sesi.judul or len(sesi.judul) > PANJANG_JUDUL:
        rincian["judul"] = f"Isi judul sesi, paling panjang {PANJANG_JUDUL} huruf."
    if sesi.jenis not in JenisSesi.values:
        rincian["jenis"] = "Metode ini tidak dikenal."
    rincian |= _periksa_waktu(sesi)
    if sesi.modul and sesi.modul.kurikulum_id != gelombang.kurikulum_id:
        rincian["modul"] = "Mata pelatihan ini bukan dari kurikulum gelombang."
    if sesi.ruang and sesi.ruang.instansi_id != gelombang.instansi_id:
        rincian["ruang"] = "Ruang ini bukan milik penyelenggara gelombang."
    if any(n.instansi_id != gelombang.instansi_id for n in narasumber):
        rincian["narasumber"] = "Ada narasumber yang belum tercatat pada penyelenggara gelombang."
    if sesi.kunjungan:
        rincian |= _periksa_kunjungan(sesi, sesi.kunjungan)
    if rincian:
        raise TidakValid(rincian=rincian)


def _periksa_kunjungan(sesi: Sesi, kunjungan: Kunjungan) -> dict[str, str]:
    if kunjungan.gelombang_id != sesi.gelombang_id:
        return {"kunjungan": "Kunjungan ini milik gelombang lain."}
    if sesi.jenis != JenisSesi.BENCHMARKING:
        return {"kunjungan": "Kunjungan hanya untuk sesi dengan metode benchmarking."}
    if sesi.ruang:
        return {"ruang": "Kosongkan ruang: tempat sesi ini adalah lokus kunjungannya."}
    hari = sesi.mulai.astimezone(ZoneInfo(sesi.gelombang.instansi.zona_waktu)).date()
    if not kunjungan.mulai <= hari <= kunjungan.selesai:
        kapan = tanggal.rentang(kunjungan.mulai, kunjungan.selesai)
        return {"kunjungan": f"Kunjungan ke {kunjungan.locus} berlangsung {kapan}, bukan pada hari sesi ini."}
    return {}


def _periksa_waktu(sesi: Sesi) -> dict[str, str]:
    gelombang = sesi.gelombang
    if sesi.selesai == sesi.mulai:
        return {"selesai": "Sesi ini 0 menit. Isi jam selesai sesudah jam mulai."}
    if sesi.selesai < sesi.mulai:
        return {"selesai": "Sesi berakhir sebelum dimulai. Periksa jam mulai dan jam selesai."}
    if sesi.selesai - sesi.mulai > TERPANJANG:
        return {"selesai": "Satu sesi paling lama 12 jam."}
    zona = ZoneInfo(gelombang.instansi.zona_waktu)
    hari = (sesi.mulai.astimezone(zona).date(), sesi.selesai.astimezone(zona).date())
    if hari[0] < gelombang.mulai or hari[1] > gelombang.selesai:
        pelaksanaan = tanggal.rentang(gelombang.mulai, gelombang.selesai)
        return {"mulai": f"Waktu sesi di luar tanggal gelombang, yaitu {pelaksanaan}."}
    return {}
