"""/mentor/, Persetujuan Mentor: one page with everything that waits; the private address shows the same for reading."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from kantor.galat import Galat
from kantor.models import Pengguna, Peran
from kantor.views.berkas import kirim as kirim_isi
from kantor.views.dasar import ambil, khusus, tambah_galat, tertutup
from kantor.zona import pakai_zona
from penilaian.forms.mentor import FormKesediaan
from penilaian.forms.rencana import FormCatatan
from penilaian.models import LampiranRencana, PintuMentor
from penilaian.queries.naskah_acara import MENTOR, banyak_menunggu
from penilaian.queries.pendamping import Dampingan, papan_mentor, satu_dampingan
from penilaian.queries.rencana import bagian_versi, banding_versi, terkirim
from penilaian.services.bimbingan import paraf
from penilaian.services.pendamping import jawab_kesediaan
from penilaian.services.surat_rencana import alamat_pintu
from penilaian.services.tanggapan import kembalikan, setujui
from peserta.queries.kunjungan import pelajaran
from peserta.views.staf.alat import angka

PAPAN = "penilaian:mentor"


def mentor_juga(pengguna: Pengguna) -> bool:
    """Whether this account has the room of mentors."""
    return pengguna.pegawai_id is not None and any(
        p.jenis == Peran.Jenis.MENTOR for p in pengguna.daftar_peran
    )


khusus_mentor = khusus(mentor_juga)


@require_safe
@khusus_mentor
def papan(request: HttpRequest) -> HttpResponse:
    """Everything that waits from all their people, and how each of them stands."""
    isi = {
        "papan": papan_mentor(request.user.pegawai_id),
        "kode": "",
        "naskah": banyak_menunggu(request.user, sebagai=MENTOR),
        "pintu": [alamat_pintu(p) for p in PintuMentor.objects.filter(pegawai=request.user.pegawai_id)],
    }
    return tertutup(render(request, "penilaian/mentor/papan.html", isi))


@require_safe
@khusus_mentor
def rencana(request: HttpRequest, nomor: str) -> HttpResponse:
    """One plan, read in place: the version, its files, what changed since the one before; the answer below."""
    satu = _satu(request, nomor)
    return _tampil(request, satu)


@require_POST
@khusus_mentor
@reauthentication_required
def setuju(request: HttpRequest, nomor: str) -> HttpResponse:
    """Approve the version that was read. Only shortly after proving who it is: a phone may lie on a desk."""
    satu = _satu(request, nomor)
    try:
        setujui(
            oleh=request.user,
            pendaftaran=satu.p,
            versi=_nomor_versi(request),
            catatan=request.POST.get("catatan", "")[:2000],
        )
    except Galat as galat:
        messages.error(request, galat.pesan)
        return redirect("penilaian:mentor_rencana", nomor)
    messages.success(request, f"Rencana aksi {satu.p.nama_lengkap} disetujui. Peserta diberi tahu.")
    return redirect(PAPAN)


@require_POST
@khusus_mentor
def kembali(request: HttpRequest, nomor: str) -> HttpResponse:
    """Send the plan back with a note."""
    satu = _satu(request, nomor)
    form = FormCatatan(request.POST)
    if form.is_valid():
        try:
            kembalikan(
                oleh=request.user, pendaftaran=satu.p, versi=_nomor_versi(request), **form.cleaned_data
            )
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"Rencana aksi {satu.p.nama_lengkap} dikembalikan dengan catatan Anda.")
            return redirect(PAPAN)
    return _tampil(request, satu, form=form, status=400)


@require_POST
@khusus_mentor
def kesediaan(request: HttpRequest, nomor: str) -> HttpResponse:
    """Yes, or no with the reason and whom to ask instead."""
    satu = _satu(request, nomor)
    bersedia = request.POST.get("jawaban") == "ya"
    form = FormKesediaan(None if bersedia else request.POST)
    if bersedia or form.is_valid():
        isi = {} if bersedia else form.cleaned_data
        try:
            jawab_kesediaan(oleh=request.user, pendamping=satu.pendamping, bersedia=bersedia, **isi)
        except Galat as galat:
            messages.error(request, galat.pesan)
        else:
            kata = (
                "Terima kasih atas kesediaan Anda." if bersedia else "Tercatat. Panitia menunjuk pengganti."
            )
            messages.success(request, kata)
        return redirect(PAPAN)
    return _tampil(request, satu, form_kesediaan=form, status=400)


@require_POST
@khusus_mentor
def bersedia_semua(request: HttpRequest) -> HttpResponse:
    """Yes to every invitation that waits."""
    n = 0
    for satu in papan_mentor(request.user.pegawai_id).undangan:
        try:
            jawab_kesediaan(oleh=request.user, pendamping=satu.pendamping, bersedia=True)
        except Galat as galat:
            messages.error(request, galat.pesan)
        else:
            n += 1
    if n:
        messages.success(request, f"Terima kasih. Anda bersedia mendampingi {n} peserta.")
    return redirect(PAPAN)


@require_POST
@khusus_mentor
def beri_paraf(request: HttpRequest) -> HttpResponse:
    """The paraf under one entry of bimbingan, or under all."""
    pilihan = angka(request.POST.getlist("bimbingan"))
    try:
        n = paraf(oleh=request.user, pilihan=pilihan) if pilihan else 0
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, f"{n} catatan bimbingan diparaf.")
    return redirect(PAPAN)


@require_safe
def pintu(request: HttpRequest, kode: str) -> HttpResponse:
    """The same page behind the private address, for whoever reads for the mentor; every act asks for the mentor."""
    dibuka = _pintu(kode)
    masuk = _masuk(request, dibuka)
    isi = {
        "papan": papan_mentor(dibuka.pegawai_id, instansi=dibuka.instansi_id),
        "kode": dibuka.kode,
        "alamat_masuk": _alamat_masuk(masuk["awalan_masuk"], reverse(PAPAN)),
        **masuk,
    }
    return tertutup(render(request, "penilaian/mentor/papan.html", isi))


@require_safe
def pintu_rencana(request: HttpRequest, kode: str, nomor: str) -> HttpResponse:
    """One plan behind the private address, for reading."""
    dibuka = _pintu(kode)
    satu = satu_dampingan(dibuka.pegawai_id, nomor, instansi=dibuka.instansi_id)
    if satu is None:
        raise Http404
    return _tampil(request, satu, kode=dibuka.kode, **_masuk(request, dibuka))


@require_safe
def pintu_berkas(request: HttpRequest, kode: str, berkas: UUID) -> HttpResponseBase:
    """A file that was sent with a plan, behind the private address."""
    dibuka = _pintu(kode)
    semua = papan_mentor(dibuka.pegawai_id, instansi=dibuka.instansi_id)
    milik = [d.rencana.pk for d in [*semua.semua, *semua.undangan] if d.rencana]
    baris = ambil(
        LampiranRencana.objects.filter(rencana__in=milik).select_related("berkas", "rencana"), berkas=berkas
    )
    if not terkirim(baris.rencana, baris.berkas):
        raise Http404
    return kirim_isi(baris.berkas, tampil=True)


def _pintu(kode: str) -> PintuMentor:
    dibuka = ambil(PintuMentor.objects.select_related("instansi", "pegawai__akun"), kode=kode)
    pakai_zona(dibuka.instansi)
    return dibuka


def _masuk(request: HttpRequest, dibuka: PintuMentor) -> dict[str, Any]:
    """How to act from the private address: at once as that mentor, else by a code from the letter."""
    sendiri = request.user.is_authenticated and request.user.pegawai_id == dibuka.pegawai_id
    return {
        "pemilik": dibuka.pegawai,
        "awalan_masuk": "" if sendiri else f"{reverse('masuk_kode')}?",
        "lain": request.user.is_authenticated and not sendiri,
    }


def _alamat_masuk(awalan: str, tujuan: str) -> str:
    return awalan + urlencode({"next": tujuan}) if awalan else tujuan


def _satu(request: HttpRequest, nomor: str) -> Dampingan:
    satu = satu_dampingan(request.user.pegawai_id, nomor)
    if satu is None:
        raise Http404
    pakai_zona(satu.p.gelombang.instansi)
    return satu


def _tampil(
    request: HttpRequest, satu: Dampingan, *, status: int = 200, kode: str = "", **lain: Any
) -> HttpResponse:
    versi = list(satu.rencana.versi.all()) if satu.rencana else []
    terakhir = versi[-1] if versi else None
    lama = versi[-2] if len(versi) > 1 else None
    tujuan = reverse("penilaian:mentor_rencana", args=[satu.p.nomor])
    awalan = lain.pop("awalan_masuk", "")
    isi = {
        "satu": satu,
        "p": satu.p,
        "versi": versi,
        "pelajaran": pelajaran(satu.p),
        "terakhir": terakhir,
        "bagian": bagian_versi(terakhir) if terakhir else [],
        "lama": lama,
        "beda": banding_versi(lama, terakhir) if lama and terakhir else None,
        "bimbingan": satu.rencana.bimbingan.select_related("pendamping__pegawai", "pendamping__narasumber")
        if satu.rencana
        else [],
        "alamat_berkas": reverse("penilaian:pintu_mentor", args=[kode]) + "berkas/" if kode else "/berkas/",
        "alamat_masuk": _alamat_masuk(awalan, tujuan),
        "kode": kode,
        "form": lain.pop("form", None) or FormCatatan(),
        "form_kesediaan": lain.pop("form_kesediaan", None) or FormKesediaan(),
        **lain,
    }
    return tertutup(render(request, "penilaian/mentor/rencana.html", isi, status=status))


def _nomor_versi(request: HttpRequest) -> int:
    teks = request.POST.get("versi", "")
    return int(teks) if teks.isdecimal() and len(teks) < 6 else 0
