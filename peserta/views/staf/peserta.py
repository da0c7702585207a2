"""The tab Peserta: everybody of a gelombang, narrowed, with what waits beside it; the same as Excel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from diklat.models import Gelombang
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.lib.excel import Kolom, Lembar
from kantor.lib.telepon import bagikan_wa
from kantor.lingkup import Hak
from kantor.queries.potongan import potong
from kantor.queries.telusur import telusuri
from kantor.views.dasar import khusus_staf
from kantor.views.unduh import jawab_excel
from peserta.forms.staf import SaringPeserta
from peserta.models import BerkasPendaftaran, Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.queries.daftar_staf import (
    KELOMPOK,
    URUTAN,
    dengan_berkas,
    opd_gelombang,
    pendaftaran_staf,
    penunggak,
)
from peserta.queries.ringkasan import ringkasan
from peserta.queries.usulan import Tagihan
from peserta.services.impor_nominatif import TERBUKA
from peserta.services.kontak_peserta import buka_kontak_peserta
from peserta.views.staf.alat import proses_gelombang

TAB = "peserta:gelombang_peserta"
TERHITUNG = 10_000
KOLOM = [
    Kolom("Nomor pendaftaran", lebar=28),
    Kolom("Nama dan gelar", lebar=36),
    Kolom("NIP / NI PPPK", "nip"),
    Kolom("Pangkat/golongan", lebar=28),
    Kolom("Jabatan", lebar=36),
    Kolom("Unit kerja", lebar=44),
    Kolom("Jalur", lebar=14),
    Kolom("Status", lebar=26),
    Kolom("Alasan", lebar=30),
    Kolom("NDH", "bulat"),
    Kolom("Mendaftar", "tanggal_jam"),
]
KOLOM_KONTAK = [
    Kolom("Nama dan gelar", lebar=36),
    Kolom("Unit kerja", lebar=44),
    Kolom("No. HP/WhatsApp", lebar=22),
    Kolom("Status", lebar=26),
]
TERTULIS = (
    *(
        "nomor",
        "nama",
        "gelar_depan",
        "gelar_belakang",
        "golongan",
        "jabatan",
        "unit_nama",
        "jalur",
        "status",
        "alasan",
    ),
    *("alasan", "ndh", "dibuat", "nama_kunci", "pegawai__nip"),
)
JALUR = dict(Pendaftaran.Jalur.choices)
STATUS = dict(Status.choices)
NADA_BERKAS = {
    BerkasPendaftaran.Keadaan.DITERIMA: "utama",
    BerkasPendaftaran.Keadaan.DIPERIKSA: "baik",
    BerkasPendaftaran.Keadaan.TIDAK_TERBACA: "bahaya",
    BerkasPendaftaran.Keadaan.DITUNJUKKAN: "baik",
}
KATA_BERKAS = {
    BerkasPendaftaran.Keadaan.TIDAK_TERBACA: " tidak terbaca",
    BerkasPendaftaran.Keadaan.DITUNJUKKAN: " ditunjukkan",
}


@require_safe
@khusus_staf()
def daftar_peserta(request: HttpRequest, slug: str) -> HttpResponse:
    """Who takes part; what waits for verification comes first."""
    gelombang = ambil_gelombang(request, slug)
    form = _saring(request, gelombang)
    kelompok = form.cleaned_data["kelompok"]
    baris = dengan_berkas(_baris(gelombang, form))
    tersaring = any(form.cleaned_data[k] for k in ("q", "opd", "jalur"))
    jumlah = ringkasan(gelombang).jumlah(*KELOMPOK[kelompok][1])
    halaman = potong(baris, urutan=URUTAN, tanda=request.GET.get("hal"), kunci_dahulu=True)
    terpotong = bool(halaman.sebelumnya or halaman.berikutnya)
    for satu in halaman.baris:
        satu.cip = cip_berkas(satu)
        satu.unit_baris = satu.unit_nama.split(", ", 1)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        saring=form,
        halaman=halaman,
        ada_berkas=any(satu.cip for satu in halaman.baris),
        kelompok=kelompok,
        judul_daftar=KELOMPOK[kelompok][0],
        jumlah=jumlah,
        kepala=kepala(gelombang, kelompok),
        tersaring=tersaring,
        banyak=(_banyak(gelombang, form) if tersaring else jumlah) if terpotong else 0,
        ringkas=ringkasan(gelombang),
        dapat_impor=gelombang.status in TERBUKA,
        penunggak=_penunggak(gelombang),
        proses=proses_gelombang(request, gelombang),
    )
    return render(request, "peserta/staf/peserta.html", isi)


@require_safe
@khusus_staf()
def peserta_excel(request: HttpRequest, slug: str) -> FileResponse:
    """The same list as Excel, narrowed the same way."""
    gelombang = ambil_gelombang(request, slug)
    form = _saring(request, gelombang)
    judul = (
        f"DAFTAR PENDAFTAR: {KELOMPOK[form.cleaned_data['kelompok']][0].upper()}",
        f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}",
    )
    lembar = Lembar("Peserta", KOLOM, _baris_excel(gelombang, form), judul=judul, bernomor=True)
    return jawab_excel(f"Peserta {gelombang.slug}", lembar, instansi=gelombang.instansi)


@require_POST
@khusus_staf(Hak.KERJA)
def kontak_excel(request: HttpRequest, slug: str) -> FileResponse:
    """Names and phones of everybody on a seat, for a WhatsApp group; a POST, for it is put on record."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    baris = [
        (k.pendaftaran.nama_lengkap, k.pendaftaran.unit_nama, k.ponsel, k.pendaftaran.get_status_display())
        for k in buka_kontak_peserta(oleh=request.user, gelombang=gelombang)
    ]
    judul = ("KONTAK PESERTA", f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}")
    lembar = Lembar("Kontak", KOLOM_KONTAK, baris, judul=judul, bernomor=True)
    return jawab_excel(f"Kontak {gelombang.slug}", lembar, instansi=gelombang.instansi)


