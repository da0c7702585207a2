"""The operator answers for the own OPD: who comes, who comes instead, or nobody and why."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, tambah_galat
from kantor.zona import pakai_zona
from peserta.forms.undangan import FormTidakHadir, FormUtusan
from peserta.models.undangan import UndanganOpd
from peserta.queries.undangan import batas_undangan, dapat_dijawab, riwayat_undangan
from peserta.services.undangan import jawab_undangan, nyatakan_tidak_hadir
from peserta.views.operator.alat import khusus_operator


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_operator
def undangan(request: HttpRequest, pk: int) -> HttpResponse:
    """One seat of the own OPD with its answer and everything that was answered before."""
    milik = UndanganOpd.objects.untuk(request.user, Hak.USUL).filter(
        unit__in=request.user.unit_dengan_usul()  # type: ignore[union-attr]
    )
    baris = ambil(milik.select_related("unit", "gelombang__kurikulum__program", "gelombang__instansi"), pk=pk)
    pakai_zona(baris.gelombang.instansi)
    tidak = request.POST.get("laku") == "tidak"
    kirim = request.POST if request.method == "POST" else None
    form = FormUtusan.dari(baris, None if tidak else kirim)
    form_tidak = FormTidakHadir(kirim if tidak else None)
    if kirim is not None and _jawab(request, baris, form, form_tidak, tidak=tidak):
        return redirect("peserta:operator_undangan", pk)
    isi = {
        "undangan": baris,
        "g": baris.gelombang,
        "form": form,
        "form_tidak": form_tidak,
        "batas": batas_undangan(baris.gelombang),
        "terbuka": dapat_dijawab(baris.gelombang, panitia=False) and not baris.hadir,
        "kejadian": riwayat_undangan(baris),
        "instansi_aktif": baris.gelombang.instansi,
    }
    salah = bool(form.errors or form_tidak.errors)
    return render(request, "peserta/operator/undangan.html", isi, status=400 if salah else 200)


def _jawab(
    request: HttpRequest, baris: UndanganOpd, form: FormUtusan, form_tidak: FormTidakHadir, *, tidak: bool
) -> bool:
    dipakai = form_tidak if tidak else form
    if not dipakai.is_valid():
        return False
    try:
        if tidak:
            alasan = form_tidak.cleaned_data["alasan"]
            nyatakan_tidak_hadir(oleh=request.user, undangan=baris, alasan=alasan)
        else:
            jawab_undangan(oleh=request.user, undangan=baris, utusan=form.utusan())
    except Galat as galat:
        tambah_galat(dipakai, galat)
        return False
    messages.success(request, "Jawaban terkirim kepada panitia.")
    return True
