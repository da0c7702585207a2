"""The tab Registrasi ulang: the desk on day 0. Find, tap, say the number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diklat.models import Gelombang, SyaratBerkas
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lingkup import Hak
from kantor.queries.potongan import potong
from kantor.queries.telusur import telusuri
from kantor.views.dasar import khusus_staf, tambah_galat, terkirim
from kantor.views.unduh import jawab_excel
from peserta.forms.orang import FormLangsung
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.queries.daftar_staf import URUTAN, pendaftaran_staf
from peserta.queries.pegawai import pegawai_penyelenggara
from peserta.queries.ringkasan import ringkasan
from peserta.queries.verifikasi import berkas_kurang
from peserta.services.berkas import syarat_langsung
from peserta.services.registrasi import peserta_langsung, registrasi_ulang, registrasi_ulang_massal
from peserta.views.isian import diminta_potongan, isikan, potongan
from peserta.views.staf.alat import ambil_pendaftaran
from peserta.views.unggahan import pindah, terima_unggahan

TAB = "peserta:gelombang_registrasi"
S = Status
BELUM = (S.DITETAPKAN, S.DIPANGGIL, S.DIKONFIRMASI)
DICARI = (*BELUM, S.BERHALANGAN, S.HADIR)
KOLOM = [
    Kolom("NDH", "bulat"),
    Kolom("Nama dan gelar", lebar=36),
    Kolom("NIP / NI PPPK", "nip"),
    Kolom("Pangkat/golongan", lebar=28),
    Kolom("Jabatan", lebar=36),
    Kolom("Unit kerja", lebar=44),
    Kolom("Status", lebar=26),
]


@require_safe
@khusus_staf()
def halaman_registrasi(request: HttpRequest, slug: str) -> HttpResponse:
    """A search box, one tap per person, and who has not come yet."""
    gelombang = ambil_gelombang(request, slug)
    q = request.GET.get("q", "").strip()[:100]
    status = DICARI if q else BELUM
    halaman = potong(
        pendaftaran_staf(gelombang, status=tuple(status), q=q).select_related("pegawai"),
        urutan=URUTAN,
        tanda=request.GET.get("hal"),
        ukuran=20,
    )
    ringkas = ringkasan(gelombang)
    kurang = berkas_kurang(halaman.baris, SyaratBerkas.Kapan.REGISTRASI_ULANG)
    for p in halaman.baris:
        p.belum_diserahkan = kurang.get(p.pk, [])
    isi = bingkai(
        request,
        gelombang,
        TAB,
        q=q,
        halaman=halaman,
        baru=_baru(gelombang, request.GET.get("baru", "")),
        ringkas=ringkas,
        belum=ringkas.jumlah(*BELUM),
        berhalangan=ringkas.jumlah(S.BERHALANGAN),
        dibuka=gelombang.status in (Gelombang.Status.DITUTUP, Gelombang.Status.BERLANGSUNG),
    )
    return render(request, "peserta/staf/registrasi.html", isi)


@require_POST
@khusus_staf(Hak.KERJA)
def hadir(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """One tap: this person is here. The number is shown big."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    p = ambil_pendaftaran(request, gelombang, nomor, Hak.KERJA)
    try:
        registrasi_ulang(oleh=request.user, pendaftaran=p)
    except Galat as galat:
        messages.error(request, f"{p.nama_lengkap}: {galat.pesan}")
        return redirect(TAB, slug)
    return redirect(f"{reverse(TAB, args=[slug])}?baru={p.nomor}")


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def langsung(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Seat somebody who was not called but stands at the desk with a surat tugas, perhaps for somebody who was."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    belum = Pendaftaran.objects.filter(gelombang=gelombang, status__in=(*BELUM, S.BERHALANGAN)).order_by(
        *URUTAN
    )
    syarat = syarat_langsung(gelombang)
    buat = partial(FormLangsung, gelombang=gelombang, belum_datang=belum, syarat=syarat)
    terisi = isikan(request, partial(pegawai_penyelenggara, request.user, gelombang), buat)
    if terisi and diminta_potongan(request):
        return potongan(request, terisi)
    form = terisi or buat(
        terkirim(request),
        request.FILES or None,
        initial={"menggantikan": request.GET.get("menggantikan")},
    )
    p = _terima_langsung(request, gelombang, form, syarat) if request.method == "POST" else None
    if p is not None:
        return pindah(request, redirect(f"{reverse(TAB, args=[slug])}?baru={p.nomor}"))
    isi = bingkai(request, gelombang, TAB, form=form, ringkas=ringkasan(gelombang))
    status = 400 if request.method == "POST" else 200
    return render(request, "peserta/staf/registrasi_langsung.html", isi, status=status)


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def massal(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody called is here: NDH in order of name. Asks once."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    if request.method == "POST":
        try:
            tindakan = registrasi_ulang_massal(oleh=request.user, gelombang=gelombang)
        except Galat as galat:
            messages.error(request, galat.pesan)
            return redirect(TAB, slug)
        return redirect("peserta:massal_hasil", slug, tindakan.pk)
    ringkas = ringkasan(gelombang)
    jumlah = ringkas.jumlah(S.DIPANGGIL, S.DIKONFIRMASI)
    kalimat = f"{jumlah} peserta dicatat hadir dan diberi nomor daftar hadir (NDH) menurut urutan nama."
    isi = bingkai(request, gelombang, TAB, jumlah=jumlah, kalimat=kalimat)
    return render(request, "peserta/staf/registrasi_massal.html", isi)


@require_safe
@khusus_staf()
def daftar_excel(request: HttpRequest, slug: str) -> FileResponse:
    """The daftar peserta: who is seated in order of NDH, then who was called and has not come."""
    gelombang = ambil_gelombang(request, slug)
    judul = (
        "DAFTAR PESERTA",
        f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}".upper(),
        gelombang.tempat,
    )
    lembar = Lembar("Daftar peserta", KOLOM, _baris_excel(gelombang), judul=judul)
    return jawab_excel(f"Daftar peserta {slug}", [lembar])


