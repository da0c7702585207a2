"""The recap: looked at, locked, opened again with a reason, published, printed; older ones stay readable."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kantor.galat import Galat
from kantor.lib.angka import desimal, ringkas
from kantor.lib.excel import Kolom, Lembar
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from kantor.views.unduh import jawab_excel
from penilaian.lib.kelulusan import perubahan_rekap
from penilaian.models import RekapKelulusan
from penilaian.queries.hasil import usulkan_hasil
from penilaian.queries.kelulusan import rekap_berlaku, semua_rekap
from penilaian.services.cetak_rekap import JENIS_REKAP, cetak_rekap
from penilaian.services.rekap_kelulusan import (
    buka_rekap,
    isi_rekap,
    penghalang_rekap,
    sidik_rekap,
    tetapkan_rekap,
    umumkan_hasil,
)
from penilaian.views.bingkai_kelulusan import (
    REKAP,
    ambil_bernilai,
    bingkai_kelulusan,
    dapat_diubah,
    tanpa_nilai_seminar,
)
from peserta.forms.alasan import FormAlasan
from peserta.views.staf.alat import proses_gelombang

TERBANYAK = 10


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def halaman(request: HttpRequest, slug: str) -> HttpResponse:
    """The recap in force, or as it would be locked now; posting locks it."""
    hak = Hak.KERJA if request.method == "POST" else Hak.LIHAT
    gelombang, aturan = ambil_bernilai(request, slug, hak)
    if request.method == "POST":
        try:
            tetapkan_rekap(oleh=request.user, gelombang=gelombang, sidik=request.POST.get("sidik", ""))
        except Galat as galat:
            messages.error(request, galat.pesan)
        else:
            messages.success(request, "Hasil ditetapkan dan terkunci.")
        return redirect(REKAP, slug)
    semua = semua_rekap(gelombang)
    rekap = next((r for r in semua if r.dibuka is None), None)
    usulan = [] if rekap else usulkan_hasil(gelombang)
    isi = rekap.isi if rekap else isi_rekap(aturan, usulan)
    halangan = list(penghalang_rekap(usulan).values())
    dibuka = [r for r in semua if r.dibuka]
    sebelum = dibuka[0] if dibuka else None
    konteks = bingkai_kelulusan(
        request,
        gelombang,
        REKAP,
        rekap=rekap,
        lama=dibuka,
        sebelum=sebelum,
        berubah=perubahan_rekap(sebelum.isi, isi) if sebelum else [],
        halangan=halangan[:TERBANYAK],
        banyak_halangan=len(halangan),
        sisa_halangan=len(halangan) - TERBANYAK,
        tidak_sesuai=[u for u in usulan if u.tidak_sesuai],
        tanpa_nilai_seminar=tanpa_nilai_seminar(aturan, usulan),
        sidik=sidik_rekap(isi),
        dapat_diubah=dapat_diubah(gelombang),
        proses=proses_gelombang(request, gelombang, JENIS_REKAP, hanya_hidup=False)[:1] if rekap else [],
        **tabel_rekap(isi),
    )
    return render(request, "penilaian/kelulusan/rekap.html", konteks)


@require_safe
@khusus_staf()
def lama(request: HttpRequest, slug: str, ke: int) -> HttpResponse:
    """A recap as it was locked, in force or opened again since."""
    gelombang, _ = ambil_bernilai(request, slug)
    rekap = ambil(RekapKelulusan.objects.filter(gelombang=gelombang), ke=ke)
    isi = bingkai_kelulusan(request, gelombang, REKAP, rekap=rekap, **tabel_rekap(rekap.isi))
    return render(request, "penilaian/kelulusan/rekap_lama.html", isi)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def buka(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the results again, with a reason."""
    gelombang, _ = ambil_bernilai(request, slug, Hak.KERJA)
    form = FormAlasan(terkirim(request))
    if request.method == "POST" and form.is_valid():
        try:
            buka_rekap(oleh=request.user, gelombang=gelombang, alasan=form.cleaned_data["alasan"])
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Rekap dibuka kembali. Nilai dan hasil dapat diubah.")
            return redirect(REKAP, slug)
    isi = bingkai_kelulusan(request, gelombang, REKAP, form=form)
    return render(request, "penilaian/kelulusan/rekap_buka.html", isi, status=400 if form.errors else 200)


