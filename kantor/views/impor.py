"""Imports: choose a kind, upload, look at what it would do, confirm, see what became of it.

The pages of one import serve both frames: staff see it beside their menu, an operator in the public frame.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kantor.daftar import JenisImpor, jenis_impor
from kantor.forms.impor import UnggahImpor
from kantor.galat import Galat
from kantor.lib import excel
from kantor.lib.berkas import SEMUA_JENIS
from kantor.lingkup import Hak
from kantor.models import BarisImpor, Impor, Instansi
from kantor.queries.impor import baris_impor, daftar_impor
from kantor.queries.potongan import potong
from kantor.queries.unit import cari_unit, unit_berlaku
from kantor.services.impor import (
    atur_impor,
    baca_ulang_impor,
    batalkan_impor,
    konfirmasi_impor,
    unggah_impor,
)
from kantor.services.impor_kerja import alasan_baris, berkas_bermasalah
from kantor.services.unit import tambah_alias
from kantor.views.dasar import ambil, khusus_staf, perlu_masuk, tambah_galat
from kantor.views.proses import isi_proses
from kantor.views.unduh import jawab_excel

S = Impor.Status
T = BarisImpor.Tindakan
# The order of the tabs: first what needs a person, last what needs nobody.
TAB = [T.GALAT, T.BARU, T.BERUBAH, T.PINDAH, T.KELUAR, T.SAMA]


@require_safe
@khusus_staf(Hak.KERJA)
def daftar(request: HttpRequest) -> HttpResponse:
    """The kinds of list there are, and the imports so far."""
    halaman = potong(
        daftar_impor(request.user), urutan=("-dibuat", "-pk"), tanda=request.GET.get("hal"), ukuran=20
    )
    jenis = [(kode, jenis_impor[kode]) for kode in jenis_impor.nama() if jenis_impor[kode].untuk_staf]
    for impor in halaman.baris:
        impor.sebutan_jenis = _jenis(impor.jenis).judul
    return render(request, "kantor/impor_daftar.html", {"jenis": jenis, "halaman": halaman})


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def unggah(request: HttpRequest, jenis: str) -> HttpResponse:
    """Upload a file of a kind for one of the own offices."""
    satu = _jenis(jenis)
    if not satu.untuk_staf:
        raise Http404
    instansi = Instansi.objects.untuk(request.user, Hak.KERJA)
    form = UnggahImpor(instansi, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        # The page of a gelombang leads here with its slug: the kind may take it as a hint.
        asal = {"asal": request.GET["gelombang"][:80]} if request.GET.get("gelombang") else {}
        impor = terima_unggahan(
            request, form, jenis=jenis, instansi=form.cleaned_data["instansi"], pilihan=asal
        )
        if impor is not None:
            return redirect(alamat_impor(request.user, impor))
    return render(request, "kantor/impor_unggah.html", {"jenis": satu, "kode": jenis, "form": form})


def terima_unggahan(
    request: HttpRequest, form: Any, *, jenis: str, instansi: Instansi, pilihan: dict[str, Any] | None = None
) -> Impor | None:
    """Take the form's `berkas` in; None when it was refused, which the form then says."""
    berkas = form.cleaned_data["berkas"]
    try:
        return unggah_impor(
            oleh=request.user, instansi=instansi, jenis=jenis, isi=berkas, nama=berkas.name, pilihan=pilihan
        )
    except Galat as galat:
        tambah_galat(form, galat)
        return None


@require_safe
@perlu_masuk
def templat(request: HttpRequest, jenis: str) -> HttpResponse:
    """An empty workbook with the columns of a kind and an example row."""
    satu = _jenis(jenis)
    kolom = [excel.Kolom(k.judul) for k in satu.kolom]
    return jawab_excel(f"Templat {satu.judul}", excel.Lembar("Isian", kolom, satu.contoh))


@require_safe
@never_cache
@perlu_masuk
def satu(request: HttpRequest, pk: UUID, *, staf: bool = False) -> HttpResponse:
    """One import, as it stands: being read, waiting for a word, being stored, done."""
    impor = _impor(request, pk)
    if staf != _staf(request.user, impor):
        return redirect(alamat_impor(request.user, impor))
    return render(request, "kantor/impor_satu.html", _isi(request, impor))


