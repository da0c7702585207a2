"""Papers as those who sign them see them: read, and approved by who has just proven who it is."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kantor.autentikasi import MENIT_TERBUKTI, baru_terbukti, pastikan_terbukti
from kantor.galat import Galat
from kantor.lib.alamat import alamat_klien
from kantor.views.dasar import ambil, tertutup
from kantor.zona import pakai_zona
from penilaian.forms.naskah import baca_naskah
from penilaian.forms.penguji import FormPin
from penilaian.models import NaskahAcara
from penilaian.queries.naskah_acara import (
    MENTOR,
    PENGUJI,
    kesepakatan_peserta,
    naskah_menunggu,
    naskah_saya,
)
from penilaian.services.kartu import buktikan_kartu
from penilaian.services.naskah_acara import setujui_naskah
from penilaian.views.mentor import khusus_mentor
from penilaian.views.penguji import khusus_penilai
from peserta.views.saya.pintu import Kunjungan, lewat_pintu

BUKTI = {"password": "sandi", "code": "kode", "mfa": "aplikasi"}
UKURAN = 200


@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
@khusus_penilai
def penguji(request: HttpRequest) -> HttpResponse:
    """All papers this examiner signs; those of a day are approved at once."""
    return _daftar(request, PENGUJI)


@require_http_methods(["GET", "HEAD"])
@khusus_penilai
def penguji_satu(request: HttpRequest, naskah: int) -> HttpResponse:
    """One paper whole."""
    return _satu(request, PENGUJI, naskah)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_mentor
def mentor(request: HttpRequest) -> HttpResponse:
    """All papers this mentor signs."""
    return tertutup(_daftar(request, MENTOR))


@require_http_methods(["GET", "HEAD"])
@khusus_mentor
def mentor_satu(request: HttpRequest, naskah: int) -> HttpResponse:
    """One paper whole."""
    return tertutup(_satu(request, MENTOR, naskah))


@require_http_methods(["GET", "HEAD", "POST"])
@lewat_pintu
def peserta(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponseBase:
    """The own Surat Kesepakatan; whoever came with the key reads it, and signs in to approve."""
    naskah = kesepakatan_peserta(kunjungan.p)
    if naskah is None:
        raise Http404
    if request.method == "POST":
        if kunjungan.oleh is None:
            return redirect(_masuk(kunjungan.p.nomor))
        return _setujui(request, kunjungan.tindakan("kesepakatan"))
    isi = _konteks_satu(request, naskah) | {
        "kembali": kunjungan.alamat,
        "kata_kembali": "Pendaftaran",
        "alamat_setuju": kunjungan.tindakan("kesepakatan"),
        "menunggu": kunjungan.oleh is not None
        and naskah.status == "menunggu"
        and naskah.pihak.filter(pegawai=kunjungan.p.pegawai_id, cara="").exists(),
        "masuk": "" if kunjungan.oleh else _masuk(kunjungan.p.nomor),
    }
    return render(request, "penilaian/naskah/satu.html", isi)


def _masuk(nomor: str) -> str:
    tujuan = reverse("penilaian:saya_kesepakatan", args=[nomor])
    return f"{reverse('account_login')}?{urlencode({'next': tujuan})}"


def _alamat(peran: str) -> str:
    return reverse("penilaian:penguji_naskah" if peran == PENGUJI else "penilaian:mentor_naskah")


def _daftar(request: HttpRequest, peran: str) -> HttpResponse:
    if request.method == "POST":
        return _jawab(request, _alamat(peran))
    semua = list(naskah_saya(request.user, sebagai=peran).prefetch_related("butir")[:UKURAN])  # type: ignore[arg-type]
    kelompok = []
    for seminar, isi in groupby(sorted(semua, key=lambda n: -n.seminar_id), key=lambda n: n.seminar):
        baris = list(isi)
        kelompok.append(
            {
                "seminar": seminar,
                "naskah": baris,
                "menunggu": [n for n in baris if n.menunggu_saya],
                "zona": seminar.gelombang.instansi.zona_waktu,
            }
        )
    konteks = _konteks_bukti(request) | {
        "kelompok": kelompok,
        "peran": peran,
        "alamat": _alamat(peran),
        "kembali": reverse("penilaian:penguji" if peran == PENGUJI else "penilaian:mentor"),
        "kata_kembali": "Ruang Penguji" if peran == PENGUJI else "Persetujuan Mentor",
    }
    return render(request, "penilaian/naskah/daftar.html", konteks)


def _satu(request: HttpRequest, peran: str, pk: int) -> HttpResponse:
    naskah = ambil(naskah_saya(request.user, sebagai=peran), pk=pk)  # type: ignore[arg-type]
    isi = _konteks_satu(request, naskah) | {
        "kembali": _alamat(peran),
        "kata_kembali": "Naskah",
        "alamat_setuju": _alamat(peran),
        "menunggu": naskah.menunggu_saya,  # type: ignore[attr-defined]
    }
    return render(request, "penilaian/naskah/satu.html", isi)


def _konteks_satu(request: HttpRequest, naskah: NaskahAcara) -> dict[str, Any]:
    instansi = naskah.seminar.gelombang.instansi
    pakai_zona(instansi)
    return _konteks_bukti(request) | {
        "naskah": naskah,
        "pihak": naskah.pihak.order_by("urutan"),
        "zona": instansi.zona_waktu,
        "instansi_aktif": instansi,
    }


def _konteks_bukti(request: HttpRequest) -> dict[str, Any]:
    """How they will prove who they are: by the PIN of a card, or on a page of its own unless just done."""
    return {
        "form_pin": FormPin() if _bertamu(request) else None,
        "terbukti": request.user.is_authenticated and baru_terbukti(request),
        "menit_terbukti": MENIT_TERBUKTI,
    }


def _bertamu(request: HttpRequest) -> bool:
    """Whoever came by a card of one day proves it by its PIN: the account has no password and no address."""
    return hasattr(request.user, "kartu_penguji")


def _jawab(request: HttpRequest, kembali: str) -> HttpResponse:
    if not _bertamu(request):
        return _setujui(request, kembali)
    try:
        buktikan_kartu(oleh=request.user, pin=request.POST.get("pin", ""))  # type: ignore[arg-type]
    except Galat as galat:
        messages.error(request, galat.pesan)
        return redirect(kembali)
    return _simpan(request, kembali, "kartu")


def _setujui(request: HttpRequest, kembali: str) -> HttpResponse:
    """Only shortly after proving who it is: a phone may lie on a desk."""
    pastikan_terbukti(request, untuk=_untuk(request), kembali=kembali)
    bukti = [b for b in get_authentication_records(request, request.user) if b.get("reauthenticated")]
    cara = str(bukti[-1].get("method", "")) if bukti else ""
    return _simpan(request, kembali, BUKTI.get(cara, cara or "sandi"))


def _untuk(request: HttpRequest) -> str:
    """What is about to be approved, in words."""
    semua = naskah_menunggu(request.user).filter(pk__in=baca_naskah(request.POST.getlist("naskah")))  # type: ignore[arg-type]
    sebutan = [str(satu) for satu in semua[:2]]
    return f"menyetujui {sebutan[0] if len(sebutan) == 1 else f'{semua.count()} naskah'}"


def _simpan(request: HttpRequest, kembali: str, bukti: str) -> HttpResponse:
    pilihan = baca_naskah(request.POST.getlist("naskah"))
    try:
        setujui_naskah(
            oleh=request.user,  # type: ignore[arg-type]
            naskah=pilihan,
            alamat=alamat_klien(request),
            bukti=bukti,
        )
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, f"{len(pilihan)} naskah Anda setujui. Waktu dan sidik teksnya tercatat.")
    return redirect(kembali)