@require_POST
@khusus_staf(Hak.KERJA)
def umumkan(request: HttpRequest, slug: str) -> HttpResponse:
    """Let the peserta read their result."""
    gelombang, _ = ambil_bernilai(request, slug, Hak.KERJA)
    try:
        umumkan_hasil(oleh=request.user, gelombang=gelombang)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        surat = (
            "Surat pemberitahuan tidak dikirim, karena gelombang ini dicatat kemudian."
            if gelombang.dicatat_kemudian
            else "Yang alamat emailnya tercatat menerima surat pemberitahuan."
        )
        messages.success(
            request, f"Hasil diumumkan. Setiap peserta melihat hasilnya sendiri di Beranda Peserta. {surat}"
        )
    return redirect(REKAP, slug)


@require_POST
@khusus_staf()
def cetak(request: HttpRequest, slug: str) -> HttpResponse:
    """Have the recap in force printed by the worker."""
    gelombang, _ = ambil_bernilai(request, slug)
    try:
        cetak_rekap(oleh=request.user, gelombang=gelombang)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, "Rekap sedang dicetak. Halaman ini boleh ditutup.")
    return redirect(REKAP, slug)


@require_safe
@khusus_staf()
def excel(request: HttpRequest, slug: str) -> FileResponse:
    """The recap in force, or as it stands now, as Excel."""
    gelombang, aturan = ambil_bernilai(request, slug)
    rekap = rekap_berlaku(gelombang)
    isi = rekap.isi if rekap else isi_rekap(aturan, usulkan_hasil(gelombang))
    tabel = tabel_rekap(isi)
    kolom = [Kolom("NDH", "bulat", 7), Kolom("Nama dan gelar", lebar=36), Kolom("NIP / NI PPPK", "nip")]
    kolom += [Kolom("Unit kerja", lebar=36)]
    kolom += [Kolom(f"{k['nama']} ({k['bobot']} %)", "angka", 16) for k in tabel["komponen"]]
    kolom += [Kolom("Nilai akhir", "angka"), Kolom("Kehadiran", lebar=12), Kolom("Hasil", lebar=18)]
    kolom += [Kolom("Kualifikasi", lebar=20), Kolom("Keterangan", lebar=50)]
    baris = [
        (b["ndh"], b["nama"], b["nip"], b["unit"], *[_desimal(n) for n in b["mentah"]], _desimal(b["akhir_mentah"]),
         b["kehadiran"], b["label"], b["kualifikasi"], b["alasan"])
        for b in tabel["baris"]
    ]  # fmt: skip
    keadaan = f"Ditetapkan {rekap.penetap}" if rekap else "BELUM DITETAPKAN"
    judul = ("REKAP KELULUSAN", f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}", keadaan)
    return jawab_excel(f"Rekap kelulusan {slug}", Lembar("Rekap", kolom, baris, judul=judul))


def tabel_rekap(isi: dict[str, Any]) -> dict[str, Any]:
    """What a recap holds, as the pages show it: columns, rows, how many of each outcome."""
    komponen = [
        {"nama": k["nama"], "bobot": ringkas(Decimal(k["bobot"])), "pk": str(k["pk"])}
        for k in isi["komponen"]
    ]
    jumlah: dict[str, int] = {}
    baris = []
    for b in isi["baris"]:
        jumlah[b["label"]] = jumlah.get(b["label"], 0) + 1
        mentah = [b["nilai"].get(k["pk"]) for k in komponen]
        sel = [{"nama": k["nama"], "angka": _kata(n)} for k, n in zip(komponen, mentah, strict=True)]
        baris.append(
            b | {"sel": sel, "mentah": mentah, "akhir": _kata(b["akhir"]), "akhir_mentah": b["akhir"]}
        )
    return {
        "komponen": komponen,
        "baris": baris,
        "jumlah": jumlah,
        "nilai_lulus": desimal(Decimal(isi["nilai_lulus"])),
        "hadir_minimal": ringkas(Decimal(isi["hadir_minimal"])) if isi["hadir_minimal"] else "",
    }


def _kata(angka: str | None) -> str:
    return desimal(Decimal(angka)) if angka else "–"


def _desimal(angka: str | None) -> Decimal | None:
    return Decimal(angka) if angka else None
