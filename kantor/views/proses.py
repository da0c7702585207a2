"""Proses: how far a job is, its result, cancelling and trying again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kantor.daftar import jenis_pekerjaan
from kantor.lingkup import Hak
from kantor.models import Pekerjaan
from kantor.queries.pekerjaan import HIDUP, daftar_pekerjaan
from kantor.queries.potongan import potong
from kantor.services.pekerjaan import batalkan_pekerjaan, ulangi_pekerjaan
from kantor.views.dasar import ambil, khusus_staf, perlu_masuk


@require_safe
@never_cache
@khusus_staf()
def daftar(request: HttpRequest) -> HttpResponse:
    """All jobs of the own instansi, newest first."""
    status = request.GET.get("status", "")
    halaman = potong(
        daftar_pekerjaan(request.user, status=status),
        urutan=("-dibuat", "-pk"),
        tanda=request.GET.get("hal"),
    )
    isi = {"halaman": halaman, "status": status, "pilihan_status": Pekerjaan.Status.choices}
    return render(request, "kantor/proses_daftar.html", isi)


@require_safe
@never_cache
@khusus_staf()
def satu_staf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One job, in the frame of the staff."""
    return render(request, "kantor/proses_staf.html", _isi(request, pk))


@require_safe
@never_cache
@perlu_masuk
def satu(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One job, for an owner who is no staff (an operator)."""
    return render(request, "kantor/proses_satu.html", _isi(request, pk))


@require_safe
@never_cache
@perlu_masuk
def kemajuan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The fragment htmx asks for every two seconds while the job runs; its end is called out to the page around it."""
    isi = _isi(request, pk) | {"menyusul": True}
    jawaban = render(request, "kantor/proses_kemajuan.html", isi)
    if isi["proses"].status not in HIDUP:
        jawaban["HX-Trigger"] = "prosesBerakhir"
    return jawaban


@require_http_methods(["GET", "HEAD", "POST"])
@perlu_masuk
def batalkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask once, then stop the job. Who only sees it finds no such page."""
    isi = _isi(request, pk, Hak.KERJA)
    if request.method == "POST":
        batalkan_pekerjaan(oleh=request.user, pekerjaan=isi["proses"])
        messages.success(request, "Proses dibatalkan. Yang sudah selesai tetap tersimpan.")
        return redirect(isi["alamat_proses"])
    return render(request, "kantor/proses_batalkan.html", isi)


@require_POST
@perlu_masuk
def ulangi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Do again what failed."""
    isi = _isi(request, pk, Hak.KERJA)
    ulangi_pekerjaan(oleh=request.user, pekerjaan=isi["proses"])
    messages.success(request, "Proses diulangi untuk bagian yang gagal.")
    return redirect(isi["alamat_proses"])


def alamat_proses(pengguna: Any, pekerjaan: Pekerjaan) -> str:
    """The page of a job for this account."""
    nama = "proses_staf" if pekerjaan.instansi_id in pengguna.instansi_dengan(Hak.LIHAT) else "proses_satu"
    return reverse(nama, args=[pekerjaan.pk])


def isi_proses(pengguna: Any, pekerjaan: Pekerjaan) -> dict[str, Any]:
    """What `kantor/proses_kemajuan.html` shows of a job; other pages include it too."""
    jenis = jenis_pekerjaan.cari(pekerjaan.jenis)
    boleh_kerja = pekerjaan.pemilik_id == pengguna.pk or pekerjaan.instansi_id in pengguna.instansi_dengan(
        Hak.KERJA
    )
    return {
        "proses": pekerjaan,
        "alamat": reverse("proses_kemajuan", args=[pekerjaan.pk]),
        "alamat_hasil": reverse("berkas", args=[pekerjaan.hasil_id]) if pekerjaan.hasil_id else None,
        "alamat_proses": alamat_proses(pengguna, pekerjaan),
        "alamat_perihal": jenis.alamat(pekerjaan) if jenis and jenis.alamat else None,
        "boleh_batal": boleh_kerja and pekerjaan.status in HIDUP,
        "boleh_ulang": boleh_kerja and pekerjaan.status == Pekerjaan.Status.GAGAL,
    }


def _isi(request: HttpRequest, pk: UUID, hak: Hak = Hak.LIHAT) -> dict[str, Any]:
    return isi_proses(request.user, ambil(daftar_pekerjaan(request.user, hak=hak), pk=pk))