@require_safe
@never_cache
@perlu_masuk
def kemajuan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The fragment asked for while a job is at the import; the whole page is loaded anew when it ends."""
    impor = _impor(request, pk)
    selesai = impor.status not in {S.DIBACA, S.DIKONFIRMASI}
    jawaban = render(request, "kantor/impor_kemajuan.html", _isi_proses(request, impor))
    if selesai or (impor.pekerjaan and impor.pekerjaan.status not in {"antre", "berjalan"}):
        jawaban["HX-Refresh"] = "true"
    return jawaban


@require_POST
@perlu_masuk
def pilihan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what the file means, and compare again."""
    impor = _impor(request, pk)
    form = _formulir_pilihan(impor, request.POST)
    if form is not None and not form.is_valid():
        return render(
            request, "kantor/impor_satu.html", _isi(request, impor) | {"form_pilihan": form}, status=422
        )
    if form is not None:
        atur_impor(oleh=request.user, impor=impor, pilihan=form.simpanan())
    return redirect(alamat_impor(request.user, impor))


@require_POST
@perlu_masuk
def konfirmasi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Store what the preview showed."""
    impor = _impor(request, pk)
    buat = _jenis(impor.jenis).konfirmasi
    form = buat(impor, request.POST, request.FILES) if buat else None
    if form is None or form.is_valid():
        try:
            konfirmasi_impor(oleh=request.user, impor=impor, isian=form.cleaned_data if form else {})
        except Galat as galat:
            if form is None:
                raise
            tambah_galat(form, galat)
        else:
            return redirect(alamat_impor(request.user, impor))
    isi = _isi(request, impor) | {"form_konfirmasi": form}
    return render(request, "kantor/impor_satu.html", isi, status=422)


@require_POST
@perlu_masuk
def batalkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw a file away that nobody confirmed, or whose storing came to a halt."""
    impor = batalkan_impor(oleh=request.user, impor=_impor(request, pk))
    if not impor.ringkasan.get("tersimpan"):  # otherwise the page says how many
        messages.success(request, "Impor dibatalkan. Tidak ada data yang berubah.")
    return redirect(alamat_impor(request.user, impor))


@require_POST
@perlu_masuk
def sebutan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say which unit an unknown spelling means, then understand the file anew. For staff."""
    impor = _impor(request, pk)
    if not _staf(request.user, impor):
        raise Http404
    dikenal = [teks for teks, _ in impor.ringkasan.get("unit_asing", [])]
    for nomor, teks in enumerate(dikenal):
        kode = request.POST.get(f"unit_{nomor}", "").replace("\0", "").strip()
        if not kode:
            continue
        unit = unit_berlaku().filter(kode=kode, instansi=impor.instansi).first()
        calon = [unit] if unit else [u for u in cari_unit(kode) if u.instansi_id == impor.instansi_id][:2]
        if len(calon) != 1:
            messages.error(request, f"“{kode[:60]}” tidak menunjuk satu unit kerja. Pakai kodenya.")
            continue
        tambah_alias(oleh=request.user, unit=calon[0], teks=teks)
    baca_ulang_impor(oleh=request.user, impor=impor)
    return redirect(alamat_impor(request.user, impor))


@require_safe
@perlu_masuk
def bermasalah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rows that cannot be stored, as Excel with the reasons, to be put right and uploaded again."""
    impor = _impor(request, pk)
    if (isi := berkas_bermasalah(impor)) is None:
        raise Http404
    jawaban = HttpResponse(isi, content_type=SEMUA_JENIS["xlsx"].mime)
    jawaban["Content-Disposition"] = 'attachment; filename="Perlu diperbaiki.xlsx"'
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban


def alamat_impor(pengguna: Any, impor: Impor) -> str:
    """The page of an import for this account."""
    return reverse("impor_staf" if _staf(pengguna, impor) else "impor_satu", args=[impor.pk])


def _jenis(kode: str) -> JenisImpor:
    satu = jenis_impor.cari(kode)
    if satu is None:
        raise Http404
    return satu


