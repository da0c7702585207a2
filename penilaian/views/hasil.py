"""The tab Hasil: what attendance suggests, what the office decided, whose name is not confirmed, the closing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from diklat.models import Gelombang
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lingkup import Hak
from kantor.views.dasar import khusus_staf, tambah_galat, terkirim
from kantor.views.unduh import jawab_excel
from penilaian.forms.hasil import FormHasil, FormHasilBernilai, FormUsulan
from penilaian.models import Hasil
from penilaian.queries.hasil import UsulanHasil, usulkan_hasil
from penilaian.queries.kelulusan import aturan_gelombang, rekap_berlaku
from penilaian.services.hasil import hapus_hasil, terapkan_usulan, tetapkan_hasil, tetapkan_massal
from penilaian.services.rekap_kelulusan import penghalang_rekap
from penilaian.views.bingkai_kelulusan import bagian_kelulusan, tanpa_nilai_seminar
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.views.staf.alat import ambil_pendaftaran, angka

TAB = "penilaian:gelombang_hasil"
UKURAN = 100
KELOMPOK = {"semua": "Semua", "belum": "Belum ada hasil", "nama": "Nama belum dikonfirmasi"}
# Where scores decide.
KELOMPOK_NILAI = {
    "kurang": "Belum dapat ditetapkan", "beda": "Lain dari nilainya",
}  # fmt: skip
KOLOM = [
    Kolom("NDH", "bulat"),
    Kolom("Nama dan gelar", lebar=36),
    Kolom("NIP / NI PPPK", "nip"),
    Kolom("Unit kerja", lebar=40),
    Kolom("Kehadiran", "persen"),
    Kolom("Hasil", lebar=20),
    Kolom("Kualifikasi", lebar=20),
    Kolom("Alasan", lebar=44),
    Kolom("Nama dikonfirmasi", lebar=18),
]


@dataclass(frozen=True)
class Baris:
    """One person with the suggestion and what was decided."""

    usulan: UsulanHasil
    hasil: Hasil | None

    @property
    def p(self) -> Pendaftaran:
        return self.usulan.pendaftaran

    @property
    def perlu_nama(self) -> bool:
        return self.p.status == Status.HADIR and self.p.nama_dikonfirmasi is None


@require_safe
@khusus_staf()
def halaman_hasil(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody who was called, in NDH order, with suggestion and outcome."""
    gelombang = ambil_gelombang(request, slug)
    semua = _semua(gelombang)
    aturan = aturan_gelombang(gelombang)
    rekap = rekap_berlaku(gelombang) if aturan else None
    pilihan = {
        "semua": semua,
        "belum": [b for b in semua if b.hasil is None],
        "nama": [b for b in semua if b.perlu_nama],
    }
    if aturan and rekap is None:
        kurang = penghalang_rekap([b.usulan for b in semua])
        pilihan["kurang"] = [b for b in semua if b.p.nomor in kurang]
        pilihan["beda"] = [b for b in semua if b.usulan.tidak_sesuai]
    kelompok = request.GET.get("kelompok") if request.GET.get("kelompok") in pilihan else "semua"
    mulai = min(int(m), len(semua)) if (m := request.GET.get("mulai", "")).isdecimal() and len(m) < 6 else 0
    terpilih = pilihan[str(kelompok)]
    isi = bingkai(
        request,
        gelombang,
        TAB,
        baris=terpilih[mulai : mulai + UKURAN],
        kelompok=kelompok,
        kepala=[
            {"nama": k, "label": label, "jumlah": len(pilihan[k]), "aktif": k == kelompok}
            for k, label in (KELOMPOK | KELOMPOK_NILAI).items()
            if k in pilihan
        ],
        sebelumnya=f"?kelompok={kelompok}&mulai={max(mulai - UKURAN, 0)}" if mulai else None,
        berikutnya=f"?kelompok={kelompok}&mulai={mulai + UKURAN}" if mulai + UKURAN < len(terpilih) else None,
        ada=bool(semua),
        belum=len(pilihan["belum"]),
        dapat_diubah=_dapat_diubah(gelombang),
    )
    if aturan:
        isi |= {"bagian": bagian_kelulusan(gelombang, TAB), "rekap": rekap}
        if rekap is None:
            isi["tanpa_nilai_seminar"] = tanpa_nilai_seminar(aturan, [b.usulan for b in semua])
        isi["dapat_diubah"] = isi["dapat_diubah"] and rekap is None
    return render(request, "penilaian/hasil.html", isi)


