"""Accounts and their roles: made, given, taken away; the one-time link that is handed over in person."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from kantor.daftar import akun_pinjaman, penjamin_peserta
from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lib import nip as lib_nip
from kantor.lib import telepon
from kantor.lib.salah import Salah
from kantor.lingkup import Hak, boleh, pastikan
from kantor.models import Instansi, Pegawai, Pengguna, Peran, TautanMasuk, Unit
from kantor.services.pribadi import baca_pribadi
from kantor.services.surel import kirim_surel

TAUTAN_BERLAKU = timedelta(hours=48)
AWALAN_PESERTA = "p-"


@layanan
def buat_akun(
    *,
    oleh: Pengguna | None,
    username: str,
    nama: str,
    sandi: str | None = None,
    email: str = "",
    pegawai: Pegawai | None = None,
    nip: str = "",
) -> Pengguna:
    """Make an account, without a password unless `sandi` is given; rights come with roles.

    `nip` says whose it is: a pegawai of an instansi that `oleh` manages. `oleh` None is the system itself (setup,
    demo). Raises TidakValid per field, TidakBerhak for an actor who manages no instansi.
    """
    if oleh is not None and not oleh.instansi_dengan(Hak.KELOLA):
        raise TidakBerhak
    if oleh is not None and nip:
        pegawai = _pemilik(oleh, nip)
    akun = Pengguna(username=username.strip().lower(), nama=" ".join(nama.split()), pegawai=pegawai)
    akun.email = _rapikan_email(email)
    _pasang_sandi(akun, sandi)
    try:
        akun.full_clean(exclude=["password"], validate_unique=True)
    except ValidationError as galat:
        raise TidakValid(rincian=galat.message_dict) from None
    try:
        with transaction.atomic():
            akun.save()
    except IntegrityError:
        raise TidakValid(rincian={"username": "Nama pengguna ini sudah dipakai."}) from None
    return akun


@layanan
def ubah_akun(*, oleh: Pengguna, pengguna: Pengguna, nama: str, email: str, nip: str = "") -> Pengguna:
    """Correct name and address of an account; `nip` says whose it is, once.

    Raises TidakValid, TidakBerhak, TidakDitemukan.
    """
    akun = _kunci_terkelola(oleh, pengguna)
    if nip and akun.pegawai_id is None:
        akun.pegawai = _pemilik(oleh, nip)
    akun.nama = " ".join(nama.split())
    akun.email = _rapikan_email(email)
    try:
        akun.full_clean(exclude=["password", "username"])
    except ValidationError as galat:
        raise TidakValid(rincian=galat.message_dict) from None
    akun.save(update_fields=["nama", "email", "pegawai"])
    return akun


@layanan
def akun_peserta(*, oleh: Pengguna | None, pegawai: Pegawai) -> Pengguna:
    """The account of a pegawai, made when there is none: a random name, no password.

    Its owner signs in by NIP with a code, or by a one-time link. Call it for verified people only: a stranger's typing
    makes no account. An account once switched off stays off.
    """
    # The same key the unique index takes: two callers at once end with one account.
    with transaction.atomic():
        Pengguna.objects.bulk_create(
            [
                Pengguna(
                    username=AWALAN_PESERTA + secrets.token_hex(5),
                    nama=pegawai.nama_lengkap,
                    pegawai=pegawai,
                    password="!" + secrets.token_hex(20),  # Django's mark of an unusable password
                )
            ],
            ignore_conflicts=True,
        )
    return Pengguna.objects.get(pegawai=pegawai)


@layanan
def beri_peran(
    *, oleh: Pengguna | None, pengguna: Pengguna, jenis: str, instansi: Instansi, unit: Unit | None = None
) -> Peran:
    """Give a role in an instansi (an Operator OPD: in a unit of it), or switch it on again.

    Raises TidakDitemukan or TidakBerhak unless `oleh` manages that instansi, TidakValid for a role that cannot be.
    """
    if oleh is not None:
        pastikan(oleh, Hak.KELOLA, instansi)
    if jenis not in Peran.Jenis.values:
        raise TidakValid(rincian={"jenis": "Pilih peran yang tersedia."})
    if jenis == Peran.Jenis.OPERATOR and unit is None:
        raise TidakValid(rincian={"unit": "Operator OPD harus memiliki unit kerja."})
    if jenis != Peran.Jenis.OPERATOR and unit is not None:
        raise TidakValid(rincian={"unit": "Peran ini tanpa unit kerja."})
    if unit is not None and unit.instansi_id != instansi.pk:
        raise TidakValid(rincian={"unit": "Unit kerja ini bukan milik instansi tersebut."})
    peran, baru = Peran.objects.get_or_create(pengguna=pengguna, jenis=jenis, instansi=instansi, unit=unit)
    if not baru and not peran.aktif:
        peran.aktif = True
        peran.save(update_fields=["aktif"])
    pengguna.__dict__.pop("daftar_peran", None)
    return peran


@layanan
def cabut_peran(*, oleh: Pengguna, peran: Peran) -> None:
    """Take a role away. The last Admin of an instansi stays, or nobody could let anyone in again (KeadaanBerubah)."""
    pastikan(oleh, Hak.KELOLA, peran)
    Instansi.objects.select_for_update().get(pk=peran.instansi_id)
    if peran.jenis == Peran.Jenis.ADMIN and not _admin_lain(peran.instansi_id, peran.pengguna_id):
        raise KeadaanBerubah("Admin terakhir tidak dapat dicabut. Angkat admin lain lebih dahulu.")
    Peran.objects.filter(pk=peran.pk).update(aktif=False)


@layanan
def nonaktifkan_akun(*, oleh: Pengguna, pengguna: Pengguna) -> Pengguna:
    """Close an account: it can no longer sign in, its sessions and API keys end at once."""
    akun = _kunci_terkelola(oleh, pengguna)
    if akun.pk == oleh.pk:
        raise KeadaanBerubah("Akun Anda sendiri tidak dapat dinonaktifkan.")
    for instansi_id in akun.instansi_dengan(Hak.KELOLA):
        Instansi.objects.select_for_update().get(pk=instansi_id)
        if not _admin_lain(instansi_id, akun.pk):
            raise KeadaanBerubah("Admin terakhir tidak dapat dinonaktifkan. Angkat admin lain lebih dahulu.")
    akun.is_active = False
    akun.save(update_fields=["is_active"])
    return akun


@layanan
def aktifkan_akun(*, oleh: Pengguna, pengguna: Pengguna) -> Pengguna:
    """Open a closed account again."""
    akun = _kunci_terkelola(oleh, pengguna)
    akun.is_active = True
    akun.save(update_fields=["is_active"])
    return akun


@layanan
def atur_sandi(*, oleh: Pengguna, sandi: str) -> None:
    """Give the own account a password. Raises TidakValid with the reasons, KeadaanBerubah for an account that is lent;
    links handed out before are void.

    The owner is told by mail, in case it was somebody else.
    """
    pastikan_milik_sendiri(oleh)
    akun = Pengguna.objects.select_for_update().get(pk=oleh.pk)
    _pasang_sandi(akun, sandi)
    akun.save(update_fields=["password"])
    TautanMasuk.objects.filter(pengguna=akun, dipakai=None).update(dipakai=timezone.now())
    oleh.password = akun.password
    kirim_surel(
        jenis="sandi_diubah", kepada=alamat_surel(akun), nama=akun.sebutan, konteks={"pada": timezone.now()}
    )


def pastikan_milik_sendiri(akun: Pengguna) -> None:
    """Raise KeadaanBerubah for an account that is lent: nothing is put on it by which it could stay open."""
    if any(dipinjamkan(akun) for dipinjamkan in akun_pinjaman):
        raise KeadaanBerubah(
            "Akun ini dipinjamkan untuk sementara, jadi tidak memiliki kata sandi atau alamat sendiri."
        )


def _pemilik(oleh: Pengguna, nip: str) -> Pegawai:
    """The pegawai with this number in an instansi that `oleh` manages, who has no account yet."""
    try:
        digit = lib_nip.rapikan(nip)
    except Salah as galat:
        raise TidakValid(rincian={"nip": galat.pesan}) from None
    pegawai = Pegawai.objects.filter(
        nip=digit, terverifikasi=True, instansi__in=oleh.instansi_dengan(Hak.KELOLA)
    ).first()
    if pegawai is None:
        raise TidakValid(rincian={"nip": "Tidak ada pegawai instansi Anda dengan NIP ini."})
    if lain := Pengguna.objects.filter(pegawai=pegawai).first():
        raise TidakValid(
            rincian={"nip": f"Pegawai ini sudah mempunyai akun ({lain.username}). Beri peran pada akun itu."}
        )
    return pegawai


def alamat_surel(akun: Pengguna) -> str:
    """The address on file: of the account, else the personal one of its pegawai; '' when there is none."""
    if akun.email:
        return akun.email
    pribadi = getattr(akun.pegawai, "pribadi", None) if akun.pegawai else None
    return baca_pribadi(pribadi, "email") if pribadi else ""


@layanan
def buat_tautan_masuk(*, oleh: Pengguna, pengguna: Pengguna, alasan: str) -> str:
    """A link that signs this person in once within 48 hours, to be handed over after checking the person.

    `alasan` says how the person was checked and stays on record. An account with roles needs a manager of all of its
    instansi; a peserta somebody who works for the own instansi or proposes the own unit. Links handed out before are
    void. Raises TidakDitemukan, TidakBerhak, TidakValid, KeadaanBerubah.
    """
    pastikan_menjamin(oleh, pengguna)
    if not alasan.strip():
        raise TidakValid(rincian={"alasan": "Tuliskan cara Anda memastikan orangnya."})
    akun = Pengguna.objects.select_for_update().get(pk=pengguna.pk)
    if not akun.is_active:
        raise KeadaanBerubah("Akun ini tidak aktif.")
    kini = timezone.now()
    TautanMasuk.objects.filter(pengguna=akun, dipakai=None, berlaku_sampai__gt=kini).update(
        berlaku_sampai=kini
    )
    kode = secrets.token_urlsafe(20)
    TautanMasuk.objects.create(
        pengguna=akun,
        sidik=sidik_tautan(kode),
        dibuat_oleh=oleh,
        alasan=alasan.strip()[:200],
        berlaku_sampai=kini + TAUTAN_BERLAKU,
    )
    return settings.PORTAL_URL + reverse("masuk_tautan", args=[kode])


def pastikan_menjamin(oleh: Pengguna, pengguna: Pengguna) -> None:
    """Raise TidakDitemukan or TidakBerhak unless `oleh` may vouch for this person with a one-time link."""
    pegawai = pengguna.pegawai
    if pegawai is None or pengguna.peran.filter(aktif=True).exists():
        if not dapat_dikelola(oleh, pengguna):
            raise TidakBerhak if boleh(oleh, Hak.LIHAT, pengguna) else TidakDitemukan
        return
    kenal = (
        boleh(oleh, Hak.KERJA, pegawai)
        or boleh(oleh, Hak.USUL, pegawai)
        or any(kenal(oleh, pegawai) for kenal in penjamin_peserta)
    )
    if not kenal:
        raise TidakBerhak if boleh(oleh, Hak.LIHAT, pegawai) else TidakDitemukan


def sidik_tautan(kode: str) -> str:
    """What is stored of a link's code. The code is random (160 bits), so a plain hash suffices."""
    return sha256(kode.encode()).hexdigest()


