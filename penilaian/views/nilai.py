"""Results for staff: all plans ranked, one plan with its sheets, one sheet opened again or keyed in from paper."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kantor.galat import Galat, TidakValid
from kantor.lib.excel import Kolom, Lembar
from kantor.lingkup import Hak
from kantor.models import Berkas, HalamanPindaian
from kantor.queries.lembar_kertas import halaman_terlampir
from kantor.services.berkas import simpan_berkas
from kantor.views.dasar import ambil, khusus_staf
from kantor.views.unduh import jawab_excel
from penilaian.forms.penguji import baca_isian
from penilaian.models import LembarNilai, PeranPenilai, Seminar
from penilaian.queries.dasbor import BarisHasil, BarisLembar, Dasbor, dasbor
from penilaian.queries.kesepakatan import kesepakatan
from penilaian.queries.naskah_acara import LEMBAR_NILAI
from penilaian.queries.nilai import jumlah_sementara, menunggu_dicocokkan, tertutup_bagi
from penilaian.queries.rubrik import isi_dipakai
from penilaian.queries.tunggakan import belum_mengirim
from penilaian.services.cetak_lembar_nilai import JENIS_CETAK, cetak_lembar_nilai
from penilaian.services.lembar import (
    buka_lembar,
    jelaskan_selisih,
    lampirkan_pindaian,
    periksa_kertas,
    salin_kertas,
)
from penilaian.services.surat_nilai import ingatkan_penilai
from penilaian.views.bingkai_seminar import ambil_seminar, bingkai_seminar
from peserta.queries.daftar_hadir import perihal
from peserta.views.staf.alat import angka, proses_gelombang

NILAI = "penilaian:seminar_nilai"
UKURAN = 100
SARING = {
    "semua": "Semua",
    "lengkap": "Lengkap",
    "kurang": "Belum lengkap",
    "selisih": "Perlu penjelasan",
    "kertas": "Menunggu dicocokkan",
}


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def dasbor_nilai(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """All plans of the seminar, the best first, and who is waited for; a letter to them (`ingatkan`)."""
    _, seminar = ambil_seminar(request, slug, pk, Hak.KERJA if request.method == "POST" else Hak.LIHAT)
    if request.method == "POST":
        return _ingatkan(request, seminar)
    hasil = dasbor(request.user, seminar)
    pilihan = {
        "semua": hasil.baris,
        "lengkap": [b for b in hasil.baris if b.nilai is not None],
        "kurang": [b for b in hasil.baris if b.nilai is None],
        "selisih": [b for b in hasil.baris if b.perlu_penjelasan],
        "kertas": [b for b in hasil.baris if _dapat_dicocokkan(request, b)],
    }
    kelompok = request.GET.get("kelompok") if request.GET.get("kelompok") in SARING else "semua"
    terpilih = pilihan[str(kelompok)]
    teks = request.GET.get("mulai", "")
    mulai = min(int(teks), len(terpilih)) if teks.isdecimal() and len(teks) < 6 else 0
    for b in terpilih[mulai : mulai + UKURAN]:
        b.dicocokkan = _dapat_dicocokkan(request, b)  # type: ignore[attr-defined]
        b.kolom_peran = [  # type: ignore[attr-defined]
            {"label": PeranPenilai(p).label, "nilai": b.peran.get(p)} for p in hasil.isi.peran
        ]
    isi = bingkai_seminar(
        request,
        seminar,
        NILAI,
        hasil=hasil,
        tunggakan=belum_mengirim(hasil.baris) if seminar.status == Seminar.Status.BERLANGSUNG else [],
        baris=terpilih[mulai : mulai + UKURAN],
        peran=[(p, PeranPenilai(p).label, bobot) for p, bobot in hasil.isi.peran.items()],
        kelompok=kelompok,
        kepala=[
            {"nama": k, "label": label, "jumlah": len(pilihan[k]), "aktif": k == kelompok}
            for k, label in SARING.items()
        ],
        sebelumnya=f"?kelompok={kelompok}&mulai={max(mulai - UKURAN, 0)}" if mulai else None,
        berikutnya=f"?kelompok={kelompok}&mulai={mulai + UKURAN}" if mulai + UKURAN < len(terpilih) else None,
        proses=proses_gelombang(request, seminar.gelombang, JENIS_CETAK, hanya_hidup=False)[:1],
    )
    return render(request, "penilaian/seminar/nilai.html", isi)


def _dapat_dicocokkan(request: HttpRequest, b: BarisHasil) -> list[BarisLembar]:
    """The sheets from paper of a plan that wait for this account as the second person."""
    if any(x.penilai == request.user.pk and not x.dicabut for x in b.lembar):
        return []
    return [x for x in b.lembar if x.belum_diperiksa and x.disalin_oleh != request.user.pk]


def _ingatkan(request: HttpRequest, seminar: Seminar) -> HttpResponse:
    siapa = angka(request.POST.getlist("ingatkan"))
    try:
        n = ingatkan_penilai(oleh=request.user, seminar=seminar, penilai=siapa[0] if siapa else None)  # type: ignore[arg-type]
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        if n:
            messages.success(request, f"Pengingat dikirim kepada {n} orang.")
        else:
            messages.warning(
                request,
                "Tidak ada yang dikirim: sudah diingatkan dalam 12 jam terakhir, atau alamat emailnya belum tercatat.",
            )
    return redirect(NILAI, seminar.gelombang.slug, seminar.pk)


@require_safe
@khusus_staf()
def rincian(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How far the examiners of each room agree. A page of its own, for what counts it is loaded with it."""
    _, seminar = ambil_seminar(request, slug, pk)
    isi = kesepakatan(dasbor(request.user, seminar).baris)
    konteks = bingkai_seminar(request, seminar, NILAI, kesepakatan=isi)
    return render(request, "penilaian/seminar/rincian.html", konteks)


