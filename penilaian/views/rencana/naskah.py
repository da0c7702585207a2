"""/saya/<nomor>/rencana/: the plan, one calm form that saves itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kantor.galat import Galat
from kantor.lib.tanggal import jam, tanggal_jam
from kantor.models import Unit
from kantor.zona import hari_ini
from penilaian.forms.rencana import BarisTahap, FormLampiran, FormNaskah
from penilaian.lib.naskah import BAGIAN, JANGKA, Naskah
from penilaian.models import AturanRencana, Klaster, LampiranRencana, RencanaAksi, VersiRencana
from penilaian.queries.rencana import (
    aturan_untuk,
    bagian_versi,
    banding_naskah,
    lampiran_kini,
    naskah_dari,
    rencana_untuk,
    teks_tahap,
    yang_kurang,
)
from penilaian.services.naskah import NaskahBerubah, simpan_naskah
from penilaian.services.rencana import mentor_kini
from peserta.models import Pendaftaran
from peserta.queries.kunjungan import pelajaran
from peserta.views.publik.gelombang import wajah_penyelenggara
from peserta.views.saya.pintu import Kunjungan, lewat_pintu


@require_http_methods(["GET", "HEAD", "POST"])
@lewat_pintu
def halaman(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponseBase:
    """The form while it is the peserta's turn, else the text that was sent; without JavaScript its buttons save."""
    aturan, rencana = ambil_rencana(kunjungan)
    if rencana is not None and not rencana.dapat_ditulis:
        return _tampil_terkirim(request, kunjungan, aturan, rencana)
    if request.method == "POST":
        return _simpan_tanpa_skrip(request, kunjungan, aturan)
    return tampil_form(request, kunjungan, aturan, rencana)


