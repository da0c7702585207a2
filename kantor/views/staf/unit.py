"""The unit tree: looked at by all staff, changed by those who manage the office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kantor.forms.unit_kantor import FormGabungUnit, FormNamaUnit, FormSebutan, FormTujuanUnit, FormUnitBaru
from kantor.galat import Galat, TidakValid
from kantor.lib.excel import Kolom, Lembar
from kantor.lingkup import Hak
from kantor.models import AliasUnit, Unit
from kantor.queries.pohon import (
    akar_instansi,
    anak_unit,
    kode_berikut,
    pohon_unit,
    riwayat_unit,
    telusuri_pohon,
)
from kantor.queries.unit import cari_unit
from kantor.services.unit import (
    gabung_unit,
    hapus_alias,
    pindah_unit,
    tambah_alias,
    tambah_unit,
    ubah_nama_unit,
)
from kantor.views.dasar import ambil, khusus_staf, tambah_galat
from kantor.views.staf.alat import boleh, instansi_dipilih, instansi_pilihan
from kantor.views.unduh import jawab_excel

GET_POST = ["GET", "HEAD", "POST"]
KOLOM = [
    Kolom("Kode", lebar=18),
    Kolom("Unit kerja", lebar=48),
    Kolom("Jenis", lebar=18),
    Kolom("Pegawai aktif", "bulat", 14),
    Kolom("Beserta unit di bawahnya", "bulat", 16),
]


@require_safe
@khusus_staf()
def pohon(request: HttpRequest) -> HttpResponse:
    """The whole tree of the office, or what a search finds."""
    instansi = instansi_dipilih(request)
    q = request.GET.get("q", "").replace("\0", "")
    isi: dict[str, Any] = {
        "instansi": instansi,
        "instansi_lain": [i for i in instansi_pilihan(request) if i != instansi],
        "q": q,
        "boleh_kelola": boleh(request, Hak.KELOLA, instansi),
    }
    if q:
        isi["temuan"] = cari_unit(q, sasaran=list(akar_instansi(instansi)) or [-1])
    else:
        isi["pohon"] = pohon_unit(instansi)
    return render(request, "kantor/staf/unit.html", isi)


@require_safe
@khusus_staf()
def excel(request: HttpRequest) -> FileResponse:
    """The whole tree as Excel, lower units indented."""
    instansi = instansi_dipilih(request)
    baris = (
        (
            s.unit.kode,
            "    " * s.tingkat + s.unit.nama_lengkap,
            s.unit.get_jenis_display(),
            s.pegawai,
            s.semua,
        )
        for s in telusuri_pohon(pohon_unit(instansi, utuh=True))
    )
    lembar = Lembar("Unit kerja", KOLOM, baris, judul=("DAFTAR UNIT KERJA", instansi.nama))
    return jawab_excel("Unit kerja", lembar, instansi=instansi)


@require_safe
@khusus_staf()
def satu(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: where it stands, what stands below it, how files call it, its history."""
    return _tampil(request, _ambil(request, pk))


@require_http_methods(GET_POST)
@khusus_staf(Hak.KELOLA)
def tambah(request: HttpRequest, pk: int) -> HttpResponse:
    """A new unit below this one."""
    induk = _ambil(request, pk, Hak.KELOLA)
    form = FormUnitBaru(request.POST or None, initial={"kode": kode_berikut(induk)})

    def lakukan(isi: dict[str, Any]) -> Unit:
        return tambah_unit(oleh=request.user, induk=induk, **isi)

    return _formulir(request, induk, form, lakukan, judul=f"Unit baru di bawah {induk}", tombol="Tambah unit")


