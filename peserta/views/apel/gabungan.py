"""Apel gabungan: one day and kind for many OPD; looked at with its figures, opened; what was left out is told."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.models import Unit
from kantor.views.dasar import tambah_galat, terkirim
from kantor.zona import hari_ini
from peserta.forms.apel import FormGabungan
from peserta.models import Apel
from peserta.queries.apel import opd_apel
from peserta.queries.wajib_apel import Calon, calon_apel, jumlah_pegawai
from peserta.services.apel import periksa_hari
from peserta.services.apel_gabungan import buka_apel_gabungan
from peserta.views.apel.alat import Ruang, di_ruang, isi_bersama

SABTU = 5


@require_http_methods(["GET", "HEAD", "POST"])
@di_ruang(Hak.KERJA)
def gabungan(request: HttpRequest, ruang: Ruang) -> HttpResponse:
    """The form; what it would do, in figures; and what it did. Sent again it changes nothing more."""
    semua = list(opd_apel(ruang.instansi))
    form = FormGabungan(
        terkirim(request),
        opd=opd_apel(ruang.instansi),
        initial={"tanggal": f"{hari_ini(ruang.instansi):%d-%m-%Y}"},
    )
    if request.method == "POST" and form.is_valid() and "kembali" not in request.POST:
        try:
            isi = _buka(request, ruang, form) if "buka" in request.POST else _tinjau(ruang, form)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            return render(request, "peserta/apel/gabungan_periksa.html", isi_bersama(ruang, "apel", **isi))
    dipilih = {str(u.pk) for u in semua} if not form.is_bound else set(request.POST.getlist("opd"))
    orang = jumlah_pegawai([u.pk for u in semua])
    isi = isi_bersama(
        ruang,
        "apel",
        form=form,
        semua_dipilih=dipilih >= {str(u.pk) for u in semua},
        calon=[(u, orang.get(u.pk, 0), str(u.pk) in dipilih) for u in semua],
    )
    return render(request, "peserta/apel/gabungan.html", isi, status=400 if form.errors else 200)


def _tinjau(ruang: Ruang, form: FormGabungan) -> dict[str, Any]:
    """The figures before anything is stored. Raises TidakValid for a day to come."""
    pilih = form.cleaned_data
    periksa_hari(ruang.instansi, pilih["tanggal"], pilih["jenis"])
    calon = calon_apel(ruang.instansi, [u.pk for u in pilih["opd"]], pilih["tanggal"], pilih["jenis"])
    baru = sum(c.baru for c in calon.values())
    return _angka(ruang, form, calon) | {
        "orang": baru,
        "jumlah_opd": sum(1 for c in calon.values() if c.baru > 0),
        "form": form,
        "selesai": False,
        "janggal": _janggal(ruang, pilih["tanggal"]),
    }


def _janggal(ruang: Ruang, tanggal: datetime.date) -> str:
    """What should make a clerk look at the date once more."""
    if tanggal.weekday() >= SABTU:
        return "Tanggal ini bukan hari kerja. Pastikan apelnya memang diadakan."
    if tanggal == hari_ini(ruang.instansi):
        return "Apel ini hari ini. Buka setelah apelnya selesai: yang dibuka langsung terhitung pada rekap."
    return ""


def _buka(request: HttpRequest, ruang: Ruang, form: FormGabungan) -> dict[str, Any]:
    pilih = form.cleaned_data
    hasil = buka_apel_gabungan(
        oleh=request.user,  # type: ignore[arg-type]
        instansi=ruang.instansi,
        opd=list(pilih["opd"]),
        tanggal=pilih["tanggal"],
        jenis=pilih["jenis"],
        semua_hadir=pilih["awal"] == "hadir",
    )
    isi = _angka(ruang, form, hasil.calon)
    return isi | {"orang": hasil.orang, "jumlah_opd": hasil.opd, "selesai": True}


def _angka(ruang: Ruang, form: FormGabungan, calon: dict[int, Calon]) -> dict[str, Any]:
    pilih = form.cleaned_data
    tanggal: datetime.date = pilih["tanggal"]
    rekap = f"{ruang.url('apel')}?dari={tanggal:%d-%m-%Y}&sampai={tanggal:%d-%m-%Y}&jenis={pilih['jenis']}"
    lewat = [(u, alasan) for u in pilih["opd"] if (alasan := _dilewati(calon.get(u.pk, Calon())))]
    return {
        "tanggal": tanggal,
        "kata_jenis": Apel.Jenis(pilih["jenis"]).label,
        "hadir": pilih["awal"] == "hadir",
        "bersurat": sum(c.bersurat for c in calon.values()),
        "dilewati": [(u, _isi_apel(ruang, u, tanggal, pilih["jenis"]), alasan) for u, alasan in lewat],
        "alamat_rekap": rekap,
    }


def _dilewati(c: Calon) -> list[str]:
    """Who of an OPD gets no row, and why."""
    hasil = []
    if not c.wajib:
        hasil.append("tidak ada ASN aktif pada hari itu")
    if c.di_sini:
        hasil.append(f"{c.di_sini} orang sudah tercatat, tidak diubah")
    if c.di_lain:
        hasil.append(f"{c.di_lain} orang sudah tercatat pada apel perangkat daerah lain hari itu")
    if c.menyusul:
        hasil.append(
            f"{c.menyusul} orang baru masuk data portal setelah hari itu; tambahkan lewat Isi apel bila waktu itu "
            "sudah bekerja di sana"
        )
    return hasil


def _isi_apel(ruang: Ruang, opd: Unit, tanggal: datetime.date, jenis: str) -> str:
    return f"{ruang.url('apel_isi')}?tanggal={tanggal:%d-%m-%Y}&jenis={jenis}&opd={opd.pk}"
