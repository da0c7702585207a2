"""What a paper takes from the office that issues it, as of its date: kop, signer, colours, lambang."""

from __future__ import annotations

import datetime
from typing import Literal, cast

from django.db.models import QuerySet

from kantor.cetak.kop import PEMISAH, Kapasitas, Kop, Penandatangan
from kantor.galat import TidakValid
from kantor.lib import golongan
from kantor.lib.warna import Warna
from kantor.models import Instansi, Pejabat


def kop_untuk(instansi: Instansi, pada: datetime.date) -> Kop:
    """The head of a letter with the name the office had on that date."""
    lembaga = instansi.lembaga_pada(pada)
    return Kop(
        pemda=instansi.nama,
        lembaga=lembaga.nama if lembaga else "",
        alamat=_alamat(instansi),
        lambang=lambang(instansi),
    )


def lambang(instansi: Instansi) -> bytes | None:
    """The picture of the office's lambang, if it has one."""
    if not instansi.lambang:
        return None
    with instansi.lambang.open("rb") as isi:
        return isi.read()


def warna_untuk(instansi: Instansi) -> Warna:
    """The colours of the office's papers."""
    return Warna.instansi(instansi.warna_utama, instansi.warna_aksen)


def ukuran_kertas(instansi: Instansi) -> Literal["A4", "F4"]:
    """The paper the office prints on."""
    return "F4" if instansi.kertas == Instansi.Kertas.F4 else "A4"


def calon_penanda_tangan(instansi: Instansi, pada: datetime.date) -> QuerySet[Pejabat]:
    """Who may sign a paper of that date: in office then, whoever came last first."""
    return instansi.pejabat.berlaku_pada(pada).order_by("-berlaku_mulai", "pk")


def penanda_tangan(
    instansi: Instansi,
    pada: datetime.date,
    *,
    dipilih: Pejabat | None = None,
    bawaan: Pejabat | None = None,
) -> Pejabat:
    """Who signs a paper of that date: whoever was chosen for it, else `bawaan` if in office, else the first who is.

    Raises TidakValid when nobody is in office on that date, or the chosen one is not.
    """
    calon = calon_penanda_tangan(instansi, pada)
    if dipilih is not None:
        if not calon.filter(pk=dipilih.pk).exists():
            raise TidakValid(rincian={"penanda_tangan": "Pejabat ini tidak menjabat pada tanggal itu."})
        return dipilih
    if bawaan is not None and calon.filter(pk=bawaan.pk).exists():
        return bawaan
    if (pertama := calon.first()) is None:
        raise TidakValid(
            "Belum ada pejabat penanda tangan yang berlaku pada tanggal itu. Isi data pejabat lebih dahulu.",
            rincian={"penanda_tangan": "Belum ada pejabat penanda tangan."},
        )
    return pertama


def sebutan_penanda_tangan(pejabat: Pejabat) -> str:
    """Name and title as printed: `Budi, S.H. · Plt. Kepala Badan`."""
    return f"{pejabat.nama} · {' '.join(blok_ttd(pejabat).baris_jabatan).rstrip(',')}"


def blok_ttd(pejabat: Pejabat) -> Penandatangan:
    """The signer as frozen on a paper."""
    return Penandatangan(
        jabatan=pejabat.jabatan,
        nama=pejabat.nama,
        pangkat=golongan.kenali(pejabat.golongan).cetak() if pejabat.golongan else "",
        nip=pejabat.nip or None,
        kapasitas=cast("Kapasitas", pejabat.kapasitas),
        atas_nama=pejabat.atas_nama,
    )


def _alamat(instansi: Instansi) -> str:
    bagian = [
        instansi.alamat,
        f"Telepon {instansi.telepon}" if instansi.telepon else "",
        f"Email {instansi.email}" if instansi.email else "",
        instansi.laman.removeprefix("https://").removeprefix("http://").rstrip("/"),
    ]
    return PEMISAH.join(satu for satu in bagian if satu)
