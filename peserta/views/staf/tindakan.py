"""What Panitia does to a whole gelombang: change it, open, close, start, call off; files asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from diklat.forms.gelombang import FormGelombang
from diklat.models import Gelombang, SyaratBerkas
from diklat.services.gelombang import atur_syarat, buka_pendaftaran, mulai_gelombang, tutup_pendaftaran
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import khusus_staf, tambah_galat
from peserta.services.gelombang import batalkan_gelombang, kembali_ke_draf, ubah_gelombang

S = Gelombang.Status


@dataclass(frozen=True)
class Tindakan:
    """One button: its words, the page that asks once, and the service behind it."""

    tombol: str
    kalimat: str
    jalankan: Callable[..., Any]
    dari: tuple[str, ...]
    beralasan: bool = False
    bahaya: bool = False
    berhasil: str = ""


TINDAKAN = {
    "buka": Tindakan(
        "Buka pendaftaran",
        "Gelombang tampil di halaman publik dan menerima pendaftaran mulai sekarang.",
        buka_pendaftaran,
        (S.DRAF, S.DITUTUP),
        berhasil="Pendaftaran dibuka.",
    ),
    "tutup": Tindakan(
        "Tutup pendaftaran",
        "Tidak ada pendaftaran baru. Peserta cadangan tetap ditawari kursi yang lowong.",
        tutup_pendaftaran,
        (S.DIBUKA,),
        berhasil="Pendaftaran ditutup.",
    ),
    "mulai": Tindakan(
        "Mulai gelombang",
        "Status menjadi “Berlangsung” dan kurikulum dikunci karena dicetak pada sertifikat.",
        mulai_gelombang,
        (S.DITUTUP,),
        berhasil="Gelombang dimulai. Selamat bertugas.",
    ),
    "draf": Tindakan(
        "Kembalikan ke draf",
        "Gelombang tidak lagi tampil di halaman publik.",
        kembali_ke_draf,
        (S.DIBUKA,),
        berhasil="Gelombang kembali menjadi draf.",
    ),
    "batalkan": Tindakan(
        "Batalkan gelombang",
        "Semua pendaftaran berakhir dan setiap orang menerima surat berisi alasannya. Ini tidak dapat dikembalikan.",
        batalkan_gelombang,
        (S.DRAF, S.DIBUKA, S.DITUTUP, S.BERLANGSUNG),
        beralasan=True,
        bahaya=True,
        berhasil="Gelombang dibatalkan. Surat pemberitahuan masuk Kotak Keluar.",
    ),
}


class FormAlasan(forms.Form):
    """Why. People will read it."""

    alasan = forms.CharField(label="Alasan", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


@khusus_staf(Hak.KERJA)
def tindakan_gelombang(request: HttpRequest, slug: str, nama: str) -> HttpResponse:
    """Ask once, then do it."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    tindakan = TINDAKAN.get(nama)
    if tindakan is None:
        raise Http404
    form = FormAlasan(request.POST or None) if tindakan.beralasan else None
    if request.method == "POST" and (form is None or form.is_valid()):
        isi = form.cleaned_data if form else {}
        try:
            tindakan.jalankan(oleh=request.user, gelombang=gelombang, **isi)
        except Galat as galat:
            if form is None:
                messages.error(request, galat.pesan)
                return redirect("peserta:gelombang", slug)
            tambah_galat(form, galat)
        else:
            messages.success(request, tindakan.berhasil)
            return redirect("peserta:gelombang", slug)
    isi_halaman = bingkai(request, gelombang, "peserta:gelombang", satu=tindakan, form=form)
    return render(request, "peserta/staf/gelombang_tindakan.html", isi_halaman)


@khusus_staf(Hak.KERJA)
def gelombang_ubah(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the plan; dates and quota are checked against the people who are in it."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    form = FormGelombang(request.POST or None, pengguna=request.user, gelombang=gelombang)
    if request.method == "POST" and form.is_valid():
        try:
            gelombang = ubah_gelombang(oleh=request.user, gelombang=gelombang, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Perubahan tersimpan.")
            return redirect("peserta:gelombang", gelombang.slug)
    isi = {"form": form, "judul": f"Ubah {gelombang.sebutan}", "tombol": "Simpan perubahan"}
    return render(request, "diklat/gelombang_form.html", isi, status=400 if form.errors else 200)


class FormSyarat(forms.Form):
    """A file that is asked for."""

    nama = forms.CharField(label="Nama berkas", max_length=100, help_text="Misalnya: Surat tugas")
    kapan = forms.ChoiceField(label="Diserahkan", choices=SyaratBerkas.Kapan.choices)
    wajib = forms.BooleanField(label="Wajib", required=False, initial=True)
    penjelasan = forms.CharField(label="Penjelasan", max_length=200, required=False)


@khusus_staf(Hak.KERJA)
def syarat_gelombang(request: HttpRequest, slug: str) -> HttpResponse:
    """Which files are asked for, and when each is due."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    form = FormSyarat(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            atur_syarat(oleh=request.user, gelombang=gelombang, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Syarat berkas tersimpan.")
            return redirect("peserta:gelombang_syarat", slug)
    isi = bingkai(request, gelombang, "peserta:gelombang", form=form, syarat=gelombang.syarat.all())
    return render(request, "peserta/staf/gelombang_syarat.html", isi)


def tindakan_tersedia(gelombang: Gelombang) -> list[tuple[str, Tindakan]]:
    """The acts this status allows, the natural next one first."""
    return [(nama, t) for nama, t in TINDAKAN.items() if gelombang.status in t.dari]
