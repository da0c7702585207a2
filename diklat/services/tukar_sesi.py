"""Two sessions of a timetable change places."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from diklat.daftar import terlaksana
from diklat.models import Sesi
from diklat.queries.jadwal import hari_sesi
from kantor.galat import BentrokJadwal, TidakValid
from kantor.layanan import layanan
from kantor.lib import tanggal
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna

from .sesi import kunci_sesi, periksa_sesi, tanpa_bentrok


@dataclass(frozen=True)
class _Langkah:
    """A session and when it is to begin; its length stays."""

    sesi: Sesi
    mulai: datetime.datetime


@layanan
def tukar_sesi(*, oleh: Pengguna, satu: Sesi, dua: Sesi) -> list[str]:
    """Let two sessions of a gelombang change places; both keep their length.

    Each begins where the other did. Where the longer one has no room there and both are of one day, the stretch they
    fill together stays and what lies between moves by the difference. Returns a sentence for each session that moved
    along. Raises BentrokJadwal when somebody or something is not free then, naming it.
    """
    pastikan(oleh, Hak.KERJA, satu)
    if satu.gelombang_id != dua.gelombang_id or satu.pk == dua.pk:
        raise TidakValid("Pilih dua sesi berbeda dari gelombang yang sama.")
    a, b = sorted((kunci_sesi(satu), kunci_sesi(dua)), key=lambda s: (s.mulai, s.pk))
    if a.batal or b.batal:
        raise TidakValid("Sesi yang dibatalkan tidak dapat ditukar.")
    antara = _antara(a, b)
    if not antara and a.selesai == b.mulai:
        return _pindahkan(_bersambung(a, b, []))
    try:
        return _pindahkan([_Langkah(a, b.mulai), _Langkah(b, a.mulai)])
    except BentrokJadwal as galat:
        if not antara:
            raise
        sempit = galat
    a, b = (kunci_sesi(s) for s in (a, b))
    _pastikan_dapat_bergeser(antara, sempit)
    return _pindahkan(_bersambung(a, b, antara))


def _antara(a: Sesi, b: Sesi) -> list[Sesi]:
    """What lies wholly between two sessions of one day."""
    if hari_sesi(a.gelombang, a) != hari_sesi(b.gelombang, b):
        return []
    antara = a.gelombang.sesi.filter(batal=False, mulai__gte=a.selesai, selesai__lte=b.mulai)
    return list(antara.select_related("modul", "ruang", "kunjungan").order_by("mulai", "pk"))


def _bersambung(a: Sesi, b: Sesi, antara: list[Sesi]) -> list[_Langkah]:
    """`b` first, then what lay between with the same pauses, `a` up to where `b` had ended."""
    lama_a, lama_b = a.selesai - a.mulai, b.selesai - b.mulai
    geser = lama_b - lama_a
    return [
        _Langkah(b, a.mulai),
        *(_Langkah(s, s.mulai + geser) for s in antara),
        _Langkah(a, b.selesai - lama_a),
    ]


def _pastikan_dapat_bergeser(antara: list[Sesi], sempit: BentrokJadwal) -> None:
    """A session that was held keeps its hour. Raises BentrokJadwal, which says as well why they do not simply swap."""
    tetap = terlaksana([s.pk for s in antara])
    if ditahan := next((s for s in antara if s.pk in tetap), None):
        raise BentrokJadwal(
            f"{sempit.pesan} “{ditahan.judul}” di antaranya tidak dapat ikut bergeser: kehadirannya sudah dicatat."
        )


def _pindahkan(langkah: list[_Langkah]) -> list[str]:
    """Write all at once; a sentence for each but the two that swap."""
    semua = [x.sesi for x in langkah]
    utama = {langkah[0].sesi.pk, langkah[-1].sesi.pk}
    for x in langkah:
        x.sesi.mulai, x.sesi.selesai = x.mulai, x.mulai + (x.sesi.selesai - x.sesi.mulai)
    for sesi in semua:
        periksa_sesi(sesi)
        _pastikan_tidak_menabrak(sesi, semua)

    def tulis() -> None:
        for sesi in semua:
            sesi.save(update_fields=["mulai", "selesai"])

    tanpa_bentrok(tulis, *semua)
    zona = semua[0].gelombang.instansi.zona_waktu
    return [
        f"“{s.judul}” ikut bergeser menjadi {tanggal.rentang_jam(s.mulai, s.selesai, zona)}."
        for s in semua
        if s.pk not in utama
    ]


def _pastikan_tidak_menabrak(sesi: Sesi, kecuali: list[Sesi]) -> None:
    """A swap makes no session of a gelombang run beside another; who plans groups side by side does so by hand."""
    lain = sesi.gelombang.sesi.filter(batal=False, mulai__lt=sesi.selesai, selesai__gt=sesi.mulai)
    if menabrak := lain.exclude(pk__in=[s.pk for s in kecuali]).order_by("mulai").first():
        zona = sesi.gelombang.instansi.zona_waktu
        raise BentrokJadwal(
            f"Setelah ditukar, “{sesi.judul}” ({sesi.kapan(zona)}) berjalan bersamaan dengan “{menabrak.judul}” "
            f"({menabrak.kapan(zona)}). Ubah jam salah satunya lebih dahulu."
        )