def pilihan_tersaring(request: HttpRequest, gelombang: Gelombang) -> list[int]:
    """Every registration of the list as it is narrowed, for "pilih semua"."""
    return list(_baris(gelombang, _saring(request, gelombang)).values_list("pk", flat=True))


def _banyak(gelombang: Gelombang, form: SaringPeserta) -> int:
    """How many rows there are beyond this page too; of a giant it is enough to know that they are very many."""
    return int(_baris(gelombang, form)[: TERHITUNG + 1].count())


def kepala(gelombang: Gelombang, aktif: str) -> list[dict[str, Any]]:
    """The heads of the list with their counts; those without anybody stay away, but for the first and the open one."""
    ringkas = ringkasan(gelombang)
    semua = [
        {"nama": nama, "label": label, "jumlah": ringkas.jumlah(*status), "aktif": nama == aktif}
        for nama, (label, status) in KELOMPOK.items()
    ]
    return [k for k in semua if k["jumlah"] or k["aktif"] or k["nama"] in ("menunggu", "semua")]


def cip_berkas(p: Pendaftaran) -> list[tuple[str, str]]:
    """Chips (words, tone) of what was handed in, what cannot be read, what is missing."""
    cip = []
    if p.usulan is not None and p.usulan.berkas_id:
        cip.append(("Usulan", "utama"))
    cip += [
        (f"{satu.syarat.nama}{KATA_BERKAS.get(satu.keadaan, '')}", NADA_BERKAS[satu.keadaan])
        for satu in sorted(p.berkas.all(), key=lambda b: b.syarat_id)
    ]
    return cip + [(f"{nama} belum ada", "tunggu") for nama in p.berkas_kurang]  # type: ignore[attr-defined]


def _penunggak(gelombang: Gelombang) -> list[tuple[Tagihan, str]]:
    """Who owes most names while they are taken, each with a WhatsApp link."""
    if gelombang.status != Gelombang.Status.DIBUKA:
        return []
    return [(t, bagikan_wa(t.teks)) for t in penunggak(gelombang)]


def _saring(request: HttpRequest, gelombang: Gelombang) -> SaringPeserta:
    isi = (request.POST if request.method == "POST" else request.GET).copy()
    if isi.get("kelompok") not in KELOMPOK:
        # A search looks at everybody; without one the work that waits is shown.
        menunggu = ringkasan(gelombang).menunggu and not isi.get("q")
        isi["kelompok"] = "menunggu" if menunggu else "semua"
    form = SaringPeserta(isi, opd=opd_gelombang(gelombang))
    form.is_valid()
    for nama in form.fields:
        form.cleaned_data.setdefault(nama, "")
    return form


def _baris(gelombang: Gelombang, form: SaringPeserta) -> Any:
    pilih = form.cleaned_data
    semua = pilih["kelompok"] == "semua"
    return pendaftaran_staf(
        gelombang,
        status=None if semua else KELOMPOK[pilih["kelompok"]][1],
        opd=pilih["opd"],
        jalur=pilih["jalur"],
        q=pilih["q"],
    )


def _baris_excel(gelombang: Gelombang, form: SaringPeserta) -> Iterator[tuple[Any, ...]]:
    # Ten thousand rows in two seconds: only what is written is read.
    baris = _baris(gelombang, form).select_related("pegawai").only(*TERTULIS)
    for p in telusuri(baris, urutan=URUTAN):
        yield (
            p.nomor,
            p.nama_lengkap,
            p.pegawai.nip,
            p.pangkat_golongan,
            p.jabatan,
            p.unit_nama,
            JALUR[p.jalur],
            STATUS[p.status],
            p.alasan,
            p.ndh,
            p.dibuat,
        )
