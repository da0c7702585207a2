"""/admin/pengguna/ and /admin/kunci-api/: who may enter, as what, and which systems may."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kantor.forms.akun import AkunBaruForm, AkunForm, AlasanForm, KunciForm, PeranForm
from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lib.telepon import samarkan_surel
from kantor.lingkup import Hak
from kantor.models import Pengguna, Peran
from kantor.queries.akun import daftar_akun, daftar_kunci
from kantor.queries.potongan import potong
from kantor.queries.telusur import telusuri
from kantor.services import akun as layanan
from kantor.services.kunci_api import buat_kunci, cabut_kunci

from .dasar import ambil, khusus_staf, perlu_masuk, tambah_galat
from .unduh import jawab_excel

GET_POST = ["GET", "HEAD", "POST"]
URUTAN = ("nama", "pk")
KOLOM = (
    Kolom("Nama", lebar=32),
    Kolom("Nama pengguna"),
    Kolom("Email"),
    Kolom("Peran", lebar=40),
    Kolom("Keadaan"),
)
pengelola = khusus_staf(Hak.KELOLA)


@require_safe
@never_cache
@pengelola
def daftar(request: HttpRequest) -> HttpResponse:
    """Accounts with a role; peserta by the filter. `?unduh=excel` gives the same list."""
    saring = {nama: request.GET.get(nama, "").replace("\0", "").strip() for nama in ("q", "jenis")}
    baris = daftar_akun(request.user, **saring)
    if request.GET.get("unduh") == "excel":
        isi = map(_sel, telusuri(baris, urutan=URUTAN))
        return jawab_excel("Pengguna", Lembar("Pengguna", KOLOM, isi, judul=("DAFTAR PENGGUNA",)))
    halaman = potong(baris, urutan=URUTAN, tanda=request.GET.get("hal"))
    pilihan = [*Peran.Jenis.choices, ("peserta", "Peserta")]
    return render(request, "kantor/pengguna.html", {"halaman": halaman, "pilihan_jenis": pilihan, **saring})


@never_cache
@require_http_methods(GET_POST)
@pengelola
def tambah(request: HttpRequest) -> HttpResponse:
    """A new account with its first role; it gets in by a one-time link."""
    form = AkunBaruForm(request.POST or None, pengelola=request.user)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            with transaction.atomic():
                akun = layanan.buat_akun(
                    oleh=request.user,
                    username=isi["username"],
                    nama=isi["nama"],
                    email=isi["email"],
                    nip=isi["nip"],
                )
                layanan.beri_peran(
                    oleh=request.user,
                    pengguna=akun,
                    jenis=isi["jenis"],
                    instansi=isi["instansi"],
                    unit=isi["unit"],
                )
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Akun dibuat. Berikan tautan masuk kepada pemiliknya.")
            return redirect("pengguna_satu", pk=akun.pk)
    return render(request, "kantor/pengguna_tambah.html", {"form": form})


@never_cache
@require_http_methods(GET_POST)
@pengelola
def satu(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: name and address, roles, what can be done."""
    akun = _akun(request, pk)
    form = AkunForm(request.POST or None, akun=akun)
    if request.method == "POST" and form.is_valid():
        try:
            layanan.ubah_akun(oleh=request.user, pengguna=akun, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Perubahan disimpan.")
            return redirect("pengguna_satu", pk=pk)
    return render(request, "kantor/pengguna_satu.html", _isi(request, akun, form=form))


@require_POST
@pengelola
def peran_tambah(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an account one more role."""
    akun = _akun(request, pk)
    form = PeranForm(request.POST, pengelola=request.user)
    if form.is_valid():
        try:
            layanan.beri_peran(oleh=request.user, pengguna=akun, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Peran diberikan.")
            return redirect("pengguna_satu", pk=pk)
    return render(request, "kantor/pengguna_satu.html", _isi(request, akun, form_peran=form), status=400)


@require_POST
@pengelola
def peran_cabut(request: HttpRequest, pk: int, peran: int) -> HttpResponse:
    """Take a role away."""
    baris = ambil(Peran.objects.untuk(request.user, Hak.KELOLA).filter(pengguna=pk, aktif=True), pk=peran)
    return _lakukan(
        request, pk, "Peran dicabut.", lambda: layanan.cabut_peran(oleh=request.user, peran=baris)
    )


@require_POST
@pengelola
def nonaktifkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account."""
    akun = _akun(request, pk)
    kalimat = "Akun dinonaktifkan dan langsung dikeluarkan dari semua perangkat."
    return _lakukan(request, pk, kalimat, lambda: layanan.nonaktifkan_akun(oleh=request.user, pengguna=akun))


@require_POST
@pengelola
def aktifkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an account again."""
    akun = _akun(request, pk)
    return _lakukan(
        request, pk, "Akun aktif lagi.", lambda: layanan.aktifkan_akun(oleh=request.user, pengguna=akun)
    )


@never_cache
@require_http_methods(GET_POST)
@perlu_masuk
@sensitive_variables("alamat", "teks")
def tautan(request: HttpRequest, username: str) -> HttpResponse:
    """Hand over a one-time link: for managers, Panitia and operators, whoever may vouch for the person.

    The link is shown once, in the answer to the POST, with a text for WhatsApp.
    """
    akun = ambil(Pengguna.objects.select_related("pegawai"), username=username)
    layanan.pastikan_menjamin(request.user, akun)
    form = AlasanForm(request.POST or None)
    teks = ""
    if request.method == "POST" and form.is_valid():
        alamat = layanan.buat_tautan_masuk(
            oleh=request.user, pengguna=akun, alasan=form.cleaned_data["alasan"]
        )
        teks = (
            f"Yth. {akun.sebutan}, berikut tautan untuk masuk ke Portal Diklat: {alamat} "
            "Tautan hanya dapat dipakai satu kali dan berlaku 48 jam. Jangan diteruskan kepada orang lain."
        )
    kerangka = "kerangka/staf.html" if request.user.staf else "kerangka/publik.html"
    return render(
        request, "kantor/tautan_untuk.html", {"akun": akun, "form": form, "teks": teks, "kerangka": kerangka}
    )


@never_cache
@require_http_methods(GET_POST)
@pengelola
@sensitive_variables("teks")
def kunci(request: HttpRequest) -> HttpResponse:
    """API keys of the own instansi; a new one is shown once, in the answer to the POST."""
    form = KunciForm(request.POST or None, pengelola=request.user)
    teks = ""
    if request.method == "POST" and form.is_valid():
        _, teks = buat_kunci(
            oleh=request.user,
            instansi=form.cleaned_data["instansi"],
            pemilik=request.user,
            nama=form.cleaned_data["nama"],
            hak=form.hak_dipilih(),
            berlaku_sampai=form.berlaku_sampai(),
        )
        form = KunciForm(pengelola=request.user)
    isi = {"form": form, "baru": teks, "kunci": daftar_kunci(request.user)[:200]}
    return render(request, "kantor/kunci_api.html", isi)


@require_POST
@pengelola
def kunci_cabut(request: HttpRequest, pk: int) -> HttpResponse:
    """End a key."""
    cabut_kunci(oleh=request.user, kunci=ambil(daftar_kunci(request.user), pk=pk))
    messages.success(request, "Kunci dicabut dan tidak dapat dipakai lagi.")
    return redirect("kunci_api")


def _akun(request: HttpRequest, pk: int) -> Any:
    return ambil(Pengguna.objects.untuk(request.user, Hak.KELOLA).select_related("pegawai"), pk=pk)


def _isi(request: HttpRequest, akun: Pengguna, *, form: Any = None, form_peran: Any = None) -> dict[str, Any]:
    milik = Peran.objects.untuk(request.user, Hak.KELOLA).filter(pengguna=akun, aktif=True)
    return {
        "akun": akun,
        "form": form or AkunForm(akun=akun),
        "form_peran": form_peran or PeranForm(pengelola=request.user),
        "peran": milik.select_related("instansi", "unit").order_by("jenis", "pk"),
        "dapat_dikelola": layanan.dapat_dikelola(request.user, akun),
    }


def _lakukan(request: HttpRequest, pk: int, kalimat: str, tindakan: Any) -> HttpResponse:
    try:
        tindakan()
    except Galat as galat:
        if galat.status == 404:
            raise
        messages.error(request, galat.pesan)
    else:
        messages.success(request, kalimat)
    return redirect("pengguna_satu", pk=pk)


def _sel(akun: Any) -> list[object]:
    peran = ", ".join(str(p) for p in akun.peran_tampil)
    alamat = samarkan_surel(akun.email) if akun.email else ""
    return [akun.nama, akun.username, alamat, peran, "Aktif" if akun.is_active else "Nonaktif"]
