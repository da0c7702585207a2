"""Signing in: by password, by a code sent by mail, by a one-time link. Guessing is counted per account."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from kantor.galat import TerlaluSering
from kantor.lib.nip import NipSalah, rapikan
from kantor.models import Instansi, Pengguna, TautanMasuk
from kantor.riwayat import konteks
from kantor.services import pembatas
from kantor.services.akun import alamat_surel, sidik_tautan
from kantor.services.pribadi import sidik_email
from kantor.services.surel import kirim_surel

# From the 11th wrong password or code for one account within a minute: 429, whatever the address.
TEBAKAN = 10
JENDELA = 60
KODE_BERLAKU = timedelta(minutes=15)
KODE_DIGIT = 8  # ten guesses per code and 30 codes in ten minutes: 0.04 % a day
# Asking for codes, per account in ten minutes: from one address, and from all of them together.
KODE_PER_ALAMAT = 15
KODE_PER_AKUN = 30
JENDELA_KODE = 600
# Asking takes this long whether a letter was written or not, so the clock tells nothing about who has an account.
LAMA_MINTA_KODE = 0.25
SERING_MINTA = (
    "Kode untuk akun ini sudah beberapa kali diminta. Periksa email Anda, atau coba lagi sepuluh menit lagi."
)


@dataclass(frozen=True)
class KodeDiminta:
    """What the browser that asked keeps in its session: whose code, its fingerprint, until when."""

    kunci: str
    pengguna_id: int | None
    sidik: str
    sampai: float


def cari_akun(masukan: str) -> Pengguna | None:
    """The one active account that goes by this user name, NIP, or unshared e-mail; None otherwise."""
    teks = masukan.strip()
    if not teks or "\0" in teks or len(teks) > 254:
        return None
    aktif = Pengguna.objects.filter(is_active=True).select_related("pegawai")
    if "@" in teks:
        pribadi = Q(pegawai__pribadi__sidik_email=sidik_email(teks))
        calon = list(aktif.filter(Q(email__iexact=teks) | pribadi)[:2])
        return calon[0] if len(calon) == 1 else None
    akun = aktif.filter(username=teks.lower()).first()
    if akun is None and (nip := _nip(teks)):
        akun = aktif.filter(pegawai__nip=nip).first()
    return akun


def periksa_sandi(*, masukan: str, sandi: str) -> Pengguna | None:
    """The account if the password is right. A stranger's guess takes as long as a wrong password.

    Raises TerlaluSering from the 11th wrong one within a minute, also for the right one: a code by mail still works.
    """
    akun = cari_akun(masukan)
    kunci = f"sandi:{_kunci(masukan, akun)}"
    if pembatas.penuh(kunci, TEBAKAN, JENDELA):
        raise TerlaluSering
    if akun is None:
        make_password(sandi)
    elif check_password(sandi, akun.password):
        return akun
    pembatas.wajib_longgar(kunci, TEBAKAN, JENDELA)
    return None


def minta_kode(*, masukan: str, alamat_ip: str) -> KodeDiminta:
    """Send a code to the address on file of whoever this is.

    The answer looks the same, and takes the same time, whether there is such an account, with or without an address.
    Raises TerlaluSering after 15 codes for one account from one address, or 30 from everywhere, within ten minutes.
    """
    with selama(LAMA_MINTA_KODE):
        akun = cari_akun(masukan)
        kunci = _kunci(masukan, akun)
        pembatas.wajib_longgar(f"minta:{kunci}:{alamat_ip}", KODE_PER_ALAMAT, JENDELA_KODE, SERING_MINTA)
        pembatas.wajib_longgar(f"minta:{kunci}", KODE_PER_AKUN, JENDELA_KODE, SERING_MINTA)
        kode = "".join(secrets.choice("0123456789") for _ in range(KODE_DIGIT))
        sampai = timezone.now() + KODE_BERLAKU
        terkirim = akun is not None and _kirim_kode(akun, kode, sampai)
        return KodeDiminta(
            kunci=kunci,
            pengguna_id=akun.pk if akun and terkirim else None,
            sidik=_sidik_kode(kunci, kode),
            sampai=sampai.timestamp(),
        )


def periksa_kode(*, diminta: KodeDiminta, kode: str) -> Pengguna | None:
    """The account if this is the code sent for this browser and still valid; None for a wrong one.

    Each code bears ten wrong tries in the browser that asked for it; wrong tries also count for the account. The right
    code opens the door even while others guess: nobody can lock an owner out. Raises TerlaluSering from the 11th wrong.
    """
    digit = "".join(huruf for huruf in kode if not huruf.isspace() and huruf != "-")
    kode_ini = f"kode:{diminta.sidik}"
    hidup = diminta.sampai > time.time() and not pembatas.penuh(kode_ini, TEBAKAN, KODE_BERLAKU.seconds)
    cocok = constant_time_compare(_sidik_kode(diminta.kunci, digit), diminta.sidik)
    if hidup and cocok and (akun := Pengguna.objects.filter(pk=diminta.pengguna_id, is_active=True).first()):
        return akun
    pembatas.catat(kode_ini, TEBAKAN, KODE_BERLAKU.seconds)
    pembatas.wajib_longgar(f"kode:{diminta.kunci}", TEBAKAN, JENDELA)
    return None


def periksa_kode_mfa(*, pengguna: Pengguna) -> None:
    """Count a wrong code of the authenticator app. Raises TerlaluSering from the 11th within a minute."""
    pembatas.wajib_longgar(f"mfa:{pengguna.pk}", TEBAKAN, JENDELA)


def mfa_penuh(*, pengguna: Pengguna) -> bool:
    """True while no further code of the authenticator app may be tried for this account."""
    return pembatas.penuh(f"mfa:{pengguna.pk}", TEBAKAN, JENDELA)


def tautan_berlaku(kode: str) -> TautanMasuk | None:
    """The link with this code if it can still be used."""
    return (
        TautanMasuk.objects.select_related("pengguna")
        .filter(
            sidik=sidik_tautan(kode),
            dipakai=None,
            berlaku_sampai__gt=timezone.now(),
            pengguna__is_active=True,
        )
        .first()
    )


def pakai_tautan(*, kode: str) -> Pengguna | None:
    """Use up a one-time link: its owner, or None when it was used, is out of date or never was."""
    tautan = tautan_berlaku(kode)
    if tautan is None:
        return None
    with konteks(oleh=tautan.pengguna, tindakan="pakai_tautan"):
        dipakai = TautanMasuk.objects.filter(pk=tautan.pk, dipakai=None).update(dipakai=timezone.now())
    return tautan.pengguna if dipakai else None


@contextmanager
def selama(detik: float) -> Iterator[None]:
    """Let what is inside take at least this long, also when it fails."""
    mulai = time.monotonic()
    try:
        yield
    finally:
        time.sleep(max(0.0, detik - (time.monotonic() - mulai)))


def _nip(teks: str) -> str:
    try:
        digit = rapikan(teks)
    except NipSalah:
        return ""
    return digit if len(digit) == 18 and digit.isascii() and digit.isdecimal() else ""


def _kunci(masukan: str, akun: Pengguna | None) -> str:
    """What tries are counted under: the account by whatever name, or the name nobody has."""
    if akun is not None:
        return f"akun:{akun.pk}"
    teks = _nip(masukan) or masukan.strip().lower()
    return "nama:" + sha256(teks.encode(errors="replace")).hexdigest()


def _sidik_kode(kunci: str, kode: str) -> str:
    return salted_hmac("portal.kode_masuk", f"{kunci}:{kode}", algorithm="sha256").hexdigest()


def _kirim_kode(akun: Pengguna, kode: str, sampai: datetime) -> bool:
    alamat = alamat_surel(akun)
    pegawai = akun.pegawai
    isi = {
        "kode_tampil": f"{kode[:4]} {kode[4:]}",
        "menit": KODE_BERLAKU.seconds // 60,
        "sampai": sampai,
        "nomor": f"NIP {pegawai.nip_cetak}" if pegawai and pegawai.nip else "",
    }
    surel = kirim_surel(
        jenis="kode_masuk",
        kepada=alamat,
        nama=akun.sebutan,
        instansi=_instansi(akun),
        kode=kode,
        konteks=isi,
    )
    return surel is not None


def _instansi(akun: Pengguna) -> Instansi | None:
    """Whose outbox shows that a code was sent."""
    if akun.daftar_peran:
        return akun.daftar_peran[0].instansi
    return akun.pegawai.instansi if akun.pegawai else None
