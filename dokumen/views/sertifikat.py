"""The tab Sertifikat: who earns which, issuing, printing, publishing; one revoked or issued again."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diklat.models import Gelombang
from diklat.queries.waktu import terlalu_dini_selesai
from diklat.views.bingkai import ambil_gelombang, bingkai
from dokumen.forms.sertifikat import FormCabut, FormTerbit, FormUlang
from dokumen.models import JenisSertifikat, Sertifikat
from dokumen.queries.kelengkapan import register
from dokumen.queries.sertifikat import keadaan_sertifikat, sertifikat_gelombang
from dokumen.services.cetak import BENTUK, buat_arsip
from dokumen.services.pratinjau import pratinjau
from dokumen.services.sertifikat import JENIS_CETAK, cabut, cetak_ulang, terbitkan, terbitkan_ulang, umumkan
from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lingkup import Hak
from kantor.models import Pekerjaan
from kantor.queries.pekerjaan import HIDUP
from kantor.queries.potongan import potong
from kantor.queries.telusur import telusuri
from kantor.views.berkas import KEBIJAKAN_PDF
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from kantor.views.unduh import jawab_excel
from penilaian.queries.kelayakan import Kelayakan, kelayakan
from peserta.views.staf.alat import ambil_pendaftaran, proses_gelombang

TAB = "dokumen:gelombang_sertifikat"
URUTAN = ("jenis", "urut", "pk")
TENANG = (Pekerjaan.Status.SELESAI, Pekerjaan.Status.DIBATALKAN)
JENIS_PROSES = (JENIS_CETAK, *BENTUK.values())
KOLOM = [
    Kolom("Nomor", lebar=34),
    Kolom("Nama dan gelar", lebar=36),
    Kolom("NIP / NI PPPK", "nip"),
    Kolom("Unit kerja", lebar=40),
    Kolom("Jenis", lebar=26),
    Kolom("Tanggal", "tanggal"),
    Kolom("Status", lebar=26),
    Kolom("Alamat verifikasi", lebar=50),
]


@require_safe
@khusus_staf()
def halaman_sertifikat(request: HttpRequest, slug: str) -> HttpResponse:
    """What was issued; before that, who would get what and who nothing."""
    gelombang = ambil_gelombang(request, slug)
    keadaan, punya = register(gelombang)
    halaman = (
        potong(sertifikat_gelombang(gelombang), urutan=URUTAN, tanda=request.GET.get("hal"))
        if punya
        else None
    )
    semua = kelayakan(gelombang)
    proses = _proses(request, gelombang)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        keadaan=keadaan,
        halaman=halaman,
        proses=proses,
        berjalan=any(satu["proses"].status in HIDUP for satu in proses),
        siap=[k for k in semua if k.layak and k.pendaftaran.pk not in punya],
        tanpa=[k for k in semua if not k.layak],
        ada=bool(semua),
        selesai=gelombang.status == Gelombang.Status.SELESAI,
    )
    return render(request, "dokumen/sertifikat.html", isi)


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def terbit(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask once, in words: how many of which kind, signed by whom, with what date."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    form = FormTerbit(
        terkirim(request),
        initial={"tanggal": gelombang.selesai},
        pertanyaan=terlalu_dini_selesai(gelombang),
        ya="Ya, terbitkan",
        **_tanda_tangan(request, gelombang, gelombang.selesai),
    )
    if request.method == "POST" and form.is_valid():
        try:
            pekerjaan = terbitkan(
                oleh=request.user, gelombang=gelombang, **({"pasti": False} | form.cleaned_data)
            )
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            baru = pekerjaan.parameter["baru"]
            messages.success(request, f"{baru} sertifikat diterbitkan dan bernomor. PDF-nya sedang dicetak.")
            return redirect(TAB, slug)
    _, punya = register(gelombang)
    semua = kelayakan(gelombang)
    layak = [k for k in semua if k.layak and k.pendaftaran.pk not in punya]
    isi = bingkai(
        request,
        gelombang,
        TAB,
        form=form,
        jumlah=_per_jenis(layak),
        total=len(layak),
        peringatan=[k for k in layak if k.peringatan],
        tanpa=[k for k in semua if not k.layak],
        selesai=gelombang.status == Gelombang.Status.SELESAI,
    )
    return render(request, "dokumen/terbitkan.html", isi, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def umum(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand them to their owners; asks once, for the letters go out."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    if request.method == "POST":
        try:
            jumlah = umumkan(oleh=request.user, gelombang=gelombang)
        except Galat as galat:
            messages.error(request, galat.pesan)
        else:
            messages.success(request, f"{jumlah} sertifikat diumumkan kepada pemiliknya.")
        return redirect(TAB, slug)
    keadaan = keadaan_sertifikat(gelombang)
    belum = keadaan.berlaku - keadaan.diumumkan
    kalimat = (
        "Tiap pemilik menerima surat dan dapat mengunduh sertifikatnya. Ini tidak dapat ditarik kembali."
    )
    isi = bingkai(request, gelombang, TAB, judul_tindakan=f"Umumkan {belum} sertifikat?", kalimat=kalimat)
    return render(request, "dokumen/umumkan.html", isi)


@require_POST
@khusus_staf()
def arsip(request: HttpRequest, slug: str, bentuk: str) -> HttpResponse:
    """Ask for all as one ZIP or one PDF; the download appears when the worker is done.

    For everybody who sees the certificates, Pimpinan too: the job packs what each of them may fetch one by one, and
    changes nothing. What issues, prints or publishes asks for KERJA.
    """
    gelombang = ambil_gelombang(request, slug)
    try:
        buat_arsip(oleh=request.user, gelombang=gelombang, bentuk=bentuk)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, "Berkas sedang disiapkan. Tombol unduh muncul di bawah setelah selesai.")
    return redirect(TAB, slug)


@require_POST
@khusus_staf(Hak.KERJA)
def lanjut_cetak(request: HttpRequest, slug: str) -> HttpResponse:
    """Print what is still unprinted."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    cetak_ulang(oleh=request.user, gelombang=gelombang)
    messages.success(request, "Pencetakan dilanjutkan.")
    return redirect(TAB, slug)


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def batalkan(request: HttpRequest, slug: str, kode: str) -> HttpResponse:
    """Revoke one certificate, for good."""
    gelombang, satu = _ambil(request, slug, kode)
    form = FormCabut(terkirim(request))
    if request.method == "POST" and form.is_valid():
        try:
            cabut(oleh=request.user, sertifikat=satu, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"Sertifikat {satu.nomor} dibatalkan.")
            return redirect(TAB, slug)
    kata = {
        "judul_tindakan": "Batalkan sertifikat?",
        "kalimat": "Nomornya tetap dalam register dan siapa pun yang memeriksa membaca “Dibatalkan, tidak berlaku”.",
        "tombol": "Batalkan sertifikat",
    }
    return _tanya(request, gelombang, satu, form, bahaya=True, **kata)


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def ulang(request: HttpRequest, slug: str, kode: str) -> HttpResponse:
    """Issue one again from the corrected data, under a new number."""
    gelombang, satu = _ambil(request, slug, kode)
    form = FormUlang(terkirim(request), **_tanda_tangan(request, gelombang, timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        try:
            baru = terbitkan_ulang(oleh=request.user, sertifikat=satu, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"Sertifikat terbit ulang dengan nomor {baru.nomor}.")
            return redirect(TAB, slug)
    kata = {
        "judul_tindakan": "Terbitkan ulang?",
        "kalimat": "Sertifikat baru memakai data sekarang dan nomor baru; yang lama menunjuk kepada penggantinya. "
        "Perbaiki biodata lebih dahulu bila nama atau gelarnya keliru.",
        "tombol": "Terbitkan ulang",
    }
    return _tanya(request, gelombang, satu, form, **kata)


@require_safe
@khusus_staf()
def lihat_pratinjau(request: HttpRequest, slug: str, nomor: str) -> HttpResponseBase:
    """The certificate of one person as it would look, without a number."""
    gelombang = ambil_gelombang(request, slug)
    p = ambil_pendaftaran(request, gelombang, nomor)
    jawaban = HttpResponse(pratinjau(oleh=request.user, pendaftaran=p), content_type="application/pdf")
    jawaban["Content-Disposition"] = f'inline; filename="Pratinjau_{p.nomor}.pdf"'
    jawaban["Content-Security-Policy"] = KEBIJAKAN_PDF
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban


@require_safe
@khusus_staf()
def sertifikat_excel(request: HttpRequest, slug: str) -> FileResponse:
    """The register of this gelombang as Excel."""
    gelombang = ambil_gelombang(request, slug)
    baris = (
        (
            s.nomor,
            s.data["nama_lengkap"],
            s.pendaftaran.pegawai.nip,
            s.data["instansi"],
            s.get_jenis_display(),
            s.tanggal,
            s.get_status_display(),
            s.alamat,
        )
        for s in telusuri(sertifikat_gelombang(gelombang), urutan=URUTAN)
    )
    judul = ("REGISTER SERTIFIKAT", f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}")
    return jawab_excel(f"Sertifikat {slug}", [Lembar("Sertifikat", KOLOM, baris, judul=judul, bernomor=True)])


def _proses(request: HttpRequest, gelombang: Gelombang) -> list[dict[str, Any]]:
    """What runs or failed, and downloads that are ready; a finished printing has nothing more to say."""
    semua = proses_gelombang(request, gelombang, *JENIS_PROSES, hanya_hidup=False)
    return [s for s in semua if s["alamat_hasil"] or s["proses"].status not in TENANG]


def _ambil(request: HttpRequest, slug: str, kode: str) -> tuple[Gelombang, Sertifikat]:
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    return gelombang, ambil(
        Sertifikat.objects.filter(gelombang=gelombang).select_related("pendaftaran"), kode=kode
    )


def _tanya(
    request: HttpRequest,
    gelombang: Gelombang,
    satu: Sertifikat,
    form: FormCabut,
    *,
    bahaya: bool = False,
    **kata: str,
) -> HttpResponse:
    isi = bingkai(request, gelombang, TAB, satu=satu, form=form, bahaya=bahaya, **kata)
    return render(request, "dokumen/sertifikat_tindakan.html", isi, status=400 if form.errors else 200)


def _per_jenis(layak: list[Kelayakan]) -> list[tuple[str, int]]:
    return [
        (jenis.label, n)
        for jenis in JenisSertifikat
        if (n := sum(1 for k in layak if k.jenis == jenis.value))
    ]


def _tanda_tangan(request: HttpRequest, gelombang: Gelombang, pada: datetime.date) -> dict[str, Any]:
    """What the question for a signer needs to know."""
    return {
        "instansi": gelombang.instansi,
        "bawaan": gelombang.penanda_tangan,
        "pada": pada,
        "ditanya": request.GET.get("tanggal"),
    }
