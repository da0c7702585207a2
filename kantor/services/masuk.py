"""Signing in."""

from __future__ import annotations

from django.contrib.auth.hashers import check_password, make_password

from kantor.lib.nip import NipSalah, rapikan
from kantor.models import Pengguna


def cari_akun(masukan: str) -> Pengguna | None:
    """The one active account that goes by this user name, NIP, or unshared e-mail; None otherwise."""
    teks = masukan.strip()
    if not teks or "\0" in teks:
        return None
    akun = Pengguna.objects.filter(username=teks.lower(), is_active=True).first()
    if akun is None and "@" not in teks:
        try:
            akun = Pengguna.objects.filter(pegawai__nip=rapikan(teks), is_active=True).first()
        except NipSalah:
            akun = None
    if akun is None and "@" in teks:
        calon = list(Pengguna.objects.filter(email__iexact=teks, is_active=True)[:2])
        akun = calon[0] if len(calon) == 1 else None
    return akun


def periksa_sandi(*, masukan: str, sandi: str) -> Pengguna | None:
    """The account if the password is right. A stranger's guess takes as long as a wrong password."""
    akun = cari_akun(masukan)
    if akun is None:
        make_password(sandi)
        return None
    return akun if check_password(sandi, akun.password) else None
