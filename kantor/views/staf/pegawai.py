"""Master pegawai: the list, one person, and the two forms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kantor.daftar import kartu_pegawai
from kantor.forms.pegawai import FormHapusPribadi, FormPegawai, FormPegawaiBaru, SaringPegawai
from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lib.nip import periksa
from kantor.lib.salah import Salah
from kantor.lingkup import Hak
from kantor.models import Instansi, Pegawai
from kantor.queries.pegawai import URUTAN, pegawai_kantor, pegawai_mirip, riwayat_pegawai
from kantor.queries.potongan import potong
from kantor.queries.telusur import telusuri
from kantor.services.hapus_pribadi import hapus_data_pribadi
from kantor.services.pegawai_kantor import buka_kontak, catat_pegawai, perbarui_pegawai
from kantor.views.dasar import ambil, khusus_staf, tambah_galat
from kantor.views.staf.alat import boleh, instansi_dipilih, instansi_pilihan, unit_dari
from kantor.views.unduh import jawab_excel

GET_POST = ["GET", "HEAD", "POST"]
KOLOM = [
    Kolom("NIP / NI PPPK", "nip"),
    Kolom("Nama dan gelar", lebar=38),
    Kolom("Pangkat/golongan", lebar=26),
    Kolom("Jabatan", lebar=36),
    Kolom("Unit kerja", lebar=34),
    Kolom("Perangkat daerah", lebar=34),
    Kolom("Status", lebar=18),
    Kolom("Keadaan", lebar=14),
]
SEBUTAN_KONTAK = {
    "ponsel": "No. HP/WhatsApp",
    "email": "Email",
    "alamat": "Alamat rumah",
    "tempat_lahir": "Tempat lahir",
    "nik": "NIK",
}


@require_safe
@khusus_staf()
def daftar(request: HttpRequest) -> HttpResponse:
    """The pegawai of the own instansi by name; a search that finds nothing shows names spelled nearly so."""
    instansi = instansi_dipilih(request)
    saring, baris, unit = _saring(request, instansi)
    halaman = potong(baris, urutan=URUTAN, tanda=request.GET.get("hal"), kunci_dahulu=True)
    q = saring.cleaned_data.get("q", "")
    isi = {
        "instansi": instansi,
        "instansi_lain": [i for i in instansi_pilihan(request) if i != instansi],
        "saring": saring,
        "unit": unit,
        "tersaring": any(saring.cleaned_data.values()) or unit is not None,
        "halaman": halaman,
        "mirip": pegawai_mirip(instansi, q) if q and not halaman.baris else [],
        "boleh_kerja": boleh(request, Hak.KERJA, instansi),
    }
    return render(request, "kantor/staf/pegawai.html", isi)


@require_safe
@khusus_staf()
def excel(request: HttpRequest) -> FileResponse:
    """The same list as Excel, narrowed the same way."""
    instansi = instansi_dipilih(request)
    _, baris, _ = _saring(request, instansi)
    isi = (
        (
            p.nip or "",
            p.nama_lengkap,
            p.pangkat_golongan,
            p.jabatan,
            p.unit.nama_lengkap if p.unit else "",
            p.opd.nama_lengkap if p.opd else "",
            p.get_status_kepegawaian_display(),
            p.get_keadaan_display(),
        )
        for p in telusuri(baris, urutan=URUTAN)
    )
    lembar = Lembar("Pegawai", KOLOM, isi, judul=("DAFTAR PEGAWAI", instansi.nama), bernomor=True)
    return jawab_excel("Daftar pegawai", lembar, instansi=instansi)


@require_safe
@khusus_staf()
def satu(request: HttpRequest, pk: int) -> HttpResponse:
    """What the office knows of one person, what other rooms know, and the history. The contact stays closed."""
    return render(request, "kantor/staf/pegawai_satu.html", _isi(request, _ambil(request, pk)))


@require_POST
@khusus_staf(Hak.KERJA)
def kontak(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the contact: shown in this answer only, and recorded."""
    pegawai = _ambil(request, pk, Hak.KERJA)
    isi = buka_kontak(oleh=request.user, pegawai=pegawai)
    tampil = [(kata, isi[nama]) for nama, kata in SEBUTAN_KONTAK.items() if nama in isi]
    jawaban = render(request, "kantor/staf/pegawai_satu.html", _isi(request, pegawai, kontak=tampil))
    jawaban["Cache-Control"] = "no-store"
    return jawaban


