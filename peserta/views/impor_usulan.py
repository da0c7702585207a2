"""An OPD's names from Excel. Mounted in the frame of operators and of staff alike: the template is the mount's."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from diklat.models import Gelombang
from kantor.daftar import jenis_impor
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.models import Unit
from kantor.views.dasar import ambil, perlu_masuk, tambah_galat
from kantor.views.impor import alamat_impor
from peserta.forms.impor import UnggahUsulan
from peserta.services.impor_usulan import JENIS, unggah_usulan

TEMPLAT = "peserta/impor_usulan.html"


@require_http_methods(["GET", "HEAD", "POST"])
@perlu_masuk
def impor_usulan(request: HttpRequest, slug: str, *, templat: str = TEMPLAT, **lain: Any) -> HttpResponse:
    """Upload a list for the gelombang `slug`; the preview follows at /impor/<id>/.

    `lain` goes into the template, for the frame that mounts this page. 404 for whoever proposes for no unit.
    """
    gelombang = ambil(
        Gelombang.objects.filter(status=Gelombang.Status.DIBUKA, jalur_usulan=True).select_related(
            "kurikulum__program", "instansi"
        ),
        slug=slug,
    )
    unit = unit_pengusul(request.user, gelombang)
    if not unit:
        raise Http404
    form = UnggahUsulan(unit, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        berkas = form.cleaned_data["berkas"]
        try:
            impor = unggah_usulan(
                oleh=request.user,
                gelombang=gelombang,
                unit=form.cleaned_data["unit"],
                isi=berkas,
                nama=berkas.name,
            )
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            return redirect(alamat_impor(request.user, impor))
    isi = {"form": form, "gelombang": gelombang, "jenis": jenis_impor[JENIS], "kode": JENIS}
    return render(request, templat, isi | lain)


def unit_pengusul(pengguna: Any, gelombang: Gelombang) -> Any:
    """The units this account may propose for: an operator's own, for Panitia every OPD of the organiser."""
    if gelombang.instansi_id in pengguna.instansi_dengan(Hak.KERJA):
        return Unit.objects.filter(instansi=gelombang.instansi, jenis__in=Unit.JENIS_OPD).order_by("nama")
    akar = [p.unit_id for p in pengguna.daftar_peran if p.jenis == "operator"]
    return Unit.objects.filter(pk__in=akar).order_by("nama")
