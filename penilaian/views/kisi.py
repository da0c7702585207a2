"""The grid of scores, peserta × component: typed cell by cell, pasted as a block, fetched as Excel, imported."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diklat.models import Gelombang
from kantor.api.galat import isi_galat
from kantor.galat import Galat, TidakValid
from kantor.lib.angka import desimal, ringkas
from kantor.lib.excel import Kolom, Lembar
from kantor.lib.nama import sebut
from kantor.lib.tanggal import jam
from kantor.lingkup import Hak
from kantor.views.dasar import khusus_staf, tambah_galat
from kantor.views.impor import alamat_impor
from kantor.views.unduh import jawab_excel
from penilaian.forms.kelulusan import SEL, UnggahNilai, baca_sel, baca_terlihat
from penilaian.lib.angka import baca_nilai
from penilaian.lib.kelulusan import Aturan
from penilaian.lib.tempel import BarisKisi, Kisi, KolomKisi
from penilaian.models import Komponen
from penilaian.queries.hasil import UsulanHasil, peserta_dinilai, usul_menurut_nilai
from penilaian.queries.kelulusan import Sel, nilai_peserta, rekap_berlaku, sel_gelombang
from penilaian.services.impor_nilai import unggah_nilai
from penilaian.services.nilai_komponen import Isian, NilaiBerbeda, ambil_nilai_rencana, simpan_nilai
from penilaian.views.bingkai_kelulusan import NILAI, ambil_bernilai, bingkai_kelulusan, dapat_diubah
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.queries.kehadiran import rekap_kehadiran

S = Komponen.Sumber
TEMPEL_MAKS = 200_000
DISEBUT, SEBAB_MAKS = 8, 6
Kunci = tuple[int, int]


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def kisi(request: HttpRequest, slug: str) -> HttpResponse:
    """The grid; without JavaScript it is one form that stores what was changed, all or nothing."""
    hak = Hak.KERJA if request.method == "POST" else Hak.LIHAT
    gelombang, aturan = ambil_bernilai(request, slug, hak)
    if request.method != "POST":
        return _tampil(request, gelombang, aturan)
    isian, salah = baca_sel(request.POST.dict())
    try:
        if salah:
            raise TidakValid(rincian=salah)
        simpan_nilai(oleh=request.user, gelombang=gelombang, isian=isian)
    except Galat as galat:
        return _ditolak(request, gelombang, aturan, galat, ketikan=request.POST.dict())
    messages.success(request, f"{len(isian)} nilai tersimpan." if isian else "Tidak ada nilai yang berubah.")
    return redirect(NILAI, slug)


@require_POST
@khusus_staf(Hak.KERJA)
def simpan(request: HttpRequest, slug: str) -> HttpResponse:
    """Cells saved at once while somebody types; the answer says what stands now and what follows from it."""
    gelombang, aturan = ambil_bernilai(request, slug, Hak.KERJA)

    def lakukan() -> Sequence[Isian]:
        isian, salah = baca_sel(request.POST.dict())
        if salah:
            raise TidakValid(rincian=salah)
        simpan_nilai(oleh=request.user, gelombang=gelombang, isian=isian)
        return isian

    return _jawab(gelombang, aturan, lakukan)


@require_POST
@khusus_staf(Hak.KERJA)
def tempel(request: HttpRequest, slug: str) -> HttpResponse:
    """A block pasted from a spreadsheet, all or nothing; for the script as JSON, else as the page."""
    gelombang, aturan = ambil_bernilai(request, slug, Hak.KERJA)
    if request.headers.get("Accept") == "application/json":
        return _jawab(gelombang, aturan, lambda: _tempel(request, gelombang, aturan))
    try:
        isian = _tempel(request, gelombang, aturan)
    except Galat as galat:
        return _ditolak(request, gelombang, aturan, galat, tempelan=request.POST.get("teks", ""))
    messages.success(request, f"{len(isian)} nilai dibaca dari yang ditempel dan tersimpan.")
    return redirect(NILAI, slug)


@require_POST
@khusus_staf(Hak.KERJA)
def ambil_seminar(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the locked values of the seminar into their component."""
    gelombang, _ = ambil_bernilai(request, slug, Hak.KERJA)
    try:
        diambil, kurang = ambil_nilai_rencana(oleh=request.user, gelombang=gelombang)
    except Galat as galat:
        messages.error(request, galat.pesan)
        return redirect(NILAI, slug)
    if diambil:
        siapa = sebut(diambil, DISEBUT)
        messages.success(request, f"{len(diambil)} nilai diambil dari hasil seminar: {siapa}.")
    else:
        messages.success(request, "Tidak ada nilai seminar yang baru.")
    if kurang:
        messages.warning(request, _belum_ada(kurang))
    return redirect(NILAI, slug)


def _belum_ada(kurang: dict[str, list[str]]) -> str:
    """Who has no value of the seminar yet, by the reason."""
    awal = f"{sum(map(len, kurang.values()))} peserta belum memiliki nilai seminar."
    isi = [f"{len(nama)} orang: {sebab} ({sebut(nama, 3)})." for sebab, nama in kurang.items()]
    sisa = [f"Dan {len(isi) - SEBAB_MAKS} sebab lain."] if len(isi) > SEBAB_MAKS else []
    return " ".join([awal, *isi[:SEBAB_MAKS], *sisa])