def _staf(pengguna: Any, impor: Impor) -> bool:
    return impor.instansi_id in pengguna.instansi_dengan(Hak.KERJA)


def _impor(request: HttpRequest, pk: UUID) -> Impor:
    """The import if it is the own or of an office one works for; reading alone (Pimpinan) is not enough."""
    impor = ambil(daftar_impor(request.user), pk=pk)
    if impor.dibuat_oleh_id != request.user.pk and not _staf(request.user, impor):
        raise Http404
    return impor


def _formulir_pilihan(impor: Impor, data: Any = None) -> Any:
    buat = _jenis(impor.jenis).pilihan
    return buat(impor, data) if buat else None


def _isi_proses(request: HttpRequest, impor: Impor) -> dict[str, Any]:
    isi = {"impor": impor, "alamat_kemajuan": reverse("impor_kemajuan", args=[impor.pk])}
    if impor.pekerjaan:
        isi |= isi_proses(request.user, impor.pekerjaan) | {"alamat_perihal": None}
    return isi


def _isi(request: HttpRequest, impor: Impor) -> dict[str, Any]:
    jenis = _jenis(impor.jenis)
    jumlah = impor.ringkasan.get("jumlah", {})
    ditolak = impor.baris.filter(diterapkan=False).count() if impor.status == S.SELESAI else 0
    aktif = _tab_aktif(request, jumlah, ditolak)
    halaman = potong(
        baris_impor(impor, tindakan=aktif, ditolak=aktif == "ditolak", cari=request.GET.get("q", "")),
        urutan=("pk",),
        tanda=request.GET.get("hal"),
    )
    for baris in halaman.baris:
        baris.kalimat = alasan_baris(baris)
    menunggu = impor.status == S.SIAP
    disimpan = sum(jumlah.get(t, 0) for t in (T.BARU, T.BERUBAH, T.PINDAH, T.KELUAR))
    return _isi_proses(request, impor) | {
        "bingkai": "kantor/impor_bingkai_staf.html"
        if _staf(request.user, impor)
        else "kantor/impor_bingkai.html",
        "jenis": jenis,
        "jumlah": jumlah,
        "total": sum(n for tindakan, n in jumlah.items() if tindakan != T.KELUAR),
        "disimpan": disimpan,
        "berubah": jumlah.get(T.BERUBAH, 0) + jumlah.get(T.PINDAH, 0),
        "ditolak": ditolak,
        "tab": _tab(jenis, jumlah, ditolak, aktif),
        "aktif": aktif,
        "halaman": halaman,
        "q": request.GET.get("q", ""),
        "catatan": jenis.catatan(impor) if menunggu else [],
        "sesudah": jenis.sesudah(impor, _staf(request.user, impor)) if impor.status == S.SELESAI else [],
        "form_pilihan": _formulir_pilihan(impor) if menunggu else None,
        "form_konfirmasi": jenis.konfirmasi(impor) if menunggu and jenis.konfirmasi and disimpan else None,
        "ada_buruk": bool(jumlah.get(T.GALAT) or ditolak) and impor.berkas_id is not None,
        "staf": _staf(request.user, impor),
    }


def _tab_aktif(request: HttpRequest, jumlah: dict[str, int], ditolak: int) -> str:
    diminta = request.GET.get("tab", "")
    if diminta in jumlah or (diminta == "ditolak" and ditolak):
        return diminta
    return "ditolak" if ditolak else next((t for t in TAB if jumlah.get(t)), "")


def _tab(jenis: JenisImpor, jumlah: dict[str, int], ditolak: int, aktif: str) -> list[dict[str, Any]]:
    tab = [
        {
            "label": jenis.sebutan.get(t, T(t).label),
            "alamat": f"?tab={t}",
            "aktif": t == aktif,
            "jumlah": jumlah[t],
        }
        for t in TAB
        if jumlah.get(t)
    ]
    if ditolak:
        tab.insert(
            0,
            {
                "label": "Tidak tersimpan",
                "alamat": "?tab=ditolak",
                "aktif": aktif == "ditolak",
                "jumlah": ditolak,
            },
        )
    return tab
