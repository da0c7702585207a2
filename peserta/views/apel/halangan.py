"""Letters of leave: who is away, on which days; recorded for somebody found by name, taken back when wrong."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.models import Pegawai
from kantor.queries.pegawai import cocok_pegawai, rapi_cari
from kantor.queries.potongan import potong
from kantor.views.dasar import ambil, tambah_galat, terkirim, tertutup
from kantor.zona import hari_ini
from peserta.forms.apel import FormHalangan
from peserta.queries.apel import halangan_tampak
from peserta.queries.wajib_apel import WAJIB
from peserta.services.halangan import catat_halangan, hapus_halangan
from peserta.views.apel.alat import Ruang, di_ruang, isi_bersama

TEMUAN_MAKS = 12


@require_safe
@di_ruang(Hak.KERJA)
def daftar_halangan(request: HttpRequest, ruang: Ruang) -> HttpResponse:
    """The letters, newest first; a search finds people too, to record one for them."""
    q = rapi_cari(request.GET.get("q", ""))
    baris = halangan_tampak(request.user, ruang.instansi, ruang.milik, q)  # type: ignore[arg-type]
    halaman = potong(baris, urutan=("-mulai", "-pk"), tanda=request.GET.get("hal"))
    orang = _orang(ruang).filter(cocok_pegawai(q)).order_by("nama_kunci", "pk")[:TEMUAN_MAKS] if q else []
    isi = isi_bersama(
        ruang,
        "apel_halangan",
        q=q,
        halaman=halaman,
        baris=[(h, ruang.url("apel_halangan_hapus", h.pk)) for h in halaman.baris],
        orang=[(p, ruang.url("apel_halangan_baru", p.pk)) for p in orang],
        hari=hari_ini(ruang.instansi),
    )
    return tertutup(render(request, "peserta/apel/halangan.html", isi))


@require_http_methods(["GET", "HEAD", "POST"])
@di_ruang(Hak.KERJA)
def halangan_baru(request: HttpRequest, ruang: Ruang, pk: int) -> HttpResponse:
    """Record a letter for this person."""
    pegawai = ambil(_orang(ruang), pk=pk)
    form = FormHalangan(terkirim(request), initial={"mulai": request.GET.get("mulai", "")})
    if request.method == "POST" and form.is_valid():
        try:
            halangan = catat_halangan(oleh=request.user, pegawai=pegawai, **form.isi())
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            kata = halangan.get_jenis_display()
            messages.success(
                request, f"{kata} {pegawai.nama_lengkap} tercatat, juga pada apel di hari-hari itu."
            )
            return redirect(ruang.url("apel_halangan"))
    isi = isi_bersama(ruang, "apel_halangan", form=form, pegawai=pegawai)
    return render(request, "peserta/apel/halangan_form.html", isi, status=400 if form.errors else 200)


@require_POST
@di_ruang(Hak.KERJA)
def halangan_hapus(request: HttpRequest, ruang: Ruang, pk: int) -> HttpResponse:
    """Take a letter back: the days it excused say again what they said before it."""
    halangan = ambil(halangan_tampak(request.user, ruang.instansi, ruang.milik, ""), pk=pk)  # type: ignore[arg-type]
    try:
        kembali = hapus_halangan(oleh=request.user, halangan=halangan)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        kata = f" {kembali} catatan apel kembali seperti sebelum surat itu." if kembali else ""
        messages.success(request, f"Keterangan {halangan.pegawai.nama_lengkap} dihapus.{kata}")
    return redirect(ruang.url("apel_halangan"))


def _orang(ruang: Ruang) -> QuerySet[Pegawai]:
    """People of the office who belong on its roll calls, or of the operator's units."""
    semua = Pegawai.objects.filter(WAJIB, instansi=ruang.instansi)
    if ruang.milik is not None:
        semua = semua.filter(unit__in=ruang.milik)
    return semua.select_related("unit")
