"""Small makers for the tests of the office."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import xlsxwriter

from kantor.daftar import JenisPekerjaan, jenis_pekerjaan
from kantor.models import Instansi, Pegawai, Pengguna, Peran, Unit

_nomor = count(1)


def instansi(kode: str = "kota-medan", nama: str = "Pemerintah Kota Medan") -> Instansi:
    return Instansi.objects.get_or_create(kode=kode, defaults={"nama": nama, "kota": "Medan"})[0]


def unit(
    kode: str, nama: str, jenis: str, induk: Unit | None = None, *, milik: Instansi | None = None
) -> Unit:
    from kantor.services.unit import tambah_unit

    return tambah_unit(
        oleh=None, kode=kode, nama=nama, jenis=jenis, induk=induk, instansi=milik or instansi()
    )


def pengguna(
    jenis: str = "admin", milik: Instansi | None = None, unit: Unit | None = None, username: str = ""
) -> Pengguna:
    """An account with one role."""
    n = next(_nomor)
    akun = Pengguna.objects.create(username=username or f"akun{n}", nama=f"Akun {n}")
    Peran.objects.create(pengguna=akun, jenis=jenis, instansi=milik or instansi(), unit=unit)
    return akun


def nip(n: int) -> str:
    """The n-th valid NIP."""
    return f"19{60 + n % 35:02d}{1 + n % 12:02d}{1 + n % 28:02d}2015{1 + n % 12:02d}{1 + n % 2}{1 + n // 420 % 999:03d}"


def pegawai(n: int = 0, **lain: Any) -> Pegawai:
    nilai = {"nip": nip(n), "nama": f"Pegawai {chr(65 + n % 26)}", "status_kepegawaian": "pns"} | lain
    return Pegawai.objects.create(**nilai)


@contextmanager
def jenis_uji(
    kerjakan: Callable[[Any, dict[str, Any]], dict[str, Any] | None],
    *,
    potongan: list[dict[str, Any]] | None = None,
    susun: Callable[[Any], list[dict[str, Any]]] | None = None,
    rampung: Callable[[Any, list[dict[str, Any]]], Any] | None = None,
) -> Iterator[str]:
    """A kind of job that exists within this block."""
    nama = f"uji.{next(_nomor)}"
    isi = potongan if potongan is not None else [{"n": n} for n in range(3)]
    jenis_pekerjaan.pasang(
        nama, JenisPekerjaan("Uji", "latar", susun or (lambda _: isi), kerjakan, rampung=rampung)
    )
    try:
        yield nama
    finally:
        del jenis_pekerjaan._isi[nama]


def excel(kepala: list[str], baris: list[list[Any]], *, atas: list[str] | None = None) -> io.BytesIO:
    """A workbook as an office writes it: lines above the table, text cells."""
    wadah = io.BytesIO()
    with xlsxwriter.Workbook(wadah, {"in_memory": True}) as buku:
        lembar = buku.add_worksheet("DAFTAR")
        for i, teks in enumerate(atas or []):
            lembar.write_string(i, 0, teks)
        awal = len(atas or [])
        for i, isi in enumerate([kepala, *baris]):
            for j, sel in enumerate(isi):
                lembar.write(awal + i, j, sel)
    wadah.seek(0)
    wadah.name = "daftar.xlsx"
    return wadah


def selesaikan(pekerjaan: Any) -> None:
    """Do a job to its end, as workers would."""
    from kantor.services.pekerjaan import lanjutkan

    for _ in range(50):
        lanjutkan(pekerjaan.pk)
        pekerjaan.refresh_from_db()
        if pekerjaan.status not in {"antre", "berjalan"}:
            return
    raise AssertionError(f"proses tidak selesai: {pekerjaan.status}")
