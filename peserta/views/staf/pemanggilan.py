"""The tab Pemanggilan: fixed, called by letter, who has answered."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diklat.models import Gelombang
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lib.tanggal import panjang, rentang
from kantor.lib.telepon import bagikan_wa
from kantor.lingkup import Hak
from kantor.queries.instansi import nama_kantor
from kantor.queries.potongan import potong
from kantor.services.pribadi import baca_pribadi
from kantor.views.berkas import KEBIJAKAN_PDF
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from peserta.forms.pemanggilan import FormNomorSurat, FormPanggil, isian_dari
from peserta.models import Pemanggilan, Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.queries.daftar_staf import URUTAN
from peserta.queries.pemanggilan import batas_menjawab, surat_terakhir
from peserta.queries.ringkasan import ringkasan
from peserta.services.pemanggilan import JENIS_SURAT, isi_nomor_surat, panggil, pratinjau_surat, tetapkan
from peserta.views.staf.alat import angka, nomor_wa, proses_gelombang

TAB = "peserta:gelombang_pemanggilan"
S = Status
G = Gelombang.Status
JAWABAN = {
    "belum": ("Belum menjawab", (S.DIPANGGIL,)),
    "bersedia": ("Bersedia hadir", (S.DIKONFIRMASI, S.HADIR)),
    "berhalangan": ("Berhalangan", (S.BERHALANGAN,)),
    "semua": ("Semua yang dipanggil", (S.DIPANGGIL, S.DIKONFIRMASI, S.BERHALANGAN, S.HADIR)),
}
TERBANYAK = 200


@require_safe
@khusus_staf()
def halaman_pemanggilan(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits to be fixed, to be called, to be answered."""
    gelombang = ambil_gelombang(request, slug)
    ringkas = ringkasan(gelombang)
    kelompok = request.GET.get("kelompok", "")
    if kelompok not in JAWABAN:
        kelompok = "belum" if ringkas.belum_menjawab else "semua"
    dipanggil = Pendaftaran.objects.filter(gelombang=gelombang, status__in=JAWABAN[kelompok][1])
    halaman = potong(
        dipanggil.select_related("pegawai", "pribadi"), urutan=URUTAN, tanda=request.GET.get("hal")
    )
    bekerja = gelombang.instansi_id in request.user.instansi_dengan(Hak.KERJA)
    surat = list(gelombang.pemanggilan.select_related("berkas"))
    batas = {s.pk: batas_menjawab(s) for s in surat}
    for p in halaman.baris:
        dipanggil = bekerja and p.status == S.DIPANGGIL
        p.wa = _ajakan(p, gelombang, batas.get(p.pemanggilan_id)) if dipanggil else ""
    menunggu = _menunggu(gelombang, S.DIVERIFIKASI, S.DITETAPKAN)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        ringkas=ringkas,
        kelompok=kelompok,
        kepala=[
            {"nama": k, "label": label, "jumlah": ringkas.jumlah(*status), "aktif": k == kelompok}
            for k, (label, status) in JAWABAN.items()
        ],
        halaman=halaman,
        dapat_menjawab=gelombang.status in (G.DIBUKA, G.DITUTUP, G.BERLANGSUNG),
        terverifikasi=[p for p in menunggu if p.status == S.DIVERIFIKASI],
        ditetapkan=[p for p in menunggu if p.status == S.DITETAPKAN],
        surat=[(s, FormNomorSurat(prefix=f"s{s.pk}")) for s in surat],
        proses=proses_gelombang(request, gelombang, JENIS_SURAT),
    )
    return render(request, "peserta/staf/pemanggilan.html", isi)


