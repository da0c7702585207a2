"""/saya/<nomor>/rencana/bimbingan/: the log of meetings with mentor and coach."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kantor.galat import Galat
from kantor.views.dasar import ambil, tambah_galat, terkirim
from kantor.zona import hari_ini
from penilaian.forms.rencana import FormBimbingan
from penilaian.models import Bimbingan, Pendamping
from penilaian.models.pendamping import MENDAMPINGI
from penilaian.services.bimbingan import catat_bimbingan, hapus_bimbingan
from penilaian.views.rencana.naskah import ambil_rencana, konteks
from peserta.models import Pendaftaran
from peserta.views.saya.pintu import Kunjungan, lewat_pintu


@require_http_methods(["GET", "HEAD", "POST"])
@lewat_pintu
def daftar(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponseBase:
    """All meetings with their paraf; a new one is written below."""
    aturan, rencana = ambil_rencana(kunjungan)
    p = kunjungan.p
    pendamping = _pendamping(p)
    form = FormBimbingan(terkirim(request), initial={"tanggal": hari_ini(p.gelombang.instansi)})
    form.fields["pendamping"].queryset = pendamping
    form.fields["pendamping"].label_from_instance = lambda d: f"{d.get_peran_display()}: {d.nama_lengkap}"
    if request.method == "POST" and form.is_valid():
        try:
            catat_bimbingan(oleh=kunjungan.oleh, pendaftaran=p, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Bimbingan dicatat dan menunggu paraf.")
            return redirect(f"{kunjungan.tindakan('rencana')}bimbingan/")
    isi = konteks(
        kunjungan,
        aturan,
        rencana,
        form=form,
        pendamping=list(pendamping),
        bimbingan=_bimbingan(p),
    )
    return render(request, "penilaian/rencana/bimbingan.html", isi, status=400 if form.errors else 200)


@require_POST
@lewat_pintu
def hapus(request: HttpRequest, kunjungan: Kunjungan, pk: int) -> HttpResponseBase:
    """Take an entry back that has no paraf."""
    ambil_rencana(kunjungan)
    satu = ambil(_bimbingan(kunjungan.p), pk=pk)
    try:
        hapus_bimbingan(oleh=kunjungan.oleh, pendaftaran=kunjungan.p, bimbingan=satu)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, "Catatan bimbingan dihapus.")
    return redirect(f"{kunjungan.tindakan('rencana')}bimbingan/")


def _pendamping(p: Pendaftaran) -> QuerySet[Pendamping]:
    return Pendamping.objects.filter(pendaftaran=p, status__in=MENDAMPINGI).select_related(
        "pegawai", "narasumber"
    )


def _bimbingan(p: Pendaftaran) -> QuerySet[Bimbingan]:
    return Bimbingan.objects.filter(rencana__pendaftaran=p).select_related(
        "pendamping__pegawai", "pendamping__narasumber"
    )
