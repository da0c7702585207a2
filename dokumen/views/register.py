"""The register of certificates over all gelombang of the office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dokumen.models import JenisSertifikat, Sertifikat
from dokumen.queries.register import URUTAN, URUTAN_BUKU, register_sertifikat, tahun_register
from kantor.lib.excel import Kolom, Lembar
from kantor.queries.potongan import potong
from kantor.queries.telusur import telusuri
from kantor.views.dasar import khusus_staf
from kantor.views.unduh import jawab_excel

KOLOM = [
    Kolom("Nomor", lebar=34),
    Kolom("Tanggal", "tanggal"),
    Kolom("Nama dan gelar", lebar=36),
    Kolom("NIP / NI PPPK", "nip"),
    Kolom("Program", lebar=40),
    Kolom("Gelombang", lebar=20),
    Kolom("JP", "angka"),
    Kolom("Jenis", lebar=26),
    Kolom("Kualifikasi", lebar=20),
    Kolom("Status", lebar=26),
    Kolom("Kode registrasi LAN", lebar=24),
    Kolom("Alamat verifikasi", lebar=50),
]


class SaringRegister(forms.Form):
    """What the register can be narrowed to."""

    q = forms.CharField(
        label="Cari",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Nomor, nama, atau NIP"}),
    )
    tahun = forms.TypedChoiceField(label="Tahun", required=False, coerce=int, empty_value=None)
    jenis = forms.ChoiceField(
        label="Jenis", required=False, choices=[("", "Semua"), *JenisSertifikat.choices]
    )
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Semua"), *Sertifikat.Status.choices]
    )

    def __init__(self, *args: Any, tahun: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["tahun"]
        bidang.choices = [("", "Semua"), *((str(t), str(t)) for t in tahun)]


@require_safe
@khusus_staf()
def register(request: HttpRequest) -> HttpResponse:
    """Every certificate by date, with search and filters."""
    saring, baris = _saring(request)
    isi = {
        "saring": saring,
        "tersaring": any(saring.cleaned_data.values()),
        "halaman": potong(baris, urutan=URUTAN, tanda=request.GET.get("hal")),
    }
    return render(request, "dokumen/register.html", isi)


@require_safe
@khusus_staf()
def register_excel(request: HttpRequest) -> FileResponse:
    """The same as Excel, narrowed the same way: the buku register."""
    _, baris = _saring(request)
    isi = (
        (
            s.nomor,
            s.tanggal,
            s.data.get("nama_lengkap", ""),
            s.data.get("nip") or "",
            s.data.get("program", ""),
            s.data.get("gelombang", ""),
            s.jp,
            s.get_jenis_display(),
            s.data.get("kualifikasi", ""),
            s.get_status_display(),
            s.kode_registrasi,
            s.alamat,
        )
        for s in telusuri(baris, urutan=URUTAN_BUKU)
    )
    lembar = Lembar("Register", KOLOM, isi, judul=("BUKU REGISTER SERTIFIKAT",), bernomor=True)
    return jawab_excel("Register sertifikat", lembar)


def _saring(request: HttpRequest) -> tuple[SaringRegister, QuerySet[Sertifikat]]:
    form = SaringRegister(request.GET, tahun=tahun_register(request.user))
    form.is_valid()
    return form, register_sertifikat(request.user, **{k: v for k, v in form.cleaned_data.items() if v})
