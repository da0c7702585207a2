"""Ruang Penguji: what is mine today, the plan beside the form, every change saved at once."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kantor.api.galat import isi_galat
from kantor.galat import Galat, TidakValid
from kantor.lib import tanggal
from kantor.lib.angka import ringkas
from kantor.models import Pengguna, Peran
from kantor.views.dasar import khusus, tertutup
from kantor.zona import pakai_zona
from penilaian.forms.penguji import FormAbstain, FormBenturan, baca_isian, baca_revisi
from penilaian.lib.naskah import tahap_dari_isi
from penilaian.models import BenturanKepentingan, LembarNilai, Penugasan, PeranPenilai, Seminar
from penilaian.models.rencana import BAGIAN, RencanaAksi
from penilaian.queries.naskah_acara import PENGUJI, banyak_menunggu
from penilaian.queries.nilai import (
    jumlah_sementara,
    keadaan_tim,
    nilai_milik,
    satu_tugas,
    tugas_saya,
)
from penilaian.queries.pratinjau import lampiran_tampil
from penilaian.queries.rencana import kapan_tahap
from penilaian.queries.rubrik import IsiLengkap, isi_dipakai
from penilaian.services.lembar import LembarBerbeda, abstain, kirim_lembar, simpan_lembar, tarik_lembar
from penilaian.services.penugasan import nyatakan_benturan
from penilaian.views.mentor import mentor_juga

PENILAI = {Peran.Jenis.PENGUJI, Peran.Jenis.MENTOR}
ISI = "penilaian:penguji_isi"
# Where one goes back to: the room of examiners, or for a mentor (True) the own page.
BERANDA = {
    False: {"nama": "Ruang Penguji", "alamat": reverse_lazy("penilaian:penguji")},
    True: {"nama": "Persetujuan Mentor", "alamat": reverse_lazy("penilaian:mentor")},
}
JANGKA = {"pendek": "Jangka pendek", "menengah": "Jangka menengah", "panjang": "Jangka panjang"}


def menilai(pengguna: Pengguna) -> bool:
    """Whether the Ruang Penguji is there for this account; whoever has the role is not asked the database."""
    if any(p.jenis in PENILAI for p in pengguna.daftar_peran):
        return True
    return Penugasan.objects.filter(penilai=pengguna, dicabut=None).exists()


def khusus_penilai(tampilan: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only for those who score; nothing of it is kept by any cache."""
    dijaga = khusus(menilai)(tampilan)
    return never_cache(lambda *args, **kwargs: tertutup(dijaga(*args, **kwargs)))


@require_safe
@khusus_penilai
def beranda(request: HttpRequest) -> HttpResponse:
    """The own talks in the order of the day, seminar by seminar."""
    semua = list(tugas_saya(request.user))
    isi = {t.giliran.seminar.rubrik_id: isi_dipakai(t.giliran.seminar) for t in semua}
    _lengkapi(semua, isi)
    kelompok = []
    for seminar, tugas in groupby(semua, key=lambda t: t.giliran.seminar):
        daftar = list(tugas)
        belum = [t for t in daftar if t.lembar.status == "draf"]
        kelompok.append(
            {
                "seminar": seminar,
                "tugas": daftar,
                "belum": len(belum),
                "zona": seminar.gelombang.instansi.zona_waktu,
                "selesai": seminar.status == Seminar.Status.SELESAI,
            }
        )
    kelompok.sort(key=lambda k: k["selesai"])  # stays in the order of the days otherwise
    return render(request, "penilaian/penguji/beranda.html", _beranda(request, kelompok))


def _beranda(request: HttpRequest, kelompok: list[dict[str, Any]]) -> dict[str, Any]:
    naskah = banyak_menunggu(request.user, sebagai=PENGUJI)  # type: ignore[arg-type]
    return {"kelompok": kelompok, "naskah": naskah, "naskah_menunggu": f"{naskah} menunggu Anda"}