@require_http_methods(GET_POST)
@khusus_staf(Hak.KELOLA)
def ubah_nama(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name; files may go on calling the unit by its old one."""
    unit = _ambil(request, pk, Hak.KELOLA)
    form = FormNamaUnit(request.POST or None, initial={"nama": unit.nama})

    def lakukan(isi: dict[str, Any]) -> Unit:
        return ubah_nama_unit(oleh=request.user, unit=unit, nama=isi["nama"])

    kalimat = "Nama lama tetap dikenali saat mengimpor berkas."
    return _formulir(
        request, unit, form, lakukan, judul=f"Ubah nama {unit}", tombol="Simpan nama", kalimat=kalimat
    )


@require_http_methods(GET_POST)
@khusus_staf(Hak.KELOLA)
def pindah(request: HttpRequest, pk: int) -> HttpResponse:
    """Another place in the tree."""
    unit = _ambil(request, pk, Hak.KELOLA)
    form = FormTujuanUnit(request.POST or None, instansi=unit.instansi, label="Unit induk yang baru")

    def lakukan(isi: dict[str, Any]) -> Unit:
        return pindah_unit(oleh=request.user, unit=unit, induk=_tujuan(request, isi["unit"]))

    kalimat = "Unit di bawahnya dan seluruh pegawainya ikut pindah. Pendaftaran yang sudah ada tidak berubah."
    return _formulir(
        request, unit, form, lakukan, judul=f"Pindahkan {unit}", tombol="Pindahkan", kalimat=kalimat
    )


@require_http_methods(GET_POST)
@khusus_staf(Hak.KELOLA)
def gabung(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit ends; its people, lower units and names go over to another one."""
    unit = _ambil(request, pk, Hak.KELOLA)
    form = FormGabungUnit(request.POST or None, instansi=unit.instansi, label="Digabung ke unit")

    def lakukan(isi: dict[str, Any]) -> Unit:
        ke = _tujuan(request, isi["unit"])
        return gabung_unit(oleh=request.user, unit=unit, ke=ke, berlaku_sampai=isi["berlaku_sampai"])

    kalimat = (
        "Unit ini berakhir. Pegawai, unit di bawahnya, dan sebutannya beralih ke unit tujuan. "
        "Penggabungan tidak dapat diurungkan."
    )
    return _formulir(
        request,
        unit,
        form,
        lakukan,
        judul=f"Gabungkan {unit}",
        tombol="Gabungkan",
        kalimat=kalimat,
        bahaya=True,
    )


@require_POST
@khusus_staf(Hak.KERJA)
def sebutan(request: HttpRequest, pk: int) -> HttpResponse:
    """Remember another spelling."""
    unit = _ambil(request, pk, Hak.KERJA)
    form = FormSebutan(request.POST)
    if not form.is_valid():
        return _tampil(request, unit, form=form, status=400)
    tambah_alias(oleh=request.user, unit=unit, teks=form.cleaned_data["teks"])
    messages.success(request, "Sebutan diingat untuk impor berikutnya.")
    return redirect("unit_satu", pk)


@require_POST
@khusus_staf(Hak.KERJA)
def sebutan_hapus(request: HttpRequest, pk: int, alias: int) -> HttpResponse:
    """Forget a spelling."""
    unit = _ambil(request, pk, Hak.KERJA)
    hapus_alias(oleh=request.user, alias=ambil(AliasUnit.objects.filter(unit=unit), pk=alias))
    messages.success(request, "Sebutan dihapus.")
    return redirect("unit_satu", pk)


def _milik(request: HttpRequest, hak: Hak) -> QuerySet[Unit]:
    """By the offices of the staff: an operator's units have a room of their own."""
    return Unit.objects.filter(instansi__in=request.user.instansi_dengan(hak)).select_related(
        "parent", "opd", "instansi"
    )


def _ambil(request: HttpRequest, pk: int, hak: Hak = Hak.LIHAT) -> Unit:
    return ambil(_milik(request, hak), pk=pk)


def _tujuan(request: HttpRequest, unit: Unit) -> Unit:
    """The chosen unit, if it is one this account manages."""
    if (dipilih := _milik(request, Hak.KELOLA).filter(pk=unit.pk).first()) is None:
        raise TidakValid(rincian={"unit": ["Pilih unit dari instansi Anda."]})
    return dipilih


def _tampil(request: HttpRequest, unit: Unit, *, form: Any = None, status: int = 200) -> HttpResponse:
    atas = list(Unit.objects.ancestors(unit).order_by("kode"))
    anak = anak_unit(unit)
    isi = {
        "unit": unit,
        "atas": atas,
        "anak": anak,
        "pegawai": unit.pegawai.filter(keadaan="aktif").count(),
        "alias": unit.alias.order_by("teks"),
        "form_sebutan": form or FormSebutan(),
        "riwayat": riwayat_unit(unit),
        "boleh_kelola": boleh(request, Hak.KELOLA, unit.instansi),
        "boleh_kerja": boleh(request, Hak.KERJA, unit.instansi),
    }
    return render(request, "kantor/staf/unit_satu.html", isi, status=status)


def _formulir(
    request: HttpRequest,
    unit: Unit,
    form: Any,
    lakukan: Callable[[dict[str, Any]], Unit],
    *,
    judul: str,
    tombol: str,
    kalimat: str = "",
    bahaya: bool = False,
) -> HttpResponse:
    """Ask; when it was sent and fits, do it and show the unit it was done to."""
    if request.method == "POST" and form.is_valid():
        try:
            hasil = lakukan(form.cleaned_data)
        except Galat as galat:
            _alihkan(galat)
            tambah_galat(form, galat)
        else:
            messages.success(request, f"{hasil}: tersimpan.")
            return redirect("unit_satu", hasil.pk)
    isi = {"unit": unit, "form": form, "judul": judul, "tombol": tombol, "kalimat": kalimat, "bahaya": bahaya}
    return render(request, "kantor/staf/unit_form.html", isi, status=400 if form.errors else 200)


def _alihkan(galat: Galat) -> None:
    """The services speak of `induk` and `ke`, the form has one field for both."""
    for nama in ("induk", "ke"):
        if nama in galat.rincian:
            galat.rincian["unit"] = galat.rincian.pop(nama)
