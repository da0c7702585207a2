"""The tab Usulan OPD: how many names each unit owes, the words to remind them, the quota per unit."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from diklat.models import Gelombang
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lingkup import Hak
from kantor.models import Unit
from kantor.queries.unit import unit_berlaku
from kantor.views.dasar import khusus_staf, terkirim
from kantor.views.unduh import jawab_excel
from peserta.forms.kuota import FormKuota
from peserta.models.pendaftaran import PEMEGANG_KURSI
from peserta.queries.kuota import kuota_unit
from peserta.queries.usulan import tagihan_opd
from peserta.services.gelombang import atur_kuota_unit
from peserta.services.impor_nominatif import TERBUKA
from peserta.views.staf.alat import nomor_wa

TAB = "peserta:gelombang_usulan"
KOLOM = [
    Kolom("Perangkat daerah", lebar=42),
    Kolom("Kuota", "bulat"),
    Kolom("Diusulkan", "bulat"),
    Kolom("Kurang", "bulat"),
    Kolom("Surat terakhir", lebar=30),
    Kolom("Tanggal surat", "tanggal"),
    Kolom("Operator", lebar=36),
]


@require_safe
@khusus_staf()
def daftar_usulan(request: HttpRequest, slug: str) -> HttpResponse:
    """Who owes how many names, with a text for each."""
    gelombang = ambil_gelombang(request, slug)
    tagihan = tagihan_opd(gelombang, dengan_ponsel=_boleh_kerja(request, gelombang))
    isi = bingkai(
        request,
        gelombang,
        TAB,
        tagihan=tagihan,
        kuota=sum(t.kuota for t in tagihan),
        diusulkan=sum(t.diusulkan for t in tagihan),
        kurang=sum(t.kurang for t in tagihan),
        belum=sum(1 for t in tagihan if t.kurang),
        dapat_impor=gelombang.status in TERBUKA,
    )
    return render(request, "peserta/staf/usulan.html", isi)


@require_safe
@khusus_staf()
def usulan_excel(request: HttpRequest, slug: str) -> FileResponse:
    """The same as Excel."""
    gelombang = ambil_gelombang(request, slug)
    baris = (
        (
            t.unit,
            t.kuota,
            t.diusulkan,
            t.kurang,
            t.surat.nomor_surat if t.surat else "",
            t.surat.tanggal_surat if t.surat else None,
            ", ".join(t.operator),
        )
        for t in tagihan_opd(gelombang)
    )
    judul = ("TAGIHAN USULAN PESERTA", f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}")
    return jawab_excel(f"Usulan OPD {slug}", [Lembar("Usulan OPD", KOLOM, baris, judul=judul, bernomor=True)])


@require_safe
@khusus_staf()
def tagihan(request: HttpRequest, slug: str, unit: int) -> HttpResponse:
    """The words for one unit, to copy or to send by WhatsApp."""
    gelombang = ambil_gelombang(request, slug)
    milik = tagihan_opd(gelombang, unit=[unit], dengan_ponsel=_boleh_kerja(request, gelombang))
    if not milik:
        raise Http404
    nomor = nomor_wa(milik[0].ponsel)
    isi = bingkai(request, gelombang, TAB, satu=milik[0], nomor=nomor)
    return render(request, "peserta/staf/tagihan.html", isi)


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def kuota(request: HttpRequest, slug: str) -> HttpResponse:
    """Set the quota of every unit at once, add one unit or all of a kind."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    form = FormKuota(terkirim(request), ada=kuota_unit(gelombang, PEMEGANG_KURSI))
    if request.method == "POST" and form.is_valid():
        try:
            hasil = atur_kuota_unit(
                oleh=request.user, gelombang=gelombang, kuota=form.sebaran(_sekaligus(gelombang, form))
            )
        except Galat as galat:
            for pesan in galat.rincian.get("kuota_unit", [galat.pesan]):
                form.add_error(None, pesan)
        else:
            messages.success(
                request, f"Sebaran kuota tersimpan: {len(hasil)} unit, {sum(k.kuota for k in hasil)} orang."
            )
            lagi = form.cleaned_data["unit"] or form.cleaned_data["jenis"]
            return redirect("peserta:gelombang_kuota" if lagi else TAB, slug)
    jumlah = sum(k.kuota for k in form.ada)
    isi = bingkai(request, gelombang, TAB, form=form, jumlah=jumlah, lebih=max(jumlah - gelombang.kuota, 0))
    return render(request, "peserta/staf/kuota.html", isi, status=400 if form.errors else 200)


def _boleh_kerja(request: HttpRequest, gelombang: Gelombang) -> bool:
    return gelombang.instansi_id in request.user.instansi_dengan(Hak.KERJA)


def _sekaligus(gelombang: Gelombang, form: FormKuota) -> list[Unit]:
    """The units of the organiser of the chosen kind."""
    if not (jenis := form.cleaned_data["jenis"]):
        return []
    return list(unit_berlaku().filter(instansi=gelombang.instansi, jenis=jenis))
