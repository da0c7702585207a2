"""What the pages of the apel share: in whose room they stand, and what is asked for."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from kantor.lingkup import Hak
from kantor.models import Instansi, Peran, Unit
from kantor.views.staf.alat import instansi_dipilih
from kantor.zona import hari_ini, pakai_zona
from peserta.forms.apel import SaringApel, awal_pekan
from peserta.queries.apel import PEKAN_BAWAAN, SaringanApel, opd_apel

HARI_MAKS = 400


@dataclass(frozen=True)
class Ruang:
    """Staff look at a whole office, an operator at the own units (`milik`)."""

    instansi: Instansi
    milik: list[int] | None
    bernama: bool  # may read names
    bekerja: bool  # may record

    @property
    def staf(self) -> bool:
        return self.milik is None

    @property
    def bingkai(self) -> str:
        """The frame its pages stand in."""
        return f"peserta/apel/dasar_{'staf' if self.staf else 'operator'}.html"

    def url(self, nama: str, *args: Any) -> str:
        """The address of a page of the apel in this room."""
        return reverse(f"peserta:{'' if self.staf else 'operator_'}{nama}", args=args)

    @property
    def alamat(self) -> dict[str, str]:
        """The addresses templates link to."""
        nama = [
            "apel",
            "apel_excel",
            "apel_isi",
            "apel_orang",
            "apel_orang_excel",
            "apel_papan",
            "apel_halangan",
            *(["apel_gabungan"] if self.staf else []),
        ]
        return {satu: self.url(satu) for satu in nama}


def di_ruang(hak: Hak = Hak.LIHAT) -> Callable[..., Any]:
    """Only for staff with `hak` on /admin/apel/, only for operators on /apel/; gives the view its `Ruang`."""

    def hias(tampilan: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(tampilan)
        def jalankan(request: HttpRequest, *, staf: bool, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            ruang = _ruang_staf(request, hak) if staf else _ruang_operator(request)
            pakai_zona(ruang.instansi)
            return tampilan(request, ruang, **kwargs)

        return jalankan

    return hias


def _ruang_staf(request: HttpRequest, hak: Hak) -> Ruang:
    pengguna: Any = request.user
    if not pengguna.instansi_dengan(hak):
        raise Http404
    instansi = instansi_dipilih(request, hak)
    kerja = instansi.pk in pengguna.instansi_dengan(Hak.KERJA)
    return Ruang(instansi, None, bernama=kerja, bekerja=kerja)


def _ruang_operator(request: HttpRequest) -> Ruang:
    pengguna: Any = request.user
    milik = [p.instansi for p in pengguna.daftar_peran if p.jenis == Peran.Jenis.OPERATOR]
    if not milik or not pengguna.unit_dengan_usul():
        raise Http404
    instansi = milik[0]
    # Of somebody who is operator in two offices the units of the first are shown.
    unit = Unit.objects.filter(pk__in=pengguna.unit_dengan_usul(), instansi=instansi)
    return Ruang(instansi, list(unit.order_by().values_list("pk", flat=True)), bernama=True, bekerja=True)


def saringan(request: HttpRequest, ruang: Ruang) -> tuple[SaringApel, SaringanApel, Unit | None]:
    """The form, what it says with its gaps filled, and the OPD that was chosen."""
    form = SaringApel(request.GET, opd=opd_apel(ruang.instansi, ruang.milik))
    form.is_valid()
    pilih = form.cleaned_data
    hari = hari_ini(ruang.instansi)
    sampai = min(pilih.get("sampai") or hari, hari)
    dari = pilih.get("dari") or awal_pekan(sampai, PEKAN_BAWAAN)
    dari = max(min(dari, sampai), sampai - datetime.timedelta(HARI_MAKS))
    opd: Unit | None = pilih.get("opd")
    if opd is None and ruang.milik is not None:  # so that only the own OPD's roll calls are read
        semua = list(opd_apel(ruang.instansi, ruang.milik).order_by().values_list("pk", flat=True))
    else:
        semua = [opd.pk] if opd else None
    isi = SaringanApel(
        ruang.instansi.pk,
        dari,
        sampai,
        jenis=pilih.get("jenis") or "",
        opd=semua,
        unit=ruang.milik,
        terjaga=not ruang.bernama,
    )
    # What the page goes by stands in the fields, also where nobody typed it.
    form.data = form.data.copy()
    form.data["dari"], form.data["sampai"] = f"{dari:%d-%m-%Y}", f"{sampai:%d-%m-%Y}"
    return form, isi, opd


def isi_bersama(ruang: Ruang, aktif: str, **lain: Any) -> dict[str, Any]:
    """Context every page of the apel has."""
    tab = [("Rekap", "apel")]
    if ruang.bekerja:
        tab.append(("Isi apel", "apel_isi"))
    if ruang.bernama:
        tab += [("Per orang", "apel_orang"), ("Cuti dan dinas luar", "apel_halangan")]
    return {
        "ruang": ruang,
        "bingkai": ruang.bingkai,
        "alamat": ruang.alamat,
        "instansi_aktif": ruang.instansi,
        "tab": [{"label": kata, "alamat": ruang.url(nama), "aktif": nama == aktif} for kata, nama in tab],
        **lain,
    }
