"""Makers for papers of a seminar: a seminar all of whose sheets are in, decided, with papers made."""

from __future__ import annotations

from typing import Any

from kantor.models import Pengguna
from penilaian.models import Giliran, LembarNilai, NaskahAcara, Seminar
from penilaian.services.naskah_acara import buat_berita_acara, putuskan, setujui_naskah
from tests.penilaian import siap
from tests.peserta import buat, langkah

IP = "10.1.2.3"


def selesai(panitia: Pengguna, tim: list[Pengguna], banyak: int = 2, **lain: Any) -> Seminar:
    """A seminar of one room in which everybody has sent; every plan is accepted."""
    langkah.kantor()
    g = siap.gelombang()
    siap.rencana(g, banyak, lain.pop("unit", None) or buat.pohon()["a1"], **lain)
    s = siap.berjalan(panitia, g, tim)
    kirim_semua(s)
    putuskan(oleh=panitia, seminar=s, giliran=giliran(s), keputusan="diterima")
    return s


def kirim_semua(s: Seminar) -> None:
    draf = LembarNilai.objects.filter(penugasan__giliran__seminar=s, status="draf", penugasan__dicabut=None)
    for lembar in draf.select_related("penugasan__penilai", "penugasan__giliran__seminar"):
        siap.kirim(lembar.penugasan)


def giliran(s: Seminar) -> list[int]:
    return list(Giliran.objects.filter(seminar=s).order_by("urutan").values_list("pk", flat=True))


def berita_acara(panitia: Pengguna, s: Seminar) -> list[NaskahAcara]:
    return buat_berita_acara(oleh=panitia, seminar=s, giliran=giliran(s)).dibuat


def setuju(siapa: Pengguna, *naskah: NaskahAcara) -> list[NaskahAcara]:
    return setujui_naskah(oleh=siapa, naskah={n.pk: n.sidik for n in naskah}, alamat=IP, bukti="password")
