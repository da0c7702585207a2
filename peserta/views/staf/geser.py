"""Moving sessions to other days: what would move, then the act; its outcome page offers the way back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from diklat.forms.jadwal import FormGeser
from diklat.models import Gelombang
from diklat.queries.geser import RencanaGeser, rencana_geser
from diklat.queries.jadwal import hari_bersesi
from diklat.views.bingkai import ambil_gelombang, bingkai
from diklat.views.jadwal import TAB, dapat_diubah
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import khusus_staf, tambah_galat, terkirim
from peserta.models import TindakanMassal
from peserta.services.geser import JENIS_GESER, geser_sesi


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def geser(request: HttpRequest, slug: str) -> HttpResponse:
    """From which day on, to which day; sent once more from the look at it (`dilihat`), it is done."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    hari = hari_bersesi(gelombang)
    form = FormGeser(terkirim(request), gelombang=gelombang, hari_sesi=hari)
    rencana: RencanaGeser | None = None
    if request.method == "POST" and form.is_valid() and "kembali" not in request.POST:
        try:
            if dilihat := request.POST.get("dilihat"):
                tindakan = geser_sesi(
                    oleh=request.user,  # type: ignore[arg-type]
                    gelombang=gelombang,
                    dilihat=dilihat,
                    **form.cleaned_data,
                )
                return redirect("peserta:massal_hasil", slug, tindakan.pk)
            rencana = rencana_geser(gelombang, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        form=form,
        rencana=rencana,
        terakhir=_terakhir(gelombang) if rencana is None else None,
        hari=hari,
        dapat_diubah=dapat_diubah(gelombang),
    )
    return render(request, "peserta/staf/jadwal_geser.html", isi, status=400 if form.errors else 200)


def _terakhir(gelombang: Gelombang) -> TindakanMassal | None:
    """The latest move that was not taken back: its page has the way back."""
    geser = TindakanMassal.objects.filter(gelombang=gelombang, jenis=JENIS_GESER, diurungkan=None)
    return geser.select_related("oleh").first()
