"""/pimpinan/: the office at a glance, for a phone. It only reads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from diklat.models.gelombang import program_terbatas
from dokumen.queries.pimpinan import (
    cakupan_opd,
    gelombang_kini,
    hasil_tahun,
    sertifikat_tahun,
    tahun_ada,
)
from kantor.views.dasar import khusus_staf
from kantor.views.staf.alat import instansi_dipilih, instansi_pilihan
from penilaian.queries.capaian import menyelesaikan, sedang_mengikuti
from penilaian.queries.tindak_lanjut import ringkas_inovasi


@require_safe
@khusus_staf()
def pimpinan(request: HttpRequest) -> HttpResponse:
    """What runs and who owes names; of a year the outcomes, certificates, and coverage per OPD."""
    instansi = instansi_dipilih(request)
    kini = timezone.localdate().year
    program = program_terbatas(request.user)
    pilihan = tahun_ada(instansi, kini, program)
    tahun = _tahun(request, pilihan, kini)
    hasil = hasil_tahun(instansi, tahun, program)
    cakupan = cakupan_opd(instansi, tahun, program)
    isi: dict[str, Any] = {
        "instansi": instansi,
        "instansi_aktif": instansi,
        "instansi_lain": [i for i in instansi_pilihan(request) if i != instansi],
        "kini": gelombang_kini(instansi, program),
        "tahun": tahun,
        "tahun_kini": kini,
        "pilihan_tahun": pilihan,
        "hasil": hasil,
        "menyelesaikan": menyelesaikan(tahun, instansi, program),
        "sedang": sedang_mengikuti(instansi, program) if tahun == kini else 0,
        "lulus": sum(h.lulus for h in hasil),
        "peserta": sum(h.peserta for h in hasil),
        "sertifikat": sertifikat_tahun(instansi, tahun, program),
        "inovasi": ringkas_inovasi(instansi, program),
        "cakupan": cakupan,
        "pegawai": sum(c.pegawai for c in cakupan),
        "dilatih": sum(c.dilatih for c in cakupan),
    }
    return render(request, "dokumen/pimpinan.html", isi)


def _tahun(request: HttpRequest, pilihan: list[int], kini: int) -> int:
    nilai = request.GET.get("tahun", "")
    tahun = int(nilai) if nilai.isdecimal() and len(nilai) == 4 else kini
    return tahun if tahun in pilihan else kini
