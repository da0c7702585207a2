"""Published sessions as entries of a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from diklat.lib.kalender import Acara
from diklat.models import Gelombang, TerbitanSesi


def acara(terbitan: Iterable[TerbitanSesi], *, gelombang: Gelombang | None = None) -> list[Acara]:
    """One entry per session. `gelombang` says whose they all are; else `sesi.gelombang` is read of each."""
    return [_acara(satu, gelombang or satu.sesi.gelombang) for satu in terbitan]


def bekas(terbitan: Iterable[TerbitanSesi]) -> list[Acara]:
    """The same for somebody they no longer concern: cancelled, so that the phone takes them out."""
    return [replace(satu, batal=True, urutan=satu.urutan + 1) for satu in acara(terbitan)]


def _acara(t: TerbitanSesi, g: Gelombang) -> Acara:
    tempat = t.lokus
    for satu in () if tempat else (str(t.ruang or ""), g.tempat, g.kota_tempat):
        if satu.lower() not in tempat.lower():  # a room may name the building that is the place
            tempat = f"{tempat}, {satu}" if tempat else satu
    uraian = [str(g), f"Metode: {t.get_jenis_display()}"]
    if orang := [n.nama_lengkap for n in t.narasumber.all()]:
        uraian.append(f"Narasumber: {'; '.join(orang)}")
    uraian += t.perubahan
    return Acara(
        # Fixed, whatever the portal's address becomes: phones know the entry by it.
        uid=f"{t.sesi.uid}@portal-diklat",
        urutan=t.urutan,
        diubah=t.berubah_pada or t.terbit_pada,
        mulai=t.mulai,
        selesai=t.selesai,
        judul=t.judul,
        tempat=tempat,
        uraian="\n".join(uraian),
        batal=t.batal,
    )
