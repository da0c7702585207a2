"""Copying a curriculum that is in use."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from diklat.forms.program import FormVersi
from diklat.models import Kurikulum
from diklat.services.kurikulum import salin_kurikulum
from kantor.galat import TidakValid
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def kurikulum_salin(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the name of the version, then open the copy."""
    asal = ambil(Kurikulum.objects.untuk(request.user, Hak.KERJA).select_related("program"), pk=pk)
    form = FormVersi(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            baru = salin_kurikulum(oleh=request.user, kurikulum=asal, versi=form.cleaned_data["versi"])
        except TidakValid as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Salinan kurikulum siap diubah.")
            return redirect("diklat:kurikulum", baru.pk)
    return render(request, "diklat/kurikulum_salin.html", {"form": form, "kurikulum": asal})
