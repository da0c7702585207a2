"""Berita acara and Surat Kesepakatan for Panitia: decided, made in one run, printed, chased, shown on the projector."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kantor.galat import Galat
from kantor.lib.nama import sebut
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat
from penilaian.forms.naskah import FormPutusan
from penilaian.models import Giliran, JenisNaskah, RuangSeminar, Seminar
from penilaian.queries.dasbor import BarisHasil, dasbor
from penilaian.queries.naskah_acara import (
    URUTAN,
    NaskahBaris,
    dengan_penguji,
    giliran_naskah,
    naskah_berlaku,
    naskah_terakhir,
    per_giliran,
)
from penilaian.services.cetak_naskah import JENIS_NASKAH, SATU, ZIP, cetak_naskah
from penilaian.services.isi_acara import yang_kurang
from penilaian.services.naskah_acara import (
    HasilNaskah,
    buat_berita_acara,
    buat_kesepakatan,
    catat_tinta,
    putuskan,
)
from penilaian.services.surat_naskah import HasilPengingat, calon_pengingat, ingatkan_penanda
from penilaian.views.bingkai_seminar import ambil_seminar, bingkai_seminar, sampaikan
from peserta.views.staf.alat import angka, proses_gelombang

ACARA, KESEPAKATAN = "penilaian:seminar_acara", "penilaian:seminar_kesepakatan"
DISEBUT = 8
SARING = {
    "semua": "Semua",
    "belum": "Belum dibuat",
    "menunggu": "Menunggu tanda tangan",
    "lengkap": "Lengkap",
}


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def berita_acara(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Each plan with its value, its decision and its berita acara; what was ticked is done at once."""
    _, seminar = ambil_seminar(request, slug, pk, Hak.KERJA if request.method == "POST" else Hak.LIHAT)
    form = FormPutusan(request.POST if request.POST.get("laku") == "putuskan" else None)
    if request.method == "POST" and _lakukan(request, seminar, form):
        return redirect(request.get_full_path())
    hasil = {b.giliran.pk: b for b in dasbor(request.user, seminar).baris}
    naskah, lama = _pilah(naskah_terakhir(seminar, JenisNaskah.BERITA_ACARA))
    milik = per_giliran(naskah)
    ruang = {b.naskah.ruang_id: b for b in naskah if b.naskah.ruang_id}
    baris = [
        _baris(g, hasil.get(g.pk), milik.get(g.pk) or ruang.get(g.ruang_id), lama.get(g.pk))
        for g in giliran_naskah(seminar)
    ]
    semua_ruang = {b["g"].ruang_id: b["g"].ruang for b in baris}
    kelompok, terpilih, kepala = _saring(request, baris)
    isi = bingkai_seminar(
        request,
        seminar,
        ACARA,
        form=form,
        baris=terpilih,
        kelompok=kelompok,
        kepala=kepala,
        ruang=[r for pk, r in semua_ruang.items() if pk not in ruang],
        jumlah=len(baris),
        **_milik_tab(request, seminar, JenisNaskah.BERITA_ACARA, naskah),
    )
    return render(request, "penilaian/naskah/berita_acara.html", isi, status=_status(request))


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def kesepakatan(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The Surat Kesepakatan of all in the order of the ceremony, and who has not signed."""
    _, seminar = ambil_seminar(request, slug, pk, Hak.KERJA if request.method == "POST" else Hak.LIHAT)
    if request.method == "POST" and _lakukan_kesepakatan(request, seminar):
        return redirect(request.get_full_path())
    urutan = request.GET.get("urutan", "")
    naskah, lama = _pilah(naskah_terakhir(seminar, JenisNaskah.KESEPAKATAN))
    milik = per_giliran(naskah)
    baris = [
        _baris(g, None, milik.get(g.pk), lama.get(g.pk))
        for g in dengan_penguji(giliran_naskah(seminar, urutan))
    ]
    kelompok, terpilih, kepala = _saring(request, baris, urutan=urutan if urutan in URUTAN else "")
    isi = bingkai_seminar(
        request,
        seminar,
        KESEPAKATAN,
        baris=terpilih,
        kelompok=kelompok,
        kepala=kepala,
        jumlah=len(baris),
        belum=sum(len(b["naskah"].belum) for b in baris if b["naskah"]),
        urutan=[(k, label, k == (urutan or "paparan")) for k, (label, _) in URUTAN.items()],
        alasan=request.POST.get("alasan", ""),
        **_milik_tab(request, seminar, JenisNaskah.KESEPAKATAN, naskah),
    )
    return render(request, "penilaian/naskah/kesepakatan.html", isi, status=_status(request))


@require_safe
def layar(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """For the projector at the ceremony: whose signature is missing. No scores."""
    if request.headers.get("HX-Request") == "true" and not request.user.is_authenticated:
        return HttpResponse(status=401)  # the session ended: the last picture stays
    return _layar(request, slug, pk)


@khusus_staf()
def _layar(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    gelombang, seminar = ambil_seminar(request, slug, pk)
    milik = per_giliran(naskah_berlaku(seminar, JenisNaskah.KESEPAKATAN))
    urut = [milik[g.pk] for g in giliran_naskah(seminar, request.GET.get("urutan", "")) if g.pk in milik]
    isi = {
        "gelombang": gelombang,
        "instansi_aktif": gelombang.instansi,
        "seminar": seminar,
        "semua": len(urut),
        "lengkap": sum(not b.belum for b in urut),
        "belum": [b for b in urut if b.belum],
    }
    return render(request, "penilaian/naskah/layar.html", isi)


def _status(request: HttpRequest) -> int:
    """A page that answers a refused act shows what was ticked and typed, and says it was refused."""
    return 400 if request.method == "POST" else 200


def _milik_tab(
    request: HttpRequest, seminar: Seminar, jenis: str, naskah: list[NaskahBaris]
) -> dict[str, Any]:
    """What both tabs show around their list: what was ticked, the last printing, whom a reminder goes to."""
    berlaku = {b.naskah.pk for b in naskah}
    proses = proses_gelombang(request, seminar.gelombang, JENIS_NASKAH, hanya_hidup=False)
    calon = calon_pengingat(seminar, jenis, [p for b in naskah for p in b.belum])
    return {
        "dipilih": set(angka(request.POST.getlist("giliran"))),
        # Of papers of this tab that stand: a printing of one that was taken back since is no result any more.
        "proses": [satu for satu in proses if berlaku.issuperset(satu["proses"].parameter["naskah"])][:1],
        "pengingat": len(calon.terkirim),
        "penerima": sebut(calon.terkirim, DISEBUT),
        "baru_saja": sebut(calon.baru_saja, DISEBUT),
    }


def _pilah(semua: list[NaskahBaris]) -> tuple[list[NaskahBaris], dict[int, NaskahBaris]]:
    """Living papers, and by talk those taken back."""
    return [b for b in semua if b.naskah.berlaku], per_giliran(b for b in semua if not b.naskah.berlaku)


def _baris(
    g: Giliran, hasil: BarisHasil | None, naskah: NaskahBaris | None, lama: NaskahBaris | None
) -> dict[str, Any]:
    """One line: a plan, its value as far as there is one, the paper that tells of it or the one taken back."""
    return {
        "g": g,
        "hasil": hasil,
        "naskah": naskah,
        "keadaan": "belum" if naskah is None else naskah.naskah.status,
        "kurang": [k.partition(": ")[2] for k in yang_kurang(hasil)] if hasil and naskah is None else [],
        "ditarik": lama.naskah if lama and naskah is None else None,
        "berganti": naskah is not None and hasattr(g, "penguji") and naskah.penguji != set(g.penguji),
    }


def _saring(
    request: HttpRequest, baris: list[dict[str, Any]], urutan: str = ""
) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    teks = request.GET.get("kelompok", "")
    kelompok = teks if teks in SARING else "semua"
    pilihan = {k: [b for b in baris if k in ("semua", b["keadaan"])] for k in SARING}
    kepala = [
        {
            "nama": f"{k}&urutan={urutan}" if urutan else k,
            "label": label,
            "jumlah": len(pilihan[k]),
            "aktif": k == kelompok,
        }
        for k, label in SARING.items()
    ]
    return kelompok, pilihan[kelompok], kepala


def _lakukan(request: HttpRequest, seminar: Seminar, form: FormPutusan) -> bool:
    """Do what the button said; False to show what is wrong beside what was ticked and typed."""
    oleh: Any = request.user
    laku, pilihan = request.POST.get("laku", ""), angka(request.POST.getlist("giliran"))
    try:
        if laku == "putuskan":
            if not form.is_valid():
                return False
            n = putuskan(oleh=oleh, seminar=seminar, giliran=pilihan, **form.cleaned_data)
            messages.success(request, f"Keputusan {n} rencana aksi tersimpan.")
            _ingatkan_nilai(request, seminar, pilihan)
        elif laku == "buat":
            hasil = buat_berita_acara(oleh=oleh, seminar=seminar, giliran=pilihan)
            return _kabarkan(request, hasil, "berita acara")
        elif laku == "ruang":
            ruang = ambil(RuangSeminar.objects.filter(seminar=seminar), pk=request.POST.get("ruang", ""))
            _kabarkan(request, buat_berita_acara(oleh=oleh, seminar=seminar, ruang=ruang), "berita acara")
        else:
            return _bersama(request, seminar, laku, JenisNaskah.BERITA_ACARA, pilihan)
    except Galat as galat:
        if form.is_bound and galat.rincian.keys() & form.fields.keys():
            tambah_galat(form, galat)
        else:
            messages.error(request, galat.pesan)
        return False
    return True


def _ingatkan_nilai(request: HttpRequest, seminar: Seminar, pilihan: list[int]) -> None:
    """A decision may stand before the scores do, but nobody should think it is done."""
    belum = [
        b.giliran.rencana.pendaftaran.nama_lengkap
        for b in dasbor(request.user, seminar).baris  # type: ignore[arg-type]
        if b.giliran.pk in pilihan and b.nilai is None
    ]
    if belum:
        messages.warning(
            request,
            "Berita acara baru dapat dibuat setelah nilainya lengkap. "
            f"Belum ada nilai akhir: {sebut(belum, DISEBUT)}",
        )


def _lakukan_kesepakatan(request: HttpRequest, seminar: Seminar) -> bool:
    """Do what the button said; False to show what is wrong beside what was ticked and typed."""
    oleh: Any = request.user
    laku, pilihan = request.POST.get("laku", ""), angka(request.POST.getlist("giliran"))
    try:
        if laku in ("buat", "buat_semua"):
            hasil = buat_kesepakatan(
                oleh=oleh,
                seminar=seminar,
                giliran=None if laku == "buat_semua" else pilihan,
                alasan=request.POST.get("alasan", ""),
            )
            if hasil.berubah:
                messages.warning(
                    request,
                    "Isinya berubah sejak ditandatangani; buka naskahnya dan tarik untuk dikoreksi bila perlu: "
                    f"{sebut(hasil.berubah, DISEBUT)}",
                )
            return _kabarkan(request, hasil, "Surat Kesepakatan")
        return _bersama(request, seminar, laku, JenisNaskah.KESEPAKATAN, pilihan)
    except Galat as galat:
        messages.error(request, galat.pesan)
        return False


def _bersama(request: HttpRequest, seminar: Seminar, laku: str, jenis: str, pilihan: list[int]) -> bool:
    """Acts on papers there are, in the order that is shown; nothing ticked means all of them. False: refused."""
    oleh: Any = request.user
    if laku == "ingatkan":
        _kabarkan_pengingat(request, ingatkan_penanda(oleh=oleh, seminar=seminar, jenis=jenis))
        return True
    naskah = _terpilih(request, seminar, jenis, pilihan)
    if laku == "tinta":
        hasil = catat_tinta(oleh=oleh, seminar=seminar, naskah=naskah)
        return _kabarkan(request, hasil, "naskah bertanda tangan basah")
    if laku in (SATU, ZIP):
        _cetak(request, seminar, naskah, laku)
    return True


def _terpilih(request: HttpRequest, seminar: Seminar, jenis: str, pilihan: list[int]) -> list[int]:
    semua = naskah_berlaku(seminar, jenis)
    per, ruang = per_giliran(semua), {b.naskah.ruang_id: b for b in semua if b.naskah.ruang_id}
    urut = giliran_naskah(seminar, request.GET.get("urutan", ""))
    ada = [per.get(g.pk) or ruang.get(g.ruang_id) for g in urut if not pilihan or g.pk in pilihan]
    return list(dict.fromkeys(b.naskah.pk for b in ada if b))


def _cetak(request: HttpRequest, seminar: Seminar, naskah: list[int], bentuk: str) -> None:
    cetak_naskah(oleh=request.user, seminar=seminar, naskah=naskah, bentuk=bentuk)  # type: ignore[arg-type]
    messages.success(request, f"{len(naskah)} naskah sedang dicetak. Hasilnya tampil di atas daftar.")


def _kabarkan(request: HttpRequest, hasil: HasilNaskah, apa: str) -> bool:
    """Tell what was done; False where all of it was refused."""
    if hasil.dibuat:
        messages.success(request, f"{len(hasil.dibuat)} {apa} tercatat.")
    elif not hasil.dilewati and not hasil.berubah:
        messages.info(request, "Tidak ada yang berubah.")
    sampaikan(request, hasil.dilewati)
    return bool(hasil.dibuat) or not hasil.dilewati


def _kabarkan_pengingat(request: HttpRequest, hasil: HasilPengingat) -> None:
    terkirim, lewat = hasil.terkirim, hasil.baru_saja
    if terkirim:
        messages.success(
            request, f"Pengingat dikirim kepada {len(terkirim)} orang: {sebut(terkirim, DISEBUT)}"
        )
    if lewat:
        messages.info(
            request,
            f"{len(lewat)} orang tidak disurati lagi karena baru saja diingatkan: {sebut(lewat, DISEBUT)}",
        )
    if hasil.tanpa_alamat:
        messages.warning(
            request,
            f"Tidak ada alamat email, ingatkan dengan cara lain: {sebut(hasil.tanpa_alamat, DISEBUT)}",
        )
    if not (terkirim or lewat or hasil.tanpa_alamat):
        messages.info(request, "Tidak ada yang perlu diingatkan: semua sudah menandatangani.")
