"""/mentor/laporan/: a report of one's own staff, read and answered in place."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kantor.views.dasar import tertutup
from kantor.zona import pakai_zona
from penilaian.forms.inovasi import FormJawabLaporan
from penilaian.models import StatusLaporan
from penilaian.queries.pendamping import satu_dampingan
from penilaian.queries.tindak_lanjut import Suara, suara_untuk, tindak_lanjut_untuk
from penilaian.views.mentor import PAPAN, khusus_mentor
from penilaian.views.tindak_lanjut.jawab import jawab


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_mentor
def laporan(request: HttpRequest, nomor: str, bulan: int) -> HttpResponse:
    """One report with its evidence; the answer below."""
    satu = satu_dampingan(request.user.pegawai_id, nomor)
    rencana = tindak_lanjut_untuk(satu.p) if satu else None
    isi = next((x for x in rencana.laporan.all() if x.bulan == bulan), None) if rencana else None
    if satu is None or rencana is None or isi is None:
        raise Http404
    pakai_zona(satu.p.gelombang.instansi)
    form: FormJawabLaporan | None = FormJawabLaporan(initial={"dikirim": isi.dikirim.isoformat()})
    if request.method == "POST":
        form = jawab(request, satu.p, bulan)
        if form is None:
            return redirect(PAPAN)
    konteks = {
        "satu": satu,
        "p": satu.p,
        "rencana": rencana,
        "laporan": isi,
        "menunggu": isi.status == StatusLaporan.DIAJUKAN,
        "form": form,
        "suara": suara_untuk([rencana.pk]).get(rencana.pk, Suara()),
    }
    status = 400 if request.method == "POST" else 200
    return tertutup(render(request, "penilaian/tindak_lanjut/mentor.html", konteks, status=status))
