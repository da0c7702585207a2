"""Many registrations at once: looked at before, decided, the outcome of each, taken back with a reason."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from diklat.models import Gelombang
from diklat.views.bingkai import ambil_gelombang, bingkai
from diklat.views.jadwal import TAB as TAB_JADWAL
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from peserta.forms.alasan import FormAlasan, FormAlasanBoleh
from peserta.models import TindakanMassal
from peserta.queries.verifikasi import Keputusan, Pemeriksaan, pratinjau_verifikasi
from peserta.services.geser import JENIS_GESER
from peserta.services.urung_massal import dapat_diurungkan, urungkan_massal
from peserta.services.verifikasi import verifikasi_massal
from peserta.views.staf.alat import angka
from peserta.views.staf.peserta import TAB, pilihan_tersaring

JUDUL = {
    Keputusan.TERIMA: (
        "Terima {n} pendaftaran?",
        "Mereka menjadi terverifikasi dan menerima surat pemberitahuan.",
    ),
    Keputusan.KEMBALIKAN: (
        "Kembalikan {n} pendaftaran untuk dilengkapi?",
        "Mereka menerima surat berisi alasan di bawah dan dapat melengkapi berkasnya. Kursinya tetap dipegang.",
    ),
    Keputusan.TOLAK: (
        "Tolak {n} pendaftaran?",
        "Mereka menerima surat berisi alasan di bawah. Kursinya ditawarkan kepada peserta cadangan.",
    ),
}
TOMBOL = {Keputusan.TERIMA: "Terima", Keputusan.KEMBALIKAN: "Kembalikan", Keputusan.TOLAK: "Tolak"}
SEBUTAN = {
    "terima": "diterima",
    "kembalikan": "dikembalikan",
    "tolak": "ditolak",
    "tetapkan": "ditetapkan",
    "registrasi_ulang": "diregistrasi ulang",
    JENIS_GESER: "sesi digeser",
}


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def massal(request: HttpRequest, slug: str) -> HttpResponse:
    """The preview of a decision on many; sent once more from there, it is done."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    keputusan = request.POST.get("keputusan", "")
    if keputusan not in Keputusan.values:
        return redirect("peserta:gelombang_peserta", slug)
    pilihan = _pilihan(request, gelombang)
    if not pilihan:
        messages.warning(request, "Pilih dahulu siapa yang akan diputuskan, lalu tekan tombolnya.")
        return redirect("peserta:gelombang_peserta", slug)
    kelas = FormAlasanBoleh if keputusan == Keputusan.TERIMA else FormAlasan
    form = kelas(request.POST if "pasti" in request.POST else None)
    if form.is_bound and form.is_valid():
        try:
            tindakan = verifikasi_massal(
                oleh=request.user,
                gelombang=gelombang,
                pilihan=pilihan,
                keputusan=keputusan,
                **form.cleaned_data,
            )
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            return redirect("peserta:massal_hasil", slug, tindakan.pk)
    return _pratinjau(request, gelombang, keputusan, pilihan, form)


@require_http_methods(["GET", "POST"])
@khusus_staf()
def massal_hasil(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What became of each; and the way back, with a reason."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA if request.method == "POST" else Hak.LIHAT)
    tindakan = ambil(
        TindakanMassal.objects.filter(gelombang=gelombang).select_related("oleh", "diurungkan_oleh"), pk=pk
    )
    form = FormAlasan(terkirim(request))
    if request.method == "POST" and form.is_valid():
        try:
            urungkan_massal(oleh=request.user, tindakan=tindakan, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Tindakan diurungkan. Hasilnya satu per satu ada di bawah.")
            return redirect("peserta:massal_hasil", slug, pk)
    berhasil = [r for r in tindakan.rincian if r["berhasil"]]
    isi = bingkai(
        request,
        gelombang,
        TAB_JADWAL if tindakan.jenis == JENIS_GESER else TAB,
        tindakan=tindakan,
        jadwal=tindakan.jenis == JENIS_GESER,
        sebutan=SEBUTAN.get(tindakan.jenis, "diproses"),
        baris=_hasil_baris(tindakan),
        berhasil=len(berhasil),
        gagal=len(tindakan.rincian) - len(berhasil),
        dapat_urung=dapat_diurungkan(tindakan),
        form=form,
    )
    return render(request, "peserta/staf/massal_hasil.html", isi, status=400 if form.errors else 200)


def _pilihan(request: HttpRequest, gelombang: Gelombang) -> list[int]:
    if request.POST.get("semua"):
        return pilihan_tersaring(request, gelombang)
    return angka(request.POST.getlist("pilih"))


def _pratinjau(
    request: HttpRequest, gelombang: Gelombang, keputusan: str, pilihan: list[int], form: Any
) -> HttpResponse:
    pemeriksaan = pratinjau_verifikasi(gelombang, pilihan, keputusan)
    terhalang = [x for x in pemeriksaan if x.halangan or x.kuota_penuh]
    perlu = sum(1 for x in pemeriksaan if x.perlu_alasan and x not in terhalang)
    if perlu:
        form.fields["alasan"].label = f"Alasan untuk {perlu} orang yang berkasnya belum lengkap"
        form.fields["alasan"].help_text = "Hanya dicatat pada mereka."
    judul, kalimat = JUDUL[Keputusan(keputusan)]
    isi = bingkai(
        request,
        gelombang,
        TAB,
        keputusan=keputusan,
        tombol=TOMBOL[Keputusan(keputusan)],
        judul_tindakan=judul.format(n=len(pemeriksaan) - len(terhalang)),
        kalimat=kalimat,
        baris=[(x, _catatan(x)) for x in pemeriksaan],
        terhalang=len(terhalang),
        perlu_alasan=perlu,
        jalan=len(pemeriksaan) - len(terhalang),
        form=form,
    )
    return render(request, "peserta/staf/massal.html", isi, status=400 if form.errors else 200)


def _catatan(x: Pemeriksaan) -> tuple[str, str]:
    """What stands beside a name: words and tone."""
    if x.halangan or x.kuota_penuh:
        return " ".join([*x.halangan, x.kuota_penuh]).strip(), "bahaya"
    if x.perlu_alasan:
        return f"{' '.join(x.perlu_alasan)} Diterima hanya bila Anda menulis alasan.", "tunggu"
    return "", ""


def _hasil_baris(tindakan: TindakanMassal) -> list[dict[str, Any]]:
    """Those that failed first: they are what is left to do; then by name, as in every list (sessions by time)."""
    baris = [
        {**r, "urung": r.get("diurungkan") is True, "gagal_urung": r.get("diurungkan") is False}
        for r in tindakan.rincian
    ]
    if tindakan.jenis == JENIS_GESER:
        for r in baris:
            r["dari"], r["ke"] = (datetime.datetime.fromisoformat(r[nama]) for nama in ("dari", "ke"))
        return sorted(baris, key=lambda r: (r["berhasil"], r["dari"]))
    return sorted(baris, key=lambda r: (r["berhasil"], r["nama"].lower()))