@require_POST
@khusus_staf(Hak.KERJA)
def tetapkan_peserta(request: HttpRequest, slug: str) -> HttpResponse:
    """Fix those who were chosen, or all who are verified; the outcome of each follows."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    pilihan = None if "semua" in request.POST else angka(request.POST.getlist("pilih"))
    if pilihan == []:
        messages.warning(request, "Pilih dahulu siapa yang ditetapkan.")
        return redirect(TAB, slug)
    try:
        tindakan = tetapkan(oleh=request.user, gelombang=gelombang, pilihan=pilihan)
    except Galat as galat:
        messages.error(request, galat.pesan)
        return redirect(TAB, slug)
    return redirect("peserta:massal_hasil", slug, tindakan.pk)


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def panggil_peserta(request: HttpRequest, slug: str) -> HttpResponse:
    """The letter: its date and words, with the names it will call; then it is issued."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    hari = timezone.localdate()
    form = FormPanggil(
        terkirim(request),
        initial=isian_dari(surat_terakhir(gelombang), hari) | {"tanggal": hari},
        instansi=gelombang.instansi,
        bawaan=gelombang.penanda_tangan,
        pada=hari,
        ditanya=request.GET.get("tanggal"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            kepala = {k: form.cleaned_data[k] for k in form.field_order}
            if "pratinjau" in request.POST:
                return _pratinjau(
                    pratinjau_surat(oleh=request.user, gelombang=gelombang, isi=form.isi(), **kepala)
                )
            surat = panggil(oleh=request.user, gelombang=gelombang, isi=form.isi(), **kepala)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(
                request,
                f"Surat Pemanggilan ke-{surat.ke} diterbitkan. PDF-nya sedang dibuat; nomornya dapat diisi kemudian.",
            )
            return redirect(TAB, slug)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        form=form,
        ditetapkan=_menunggu(gelombang, S.DITETAPKAN),
        ringkas=ringkasan(gelombang),
    )
    return render(request, "peserta/staf/panggil.html", isi, status=400 if form.errors else 200)


@require_POST
@khusus_staf(Hak.KERJA)
def nomor_surat(request: HttpRequest, slug: str, ke: int) -> HttpResponse:
    """Enter the number of a letter; it is printed anew."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    surat = ambil(Pemanggilan.objects.filter(gelombang=gelombang), ke=ke)
    form = FormNomorSurat(request.POST, prefix=f"s{surat.pk}")
    if not form.is_valid():
        messages.error(request, "Isi nomor surat, paling panjang 80 huruf.")
        return redirect(TAB, slug)
    try:
        isi_nomor_surat(oleh=request.user, pemanggilan=surat, **form.cleaned_data)
    except Galat as galat:
        messages.error(request, galat.rincian.get("nomor_surat", galat.pesan))
    else:
        messages.success(request, "Nomor surat tersimpan. Surat dicetak ulang dengan nomornya.")
    return redirect(TAB, slug)


def _pratinjau(isi: bytes) -> HttpResponse:
    """A PDF nobody keeps."""
    jawaban = HttpResponse(isi, content_type="application/pdf")
    jawaban["Content-Disposition"] = 'inline; filename="Pratinjau_Surat_Pemanggilan.pdf"'
    jawaban["Content-Security-Policy"] = KEBIJAKAN_PDF
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban


def _menunggu(gelombang: Gelombang, *status: str) -> list[Pendaftaran]:
    baris = Pendaftaran.objects.filter(gelombang=gelombang, status__in=status).select_related("pegawai")
    return list(baris.order_by(*URUTAN)[:TERBANYAK])


def _ajakan(p: Pendaftaran, gelombang: Gelombang, batas: datetime.date | None) -> str:
    """A WhatsApp link that asks for the answer, where to give it and until when."""
    kontak: Any = getattr(p, "pribadi", None)
    nomor = nomor_wa(baca_pribadi(kontak, "ponsel")) if kontak else ""
    teks = (
        f"Yth. {p.nama_lengkap},\n\nAnda dipanggil mengikuti {gelombang.kurikulum.program.nama} {gelombang.sebutan}, "
        f"{rentang(gelombang.mulai, gelombang.selesai)} di {gelombang.tempat}. Mohon menjawab bersedia atau "
        f"berhalangan{f' paling lambat {panjang(batas)}' if batas else ''} dan mengunduh Surat Pemanggilan di:\n"
        f"{settings.PORTAL_URL}/saya/\n\nTerima kasih.\n{nama_kantor(gelombang.instansi)}"
    )
    return bagikan_wa(teks).replace("wa.me/?", f"wa.me/{nomor}?") if nomor else bagikan_wa(teks)
