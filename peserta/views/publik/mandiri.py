"""/gelombang/<slug>/daftar/: registering without an account, one small step after the other."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_safe

from diklat.models import Gelombang, SyaratBerkas
from diklat.queries.gelombang import gelombang_publik
from kantor.galat import Galat, KuotaPenuh
from kantor.models import Berkas
from kantor.services.berkas import hapus_berkas
from kantor.services.kebersihan import tak_dirujuk
from kantor.views.berkas import kirim
from kantor.views.dasar import ambil, terkirim
from peserta.forms.mandiri import FormBerkas, FormDataDiri, FormKontak, FormLangkah, FormUnit
from peserta.models import Pendaftaran
from peserta.queries.kursi import kursi
from peserta.services.pintu import periksa_pintu
from peserta.views.publik import kirim_mandiri
from peserta.views.publik.gelombang import wajah_penyelenggara
from peserta.views.publik.rancangan import Rancangan
from peserta.views.unggahan import pindah, terima_unggahan

AWAL, UNIT, KONTAK, BERKAS, PERIKSA = "data-diri", "unit", "kontak", "berkas", "periksa"
JUDUL = {
    AWAL: "Data diri",
    UNIT: "Unit kerja",
    KONTAK: "Kontak",
    BERKAS: "Berkas",
    PERIKSA: "Periksa jawaban Anda",
}
FORM: dict[str, type[FormLangkah]] = {AWAL: FormDataDiri, UNIT: FormUnit, KONTAK: FormKontak}
# The answer that shows a step was taken.
TANDA = {AWAL: "nip", UNIT: "unit", KONTAK: "ponsel"}


class Jalan:
    """One browser on its way through the steps of one gelombang."""

    def __init__(self, request: HttpRequest, slug: str, langkah: str) -> None:
        self.request, self.langkah = request, langkah
        self.g: Gelombang = ambil(gelombang_publik(), slug=slug)
        self.syarat = list(self.g.syarat.filter(kapan=SyaratBerkas.Kapan.PENDAFTARAN))
        self.semua = [s for s in JUDUL if s != BERKAS or self.syarat]
        if langkah not in self.semua:
            raise Http404
        self.rancangan = Rancangan(request, self.g)

    def alamat(self, langkah: str) -> str:
        """The address of a step."""
        if langkah == AWAL:
            return reverse("peserta:mandiri", args=[self.g.slug])
        return reverse("peserta:mandiri_langkah", args=[self.g.slug, langkah])

    def belum(self) -> str | None:
        """The first step before this one that was not taken yet."""
        sebelum = self.semua[: self.semua.index(self.langkah)]
        return next((s for s in sebelum if not self._sudah(s)), None)

    def berikut(self) -> str:
        """Where to go from here: back to the review for whoever changes one answer."""
        if self.request.GET.get("ubah") and all(self._sudah(s) for s in self.semua[:-1]):
            return self.alamat(PERIKSA)
        return self.alamat(self.semua[self.semua.index(self.langkah) + 1])

    def tampil(self, templat: str, *, status: int = 200, **isi: Any) -> HttpResponse:
        """A page of this step; nothing of it is kept anywhere."""
        urut = self.semua.index(self.langkah)
        isi |= {
            "g": self.g,
            "judul_langkah": JUDUL[self.langkah],
            "langkah": self.langkah,
            "urut": urut + 1,
            "jumlah": len(self.semua),
            "kembali": self.alamat(self.semua[urut - 1])
            if urut
            else reverse("peserta:halaman_publik", args=[self.g.slug]),
            **wajah_penyelenggara(self.g),
        }
        jawaban = render(self.request, templat, isi, status=status)
        patch_cache_control(jawaban, private=True, no_cache=True)
        return jawaban

    def _sudah(self, langkah: str) -> bool:
        if langkah == BERKAS:
            return all(str(s.pk) in self.rancangan.berkas for s in self.syarat if s.wajib)
        return TANDA[langkah] in self.rancangan.isian


@require_http_methods(["GET", "HEAD", "POST"])
def mandiri(request: HttpRequest, slug: str, langkah: str = AWAL) -> HttpResponseBase:
    """A step of the registration; an earlier one that is still open comes first."""
    jalan = Jalan(request, slug, langkah)
    try:
        _pintu_terbuka(jalan.g)
    except Galat as galat:
        return jalan.tampil("peserta/mandiri/tertutup.html", status=galat.status, galat=galat)
    if terlewat := jalan.belum():
        return redirect(jalan.alamat(terlewat))
    if langkah == PERIKSA:
        return kirim_mandiri.periksa(jalan)
    return _berkas(jalan) if langkah == BERKAS else _isian(jalan)


@require_safe
def mandiri_selesai(request: HttpRequest, slug: str) -> HttpResponse:
    """The receipt, in the browser that sent the registration."""
    g = ambil(gelombang_publik(), slug=slug)
    tanda = request.session.get(kirim_mandiri.kunci_tanda_terima(g))
    if not tanda:
        return redirect("peserta:halaman_publik", slug)
    isi = {"g": g, "tanda": tanda, **wajah_penyelenggara(g)}
    jawaban = render(request, "peserta/mandiri/selesai.html", isi)
    patch_cache_control(jawaban, private=True, no_cache=True)
    return jawaban


@require_http_methods(["POST"])
def mandiri_hapus(request: HttpRequest, slug: str) -> HttpResponse:
    """Forget what was typed: an office computer has many users."""
    g = ambil(gelombang_publik(), slug=slug)
    Rancangan(request, g).buang()
    return redirect("peserta:halaman_publik", slug)


@require_safe
def mandiri_berkas(request: HttpRequest, slug: str, syarat: int) -> HttpResponseBase:
    """A file of the unsent registration, for the browser that uploaded it."""
    g = ambil(gelombang_publik(), slug=slug)
    tersimpan = Rancangan(request, g).berkas.get(str(syarat))
    if tersimpan is None:
        raise Http404
    return kirim(ambil(Berkas.objects.all(), pk=tersimpan["id"]), tampil=True)


def _pintu_terbuka(g: Gelombang) -> None:
    """Say at the door what sending would say: closed, or full without a list."""
    periksa_pintu(g, Pendaftaran.Jalur.MANDIRI)
    if not g.pakai_cadangan and not kursi(g).sisa:
        raise KuotaPenuh


def _isian(jalan: Jalan) -> HttpResponse:
    request, isian = jalan.request, _isian_awal(jalan)
    if jalan.langkah == UNIT and "cari" in request.POST:
        cari = FormUnit(gelombang=jalan.g, isian=isian)
        cari.cari(request.POST.get("q", ""))
        return jalan.tampil("peserta/mandiri/unit.html", form=cari)
    form = FORM[jalan.langkah](terkirim(request), gelombang=jalan.g, isian=isian)
    if request.method == "POST" and form.is_valid():
        jalan.rancangan.jawab(form.jawaban())
        return redirect(jalan.berikut())
    return jalan.tampil(
        f"peserta/mandiri/{jalan.langkah}.html", form=form, status=400 if form.errors else 200
    )


def _isian_awal(jalan: Jalan) -> dict[str, str]:
    """The answers so far; somebody signed in begins with what the office knows of them."""
    if jalan.rancangan.isian or not getattr(jalan.request.user, "pegawai_id", None):
        return jalan.rancangan.isian
    return kirim_mandiri.isian_sendiri(jalan.request.user)


def _berkas(jalan: Jalan) -> HttpResponseBase:
    request, rancangan = jalan.request, jalan.rancangan
    sudah = {int(pk) for pk in rancangan.berkas}
    form = FormBerkas(terkirim(request), request.FILES or None, syarat=jalan.syarat, nanti=sudah)
    if request.method == "POST":
        oleh = request.user if request.user.is_authenticated else None
        masuk = terima_unggahan(request, form, jalan.syarat, oleh=oleh, instansi=jalan.g.instansi)
        for pk, berkas in masuk.items():
            _buang_lama(rancangan.berkas.get(str(pk)))
            rancangan.berkas[str(pk)] = {
                "id": str(berkas.pk),
                "nama": berkas.nama,
                "ukuran": str(berkas.ukuran),
            }
        if masuk:
            rancangan.simpan()
        if not form.errors:
            return pindah(request, redirect(jalan.berikut()))
    baris = [
        {"medan": form[f"berkas_{s.pk}"], "syarat": s, "ada": rancangan.berkas.get(str(s.pk))}
        for s in jalan.syarat
    ]
    return jalan.tampil(
        "peserta/mandiri/berkas.html", form=form, baris=baris, status=400 if form.errors else 200
    )


def _buang_lama(diganti: dict[str, str] | None) -> None:
    """The file another one takes the place of: nothing points to it, and a sent one is no more in the draft."""
    if diganti and (berkas := tak_dirujuk(Berkas.objects.filter(pk=diganti["id"])).first()):
        hapus_berkas(oleh=None, berkas=berkas)