@require_safe
@khusus_staf()
def excel(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """The recap as Excel."""
    gelombang, seminar = ambil_seminar(request, slug, pk)
    hasil = dasbor(request.user, seminar)
    kolom = [
        Kolom("Peringkat", "bulat"),
        Kolom("Peringkat klaster", "bulat"),
        Kolom("Nama", lebar=36),
        Kolom("Judul", lebar=50),
        Kolom("Klaster", lebar=28),
        Kolom("Nilai", "angka"),
        *[Kolom(PeranPenilai(p).label, "angka") for p in hasil.isi.peran],
        Kolom("Banyak penguji", "bulat"),
        Kolom("Selisih penguji", "angka"),
        Kolom("Keterangan", lebar=60),
    ]
    judul = ("REKAPITULASI NILAI", seminar.nama, f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}")
    return jawab_excel(f"Nilai {slug}", [Lembar("Nilai", kolom, _baris_excel(hasil), judul=judul)])


def _baris_excel(hasil: Dasbor) -> Iterator[tuple[Any, ...]]:
    for b in hasil.baris:
        yield (
            b.peringkat,
            b.peringkat_klaster,
            b.giliran.rencana.pendaftaran.nama_lengkap,
            b.giliran.rencana.judul,
            str(b.giliran.rencana.klaster or ""),
            b.nilai,
            *[b.peran.get(p) for p in hasil.isi.peran],
            b.n,
            b.rentang,
            " ".join(b.kurang) or b.giliran.penjelasan_selisih,
        )


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def satu(request: HttpRequest, slug: str, pk: int, giliran: int) -> HttpResponse:
    """One plan: what each sheet says, and the word on a difference."""
    hak = Hak.KERJA if request.method == "POST" else Hak.LIHAT
    _, seminar = ambil_seminar(request, slug, pk, hak)
    baris = _baris(request, seminar, giliran)
    if request.method == "POST":
        try:
            jelaskan_selisih(
                oleh=request.user, giliran=baris.giliran, penjelasan=request.POST.get("penjelasan", "")
            )
            messages.success(request, "Penjelasan tersimpan.")
        except Galat as galat:
            messages.error(request, galat.pesan)
        return redirect("penilaian:seminar_nilai_satu", slug, pk, giliran)
    isi = isi_dipakai(seminar)
    for x in baris.lembar:
        x.kolom = [(k.nama, x.angka.get(k.pk)) for k in isi.kriteria]  # type: ignore[attr-defined]
    konteks = bingkai_seminar(
        request,
        seminar,
        NILAI,
        b=baris,
        kriteria=isi.kriteria,
        rerata_kriteria=[(k.nama, baris.kriteria.get(k.pk)) for k in isi.kriteria],
        peran=[(PeranPenilai(p).label, baris.peran.get(p), bobot) for p, bobot in isi.peran.items()],
    )
    return render(request, "penilaian/seminar/nilai_satu.html", konteks)


@require_POST
@khusus_staf(Hak.KERJA)
def cetak_lembar(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Have the lembar nilai of all who have not sent printed, or of one task; the result stands above the list."""
    _, seminar = ambil_seminar(request, slug, pk, Hak.KERJA)
    tugas = angka(request.POST.getlist("tugas")) or None
    try:
        cetak_lembar_nilai(oleh=request.user, seminar=seminar, tugas=tugas)  # type: ignore[arg-type]
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, "Lembar nilai sedang dicetak. Hasilnya tampil di atas daftar.")
    return redirect(NILAI, slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def lembar(request: HttpRequest, slug: str, pk: int, tugas: int) -> HttpResponse:
    """One sheet: its versions; opened again, keyed in from paper, checked (`laku`)."""
    hak = Hak.KERJA if request.method == "POST" else Hak.LIHAT
    _, seminar = ambil_seminar(request, slug, pk, hak)
    satu = ambil(
        LembarNilai.objects.filter(penugasan__giliran__seminar=seminar).select_related(
            "penugasan__giliran__rencana__pendaftaran", "penugasan__penilai__pegawai", "penugasan__pendamping__pegawai",
            "penugasan__pendamping__narasumber", "disalin_oleh", "diperiksa_oleh", "pindaian",
        ),
        penugasan=tugas,
    )  # fmt: skip
    if satu.penugasan.giliran_id in tertutup_bagi(request.user, seminar):
        raise Http404
    satu.penugasan.giliran.seminar = seminar
    salah: dict[str, str] = {}
    if request.method == "POST":
        try:
            tugas = _lakukan(request, satu, seminar) or tugas
        except TidakValid as galat:
            salah = {k: str(p) for k, p in galat.rincian.items()} or {"": galat.pesan}
        except Galat as galat:
            messages.error(request, galat.pesan)
        if not salah:
            return redirect("penilaian:seminar_lembar", slug, pk, tugas)
    return render(
        request,
        "penilaian/seminar/lembar.html",
        _konteks_lembar(request, satu, seminar, salah),
        status=400 if salah else 200,
    )


def _konteks_lembar(
    request: HttpRequest, satu: LembarNilai, seminar: Seminar, salah: dict[str, str]
) -> dict[str, Any]:
    rubrik = isi_dipakai(seminar)
    bobot = rubrik.bobot_untuk(satu.penugasan.peran)
    kriteria = [k for k in rubrik.kriteria if k.pk in bobot]
    versi = list(satu.versi.order_by("-nomor"))
    for v in versi:
        nilai = {int(k): Decimal(n) for k, n in v.isi.get("nilai", {}).items()}
        v.kolom = [(k.nama, nilai.get(k.pk), bobot[k.pk]) for k in kriteria]  # type: ignore[attr-defined]
        v.jumlah = jumlah_sementara(rubrik, satu.penugasan.peran, nilai)  # type: ignore[attr-defined]
    return bingkai_seminar(
        request,
        seminar,
        NILAI,
        lembar=satu,
        tugas=satu.penugasan,
        siapa=satu.penugasan.nama_penilai,
        kriteria=kriteria,
        versi=versi,
        isian=[
            (
                k,
                bobot[k.pk],
                f"nilai-{k.pk}",
                request.POST.get(f"nilai-{k.pk}", ""),
                salah.get(f"nilai-{k.pk}", ""),
            )
            for k in kriteria
        ],
        salah=salah,
        pindaian=_pindaian(satu, seminar),
        dapat_dicocokkan=menunggu_dicocokkan(request.user).filter(pk=satu.pk).exists(),  # type: ignore[arg-type]
        dapat_dilampiri=satu.disalin_oleh_id == request.user.pk and not satu.diperiksa,
        berikutnya=_berikutnya(request, satu, seminar),
    )


def _berikutnya(request: HttpRequest, satu: LembarNilai, seminar: Seminar) -> int | None:
    """The task of the next sheet of this seminar that waits to be compared by this account."""
    semua = menunggu_dicocokkan(request.user).filter(penugasan__giliran__seminar=seminar)  # type: ignore[arg-type]
    return semua.exclude(pk=satu.pk).values_list("penugasan", flat=True).first()


def _pindaian(satu: LembarNilai, seminar: Seminar) -> list[HalamanPindaian]:
    """The pages of the printed sheet that came back in a scan."""
    return list(halaman_terlampir(perihal(seminar.gelombang), LEMBAR_NILAI, satu.penugasan_id))


def _lakukan(request: HttpRequest, satu: LembarNilai, seminar: Seminar) -> int | None:
    """Do what was asked; the task to go on with, where that is another one."""
    laku, oleh = request.POST.get("laku"), request.user
    if laku == "buka":
        buka_lembar(oleh=oleh, lembar=satu, alasan=request.POST.get("alasan", ""))
        messages.success(request, "Lembar dibuka. Versi yang dikirim tetap tersimpan di bawah.")
    elif laku == "cocok":
        periksa_kertas(oleh=oleh, lembar=satu)
        siapa = (
            f"{satu.penugasan.nama_penilai} untuk {satu.penugasan.giliran.rencana.pendaftaran.nama_lengkap}"
        )
        berikutnya = _berikutnya(request, satu, seminar)
        lanjut = (
            "Yang tampil adalah lembar berikutnya." if berikutnya else "Tidak ada lagi yang menunggu Anda."
        )
        messages.success(request, f"Lembar {siapa} sudah dicocokkan dengan kertas. {lanjut}")
        return berikutnya
    elif laku == "pindaian":
        if "berkas" not in request.FILES:
            raise TidakValid(rincian={"berkas": "Pilih berkas pindaiannya."})
        lampirkan_pindaian(oleh=oleh, lembar=satu, pindaian=_unggahan(request, seminar))
        messages.success(request, "Pindaian terlampir.")
    elif laku == "kertas":
        nilai, salah = baca_isian(request.POST.dict())
        if salah:
            raise TidakValid(rincian=salah)
        ada = _pindaian(satu, seminar)
        pindaian = ada[0].berkas if ada else None
        if "berkas" in request.FILES:
            pindaian = _unggahan(request, seminar)
        salin_kertas(
            oleh=oleh,
            lembar=satu,
            nilai=nilai,
            catatan=request.POST.get("catatan", ""),
            alasan=request.POST.get("alasan", ""),
            pindaian=pindaian,
        )
        messages.success(request, "Lembar kertas disalin. Minta orang kedua mencocokkannya.")
    return None


def _unggahan(request: HttpRequest, seminar: Seminar) -> Berkas:
    berkas: Any = request.FILES["berkas"]
    return simpan_berkas(
        oleh=request.user, instansi=seminar.gelombang.instansi, isi=berkas, nama=berkas.name or "lembar"
    )


def _baris(request: HttpRequest, seminar: Seminar, giliran: int) -> BarisHasil:
    hasil = dasbor(request.user, seminar, giliran=giliran)
    if not hasil.baris:
        raise Http404
    return hasil.baris[0]