@require_safe
@khusus_penilai
def rekap(request: HttpRequest, seminar: int) -> HttpResponse:
    """The own marks of a seminar side by side."""
    semua = list(tugas_saya(request.user).filter(giliran__seminar=seminar))
    if not semua:
        raise Http404
    isi = isi_dipakai(semua[0].giliran.seminar)
    _lengkapi(semua, {semua[0].giliran.seminar.rubrik_id: isi})
    peran = {t.peran for t in semua}
    kriteria = [k for k in isi.kriteria if any(k.pk in isi.bobot_untuk(p) for p in peran)]
    for t in semua:
        t.kolom = [(k.nama, t.angka.get(k.pk)) for k in kriteria]  # type: ignore[attr-defined]
    konteks = {"seminar": semua[0].giliran.seminar, "tugas": semua, "kriteria": kriteria}
    return render(request, "penilaian/penguji/rekap.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_penilai
def isi(request: HttpRequest, tugas: int) -> HttpResponse:
    """The plan and its form. Without JavaScript the buttons of the form do all that is done here."""
    satu, sesama = _ambil(request, tugas)
    salah: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _lakukan(request, satu)
        except LembarBerbeda as galat:
            messages.warning(request, galat.pesan + " Yang tampil adalah isian yang tersimpan.")
            return redirect(ISI, tugas)
        except TidakValid as galat:
            salah = {k: str(p) for k, p in galat.rincian.items()} or {"": galat.pesan}
        except Galat as galat:
            messages.error(request, galat.pesan)
            return redirect(ISI, tugas)
    konteks = _konteks(request, satu, sesama, salah)
    return render(request, "penilaian/penguji/isi.html", konteks, status=400 if salah else 200)


@require_POST
@khusus_penilai
def simpan(request: HttpRequest, tugas: int) -> HttpResponse:
    """What a device has to send (`laku`): changes, the sheet, an abstention. The answer says which state stands now."""
    try:
        lembar = _terima(request, tugas)
    except LembarBerbeda as galat:
        tersimpan = {f"nilai-{k}": ringkas(n) for k, n in galat.nilai.items()} | {
            "catatan": galat.lembar.catatan
        }
        return JsonResponse(isi_galat(galat) | _keadaan(galat.lembar) | {"tersimpan": tersimpan}, status=409)
    except Galat as galat:
        return JsonResponse(isi_galat(galat), status=galat.status)
    return JsonResponse(_keadaan(lembar))


def _terima(request: HttpRequest, tugas: int) -> LembarNilai:
    oleh: Any = request.user
    laku = request.POST.get("laku")
    if laku == "abstain":
        return abstain(oleh=oleh, tugas=tugas, alasan=request.POST.get("alasan", ""))
    nilai, salah = baca_isian(request.POST.dict())
    if salah:
        raise TidakValid(rincian=salah)
    lakukan = kirim_lembar if laku == "kirim" else simpan_lembar
    revisi = baca_revisi(request.POST.get("revisi"))
    return lakukan(oleh=oleh, tugas=tugas, revisi=revisi, nilai=nilai, catatan=_catatan(request))


def _keadaan(lembar: LembarNilai) -> dict[str, Any]:
    zona = lembar.penugasan.giliran.seminar.gelombang.instansi.zona_waktu
    return {"revisi": lembar.revisi, "pukul": tanggal.jam(lembar.disimpan, zona) if lembar.disimpan else ""}


def _catatan(request: HttpRequest) -> str | None:
    teks = request.POST.get("catatan")
    return teks if teks is None else teks.replace("\r\n", "\n").strip()


def _ambil(request: HttpRequest, tugas: int) -> tuple[Penugasan, list[int]]:
    terbaca = satu_tugas(request.user, tugas)  # type: ignore[arg-type]
    if terbaca is None:
        raise Http404
    pakai_zona(terbaca[0].giliran.seminar.gelombang.instansi)
    return terbaca


def _lakukan(request: HttpRequest, satu: Penugasan) -> HttpResponse:
    oleh: Any = request.user
    laku = request.POST.get("laku", "simpan")
    if laku == "tarik":
        tarik_lembar(oleh=oleh, tugas=satu.pk)
        messages.success(request, "Lembar ditarik kembali dan dapat diubah.")
    elif laku == "abstain":
        _terima(request, satu.pk)
    elif laku == "benturan":
        nyatakan_benturan(oleh=oleh, penugasan=satu, uraian=request.POST.get("uraian", ""))
        messages.success(request, "Benturan kepentingan disampaikan kepada Panitia.")
    else:
        _terima(request, satu.pk)
        if laku == "simpan":  # of all else the page itself says it
            messages.success(request, "Tersimpan.")
    return redirect(ISI, satu.pk)


def _konteks(
    request: HttpRequest, satu: Penugasan, sesama: list[int], salah: dict[str, str]
) -> dict[str, Any]:
    rubrik = isi_dipakai(satu.giliran.seminar)
    nilai = nilai_milik([satu.lembar.pk])[satu.lembar.pk]
    bobot = rubrik.bobot_untuk(satu.peran)
    dikirim = request.POST if request.method == "POST" else {}
    letak = sesama.index(satu.pk)
    return {
        "satu": satu,
        "lembar": satu.lembar,
        "dapat_diisi": satu.lembar.status == "draf" and satu.giliran.seminar.status == "berlangsung",
        "dapat_ditarik": satu.lembar.status != "draf"
        and satu.giliran.seminar.status == "berlangsung"
        and not satu.lembar.terkunci
        and satu.giliran.lengkap is None,
        "kriteria": [
            {
                "kriteria": k,
                "bobot": bobot[k.pk],
                "nama": f"nilai-{k.pk}",
                "nilai": dikirim.get(f"nilai-{k.pk}", ringkas(nilai[k.pk]) if k.pk in nilai else ""),
                "tingkat": rubrik.tingkat(k.pk),
                "salah": salah.get(f"nilai-{k.pk}", ""),
            }
            for k in rubrik.kriteria
            if k.pk in bobot
        ],
        "catatan": dikirim.get("catatan", satu.lembar.catatan),
        "jumlah": jumlah_sementara(rubrik, satu.peran, nilai),
        "salah": salah,
        "form_abstain": FormAbstain(dikirim if dikirim.get("laku") == "abstain" else None),
        "form_benturan": FormBenturan(dikirim if dikirim.get("laku") == "benturan" else None),
        "benturan": BenturanKepentingan.objects.filter(giliran=satu.giliran_id, penguji=request.user)
        .order_by("pk")
        .first(),
        "naskah": naskah(satu),
        "lampiran": lampiran_tampil(satu.giliran.versi.isi.get("lampiran", []) if satu.giliran.versi else []),
        "beranda": BERANDA[satu.peran == PeranPenilai.MENTOR and mentor_juga(request.user)],
        "belum": _belum(satu, sesama),
        "sebelumnya": sesama[letak - 1] if letak else None,
        "berikutnya": sesama[letak + 1] if letak + 1 < len(sesama) else None,
        "tim": keadaan_tim(rubrik, [satu.giliran_id]).get(satu.giliran_id) if satu.giliran.lengkap else None,
        "alamat_simpan": reverse("penilaian:penguji_simpan", args=[satu.pk]),
    }


def _belum(satu: Penugasan, sesama: list[int]) -> int | None:
    """The next sheet of the seminar that has not been sent, after this one or else from the beginning."""
    if satu.lembar.status == "draf":
        return None
    draf = set(Penugasan.objects.filter(pk__in=sesama, lembar__status="draf").values_list("pk", flat=True))
    letak = sesama.index(satu.pk)
    return next((pk for pk in sesama[letak:] + sesama[:letak] if pk in draf), None)


def naskah(satu: Penugasan) -> dict[str, Any]:
    """The plan as it was sent: its parts under their headings, its steps, its files."""
    versi = satu.giliran.versi
    isi = versi.isi | {"tahap": _bertanggal(versi.isi.get("tahap", []))} if versi else {}
    label = {nama: str(RencanaAksi._meta.get_field(nama).verbose_name) for nama in BAGIAN}
    return {
        "versi": versi,
        "klaster": isi.get("klaster", ""),
        "unit": isi.get("unit", ""),
        "bagian": [(label[nama].capitalize(), isi[nama]) for nama in BAGIAN if isi.get(nama)],
        "tahap": [t | {"jangka": JANGKA.get(t.get("jangka", ""), "")} for t in isi.get("tahap", [])],
    }


def _bertanggal(tahap: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Steps with their dates behind what is done."""
    kapan = (kapan_tahap(t) for t in tahap_dari_isi(tahap))
    return [isi | {"kegiatan": isi["kegiatan"] + saat} for isi, saat in zip(tahap, kapan, strict=True)]


def _lengkapi(semua: list[Penugasan], isi: dict[int, IsiLengkap]) -> None:
    """The own sums, and the team's mean where everybody has answered."""
    nilai = nilai_milik([t.lembar.pk for t in semua])
    tim: dict[int, Any] = {}
    for pk, rubrik in isi.items():
        tim |= keadaan_tim(rubrik, [t.giliran_id for t in semua if t.giliran.seminar.rubrik_id == pk])
    for t in semua:
        t.angka = nilai[t.lembar.pk]  # type: ignore[attr-defined]
        t.jumlah = jumlah_sementara(isi[t.giliran.seminar.rubrik_id], t.peran, t.angka)  # type: ignore[attr-defined]
        t.tim = tim.get(t.giliran_id)  # type: ignore[attr-defined]
