"""One plan as Panitia sees it: versions, who guides, what a review said."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diklat.models import Gelombang, Sesi
from diklat.models.gelombang import BELUM_SELESAI
from diklat.models.sesi import JenisSesi
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from penilaian.forms.mentor import FormPendamping
from penilaian.forms.rencana import FormCatatan, FormPerpanjangan
from penilaian.models import Bimbingan, Pendamping, RencanaAksi, VersiRencana
from penilaian.models.pendamping import MENDAMPINGI
from penilaian.queries.rencana import aturan_untuk, bagian_versi, banding_versi, rencana_untuk
from penilaian.services.bimbingan import catat_review
from penilaian.services.pendamping import ganti_pintu, tunjuk_pendamping
from penilaian.services.rencana import perpanjang
from penilaian.services.surat_rencana import alamat_pintu, pintu_mentor
from penilaian.services.tanggapan import buka_kembali
from penilaian.views.rencana.staf import TAB
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import TERPANGGIL
from peserta.queries.kunjungan import pelajaran
from peserta.views.staf.alat import ambil_pendaftaran

SATU = "penilaian:rencana_satu"


@require_safe
@khusus_staf()
def satu(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """The version that was sent last, or another of `?versi=`; `?banding=` shows what changed since."""
    gelombang, p = _ambil(request, slug, nomor)
    return _tampil(request, gelombang, p)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def pendamping(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """Invite mentor or coach, or put somebody in their place."""
    gelombang, p = _ambil(request, slug, nomor, Hak.KERJA)
    peran = "coach" if request.GET.get("peran") == "coach" else "mentor"
    form = FormPendamping(terkirim(request), instansi=gelombang.instansi, initial={"peran": peran})
    if request.method == "POST" and form.is_valid():
        try:
            baris = tunjuk_pendamping(oleh=request.user, pendaftaran=p, **form.penunjukan())
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"{baris.nama_lengkap}: {baris.get_status_display().lower()}.")
            return redirect(SATU, slug, nomor)
    kini = Pendamping.objects.filter(pendaftaran=p, status__in=MENDAMPINGI).select_related(
        "pegawai", "narasumber"
    )
    isi = bingkai(request, gelombang, TAB, form=form, p=p, kini=kini, usul=_usul(p))
    return render(request, "penilaian/rencana/pendamping.html", isi, status=400 if form.errors else 200)


@require_POST
@khusus_staf(Hak.KERJA)
def buka(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """Open an approved plan again, with the reason."""
    _, p = _ambil(request, slug, nomor, Hak.KERJA)
    try:
        buka_kembali(oleh=request.user, pendaftaran=p, catatan=request.POST.get("catatan", ""))
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, "Rencana aksi dibuka kembali; peserta diberi tahu.")
    return redirect(SATU, slug, nomor)


@require_POST
@khusus_staf(Hak.KERJA)
def batas(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """A longer time to send, for this peserta alone."""
    gelombang, p = _ambil(request, slug, nomor, Hak.KERJA)
    form = FormPerpanjangan(request.POST)
    if form.is_valid():
        try:
            rencana = perpanjang(oleh=request.user, pendaftaran=p, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            kata = "Perpanjangan tersimpan." if rencana.batas_khusus else "Perpanjangan dicabut."
            messages.success(request, kata)
            return redirect(SATU, slug, nomor)
    return _tampil(request, gelombang, p, form_batas=form, status=400)


@require_POST
@khusus_staf(Hak.KERJA)
def review(request: HttpRequest, slug: str, nomor: str, sesi: int) -> HttpResponse:
    """What was said of this plan in a review; an empty note takes it away."""
    gelombang, p = _ambil(request, slug, nomor, Hak.KERJA)
    form = FormCatatan(request.POST, prefix=f"sesi-{sesi}")
    baris = ambil(Sesi.objects.filter(gelombang=gelombang), pk=sesi)
    if form.is_valid():
        try:
            catat_review(oleh=request.user, sesi=baris, pendaftaran=p, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Catatan review tersimpan. Peserta membacanya di Beranda Peserta.")
            return redirect(SATU, slug, nomor)
    return _tampil(request, gelombang, p, form_review=(sesi, form), status=400)


@require_POST
@khusus_staf(Hak.KERJA)
def tautan(request: HttpRequest, slug: str, nomor: str, pk: int) -> HttpResponse:
    """A new private address for somebody who guides; the old one opens nothing any more."""
    gelombang, p = _ambil(request, slug, nomor, Hak.KERJA)
    baris = ambil(
        Pendamping.objects.filter(pendaftaran=p, pegawai__isnull=False).select_related("pegawai"), pk=pk
    )
    ganti_pintu(oleh=request.user, instansi=gelombang.instansi, pegawai=baris.pegawai)
    messages.success(request, f"Tautan pribadi {baris.nama_lengkap} diganti.")
    return redirect(SATU, slug, nomor)


def _ambil(
    request: HttpRequest, slug: str, nomor: str, hak: Hak = Hak.LIHAT
) -> tuple[Gelombang, Pendaftaran]:
    gelombang = ambil_gelombang(request, slug, hak)
    p = ambil_pendaftaran(request, gelombang, nomor, hak)
    p.gelombang = gelombang
    if p.status not in TERPANGGIL or aturan_untuk(p) is None:
        raise Http404
    return gelombang, p


def _tampil(
    request: HttpRequest,
    gelombang: Gelombang,
    p: Pendaftaran,
    *,
    form_review: tuple[int, FormCatatan] | None = None,
    form_batas: FormPerpanjangan | None = None,
    status: int = 200,
) -> HttpResponse:
    rencana = rencana_untuk(p)
    versi = list(rencana.versi.all()) if rencana else []
    tampil = _dipilih(request, "versi", versi) or (versi[-1] if versi else None)
    lama = _dipilih(request, "banding", versi)
    semua = list(
        Pendamping.objects.filter(pendaftaran=p)
        .select_related("pegawai", "narasumber")
        .order_by("peran", "sejak", "pk")
    )
    aturan = aturan_untuk(p)
    awal = {"batas": rencana.batas_khusus, "alasan": rencana.alasan_batas} if rencana else {}
    boleh = gelombang.instansi_id in request.user.instansi_dengan(Hak.KERJA)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        p=p,
        rencana=rencana,
        judul=(tampil and tampil.judul) or (rencana and rencana.judul) or "(belum berjudul)",
        versi=versi,
        terakhir=tampil,
        lama=lama,
        beda=banding_versi(lama, tampil) if lama and tampil else None,
        bagian=bagian_versi(tampil) if tampil else [],
        pendamping=semua,
        tautan=_tautan(gelombang, semua) if boleh else {},
        bimbingan=_bimbingan(rencana),
        review=_review(gelombang, rencana, form_review) if rencana else [],
        form_buka=FormCatatan(),
        form_batas=form_batas or FormPerpanjangan(initial=awal),
        aturan=aturan,
        batas=aturan.batas_untuk(rencana) if aturan else None,
        dapat_diperpanjang=gelombang.status in BELUM_SELESAI and (rencana is None or rencana.dapat_ditulis),
        pelajaran=pelajaran(p),
    )
    return render(request, "penilaian/rencana/satu.html", isi, status=status)


def _dipilih(request: HttpRequest, nama: str, versi: list[VersiRencana]) -> VersiRencana | None:
    teks = request.GET.get(nama, "")
    return next((v for v in versi if str(v.nomor) == teks), None)


def _bimbingan(rencana: RencanaAksi | None) -> Any:
    if rencana is None:
        return []
    return Bimbingan.objects.filter(rencana=rencana).select_related(
        "pendamping__pegawai", "pendamping__narasumber"
    )


def _review(
    gelombang: Gelombang, rencana: RencanaAksi, isian: tuple[int, FormCatatan] | None
) -> list[tuple[Sesi, FormCatatan]]:
    """Each published review session with the note of this plan."""
    ada = {c.sesi_id: c.catatan for c in rencana.catatan_review.all()}
    sesi = Sesi.objects.filter(
        gelombang=gelombang, jenis=JenisSesi.REVIEW, batal=False, terbitan__isnull=False
    ).order_by("mulai", "pk")
    return [
        (
            s,
            isian[1]
            if isian and isian[0] == s.pk
            else FormCatatan(initial={"catatan": ada.get(s.pk, "")}, prefix=f"sesi-{s.pk}"),
        )
        for s in sesi
    ]


def _tautan(gelombang: Gelombang, semua: list[Pendamping]) -> dict[int, str]:
    """A message with the private address of each who guides now, ready for WhatsApp."""
    hasil = {}
    for d in semua:
        if d.status not in MENDAMPINGI:
            continue
        if d.narasumber is not None:
            alamat = settings.PORTAL_URL + reverse("penilaian:pintu_coach", args=[d.narasumber.kode])
        else:
            alamat = alamat_pintu(pintu_mentor(gelombang.instansi, d.pegawai))
        hasil[d.pk] = (
            f"Yth. {d.nama_lengkap}, yang menunggu Bapak/Ibu sebagai {d.get_peran_display().lower()} "
            f"pada {gelombang}: {alamat}"
        )
    return hasil


def _usul(p: Pendaftaran) -> Pendamping | None:
    """Whoever declined last, with whom they named."""
    return (
        Pendamping.objects.filter(pendaftaran=p, status="menolak")
        .select_related("pegawai")
        .order_by("-berakhir")
        .first()
    )