@require_safe
@khusus_staf()
def hasil_excel(request: HttpRequest, slug: str) -> FileResponse:
    """The outcomes as Excel."""
    gelombang = ambil_gelombang(request, slug)
    judul = ("REKAPITULASI HASIL", f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}")
    return jawab_excel(f"Hasil {slug}", [Lembar("Hasil", KOLOM, _baris_excel(gelombang), judul=judul)])


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def terapkan(request: HttpRequest, slug: str) -> HttpResponse:
    """Take over the suggestions for those without an outcome: names first, then once more."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    if aturan_gelombang(gelombang):
        return redirect("penilaian:kelulusan_rekap", slug)
    calon = [b for b in _semua(gelombang) if b.hasil is None]
    pasti = "pasti" in request.POST
    form = FormUsulan(request.POST if pasti else None)
    if pasti and form.is_valid():
        try:
            jumlah = terapkan_usulan(oleh=request.user, gelombang=gelombang, **form.cleaned_data)
        except Galat as galat:
            form.add_error(None, galat.pesan)
        else:
            messages.success(request, f"Hasil {jumlah} peserta ditetapkan menurut usulan.")
            return redirect(TAB, slug)
    isi = bingkai(request, gelombang, TAB, form=form, baris=calon)
    return render(request, "penilaian/terapkan.html", isi, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def massal(request: HttpRequest, slug: str) -> HttpResponse:
    """The same outcome for those who were chosen; whom it does not fit are shown again, each with the reason."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    pilihan = set(angka(request.POST.getlist("pilih")))
    terpilih = [b for b in _semua(gelombang) if b.p.pk in pilihan]
    if not terpilih:
        if request.method == "POST":
            messages.warning(request, "Pilih dahulu pesertanya.")
        return redirect(TAB, slug)
    pasti = "pasti" in request.POST
    form = _form(gelombang)(request.POST if pasti else None)
    if pasti and form.is_valid():
        try:
            jumlah, tetap = tetapkan_massal(
                oleh=request.user, gelombang=gelombang, pilihan=pilihan, **form.cleaned_data
            )
        except Galat as galat:
            form.add_error(None, galat.pesan)
        else:
            if jumlah:
                messages.success(request, f"Hasil {jumlah} peserta ditetapkan.")
            if not tetap:
                return redirect(TAB, slug)
            terpilih = [b for b in terpilih if b.p.pk in tetap]
            form.add_error(None, f"Hasil {len(tetap)} peserta berikut belum ditetapkan.")
            for b in terpilih:
                form.add_error(None, f"{b.p.nama_lengkap}: {tetap[b.p.pk]}")
    isi = bingkai(request, gelombang, TAB, form=form, baris=terpilih)
    return render(request, "penilaian/massal.html", isi, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def satu(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """The outcome of one person."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    p = ambil_pendaftaran(request, gelombang, nomor, Hak.KERJA)
    baris = next((b for b in _semua(gelombang) if b.p.pk == p.pk), None)
    if baris is None:
        messages.error(request, "Hasil hanya ditetapkan untuk peserta yang sudah dipanggil.")
        return redirect(TAB, slug)
    ada = baris.hasil
    awal = ada or baris.usulan
    form = _form(gelombang)(
        terkirim(request),
        initial={
            "putusan": awal.putusan,
            "kualifikasi": awal.kualifikasi,
            "alasan": awal.alasan,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            hasil = tetapkan_hasil(oleh=request.user, pendaftaran=p, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"{p.nama_lengkap}: {hasil.get_putusan_display()}.")
            return redirect(TAB, slug)
    rekap = rekap_berlaku(gelombang)
    dapat = _dapat_diubah(gelombang) and rekap is None
    isi = bingkai(request, gelombang, TAB, form=form, satu=baris, dapat_diubah=dapat, rekap=rekap)
    return render(request, "penilaian/satu.html", isi, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def hapus(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """Ask once, then take back an outcome that was set too early."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    p = ambil_pendaftaran(request, gelombang, nomor, Hak.KERJA)
    if request.method == "POST":
        try:
            hapus_hasil(oleh=request.user, pendaftaran=p)
        except Galat as galat:
            messages.error(request, galat.pesan)
        else:
            messages.success(request, f"Hasil {p.nama_lengkap} dihapus.")
        return redirect(TAB, slug)
    hasil = Hasil.objects.filter(pendaftaran=p).first()
    isi = bingkai(
        request,
        gelombang,
        TAB,
        judul=f"Hapus hasil {p.nama_lengkap}?",
        kalimat=f"Hasilnya kini “{hasil}”. Sesudah dihapus, peserta ini kembali belum memiliki hasil. Riwayat "
        "mencatat hasil yang dihapus.",
        tindakan="Ya, hapus hasil",
        ada=hasil is not None,
        alamat_batal=reverse("penilaian:hasil_satu", args=[slug, nomor]),
    )
    return render(request, "penilaian/hapus.html", isi)


def _semua(gelombang: Gelombang) -> list[Baris]:
    """Two statements whatever the number."""
    return [Baris(u, getattr(u.pendaftaran, "hasil", None)) for u in usulkan_hasil(gelombang)]


def _form(gelombang: Gelombang) -> type[FormHasil]:
    return FormHasilBernilai if aturan_gelombang(gelombang) else FormHasil


def _dapat_diubah(gelombang: Gelombang) -> bool:
    return gelombang.status in (Gelombang.Status.DITUTUP, Gelombang.Status.BERLANGSUNG)


def _baris_excel(gelombang: Gelombang) -> Iterator[tuple[Any, ...]]:
    for b in _semua(gelombang):
        yield (
            b.p.ndh,
            b.p.nama_lengkap,
            b.p.pegawai.nip,
            b.p.unit_nama,
            b.usulan.rekap.persen_angka,
            b.hasil.get_putusan_display() if b.hasil else "",
            b.hasil.kualifikasi if b.hasil else "",
            b.hasil.alasan if b.hasil else b.usulan.alasan,
            "ya" if b.p.nama_dikonfirmasi else "belum",
        )
