"""/demo/surat/: in a demo no mail leaves the machine; this page is everybody's letter box."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kantor.models import Surel

TERBARU = 1000
DI_HALAMAN = 50


@never_cache
@require_safe
def surat(request: HttpRequest) -> HttpResponse:
    """The letters, newest first; `?kepada=` of one address, `?format=json` for programs. 404 outside a demo."""
    if not settings.DEMO:
        raise Http404
    baris = Surel.objects.exclude(isi="").order_by("-pk")
    if kepada := request.GET.get("kepada", "").replace("\0", "").strip():
        baris = baris.filter(kepada__iexact=kepada)
    if request.GET.get("format") == "json":
        kolom = ("kepada", "subjek", "isi", "kode")
        return JsonResponse(list(baris.values(*kolom)[:TERBARU]), safe=False)
    return render(request, "kantor/demo_surat.html", {"surat": baris[:DI_HALAMAN], "kepada": kepada})