def dapat_dikelola(oleh: Pengguna, pengguna: Pengguna) -> bool:
    """True if `oleh` manages every instansi in which the account has a role, and sees the account at all."""
    if not boleh(oleh, Hak.KELOLA, pengguna):
        return False
    punya = set(pengguna.peran.filter(aktif=True).values_list("instansi_id", flat=True))
    return punya <= oleh.instansi_dengan(Hak.KELOLA)


def _kunci_terkelola(oleh: Pengguna, pengguna: Pengguna) -> Pengguna:
    if not dapat_dikelola(oleh, pengguna):
        raise TidakBerhak if boleh(oleh, Hak.LIHAT, pengguna) else TidakDitemukan
    return Pengguna.objects.select_for_update(of=("self",)).get(pk=pengguna.pk)


def _admin_lain(instansi_id: int, pengguna_id: int) -> bool:
    return (
        Peran.objects.filter(
            instansi=instansi_id, jenis=Peran.Jenis.ADMIN, aktif=True, pengguna__is_active=True
        )
        .exclude(pengguna=pengguna_id)
        .exists()
    )


def _pasang_sandi(akun: Pengguna, sandi: str | None) -> None:
    if sandi is None:
        akun.set_unusable_password()
        return
    nip = akun.pegawai.nip if akun.pegawai else None
    if nip and nip in sandi.replace(" ", ""):
        raise TidakValid(rincian={"sandi": "Kata sandi tidak boleh berisi NIP."})
    try:
        validate_password(sandi, akun)
    except ValidationError as galat:
        raise TidakValid(rincian={"sandi": galat.messages}) from None
    akun.set_password(sandi)


def _rapikan_email(email: str) -> str:
    if not email.strip():
        return ""
    try:
        return telepon.rapikan_surel(email)
    except telepon.SurelSalah as galat:
        raise TidakValid(rincian={"email": galat.pesan}) from None