@sensitive_post_parameters()
@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def tambah(request: HttpRequest) -> HttpResponse:
    """Somebody new, or somebody only a registration knows so far."""
    instansi = instansi_dipilih(request, Hak.KERJA)
    form = FormPegawaiBaru(request.POST or None, instansi=instansi, initial={"status_kepegawaian": "pns"})
    if request.method == "POST" and form.is_valid():
        try:
            pegawai = catat_pegawai(
                oleh=request.user,
                nip=form.cleaned_data["nip"].strip(),
                kontak=form.kontak(),
                **form.biodata(),
            )
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"{pegawai.nama_lengkap} tercatat.")
            return redirect("pegawai_satu", pegawai.pk)
    isi = {"form": form, "instansi": instansi, "pegawai": None}
    return render(request, "kantor/staf/pegawai_form.html", isi, status=400 if form.errors else 200)


@sensitive_post_parameters()
@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what the office knows."""
    pegawai = _ambil(request, pk, Hak.KERJA)
    instansi = pegawai.instansi
    assert instansi is not None  # noqa: S101 - the scope goes by the instansi
    form = FormPegawai(request.POST or None, instansi=instansi, pegawai=pegawai)
    if request.method == "POST" and form.is_valid():
        try:
            perbarui_pegawai(oleh=request.user, pegawai=pegawai, kontak=form.kontak(), **form.biodata())
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Data pegawai tersimpan.")
            return redirect("pegawai_satu", pegawai.pk)
    isi = {"form": form, "instansi": instansi, "pegawai": pegawai}
    return render(request, "kantor/staf/pegawai_form.html", isi, status=400 if form.errors else 200)


@require_http_methods(GET_POST)
@khusus_staf(Hak.KELOLA)
def hapus_pribadi(request: HttpRequest, pk: int) -> HttpResponse:
    """Fulfil an erasure request: asked once in words, with its reason."""
    pegawai = _ambil(request, pk, Hak.KELOLA)
    form = FormHapusPribadi(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hapus_data_pribadi(oleh=request.user, pegawai=pegawai, alasan=form.cleaned_data["alasan"])
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Data pribadi dihapus. Penghapusan ini tercatat pada riwayat.")
            return redirect("pegawai_satu", pegawai.pk)
    isi = {
        "pegawai": pegawai,
        "form": form,
        "judul": f"Hapus data pribadi {pegawai.nama_lengkap}?",
        "rincian": [
            "Terhapus: nomor HP, email, alamat, NIK, dan tempat lahir.",
            "Terhapus juga: kontak dan berkas pada semua pendaftarannya, serta isi surat yang pernah dikirim.",
            "Tetap ada: nama, NIP, jabatan, unit kerja, hasil, dan sertifikat, karena wajib diarsipkan.",
            "Tanpa email, yang bersangkutan tidak dapat masuk dengan kode.",
        ],
    }
    templat = "kantor/staf/pegawai_hapus_pribadi.html"
    return render(request, templat, isi, status=400 if form.errors else 200)


def _saring(request: HttpRequest, instansi: Instansi) -> tuple[SaringPegawai, QuerySet[Pegawai], Any]:
    form = SaringPegawai(request.GET, instansi=instansi)
    form.is_valid()
    unit = unit_dari(request, "unit", instansi)
    pilih = {k: v for k, v in form.cleaned_data.items() if v}
    return form, pegawai_kantor(instansi, unit=unit, **pilih), unit


def _ambil(request: HttpRequest, pk: int, hak: Hak = Hak.LIHAT) -> Pegawai:
    """By the offices of the staff: an operator's units have a room of their own."""
    milik = Pegawai.objects.filter(instansi__in=request.user.instansi_dengan(hak))
    return ambil(milik.select_related("unit__parent", "opd", "instansi", "atasan", "akun"), pk=pk)


def _isi(request: HttpRequest, pegawai: Pegawai, **lain: Any) -> dict[str, Any]:
    kartu = [
        (satu.templat, isi)
        for satu in sorted(kartu_pegawai, key=lambda k: k.urutan)
        if (isi := satu.isi(request.user, pegawai)) is not None
    ]
    return {
        "pegawai": pegawai,
        "lahir": _lahir(pegawai),
        "kartu": kartu,
        "riwayat": riwayat_pegawai(pegawai),
        "boleh_kerja": boleh(request, Hak.KERJA, pegawai.instansi),
        "boleh_kelola": boleh(request, Hak.KELOLA, pegawai.instansi),
        "kontak": None,
        **lain,
    }


def _lahir(pegawai: Pegawai) -> Any:
    """What the number says of birth date and sex; None without a number that can be read."""
    try:
        return periksa(pegawai.nip) if pegawai.nip else None
    except Salah:
        return None