def _terima_langsung(
    request: HttpRequest, gelombang: Gelombang, form: FormLangsung, syarat: list[SyaratBerkas]
) -> Pendaftaran | None:
    """The walk-in, seated; None when something was refused, which the form then says."""
    if not form.is_valid():
        return None
    try:
        berkas = terima_unggahan(request, form, syarat, oleh=request.user, instansi=gelombang.instansi)
        if form.errors:
            return None
        return peserta_langsung(
            oleh=request.user,
            gelombang=gelombang,
            data=form.data_pendaftaran(),
            berkas=berkas,
            ditunjukkan=form.ditunjukkan(),
            **{k: form.cleaned_data[k] for k in ("surat_tugas", "ndh", "menggantikan")},
        )
    except Galat as galat:
        tambah_galat(form, galat)
        return None


def _baru(gelombang: Gelombang, nomor: str) -> Pendaftaran | None:
    """Who was seated a moment ago."""
    if not nomor or "\0" in nomor:
        return None
    return Pendaftaran.objects.filter(gelombang=gelombang, nomor=nomor, status=S.HADIR).first()


def _baris_excel(gelombang: Gelombang) -> Iterator[tuple[Any, ...]]:
    semua: QuerySet[Pendaftaran] = Pendaftaran.objects.filter(gelombang=gelombang).select_related("pegawai")
    duduk = telusuri(semua.filter(status=S.HADIR), urutan=("ndh", "pk"))
    belum = telusuri(semua.filter(status__in=(*BELUM, S.BERHALANGAN)), urutan=URUTAN)
    for baris in (duduk, belum):
        for p in baris:
            yield (
                p.ndh,
                p.nama_lengkap,
                p.pegawai.nip,
                p.pangkat_golongan,
                p.jabatan,
                p.unit_nama,
                p.get_status_display(),
            )
