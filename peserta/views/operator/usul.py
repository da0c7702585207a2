"""Sending names: one by one with the NIP first, a list from Excel, and the letter over them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from diklat.models import Gelombang
from kantor.daftar import jenis_impor
from kantor.galat import Galat, TidakDitemukan
from kantor.lib import nip as lib_nip
from kantor.lib.salah import Salah
from kantor.lib.tanggal import tanggal
from kantor.models import Pegawai, Unit
from kantor.services.berkas import simpan_berkas
from kantor.views.dasar import ambil, tambah_galat
from kantor.views.impor import alamat_impor
from peserta.forms.impor import UnggahUsulan
from peserta.forms.operator import FormNip, FormSurat, FormUsul
from peserta.forms.orang import isian_pegawai
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.queries.cadangan import sebab_menunggu
from peserta.queries.operator import (
    akar_untuk,
    akar_usul,
    pegawai_operator,
    surat_operator,
    tanpa_surat,
)
from peserta.services.impor_usulan import JENIS, unggah_usulan
from peserta.services.surat_usulan import naungi_usulan, ubah_usulan
from peserta.services.usulan import buat_usulan, usulkan
from peserta.views.isian import diminta_potongan, isikan, potongan
from peserta.views.operator.alat import (
    ambil_gelombang,
    daftar_pegawai,
    isi,
    khusus_operator,
    pegawai_dipilih,
)

KELAMIN = {"L": "pria", "P": "wanita"}


@require_http_methods(["GET", "POST"])
@khusus_operator
def satu(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose one person: the number first; the rest fills from the master when it is one of the own pegawai."""
    g = ambil_gelombang(request, slug)
    terisi = isikan(request, partial(pegawai_operator, request.user), partial(_form, request, g))
    if terisi and diminta_potongan(request):
        return potongan(request, terisi)
    if request.method == "POST" and "nama" in request.POST:
        return _isian(request, g, terisi) if terisi else _usulkan(request, g)
    if request.method == "GET" and (dipilih := pegawai_dipilih(request)):
        return _isian(request, g, _form(request, g, initial=isian_pegawai(dipilih)), pegawai=dipilih)
    if request.method == "POST" and "non_asn" in request.POST:
        awal = {"status_kepegawaian": "non_asn"}
        return _isian(request, g, _form(request, g, initial=awal), nip="")
    form = FormNip(request.POST or None)
    if request.method == "POST" and form.is_valid():
        nip = form.cleaned_data["nip"]
        pegawai = pegawai_operator(request.user, nip)
        awal = isian_pegawai(pegawai) if pegawai else {"nip": nip}
        return _isian(request, g, _form(request, g, initial=awal), nip=nip, pegawai=pegawai)
    status = 400 if form.errors else 200
    lain = isi(request, g, form=form, **daftar_pegawai(request, g))
    return render(request, "peserta/operator/usul_nip.html", lain, status=status)


