"""Makers for the tests of gelombang and registrations: an office, its units, a program, people."""

from __future__ import annotations

import datetime
from itertools import count
from typing import Any

from django.utils import timezone

from diklat.models import Gelombang, Kurikulum, Modul, Program
from diklat.services.gelombang import buat_gelombang, buka_pendaftaran
from kantor.models import Instansi, Pengguna, Peran, Unit
from peserta.models import Pendaftaran
from peserta.services.isian import DataPendaftaran
from peserta.services.pendaftaran import daftar

_nomor = count(1)


def instansi(kode: str = "medan") -> Instansi:
    return Instansi.objects.get_or_create(
        kode=kode, defaults={"nama": f"Pemerintah Kota {kode.title()}", "kota": kode.title()}
    )[0]


def unit(
    kode: str, induk: Unit | None = None, jenis: str = "kelurahan", kode_instansi: str = "medan"
) -> Unit:
    baris = Unit(
        kode=kode,
        nama=f"Unit {kode}",
        jenis=jenis,
        parent=induk,
        instansi=instansi(kode_instansi),
        kunci=kode,
    )
    baris.save()
    baris.opd = baris if jenis == "kecamatan" else (induk.opd if induk else None)
    baris.save()
    return baris


def pohon() -> dict[str, Unit]:
    """A city with two kecamatan of two kelurahan each: `kota`, `a`, `a1`, `a2`, `b`, `b1`, `b2`."""
    kota = unit("12.71", jenis="kota")
    a, b = unit("12.71.01", kota, "kecamatan"), unit("12.71.02", kota, "kecamatan")
    return {
        "kota": kota,
        "a": a,
        "b": b,
        "a1": unit("12.71.01.1001", a),
        "a2": unit("12.71.01.1002", a),
        "b1": unit("12.71.02.1001", b),
        "b2": unit("12.71.02.1002", b),
    }


def kurikulum(kode: str = "medan") -> Kurikulum:
    program, _ = Program.objects.get_or_create(
        instansi=instansi(kode), kode="pelayanan-prima", defaults={"nama": "Diklat Pelayanan Prima"}
    )
    baris, baru = Kurikulum.objects.get_or_create(program=program, versi="1")
    if baru:
        Modul.objects.create(kurikulum=baris, urutan=1, nama="Konsep Pelayanan Prima", jp=8)
    return baris


def gelombang(
    *, kuota: int = 30, mulai: int = 30, hari: int = 5, dibuka: bool = True, **lain: Any
) -> Gelombang:
    """A gelombang that starts in `mulai` days, open for registration."""
    awal = timezone.localdate() + datetime.timedelta(days=mulai)
    g = buat_gelombang(
        oleh=None,
        kurikulum=lain.pop("kurikulum", None) or kurikulum(),
        sebutan=lain.pop("sebutan", f"Gelombang {next(_nomor)}"),
        kuota=kuota,
        mulai=awal,
        selesai=awal + datetime.timedelta(days=hari - 1),
        tempat="Balai Diklat",
        **lain,
    )
    return buka_pendaftaran(oleh=None, gelombang=g) if dibuka else g


def akun(jenis: str = "admin", kode: str = "medan", **lain: Any) -> Pengguna:
    pengguna = Pengguna.objects.create(username=f"akun{next(_nomor)}", nama=f"Akun {jenis}")
    Peran.objects.create(pengguna=pengguna, jenis=jenis, instansi=instansi(kode), **lain)
    return pengguna


def nip(n: int) -> str:
    """The n-th of half a million valid NIP, all different."""
    lahir = datetime.date(1965, 1, 1) + datetime.timedelta(days=n % 9000)
    return f"{lahir:%Y%m%d}2015051{1 + n // 9000:03d}"


NAMA = ["Rina Siregar", "Ahmad Nasution", "Togar Simanjuntak", "Sulastri", "Budi Ginting", "Maria Lubis"]


def data(n: int, unit: Unit, **lain: Any) -> DataPendaftaran:
    nilai: dict[str, Any] = {
        "nip": nip(n),
        "nama": NAMA[n % len(NAMA)],
        "golongan": "III/c",
        "jabatan": "Kepala Seksi Pelayanan",
        "unit": unit,
        "surel": f"orang{n}@contoh.example",
        "ponsel": f"0812{n:08d}",
    }
    return DataPendaftaran(**(nilai | lain))


def daftarkan(g: Gelombang, n: int, unit: Unit, **lain: Any) -> Pendaftaran:
    """Register the n-th person by staff's own hand."""
    lewat = {k: lain.pop(k) for k in ("prioritas", "pada", "jalur") if k in lain}
    return daftar(oleh=None, gelombang=g, data=data(n, unit, **lain), **({"jalur": "api"} | lewat))
