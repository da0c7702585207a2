"""Two doors to one registration: the own account, and the key that was mailed to a new address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from kantor.models import Pengguna
from kantor.views.dasar import ambil, tertutup
from kantor.zona import pakai_zona
from peserta.models import Pendaftaran
from peserta.queries.saya import pendaftaran_lengkap
from peserta.services.akses import pendaftaran_dari_akses


@dataclass(frozen=True)
class Kunjungan:
    """Somebody at the own registration. `oleh` is None for whoever came with the key."""

    p: Pendaftaran
    oleh: Pengguna | None
    kunci: str = ""

    @property
    def alamat(self) -> str:
        """The page of this registration behind this door."""
        if self.oleh is None:
            return reverse("peserta:akses", args=[self.kunci])
        return reverse("peserta:saya_satu", args=[self.p.nomor])

    def tindakan(self, nama: str) -> str:
        """The address of one act."""
        return f"{self.alamat}{nama}/"

    def kembali(self) -> HttpResponseBase:
        """After an act: the registration as it stands now."""
        return redirect(self.alamat)


Tampilan = Callable[..., HttpResponseBase]


def lewat_pintu(tampilan: Tampilan) -> Tampilan:
    """The view gets a Kunjungan in place of `nomor` or `kunci`; 404 for what is not theirs, and nothing is kept."""

    @wraps(tampilan)
    def jalankan(
        request: HttpRequest, *args: Any, nomor: str = "", kunci: str = "", **kwargs: Any
    ) -> HttpResponseBase:
        if kunci:
            kunjungan = _dengan_kunci(kunci)
        elif request.user.is_authenticated:
            kunjungan = _dengan_akun(request.user, nomor)
        else:
            return redirect_to_login(request.get_full_path())
        pakai_zona(kunjungan.p.gelombang.instansi)
        return tertutup(tampilan(request, kunjungan, *args, **kwargs))

    return jalankan


def _dengan_akun(pengguna: Any, nomor: str) -> Kunjungan:
    if pengguna.pegawai_id is None:
        raise Http404
    p = ambil(Pendaftaran.objects.filter(pegawai=pengguna.pegawai_id), nomor=nomor)
    return Kunjungan(pendaftaran_lengkap(p.pk), pengguna)


def _dengan_kunci(kunci: str) -> Kunjungan:
    p = pendaftaran_dari_akses(kunci)
    if p is None:
        raise Http404
    return Kunjungan(pendaftaran_lengkap(p.pk), None, kunci)
