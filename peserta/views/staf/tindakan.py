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
from diklat.models import Gelombang
from diklat.queries.jadwal import kunjungan_di_luar, sesi_di_luar
from diklat.queries.waktu import terlalu_dini_mulai
from diklat.services.gelombang import buka_pendaftaran, hapus_gelombang, mulai_gelombang, tutup_pendaftaran
from diklat.views.bingkai import ambil_gelombang, bingkai
from diklat.views.jadwal import dapat_diubah
from kantor.forms.pasti import BertanyaPasti
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import khusus_staf, tambah_galat, terkirim
from peserta.forms.alasan import FormAlasan
from peserta.services.batal_mulai import batal_mulai
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
    tanya: Callable[[Gelombang], str] | None = None
    bahaya: bool = False
    berhasil: str = ""
    sesudah: str = ""  # the page that follows, where the gelombang has none any more


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
        tanya=terlalu_dini_mulai,
        berhasil="Gelombang dimulai. Selamat bertugas.",
    ),
    "draf": Tindakan(
        "Kembalikan ke draf",
        "Gelombang tidak lagi tampil di halaman publik.",
        kembali_ke_draf,
        (S.DIBUKA,),
        berhasil="Gelombang kembali menjadi draf.",
    ),
    "hapus": Tindakan(
        "Hapus draf",
        "Draf ini dihapus beserta kuota, syarat berkas, dan jadwalnya. Ini tidak dapat dikembalikan.",
        hapus_gelombang,
        (S.DRAF,),
        bahaya=True,
        berhasil="Draf gelombang dihapus.",
        sesudah="peserta:staf_gelombang",
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
    "batal-mulai": Tindakan(
        "Batal mulai",
        "Status kembali menjadi “Pendaftaran ditutup”, selama belum ada kehadiran atau hasil yang dicatat.",
        batal_mulai,
        (S.BERLANGSUNG,),
        berhasil="Gelombang kembali ke “Pendaftaran ditutup”.",
    ),
}


@khusus_staf(Hak.KERJA)
def tindakan_gelombang(request: HttpRequest, slug: str, nama: str) -> HttpResponse:
    """Ask once, then do it."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    tindakan = TINDAKAN.get(nama)
    if tindakan is None:
        raise Http404
    form = _form(request, tindakan, gelombang)
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
            return redirect(tindakan.sesudah) if tindakan.sesudah else redirect("peserta:gelombang", slug)
    isi_halaman = bingkai(request, gelombang, "peserta:gelombang", satu=tindakan, form=form)
    status = 400 if form is not None and form.errors else 200
    return render(request, "peserta/staf/gelombang_tindakan.html", isi_halaman, status=status)


def _form(request: HttpRequest, tindakan: Tindakan, gelombang: Gelombang) -> forms.Form | None:
    """The reason where one is due, a tick where the act comes early; else nothing is asked."""
    if tindakan.beralasan:
        return FormAlasan(terkirim(request))
    if tindakan.tanya and (pertanyaan := tindakan.tanya(gelombang)):
        return BertanyaPasti(terkirim(request), pertanyaan=pertanyaan, ya=f"Ya, {tindakan.tombol.lower()}")
    return None


@khusus_staf(Hak.KERJA)
def gelombang_ubah(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the plan; dates and quota are checked against the people who are in it."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    form = FormGelombang(request.POST or None, pengguna=request.user, gelombang=gelombang)
    dahulu = (gelombang.mulai, gelombang.selesai)
    if request.method == "POST" and form.is_valid():
        try:
            gelombang = ubah_gelombang(oleh=request.user, gelombang=gelombang, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Perubahan tersimpan.")
            bergeser = (gelombang.mulai, gelombang.selesai) != dahulu
            if bergeser and (n := kunjungan_di_luar(gelombang)):
                messages.warning(
                    request,
                    f"{n} kunjungan kini di luar tanggal gelombang. Sepakati tanggal baru dengan lokusnya, lalu ubah "
                    "di tab Kunjungan.",
                )
            if bergeser and (n := sesi_di_luar(gelombang)):
                messages.warning(request, f"{n} sesi jadwal kini di luar tanggal gelombang.")
                tab = "diklat:jadwal_geser" if dapat_diubah(gelombang) else "diklat:gelombang_jadwal"
                return redirect(tab, gelombang.slug)
            return redirect("peserta:gelombang", gelombang.slug)
    isi = {"form": form, "judul": f"Ubah {gelombang.sebutan}", "tombol": "Simpan perubahan"}
    return render(request, "diklat/gelombang_form.html", isi, status=400 if form.errors else 200)


def tindakan_tersedia(gelombang: Gelombang) -> list[tuple[str, Tindakan]]:
    """The acts this status allows, the natural next one first."""
    return [(nama, t) for nama, t in TINDAKAN.items() if gelombang.status in t.dari]
