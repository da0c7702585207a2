"""The boards of the apel as a job: figures of each OPD, printed by the worker, without names."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from kantor.cetak.gabung import nama_berkas
from kantor.daftar import JenisPekerjaan, jenis_pekerjaan
from kantor.galat import TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak
from kantor.models import Berkas, Instansi, Pekerjaan, Pengguna, Unit
from kantor.queries.kertas import kop_untuk, warna_untuk
from kantor.services.berkas import simpan_hasil
from kantor.services.pekerjaan import mulai_pekerjaan
from kantor.zona import hari_ini
from peserta.cetak import papan_apel as cetak
from peserta.models import Apel
from peserta.queries.apel import PAPAN_MIN, SaringanApel, rekap_apel

JENIS_PAPAN = "papan_apel"


@layanan
def buat_papan(
    *,
    oleh: Pengguna,
    instansi: Instansi,
    opd: Collection[Unit],
    dari: datetime.date,
    sampai: datetime.date,
    jenis: str = "",
) -> Pekerjaan:
    """Ask for the board of each of these OPD that has whole registers (of this kind) in these days.

    A register counts once everybody who belongs on it has a row and at least PAPAN_MIN were expected: of fewer its
    figures would point at somebody. For staff (Pimpinan too), and
    for operators whose units hold the whole OPD. Raises TidakDitemukan for others, TidakValid when nothing is left.
    """
    boleh = instansi.pk in oleh.instansi_dengan(Hak.LIHAT)
    if not boleh and not {u.pk for u in opd} <= oleh.unit_dengan_usul():
        raise TidakDitemukan("Papan informasi dicetak untuk perangkat daerah seutuhnya.")
    tercatat = rekap_apel(SaringanApel(instansi.pk, dari, sampai, jenis=jenis, publik=True)).per_kelompok
    cukup = [u for u in opd if u.pk in tercatat]
    if not cukup:
        raise TidakValid(
            "Belum ada apel yang lengkap pada hari-hari itu: papan hanya memuat hari ketika seluruh pegawai "
            f"perangkat daerah tercatat, dan sedikitnya {PAPAN_MIN} orang wajib hadir."
        )
    satu = f" {cukup[0]}" if len(cukup) == 1 else ""
    return mulai_pekerjaan(
        oleh=oleh,
        jenis=JENIS_PAPAN,
        instansi=instansi,
        judul=f"Papan informasi apel{satu}",
        parameter={
            "opd": [u.pk for u in cukup],
            "dari": dari.isoformat(),
            "sampai": sampai.isoformat(),
            "jenis": jenis,
            "tanggal": hari_ini(instansi).isoformat(),
        },
    )


def susun(pekerjaan: Pekerjaan) -> list[dict[str, Any]]:
    """One print, one piece: a page is a few numbers and a line."""
    return [{}]


def kerjakan(pekerjaan: Pekerjaan, parameter: dict[str, Any]) -> dict[str, Any]:
    """Count and print."""
    isi = pekerjaan.parameter
    dari, sampai, kini = (datetime.date.fromisoformat(isi[k]) for k in ("dari", "sampai", "tanggal"))
    unit = Unit.objects.in_bulk(isi["opd"])
    instansi, jenis = pekerjaan.instansi, isi["jenis"]
    lembar = tuple(
        _lembar(unit[pk], SaringanApel(instansi.pk, dari, sampai, jenis=jenis, opd=[pk], publik=True))
        for pk in isi["opd"]
    )
    papan = cetak.PapanApel(
        kop=kop_untuk(instansi, kini),
        dari=dari,
        sampai=sampai,
        jenis=str(Apel.Jenis(jenis).label) if jenis else "",
        tanggal=kini,
        lembar=lembar,
        contoh=instansi.contoh,
        warna=warna_untuk(instansi),
    )
    bagian = unit[isi["opd"][0]].kode if len(lembar) == 1 else instansi.kode
    berkas = simpan_hasil(
        oleh=pekerjaan.pemilik,
        instansi=instansi,
        isi=cetak.cetak(papan),
        nama=nama_berkas(f"{bagian}-{kini:%Y%m%d}", awalan="Papan_Apel"),
        jenis="pdf",
    )
    return {"berkas": str(berkas.pk)}


def rampung(pekerjaan: Pekerjaan, hasil: list[dict[str, Any]]) -> Berkas | None:
    """The PDF, to download."""
    return Berkas.objects.filter(pk=hasil[0]["berkas"]).first()


def _lembar(opd: Unit, saringan: SaringanApel) -> cetak.LembarOpd:
    rekap = rekap_apel(saringan)
    return cetak.LembarOpd(
        nama=opd.nama_lengkap,
        pegawai=rekap.semua.tercatat_rata,
        hari=rekap.semua.apel,
        hadir=rekap.semua.hadir_rata,
        wajib=rekap.semua.wajib_rata,
        persen=rekap.semua.persen,
        tren=tuple(rekap.persen_harian),
    )


def pasang() -> None:
    """Make known how boards are printed."""
    jenis_pekerjaan.pasang(
        JENIS_PAPAN,
        JenisPekerjaan(
            "Papan informasi apel", "dokumen", susun=susun, kerjakan=kerjakan, rampung=rampung, paralel=1
        ),
    )
