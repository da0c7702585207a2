"""Makers for the tests of passing: a gelombang whose program has components, people who attended, scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from diklat.models import Gelombang, Kurikulum, Modul, Program
from diklat.services.gelombang import mulai_gelombang, tutup_pendaftaran
from kantor.models import Pengguna, Unit
from penilaian.models import Komponen
from penilaian.queries.kelulusan import sel_gelombang
from penilaian.services.aturan_kelulusan import IsiKomponen, atur_kelulusan
from penilaian.services.nilai_komponen import Isian, simpan_nilai
from peserta.models import Pendaftaran
from peserta.services.kehadiran import catat_semua_hadir
from tests.peserta import buat, langkah

D = Decimal
BIASA = (IsiKomponen("Sikap", D(10)), IsiKomponen("Akademik", D(20)), IsiKomponen("Laporan", D(70)))


@dataclass
class Latar:
    """A running gelombang with components, its people in NDH order, all attendance recorded."""

    g: Gelombang
    panitia: Pengguna
    orang: list[Pendaftaran]
    komponen: list[Komponen]
    unit: dict[str, Unit]


def kurikulum(komponen: Sequence[IsiKomponen] = BIASA, versi: str = "nilai", **aturan: Any) -> Kurikulum:
    program, _ = Program.objects.get_or_create(
        instansi=buat.instansi(), kode="bernilai", defaults={"nama": "Diklat Bernilai"}
    )
    baru = Kurikulum.objects.create(program=program, versi=versi)
    Modul.objects.create(kurikulum=baru, urutan=1, nama="Konsep", jp=2)
    atur_kelulusan(oleh=None, kurikulum=baru, komponen=komponen, **aturan)
    return baru


def latar(
    banyak: int = 2, komponen: Sequence[IsiKomponen] = BIASA, *, hadir: bool = True, **aturan: Any
) -> Latar:
    unit = buat.pohon()
    langkah.kantor()
    k = kurikulum(komponen, **aturan)
    g = buat.gelombang(mulai=0, hari=1, kuota=60, kurikulum=k)
    langkah.rombongan(g, banyak, unit["a1"])
    tutup_pendaftaran(oleh=None, gelombang=g)
    mulai_gelombang(oleh=None, gelombang=g)
    g.refresh_from_db()
    panitia = buat.akun("panitia")
    if hadir:
        for sesi in langkah.sesi(g):
            catat_semua_hadir(oleh=panitia, sesi=sesi)
    orang = list(Pendaftaran.objects.filter(gelombang=g).select_related("pegawai").order_by("ndh"))
    semua = list(Komponen.objects.filter(aturan=k.pk).order_by("urutan"))
    return Latar(g, panitia, orang, semua, unit)


def isi(s: Latar, p: Pendaftaran, *angka: str | None, oleh: Pengguna | None = None) -> None:
    """The typed components of one person, in order."""
    diisi = [k for k in s.komponen if k.sumber == "isian"]
    ada = sel_gelombang(s.g)
    simpan_nilai(
        oleh=oleh or s.panitia,
        gelombang=s.g,
        isian=[
            Isian(
                p.pk, k.pk, None if n is None else D(n), ada[p.pk, k.pk].revisi if (p.pk, k.pk) in ada else 0
            )
            for k, n in zip(diisi, angka, strict=True)
        ],
    )


def penuhi(s: Latar, *angka: str) -> None:
    """Everybody the same."""
    for p in s.orang:
        isi(s, p, *(angka or ("88.50", "76", "90")))
