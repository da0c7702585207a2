"""The list of gelombang with their seats, and the summary page of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from diklat.daftar import utusan
from diklat.models import Gelombang, Program
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.lib.excel import Kolom, Lembar
from kantor.lingkup import Hak
from kantor.queries.potongan import potong
from kantor.views.dasar import khusus_staf
from kantor.views.unduh import jawab_excel
from peserta.models import StatusUndangan
from peserta.queries.kursi import dengan_kursi
from peserta.queries.ringkasan import ringkasan
from peserta.queries.undangan import dengan_kursi_opd, kursi_opd
from peserta.views.staf.tindakan import TINDAKAN, tindakan_tersedia

G = Gelombang.Status

KOLOM = [
    Kolom("Program", lebar=44),
    Kolom("Sebutan", lebar=18),
    Kolom("Status", lebar=22),
    Kolom("Mulai", "tanggal"),
    Kolom("Selesai", "tanggal"),
    Kolom("Tempat", lebar=32),
    Kolom("Kuota", "bulat"),
    Kolom("Terisi", "bulat"),
    Kolom("Cadangan", "bulat"),
]


class SaringGelombang(forms.Form):
    """What the list can be narrowed to."""

    q = forms.CharField(label="Cari", required=False, max_length=100)
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Semua status"), *Gelombang.Status.choices]
    )
    tahun = forms.IntegerField(label="Tahun", required=False, min_value=1990, max_value=2100)
    program = forms.ModelChoiceField(
        Program.objects.none(), label="Program", required=False, empty_label="Semua program"
    )

    def __init__(self, *args: Any, pengguna: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["program"]
        bidang.queryset = Program.objects.untuk(pengguna, Hak.LIHAT)


def saring(baris: QuerySet[Gelombang], form: SaringGelombang) -> QuerySet[Gelombang]:
    """Narrow by the valid fields of the form; a field that cannot be read narrows nothing."""
    form.is_valid()
    pilih = form.cleaned_data
    if pilih.get("q"):
        baris = baris.filter(kurikulum__program__nama__icontains=pilih["q"]) | baris.filter(
            sebutan__icontains=pilih["q"]
        )
    if pilih.get("status"):
        baris = baris.filter(status=pilih["status"])
    if pilih.get("tahun"):
        baris = baris.filter(mulai__year=pilih["tahun"])
    if pilih.get("program"):
        baris = baris.filter(kurikulum__program=pilih["program"])
    return baris


def gelombang_staf(request: HttpRequest, form: SaringGelombang) -> QuerySet[Gelombang]:
    """The gelombang this account sees, narrowed, with seats and program."""
    baris = Gelombang.objects.untuk(request.user, Hak.LIHAT).select_related("kurikulum__program", "instansi")
    return dengan_kursi_opd(dengan_kursi(saring(baris, form)))


@khusus_staf()
def daftar_gelombang(request: HttpRequest) -> HttpResponse:
    """Every gelombang with status, dates and seats; the newest first."""
    form = SaringGelombang(request.GET or None, pengguna=request.user)
    if not form.is_bound:
        form = SaringGelombang({}, pengguna=request.user)
    halaman = potong(gelombang_staf(request, form), urutan=("-mulai", "id"), tanda=request.GET.get("hal"))
    boleh_baru = bool(request.user.instansi_dengan(Hak.KERJA))
    return render(
        request,
        "peserta/staf/gelombang_daftar.html",
        {
            "saring": form,
            "halaman": halaman,
            "tersaring": any(form.cleaned_data.values()),
            "boleh_baru": boleh_baru,
        },
    )


@khusus_staf()
def halaman_gelombang(request: HttpRequest, slug: str) -> HttpResponse:
    """Ringkasan: where the gelombang stands, seats, dates, conditions, and the next step as one strong action."""
    gelombang = ambil_gelombang(request, slug)
    isi = bingkai(
        request,
        gelombang,
        "peserta:gelombang",
        ringkas=ringkasan(gelombang),
        acara_opd=utusan(gelombang),
        kursi_opd=_kursi_opd(gelombang),
        syarat=gelombang.syarat.all(),
        modul=gelombang.kurikulum.modul.all(),
        tersedia=tindakan_tersedia(gelombang),
        tautan_publik=f"{settings.PORTAL_URL}{reverse('peserta:halaman_publik', args=[slug])}",
    )
    isi["berikut"] = _berikut(gelombang, isi["langkah"])
    return render(request, "peserta/staf/gelombang.html", isi)


def _kursi_opd(gelombang: Gelombang) -> list[tuple[str, int]]:
    """Of an event of delegates: how many OPD there are, and in which state."""
    if not utusan(gelombang):
        return []
    kursi = kursi_opd(gelombang)
    per_status = [(s.label.lower(), kursi.get(s, 0)) for s in StatusUndangan]
    return [("OPD diundang", sum(kursi.values())), *per_status]


# The act that opens the way on from a status; "mulai" waits until everybody is called.
PINTU = {G.DRAF: "buka", G.DIBUKA: "tutup", G.DITUTUP: "mulai"}
SEBELUM_MULAI = {"Verifikasi", "Pemanggilan"}


def _berikut(gelombang: Gelombang, langkah: list[dict[str, Any]]) -> dict[str, str] | None:
    """The one strong action: what takes the gelombang on, be it an act or the page of its present step."""
    kini = next((satu for satu in langkah if satu["keadaan"] == "kini"), None)
    if gelombang.status == G.DIBATALKAN:
        return None
    nama = PINTU.get(G(gelombang.status))
    if nama and not (nama == "mulai" and kini and kini["label"] in SEBELUM_MULAI):
        alamat = reverse("peserta:gelombang_tindakan", args=[gelombang.slug, nama])
        return {"nama": nama, "label": TINDAKAN[nama].tombol, "alamat": alamat}
    return {"nama": "", "label": kini["ajakan"], "alamat": kini["alamat"]} if kini else None


@khusus_staf()
def gelombang_excel(request: HttpRequest) -> FileResponse:
    """The same list as Excel, narrowed the same way."""
    form = SaringGelombang(request.GET, pengguna=request.user)
    isi = (
        (
            g.kurikulum.program.nama,
            g.sebutan,
            g.get_status_display(),
            g.mulai,
            g.selesai,
            g.tempat,
            g.kuota,
            g.terisi,
            g.cadangan,
        )
        for g in gelombang_staf(request, form).order_by("-mulai", "pk")
    )
    return jawab_excel("Daftar gelombang", [Lembar("Gelombang", KOLOM, isi, judul=("DAFTAR GELOMBANG",))])