@require_POST
@lewat_pintu
def simpan(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponseBase:
    """What the page sends by itself: `{revisi, kapan, peringatan}`; 409 with both texts when somebody else saved."""
    ambil_rencana(kunjungan)
    p = kunjungan.p
    form = _form(p, request)
    naskah, peringatan = form.naskah()
    try:
        rencana = simpan_naskah(oleh=kunjungan.oleh, pendaftaran=p, naskah=naskah, revisi=_revisi(request))
    except NaskahBerubah:
        return _bentrok(request, kunjungan, naskah, potongan=True)
    except Galat as galat:
        kata = [str(k) for k in galat.rincian.values()] or [galat.pesan]
        return JsonResponse({"pesan": galat.pesan, "peringatan": kata}, status=galat.status)
    return JsonResponse(
        {"revisi": rencana.revisi, "kapan": _kapan(p, rencana), "peringatan": peringatan},
        status=200,
    )


def ambil_rencana(kunjungan: Kunjungan) -> tuple[AturanRencana, RencanaAksi | None]:
    """The rule and the plan behind this door; 404 where this person writes none."""
    aturan = aturan_untuk(kunjungan.p)
    if aturan is None:
        raise Http404
    return aturan, rencana_untuk(kunjungan.p)


def konteks(
    kunjungan: Kunjungan, aturan: AturanRencana, rencana: RencanaAksi | None, **lain: Any
) -> dict[str, Any]:
    """What every page of a plan shows."""
    p = kunjungan.p
    batas = aturan.batas_untuk(rencana)
    return {
        "p": p,
        "g": p.gelombang,
        "kunjungan": kunjungan,
        "aturan": aturan,
        "rencana": rencana,
        "alamat": kunjungan.tindakan("rencana"),
        "versi": list(rencana.versi.all()) if rencana else [],
        "pelajaran": pelajaran(p),
        "batas": batas,
        "batas_lewat": batas is not None and timezone.now() > batas,
        **wajah_penyelenggara(p.gelombang),
        **lain,
    }


def tampil_form(
    request: HttpRequest,
    kunjungan: Kunjungan,
    aturan: AturanRencana,
    rencana: RencanaAksi | None,
    *,
    status: int = 200,
    **lain: Any,
) -> HttpResponse:
    """The form with what is stored, or with what was just typed."""
    p = kunjungan.p
    form = lain.pop("form", None) or _form(p, None)
    ada = lampiran_kini(rencana)
    form_lampiran = lain.pop("form_lampiran", {})
    isi = konteks(
        kunjungan,
        aturan,
        rencana,
        form=form,
        baris=list(enumerate(form.baris, 1)),
        baris_kosong=BarisTahap(),
        jangka=JANGKA.items(),
        bagian_awal=[form[k] for k in list(BAGIAN)[:4]],
        bagian_akhir=[form[k] for k in list(BAGIAN)[4:]],
        revisi=rencana.revisi if rencana else 0,
        kapan=_kapan(p, rencana) if rencana and rencana.disimpan else "",
        lampiran=[
            (j, ada.get(j), form_lampiran.get(j) or FormLampiran(jenis=j), _wajib(aturan, j))
            for j in LampiranRencana.Jenis.values
        ],
        kurang=yang_kurang(rencana, aturan),
        kembali=_tanggapan_terakhir(rencana),
        catatan_review=rencana.catatan_review.select_related("sesi").all() if rencana else [],
        **lain,
    )
    return render(request, "penilaian/rencana/naskah.html", isi, status=status)


def _simpan_tanpa_skrip(
    request: HttpRequest, kunjungan: Kunjungan, aturan: AturanRencana
) -> HttpResponseBase:
    p = kunjungan.p
    form = _form(p, request)
    naskah, peringatan = form.naskah()
    try:
        rencana = simpan_naskah(oleh=kunjungan.oleh, pendaftaran=p, naskah=naskah, revisi=_revisi(request))
    except NaskahBerubah:
        return _bentrok(request, kunjungan, naskah, potongan=False)
    except Galat as galat:
        peringatan = [str(k) for k in galat.rincian.values()] or [galat.pesan]
        return tampil_form(
            request, kunjungan, aturan, rencana_untuk(p), form=form, peringatan=peringatan, status=400
        )
    if peringatan:
        segar = rencana_untuk(p)
        return tampil_form(request, kunjungan, aturan, segar, form=form, peringatan=peringatan, status=400)
    if request.POST.get("laku") == "kirim":
        return redirect(f"{kunjungan.tindakan('rencana')}kirim/")
    messages.success(request, f"Tersimpan pukul {_kapan(p, rencana)}.")
    ke_tahap = "#tahap" if {"tambah_tahap", "hapus_tahap"} & set(request.POST) else ""
    return redirect(f"{kunjungan.tindakan('rencana')}{ke_tahap}")


def _bentrok(request: HttpRequest, kunjungan: Kunjungan, ditulis: Naskah, *, potongan: bool) -> HttpResponse:
    """Both texts side by side; the person chooses, and only then is one of them overwritten."""
    aturan, rencana = ambil_rencana(kunjungan)
    if rencana is None:
        raise Http404
    tersimpan = naskah_dari(rencana)
    unit = Unit.objects.filter(pk__in=[u for u in (ditulis.unit_id, tersimpan.unit_id) if u])
    nama = {
        "klaster": dict(
            Klaster.objects.filter(instansi=kunjungan.p.gelombang.instansi_id).values_list("pk", "nama")
        ),
        "unit": {u.pk: u.nama_lengkap for u in unit},
    }
    buang = {"csrfmiddlewaretoken", "revisi"}
    isi = konteks(
        kunjungan,
        aturan,
        rencana,
        beda=banding_naskah(ditulis, tersimpan, nama),
        kapan=_kapan(kunjungan.p, rencana),
        tertulis=[(k, v) for k, semua in request.POST.lists() if k not in buang for v in semua],
    )
    templat = "_bentrok" if potongan else "bentrok"
    return render(request, f"penilaian/rencana/{templat}.html", isi, status=409)


def _tampil_terkirim(
    request: HttpRequest, kunjungan: Kunjungan, aturan: AturanRencana, rencana: RencanaAksi
) -> HttpResponse:
    """What waits or was approved, for reading. A form that was open elsewhere gets its text back to copy."""
    terakhir: VersiRencana = list(rencana.versi.all())[-1]
    tertinggal = request.method == "POST"
    isi = konteks(
        kunjungan,
        aturan,
        rencana,
        terakhir=terakhir,
        bagian=bagian_versi(terakhir),
        mentor=mentor_kini(kunjungan.p),
        tertinggal=_tertinggal(kunjungan.p, request) if tertinggal else [],
        catatan_review=rencana.catatan_review.select_related("sesi").all(),
    )
    return render(request, "penilaian/rencana/terkirim.html", isi, status=409 if tertinggal else 200)


def _tertinggal(p: Pendaftaran, request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, part by part."""
    ditulis, _ = _form(p, request).naskah()
    tahap = teks_tahap(tuple(t for t in ditulis.tahap if not t.kosong))
    semua = [("Judul", ditulis.judul), *((BAGIAN[k][0], teks) for k, teks in ditulis.bagian().items())]
    return [(label, teks) for label, teks in [*semua, ("Tahapan", tahap)] if teks.strip()]


def _form(p: Pendaftaran, request: HttpRequest | None) -> FormNaskah:
    rencana = rencana_untuk(p)
    tersimpan = naskah_dari(rencana) if rencana else Naskah()
    awal = {
        "judul": tersimpan.judul,
        "klaster": tersimpan.klaster_id,
        "unit": rencana.unit if rencana and rencana.unit else p.unit,
        **tersimpan.bagian(),
    }
    return FormNaskah(request.POST if request else None, pendaftaran=p, tersimpan=tersimpan, initial=awal)


def _revisi(request: HttpRequest) -> int:
    teks = request.POST.get("revisi", "")
    return int(teks) if teks.isdecimal() and len(teks) < 9 else -1


def _kapan(p: Pendaftaran, rencana: RencanaAksi) -> str:
    """The time of the last save, with the day where it was not today."""
    zona = p.gelombang.instansi.zona_waktu
    saat = rencana.disimpan or timezone.now()
    sama = hari_ini(p.gelombang.instansi, saat) == hari_ini(p.gelombang.instansi)
    return jam(saat, zona) if sama else tanggal_jam(saat, zona)


def _wajib(aturan: AturanRencana, jenis: str) -> bool:
    return aturan.wajib_makalah if jenis == "makalah" else aturan.wajib_paparan


def _tanggapan_terakhir(rencana: RencanaAksi | None) -> Any:
    """Why the plan came back, while it is being improved."""
    if rencana is None or rencana.status != "dikembalikan":
        return None
    semua = [t for v in rencana.versi.all() for t in v.tanggapan.all()]
    return semua[-1] if semua else None