@require_http_methods(["GET", "POST"])
@khusus_operator
def lewat_excel(request: HttpRequest, slug: str) -> HttpResponse:
    """Upload a list; what it would do is shown before anything is stored (kantor.views.impor)."""
    g = ambil_gelombang(request, slug)
    akar = Unit.objects.filter(pk__in=[u.pk for u in akar_usul(request.user)])
    form = UnggahUsulan(akar, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        berkas = form.cleaned_data["berkas"]
        try:
            impor = unggah_usulan(
                oleh=request.user, gelombang=g, unit=form.cleaned_data["unit"], isi=berkas, nama=berkas.name
            )
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            return redirect(alamat_impor(request.user, impor))
    lain = isi(request, g, form=form, jenis=jenis_impor[JENIS], kode=JENIS)
    return render(request, "peserta/operator/usul_excel.html", lain, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@khusus_operator
def surat(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Record the surat usulan, or complete one; names without a letter may be put under it."""
    g = ambil_gelombang(request, slug)
    lama = ambil(surat_operator(request.user, g), pk=pk) if pk else None
    awal = {"nomor_surat": lama.nomor_surat, "tanggal_surat": lama.tanggal_surat} if lama else None
    form = FormSurat(
        request.POST or None,
        request.FILES or None,
        oleh=request.user,
        belum=tanpa_surat(request.user, g),
        ubah=lama is not None,
        initial=awal,
    )
    if request.method == "POST" and form.is_valid():
        try:
            usulan, banyak = _simpan_surat(request, g, form, lama)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            sisipan = f" {banyak} nama berada di bawahnya." if banyak else ""
            messages.success(request, f"Surat usulan {usulan.nomor_surat} tersimpan.{sisipan}")
            return redirect("peserta:operator_gelombang", slug)
    lain = isi(request, g, form=form, surat=lama)
    return render(request, "peserta/operator/surat.html", lain, status=400 if form.errors else 200)


def _form(request: HttpRequest, g: Gelombang, data: Any = None, **lain: Any) -> FormUsul:
    surat = surat_operator(request.user, g)
    terbaru = surat.first()
    awal = {"usulan": terbaru.pk if terbaru else None} | lain.pop("initial", {})
    return FormUsul(data, oleh=request.user, surat=surat, initial=awal, **lain)


def _isian(
    request: HttpRequest,
    g: Gelombang,
    form: Any,
    *,
    nip: str = "",
    pegawai: Pegawai | None = None,
) -> HttpResponse:
    form.pegawai = form.pegawai or pegawai
    lain = {"form": form, "pegawai": form.pegawai, "nip": nip, "dari_nip": _dari_nip(nip)}
    status = 400 if form.errors else 200
    return render(request, "peserta/operator/usul_orang.html", isi(request, g, **lain), status=status)


def _usulkan(request: HttpRequest, g: Gelombang) -> HttpResponse:
    form = _form(request, g, request.POST)
    if form.is_valid():
        unit = form.cleaned_data["unit"]
        try:
            akar = akar_untuk(request.user, unit)
            if akar is None:
                raise TidakDitemukan
            p = usulkan(
                oleh=request.user,
                gelombang=g,
                unit=akar,
                data=form.data_pendaftaran(),
                usulan=form.cleaned_data["usulan"],
            )
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, _kabar(p))
            lagi = "lagi" in request.POST
            return redirect("peserta:operator_usul" if lagi else "peserta:operator_gelombang", g.slug)
    nip = request.POST.get("nip", "").replace("\0", "")
    return _isian(request, g, form, nip=nip)


def _kabar(p: Pendaftaran) -> str:
    if p.status == Status.DAFTAR_TUNGGU:
        sebab = sebab_menunggu(p.gelombang, p.unit_id)
        return f"{p.nama_lengkap} diusulkan sebagai peserta cadangan, urutan ke-{p.posisi}, karena {sebab}."
    return f"{p.nama_lengkap} diusulkan dan menunggu verifikasi panitia."


def _dari_nip(nip: str) -> str:
    """What the number itself says, so that a slip of the finger is seen."""
    try:
        baca = lib_nip.periksa(nip)
    except Salah:
        return ""
    ket = f"lahir {tanggal(baca.tanggal_lahir)}, {KELAMIN[baca.jenis_kelamin]}"
    return ". ".join((ket, *(satu.rstrip(".") for satu in baca.peringatan)))


def _simpan_surat(request: HttpRequest, g: Gelombang, form: FormSurat, lama: Any) -> tuple[Any, int]:
    pilih = form.cleaned_data
    berkas = pilih["berkas"]
    tersimpan = (
        simpan_berkas(oleh=request.user, instansi=g.instansi, isi=berkas, nama=berkas.name)
        if berkas
        else None
    )
    nilai = {
        "nomor_surat": pilih["nomor_surat"],
        "tanggal_surat": pilih["tanggal_surat"],
        "berkas": tersimpan,
    }
    if lama is not None:
        usulan = ubah_usulan(oleh=request.user, usulan=lama, **nilai)
    else:
        usulan = buat_usulan(oleh=request.user, gelombang=g, unit=pilih["unit"], **nilai)
    return usulan, naungi_usulan(oleh=request.user, usulan=usulan) if pilih.get("naungi") else 0
