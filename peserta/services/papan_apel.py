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
from peserta.queries.apel import PAPAN_MIN, SaringanApel, jumlah_pegawai, rekap_apel

JENIS_PAPAN = "papan_apel"


@layanan
def buat_papan(
    *,
    oleh: Pengguna,
    instansi: Instansi,
    opd: Collection[Unit],
    dari: datetime.date,
    sampai: datetime.date,
) -> Pekerjaan:
    """Ask for the board of each of these OPD that has recorded apel in these days.

    An OPD of fewer than PAPAN_MIN people gets none: its figures would point at somebody. For staff (Pimpinan too), and
    for operators whose units hold the whole OPD. Raises TidakDitemukan for others, TidakValid when nothing is left.
    """
    boleh = instansi.pk in oleh.instansi_dengan(Hak.LIHAT)
    if not boleh and not {u.pk for u in opd} <= oleh.unit_dengan_usul():
        raise TidakDitemukan("Papan informasi dicetak untuk perangkat daerah seutuhnya.")
    pegawai = jumlah_pegawai([u.pk for u in opd])
    tercatat = rekap_apel(SaringanApel(instansi.pk, dari, sampai)).per_kelompok
    cukup = [u for u in opd if pegawai.get(u.pk, 0) >= PAPAN_MIN and u.pk in tercatat]
    if not cukup:
        raise TidakValid(
            f"Belum ada apel yang tercatat pada hari-hari itu, atau pegawainya kurang dari {PAPAN_MIN} orang."
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
    pegawai = jumlah_pegawai(unit)
    instansi = pekerjaan.instansi
    lembar = tuple(
        _lembar(unit[pk], pegawai.get(pk, 0), SaringanApel(instansi.pk, dari, sampai, opd=pk))
        for pk in isi["opd"]
    )
    papan = cetak.PapanApel(
        kop=kop_untuk(instansi, kini),
        dari=dari,
        sampai=sampai,
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


def _lembar(opd: Unit, pegawai: int, saringan: SaringanApel) -> cetak.LembarOpd:
    rekap = rekap_apel(saringan)
    return cetak.LembarOpd(
        nama=opd.nama_lengkap,
        pegawai=pegawai,
        hari=rekap.semua.apel,
        hadir=rekap.semua.hadir_rata,
        wajib=rekap.semua.wajib_rata,
        persen=rekap.semua.persen,
        tren=tuple((hari, h.persen) for hari, h in rekap.per_tanggal),
    )


def pasang() -> None:
    """Make known how boards are printed."""
    jenis_pekerjaan.pasang(
        JENIS_PAPAN,
        JenisPekerjaan(
            "Papan informasi apel", "dokumen", susun=susun, kerjakan=kerjakan, rampung=rampung, paralel=1
        ),
    )