@require_safe
@khusus_staf()
def excel(request: HttpRequest, slug: str) -> FileResponse:
    """Names and scores as Excel; filled in, the same file can be imported."""
    gelombang, aturan = ambil_bernilai(request, slug)
    bagian = [b for b in aturan.bagian if b.sumber == S.ISIAN]
    kolom = [Kolom("NDH", "bulat", 7), Kolom("NIP", "nip"), Kolom("NAMA", lebar=36)]
    kolom += [Kolom(b.nama, "angka", 16) for b in bagian]
    sel = sel_gelombang(gelombang)
    baris = [
        (p.ndh, p.pegawai.nip, p.nama_lengkap, *[sel.get((p.pk, b.pk), Sel()).angka for b in bagian])
        for p in peserta_dinilai(gelombang).filter(status=Status.HADIR)
    ]
    judul = ("NILAI KOMPONEN", f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}")
    return jawab_excel(f"Nilai {slug}", Lembar("Nilai", kolom, baris, judul=judul))


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def impor(request: HttpRequest, slug: str) -> HttpResponse:
    """Upload a list of scores; what it would change is shown before anything is stored (kantor.views.impor)."""
    gelombang, aturan = ambil_bernilai(request, slug, Hak.KERJA)
    form = UnggahNilai(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        berkas = form.cleaned_data["berkas"]
        try:
            baru = unggah_nilai(oleh=request.user, gelombang=gelombang, isi=berkas, nama=berkas.name)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            return redirect(alamat_impor(request.user, baru))
    bagian = [b.nama for b in aturan.bagian if b.sumber == S.ISIAN]
    isi = bingkai_kelulusan(request, gelombang, NILAI, form=form, kolom=bagian)
    return render(request, "penilaian/kelulusan/impor.html", isi, status=400 if form.errors else 200)


def _tempel(request: HttpRequest, gelombang: Gelombang, aturan: Aturan) -> Sequence[Isian]:
    peserta = list(peserta_dinilai(gelombang).filter(status=Status.HADIR))
    tabel = Kisi(
        [BarisKisi(p.pk, p.ndh, p.pegawai.nip or "", p.nama_lengkap) for p in peserta],
        [KolomKisi(b.pk, b.nama, b.sumber != S.ISIAN) for b in aturan.bagian],
        baca=baca_nilai,
    )
    mulai = _letak(request, "baris"), _letak(request, "kolom")
    hasil = tabel.tempel(request.POST.get("teks", "")[:TEMPEL_MAKS], mulai)
    if hasil.galat:
        raise TidakValid(
            "Tidak ada yang disimpan. " + hasil.galat[0],
            rincian={str(n): satu for n, satu in enumerate(hasil.galat)},
        )
    terlihat = baca_terlihat(request.POST.get("terlihat", ""))
    isian = [Isian(p, k, angka, terlihat.get((p, k), 0)) for (p, k), angka in hasil.nilai.items()]
    simpan_nilai(oleh=request.user, gelombang=gelombang, isian=isian)
    return isian


def _letak(request: HttpRequest, nama: str) -> int:
    teks = request.POST.get(nama, "")
    return int(teks) if teks.isdecimal() and len(teks) < 5 else 0


def _jawab(gelombang: Gelombang, aturan: Aturan, lakukan: Callable[[], Sequence[Isian]]) -> JsonResponse:
    """What stands after an act, or what stands against it, for the script."""
    try:
        isian = lakukan()
    except NilaiBerbeda as galat:
        beda = [
            {"sel": f"{b.pendaftaran}-{b.komponen}", "nilai": _kata(b.sel.angka), "revisi": b.sel.revisi,
             "oleh": b.oleh, "pukul": b.pukul}
            for b in galat.beda
        ]  # fmt: skip
        return JsonResponse(isi_galat(galat) | {"beda": beda}, status=409)
    except Galat as galat:
        return JsonResponse(isi_galat(galat), status=galat.status)
    sel = sel_gelombang(gelombang)
    orang = sorted({i.pendaftaran for i in isian})
    usulan = _usulan(gelombang, aturan, sel, orang)
    disebut = {(i.pendaftaran, i.komponen): sel.get((i.pendaftaran, i.komponen), Sel()) for i in isian}
    return JsonResponse(
        {
            "sel": {
                f"{p}-{k}": {"nilai": _kata(s.angka), "revisi": s.revisi} for (p, k), s in disebut.items()
            },
            "akhir": {str(u.pendaftaran.pk): _akhir(u) for u in usulan},
            "pukul": jam(timezone.now(), gelombang.instansi.zona_waktu),
        }
    )


def _ditolak(
    request: HttpRequest,
    gelombang: Gelombang,
    aturan: Aturan,
    galat: Galat,
    *,
    ketikan: dict[str, str] | None = None,
    tempelan: str = "",
) -> HttpResponse:
    """The page again with what was typed and why it was not stored; saving once more then overwrites knowingly."""
    nama = {b.pk: b.nama for b in aturan.bagian}
    kalimat = [galat.pesan]
    if isinstance(galat, NilaiBerbeda):
        orang = Pendaftaran.objects.in_bulk([b.pendaftaran for b in galat.beda])
        kalimat = [galat.pesan + " Tidak ada yang disimpan; yang tampil adalah yang Anda ketik."]
        kalimat += [
            f"{orang[b.pendaftaran].nama_lengkap}, {nama[b.komponen]}: kini tersimpan {_kata(b.sel.angka) or 'kosong'}"
            f", ditulis {b.oleh or 'orang lain'} pukul {b.pukul}."
            for b in galat.beda
        ]
    elif galat.rincian:
        tempat = {k: (int(c[1]), int(c[2])) for k in galat.rincian if (c := SEL.fullmatch(k))}
        orang = Pendaftaran.objects.in_bulk([p for p, _ in tempat.values()])
        kalimat = ["Tidak ada yang disimpan."]
        for kunci, pesan in galat.rincian.items():
            if kunci in tempat:
                p, k = tempat[kunci]
                siapa = orang[p].nama_lengkap if p in orang else "Peserta"
                kalimat.append(f"{siapa}, {nama.get(k, 'komponen')}: {pesan}")
            else:
                kalimat.append(str(pesan))
    salah = {k: str(v) for k, v in galat.rincian.items()}
    return _tampil(
        request, gelombang, aturan, kalimat=kalimat, salah=salah, ketikan=ketikan or {}, tempelan=tempelan
    )


def _tampil(
    request: HttpRequest,
    gelombang: Gelombang,
    aturan: Aturan,
    *,
    kalimat: Sequence[str] = (),
    ketikan: dict[str, str] | None = None,
    salah: dict[str, str] | None = None,
    tempelan: str = "",
) -> HttpResponse:
    sel = sel_gelombang(gelombang)
    rekap = rekap_berlaku(gelombang)
    isi = bingkai_kelulusan(
        request,
        gelombang,
        NILAI,
        kolom=aturan.bagian,
        baris=[_baris(u, aturan, sel) for u in _usulan(gelombang, aturan, sel)],
        kalimat=kalimat,
        tempelan=tempelan,
        terlihat=json.dumps({f"{p}-{k}": s.revisi for (p, k), s in sel.items()}),
        rekap=rekap,
        memakai_seminar=any(b.sumber == S.RENCANA for b in aturan.bagian),
    )
    for satu in (x for b in isi["baris"] for x in b["sel"]):
        satu["angka"] = (ketikan or {}).get(f"n-{satu['nama']}", satu["angka"])
        satu["salah"] = (salah or {}).get(f"n-{satu['nama']}", "")
    if rekap:
        for satu in isi["baris"]:
            satu["akhir"]["hasil"] = ""  # what was locked stands on the recap
    isi["dapat_diisi"] = isi["boleh_kerja"] and dapat_diubah(gelombang) and rekap is None
    return render(request, "penilaian/kelulusan/kisi.html", isi, status=400 if kalimat else 200)


def _usulan(
    gelombang: Gelombang, aturan: Aturan, sel: dict[Kunci, Sel], orang: Sequence[int] | None = None
) -> list[UsulanHasil]:
    """What follows from these cells for who was seated; of `orang` alone while a cell is saved."""
    rekap = rekap_kehadiran(gelombang, peserta=orang)
    nilai = nilai_peserta(aturan, rekap, sel)
    peserta = peserta_dinilai(gelombang).filter(status=Status.HADIR)
    if orang is not None:
        peserta = peserta.filter(pk__in=orang)
    return [usul_menurut_nilai(p, rekap[p.pk], nilai[p.pk], aturan.di_bawah) for p in peserta]


def _baris(u: UsulanHasil, aturan: Aturan, sel: dict[Kunci, Sel]) -> dict[str, Any]:
    p, isi = u.pendaftaran, []
    for b in aturan.bagian:
        angka = _kata(_angka(u, b.pk))
        isi.append(
            {
                "nama": f"{p.pk}-{b.pk}",
                "label": f"{b.nama}, {p.nama_lengkap}",
                "diisi": b.sumber == S.ISIAN,
                "angka": angka,
                "terlihat": f"{sel.get((p.pk, b.pk), Sel()).revisi}:{angka}",
            }
        )
    return {"p": p, "sel": isi, "akhir": _akhir(u)}


def _angka(u: UsulanHasil, komponen: int) -> Decimal | None:
    return u.nilai.komponen[komponen] if u.nilai else None


def _akhir(u: UsulanHasil) -> dict[str, Any]:
    nilai = u.nilai
    return {
        "nilai": "" if nilai is None or nilai.akhir is None else desimal(nilai.akhir),
        "sebutan": nilai.sebutan if nilai else "",
        "lulus": bool(nilai and nilai.lulus),
        "hasil": f"Hasil {u.hasil}: {u.tidak_sesuai}" if u.hasil and u.tidak_sesuai else "",
    }


def _kata(angka: Decimal | None) -> str:
    return "" if angka is None else ringkas(angka)
