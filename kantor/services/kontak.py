"""Address and phone of the own account, changed by its owner; a new address is proved by a code sent to it."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from kantor.galat import TidakBerhak, TidakValid
from kantor.layanan import layanan
from kantor.lib import telepon
from kantor.models import PegawaiPribadi, Pengguna
from kantor.services import pembatas
from kantor.services.akun import alamat_surel, pastikan_milik_sendiri
from kantor.services.pribadi import baca_pribadi, simpan_pribadi
from kantor.services.surel import kirim_surel

KODE_DIGIT = 8
KODE_BERLAKU = 900  # seconds
TEBAKAN = 10
MINTA, JENDELA_MINTA = 5, 600
SERING = "Kode sudah beberapa kali diminta. Periksa email Anda, atau coba lagi sepuluh menit lagi."
KODE_SALAH = "Kode salah atau sudah tidak berlaku. Periksa email terbaru, atau minta kode baru."


@dataclass(frozen=True)
class AlamatDiminta:
    """What the browser keeps until the code is typed: the new address, the fingerprint of its code, until when."""

    surel: str
    sidik: str
    sampai: float


@layanan
def ubah_ponsel(*, oleh: Pengguna, ponsel: str) -> None:
    """The own No. HP/WhatsApp. Raises TidakValid; TidakBerhak for an account that belongs to no pegawai."""
    if oleh.pegawai is None:
        raise TidakBerhak
    try:
        nomor = telepon.rapikan(ponsel)
    except telepon.TeleponSalah as galat:
        raise TidakValid(rincian={"ponsel": galat.pesan}) from None
    simpan_pribadi(baris=_pribadi(oleh), ponsel=nomor)


def minta_kode_alamat(*, oleh: Pengguna, surel: str) -> AlamatDiminta:
    """Send a code to the address the owner wants from now on; nothing changes before it is typed.

    Raises TidakValid for what is no address or is on file already, TerlaluSering after 5 codes in ten minutes,
    KeadaanBerubah for an account that is lent.
    """
    pastikan_milik_sendiri(oleh)
    try:
        baru = telepon.rapikan_surel(surel)
    except telepon.SurelSalah as galat:
        raise TidakValid(rincian={"surel": galat.pesan}) from None
    if baru == alamat_surel(oleh).lower():
        raise TidakValid(rincian={"surel": "Alamat ini sudah tercatat pada akun Anda."})
    pembatas.wajib_longgar(f"alamat:{oleh.pk}", MINTA, JENDELA_MINTA, SERING)
    kode = "".join(secrets.choice("0123456789") for _ in range(KODE_DIGIT))
    kirim_surel(
        jenis="kode_alamat",
        kepada=baru,
        nama=oleh.sebutan,
        kode=kode,
        konteks={"kode_tampil": f"{kode[:4]} {kode[4:]}", "menit": KODE_BERLAKU // 60},
    )
    return AlamatDiminta(baru, _sidik(oleh, baru, kode), time.time() + KODE_BERLAKU)


@layanan
def pakai_alamat_baru(*, oleh: Pengguna, diminta: AlamatDiminta, kode: str) -> None:
    """Put the proved address in place of the old one, which is told. Raises TidakValid, TerlaluSering."""
    digit = "".join(huruf for huruf in kode if huruf.isdigit())
    kunci = f"kode-alamat:{diminta.sidik}"
    pembatas.wajib_longgar(kunci, TEBAKAN, KODE_BERLAKU)
    cocok = constant_time_compare(_sidik(oleh, diminta.surel, digit), diminta.sidik)
    if not cocok or diminta.sampai < time.time():
        raise TidakValid(rincian={"kode": KODE_SALAH})
    akun = Pengguna.objects.select_for_update(of=("self",)).get(pk=oleh.pk)
    lama = alamat_surel(akun)
    if akun.pegawai is not None:
        simpan_pribadi(baris=_pribadi(akun), email=diminta.surel)
    if akun.email or akun.pegawai is None:
        akun.email = diminta.surel
        akun.save(update_fields=["email"])
    kirim_surel(
        jenis="alamat_diubah",
        kepada=lama,
        nama=akun.sebutan,
        konteks={"pada": timezone.now(), "alamat_baru": telepon.samarkan_surel(diminta.surel)},
    )


def ponsel_tercatat(akun: Pengguna) -> str:
    """The phone on file of the account's pegawai; '' when there is none."""
    pribadi = getattr(akun.pegawai, "pribadi", None) if akun.pegawai else None
    return baca_pribadi(pribadi, "ponsel") if pribadi else ""


def _pribadi(akun: Pengguna) -> PegawaiPribadi:
    return getattr(akun.pegawai, "pribadi", None) or PegawaiPribadi(pegawai=akun.pegawai)


def _sidik(akun: Pengguna, surel: str, kode: str) -> str:
    return salted_hmac("portal.kode_alamat", f"{akun.pk}:{surel}:{kode}", algorithm="sha256").hexdigest()
