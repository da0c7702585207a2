"""/pindai/: the scanner, a page that is loaded once and goes on without a network, and what its device sends.

The page itself holds nothing of anybody; what it shows and sends goes by the key of the device, never by a login.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from kantor.api.galat import isi_galat
from kantor.galat import Galat, KeadaanBerubah, TidakValid
from kantor.lib import tanggal
from kantor.views.dasar import tertutup
from peserta.models import HasilPindai
from peserta.queries.pindai import bekal
from peserta.services.catat_pindaian import Pindai
from peserta.services.pindai import USAI, PindaianMasuk, perangkat_dari_kunci, terima_pindaian

BADAN_MAKS = 200_000
# A dead clock says anything; what it says is kept within these, so that it can be counted with.
JAM_AWAL = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
JAM_AKHIR = datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)
SELISIH_MAKS = 2**31 - 1  # seconds
HALAMAN = "peserta/pindai/pindai.html"
# Whatever the page loads; without one of them it would not start in a hall without a network.
ASET = (
    "tokens.css",
    "css/dasar.css",
    "css/komponen.css",
    "css/pindai.css",
    "js/pindai/pindai.js",
    "js/pindai/toko.js",
    "js/pindai/antrean.js",
    "js/pindai/kamera.js",
    "js/pindai/kartu.js",
    "js/pindai/sesi.js",
    "vendor/qr/decode.js",
    "vendor/qr/index.js",
    "vendor/fonts/plus-jakarta-sans-latin.woff2",
    "img/pindai-192.png",
    "img/favicon.svg",
)


@require_safe
def pindai(request: HttpRequest) -> HttpResponse:
    """The page, the same for everybody."""
    jawaban = render(request, HALAMAN)
    jawaban["Cache-Control"] = "no-cache"
    jawaban["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
    return jawaban


@require_safe
def pekerja_layanan(request: HttpRequest) -> HttpResponse:
    """The service worker of /pindai/, changed whenever the page or a file of it changes."""
    isi = {"versi": _versi(), "berkas": json.dumps([reverse("pindai:halaman"), *_alamat_aset()])}
    jawaban = render(request, "peserta/pindai/pekerja.js", isi, content_type="text/javascript")
    jawaban["Cache-Control"] = "no-cache"
    return jawaban


@require_safe
def manifes(request: HttpRequest) -> JsonResponse:
    """What makes the page an app on the phone's home screen."""
    awal = reverse("pindai:halaman")
    isi = {
        "name": "Pemindai Presensi",
        "short_name": "Pindai",
        "lang": "id",
        "start_url": awal,
        "scope": awal,
        "display": "standalone",
        "background_color": "#fbfaf6",
        "theme_color": "#0e5a43",
        "icons": [
            {
                "src": static(f"img/pindai-{sisi}.png"),
                "sizes": f"{sisi}x{sisi}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for sisi in (192, 512)
        ],
    }
    return JsonResponse(isi, content_type="application/manifest+json")


def dengan_kunci(tampilan: Callable[[HttpRequest, str], JsonResponse]) -> Callable[..., HttpResponse]:
    """The view gets the device's key from its header; a refusal is answered as by the API."""

    @wraps(tampilan)
    def jalankan(request: HttpRequest) -> HttpResponse:
        try:
            jawaban = tampilan(request, request.headers.get("X-Kunci-Perangkat", ""))
        except Galat as galat:
            jawaban = JsonResponse(isi_galat(galat), status=galat.status)
        return tertutup(jawaban)

    return jalankan


@require_safe
@dengan_kunci
def data(request: HttpRequest, kunci: str) -> JsonResponse:
    """What the device carries with it: sessions and hashed badges; nothing once the gelombang has ended."""
    perangkat = perangkat_dari_kunci(kunci)
    if perangkat.status_gelombang in USAI:
        raise KeadaanBerubah("Gelombang ini sudah berakhir. Pemindainya tidak dipakai lagi.")
    return JsonResponse(bekal(perangkat))


@csrf_exempt  # the key in the header stands for the device; no cookie is looked at
@require_POST
@dengan_kunci
def kirim(request: HttpRequest, kunci: str) -> JsonResponse:
    """Scans in the order they were made; an answer for each, in the same order."""
    try:
        jam, pindaian = _urai(request)
    except TidakValid:
        perangkat_dari_kunci(kunci)  # a stranger learns nothing of what we read
        raise
    perangkat, semua = terima_pindaian(oleh=None, kunci=kunci, jam=jam, pindaian=pindaian)
    return JsonResponse({"hasil": [_jawaban(satu, perangkat.zona) for satu in semua]})


def _jawaban(satu: Pindai, zona: str) -> dict[str, Any]:
    orang = satu.orang
    pukul = _pukul(orang["dipindai"], zona) if orang["dipindai"] else ""
    return {
        "nonce": str(satu.nonce),
        "hasil": satu.hasil,
        "nama": satu.nama,
        "ndh": orang["ndh"],
        "unit": orang["unit"] or "",
        "pesan": _pesan(satu, pukul),
    }


def _pukul(waktu: datetime.datetime, zona: str) -> str:
    """`pukul 07.55 WIB`; with its date when that is not today."""
    hari, kini = (satu.astimezone(ZoneInfo(zona)).date() for satu in (waktu, timezone.now()))
    tanggalnya = "" if hari == kini else f"{tanggal.tanggal(hari)} "
    return f"{tanggalnya}pukul {tanggal.jam(waktu, zona)}"


def _pesan(satu: Pindai, pukul: str) -> str:
    orang = satu.orang
    if satu.hasil == HasilPindai.HADIR:
        telat = f", terlambat {orang['menit']} menit" if orang["menit"] else ""
        return f"Tersimpan {pukul}{telat}"
    if satu.hasil == HasilPindai.SUDAH:
        tangan = {"I": "izin", "S": "sakit", "A": "tanpa keterangan", "DL": "dinas luar"}.get(
            orang["tercatat"]
        )
        lain = f"; Panitia mencatat {tangan}" if tangan else ""
        return f"Sudah hadir {pukul}{lain}"
    return f"Tidak dihitung: {HasilPindai(satu.hasil).label.lower()}"


def _urai(request: HttpRequest) -> tuple[datetime.datetime, list[PindaianMasuk]]:
    """The body, or TidakValid."""
    try:
        if len(request.body) > BADAN_MAKS:
            raise ValueError
        isi = json.loads(request.body)
        return _saat(isi["jam"]), [_satu(satu) for satu in isi["pindaian"]]
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        raise TidakValid("Kiriman tidak dapat dibaca.") from None


def _satu(isi: dict[str, Any]) -> PindaianMasuk:
    kode, waktu, selisih = str(isi["kode"])[:200], _saat(isi["waktu"]), _selisih(isi.get("selisih"))
    return PindaianMasuk(UUID(isi["nonce"]), UUID(isi["sesi"]), kode, waktu, selisih)


def _selisih(detik: Any) -> datetime.timedelta | None:
    if detik is None:
        return None
    return datetime.timedelta(seconds=max(min(int(detik), SELISIH_MAKS), -SELISIH_MAKS))


def _saat(teks: str) -> datetime.datetime:
    waktu = parse_datetime(teks)
    if waktu is None or waktu.tzinfo is None:
        raise ValueError
    return min(max(waktu, JAM_AWAL), JAM_AKHIR)


@cache
def _alamat_aset() -> list[str]:
    """Modules name each other by plain names, so those are kept beside the hashed ones the page asks for."""
    polos = [settings.STATIC_URL + satu for satu in ASET]
    return list(dict.fromkeys([static(satu) for satu in ASET] + polos))


@cache
def _versi() -> str:
    sidik = hashlib.sha256(render_to_string(HALAMAN).encode())
    for satu in ASET:
        sidik.update(Path(str(finders.find(satu))).read_bytes())
    return sidik.hexdigest()[:12]
