"""Cards for one day: an examiner who came on the morning signs in by code and PIN, for one seminar."""

from __future__ import annotations

import datetime
import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone

from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lib import kode as lib_kode
from kantor.lib.salah import Salah
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna, Peran
from kantor.services.akun import beri_peran, buat_akun
from kantor.services.kunci_api import sidik_kunci
from kantor.services.pembatas import wajib_longgar
from kantor.zona import hari_ini
from penilaian.models import KartuPenguji, Seminar
from penilaian.services.dasar_seminar import kunci_seminar

AWALAN = "kp-"
PIN_ANGKA = 6
# Wrong PINs per card: a hundred million tries would take longer than the day the card is good for.
COBA, JENDELA = 10, 900
DITOLAK = "Kartu atau PIN tidak cocok, atau kartunya tidak berlaku hari ini. Minta bantuan Panitia."


@dataclass(frozen=True)
class KartuBaru:
    """A card as it is handed over; code and PIN are stored nowhere."""

    kartu: KartuPenguji
    kode: str
    pin: str


def hari_kartu(seminar: Seminar) -> datetime.date:
    """The day a card is wanted for: today once the seminar runs, else the day it is planned for."""
    return (
        hari_ini(seminar.gelombang.instansi)
        if seminar.status == Seminar.Status.BERLANGSUNG
        else seminar.tanggal
    )


@layanan
def buat_kartu(
    *, oleh: Pengguna, seminar: Seminar, nama: str, berlaku: datetime.date | None = None
) -> KartuBaru:
    """A card for one day (None: `hari_kartu`), with an account behind it that can do nothing else.

    Raises TidakValid without a name or for a day that is over, KeadaanBerubah for a seminar that has ended.
    """
    seminar = kunci_seminar(oleh, seminar, Seminar.Status.DISUSUN, Seminar.Status.BERLANGSUNG)
    nama = " ".join(nama.split())[:150]
    if not nama:
        raise TidakValid(rincian={"nama": "Tuliskan nama pengujinya."})
    berlaku = berlaku or hari_kartu(seminar)
    if berlaku < hari_ini(seminar.gelombang.instansi):
        raise TidakValid(
            rincian={
                "berlaku": "Hari itu sudah lewat, jadi kartunya tidak dapat dipakai. Isi hari ini atau sesudahnya."
            }
        )
    akun = buat_akun(oleh=None, username=AWALAN + secrets.token_hex(5), nama=nama)
    beri_peran(oleh=None, pengguna=akun, jenis=Peran.Jenis.PENGUJI, instansi=seminar.gelombang.instansi)
    kode, pin = lib_kode.acak(), f"{secrets.randbelow(10**PIN_ANGKA):0{PIN_ANGKA}d}"
    kartu = KartuPenguji.objects.create(
        seminar=seminar,
        penguji=akun,
        sidik=sidik_kunci(kode),
        sidik_pin=make_password(pin),
        berlaku=berlaku,
        dibuat=timezone.now(),
        dibuat_oleh=oleh,
    )
    return KartuBaru(kartu, kode, pin)


@layanan
def cabut_kartu(*, oleh: Pengguna, kartu: KartuPenguji) -> None:
    """The card opens nothing any more, and whoever is in is out; what was scored stays."""
    pastikan(oleh, Hak.KERJA, kartu)
    KartuPenguji.objects.filter(pk=kartu.pk, dicabut=None).update(dicabut=timezone.now())
    Pengguna.objects.filter(pk=kartu.penguji_id).update(is_active=False)


def masuk_kartu(*, kode: str, pin: str) -> KartuPenguji:
    """The card behind code and PIN, on its day. Raises KeadaanBerubah with one sentence for all that is wrong,
    TerlaluSering after ten tries in a quarter of an hour."""
    sidik = sidik_kunci(_rapikan(kode))
    # Outside the transaction: a refusal undoes what it wrote, and the try must be counted all the same.
    wajib_longgar(f"kartu-penguji:{sidik}", COBA, JENDELA)
    return _masuk(oleh=None, sidik=sidik, pin=pin)


@layanan
def _masuk(*, oleh: None, sidik: str, pin: str) -> KartuPenguji:
    kartu = (
        KartuPenguji.objects.select_related("penguji", "seminar__gelombang__instansi")
        .filter(sidik=sidik)
        .first()
    )
    # The same work for a card that is not there.
    cocok = check_password("".join(pin.split()), kartu.sidik_pin if kartu else make_password(None))
    if kartu is None or not cocok or kartu.dicabut or not _berlaku(kartu):
        raise KeadaanBerubah(DITOLAK)
    KartuPenguji.objects.filter(pk=kartu.pk, dipakai=None).update(dipakai=timezone.now())
    return kartu


def buktikan_kartu(*, oleh: Pengguna, pin: str) -> None:
    """Whoever came by a card proves once more who it is, by its PIN, until the end of its day.

    Raises TidakValid for a wrong one, TerlaluSering after ten tries in a quarter of an hour.
    """
    wajib_longgar(f"pin-penguji:{oleh.pk}", COBA, JENDELA)
    kartu = KartuPenguji.objects.filter(penguji=oleh, dicabut=None).select_related(
        "seminar__gelombang__instansi"
    )
    satu = kartu.first()
    if satu is None or not _hari_ini(satu) or not check_password("".join(pin.split()), satu.sidik_pin):
        raise TidakValid(rincian={"pin": "PIN tidak cocok, atau kartunya tidak berlaku hari ini."})


def dari_kartu(akun: Pengguna) -> bool:
    """Whether this account came with a card: it lives by the card alone."""
    return KartuPenguji.objects.filter(penguji=akun).exists()


def _rapikan(kode: str) -> str:
    try:
        return lib_kode.rapikan(kode)
    except Salah:
        return kode


def _berlaku(kartu: KartuPenguji) -> bool:
    return _hari_ini(kartu) and kartu.seminar.status != Seminar.Status.SELESAI


def _hari_ini(kartu: KartuPenguji) -> bool:
    return kartu.berlaku == hari_ini(kartu.seminar.gelombang.instansi)
