"""People further along: verified, called, seated, counted, with an outcome. Large groups are written at once."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from diklat.models import Gelombang, Sesi, TerbitanSesi
from diklat.queries.jadwal import isi_terbitan
from diklat.services.gelombang import mulai_gelombang, tutup_pendaftaran
from kantor.lib import nama as lib_nama
from kantor.models import NamaLembaga, Pegawai, Pejabat, Pengguna, Unit
from penilaian.services.hasil import terapkan_usulan
from penilaian.services.penutupan import tutup_gelombang
from peserta.models import Kehadiran, Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.services.kehadiran import catat_semua_hadir
from peserta.services.pemanggilan import panggil, tetapkan
from peserta.services.registrasi import registrasi_ulang_massal
from peserta.services.verifikasi import verifikasi_massal
from tests.peserta import buat


def kantor(kode: str = "medan") -> None:
    """A name of the office and somebody who signs, both in force for decades."""
    instansi = buat.instansi(kode)
    awal = datetime.date(2000, 1, 1)
    NamaLembaga.objects.get_or_create(
        instansi=instansi, nama="Badan Kepegawaian Daerah", singkatan="BKD", berlaku_mulai=awal
    )
    Pejabat.objects.get_or_create(
        instansi=instansi, nama="Pejabat Contoh, S.H.", jabatan="Kepala Badan", berlaku_mulai=awal,
        defaults={"nip": "196501011990031001", "golongan": "IV/c"},
    )  # fmt: skip


def semua(g: Gelombang) -> list[int]:
    return list(g.pendaftaran.values_list("pk", flat=True))


def terpanggil(g: Gelombang, staf: Pengguna) -> None:
    """Everybody registered: verified, ditetapkan, called."""
    kantor(g.instansi.kode)
    verifikasi_massal(oleh=staf, gelombang=g, pilihan=semua(g), keputusan="terima")
    tetapkan(oleh=staf, gelombang=g)
    panggil(oleh=staf, gelombang=g, tanggal=timezone.localdate())


def duduk(g: Gelombang, staf: Pengguna) -> None:
    """Everybody registered: called and seated in order of name; the gelombang runs."""
    terpanggil(g, staf)
    tutup_pendaftaran(oleh=staf, gelombang=g)
    registrasi_ulang_massal(oleh=staf, gelombang=g)
    mulai_gelombang(oleh=staf, gelombang=g)
    g.refresh_from_db()


def sesi(g: Gelombang, n: int = 1, *, menit: int = 90, terbit: bool = True, **lain: Any) -> list[Sesi]:
    """So many sessions on the first day, published unless `terbit` is False."""
    awal = datetime.datetime.combine(g.mulai, datetime.time(8), ZoneInfo("Asia/Jakarta"))
    lama = datetime.timedelta(minutes=menit)
    semua = [
        Sesi.objects.create(
            gelombang=g, judul=f"Sesi {i + 1}", mulai=awal + i * lama, selesai=awal + (i + 1) * lama, **lain
        )
        for i in range(n)
    ]
    if terbit:
        TerbitanSesi.objects.bulk_create(
            TerbitanSesi(sesi=satu, terbit_pada=timezone.now(), **isi_terbitan(satu)) for satu in semua
        )
    return semua


def selesai(g: Gelombang, staf: Pengguna) -> None:
    """A running gelombang of seated people: all present, outcomes as suggested, closed."""
    for satu in g.sesi.all() or sesi(g):
        catat_semua_hadir(oleh=staf, sesi=satu)
    terapkan_usulan(oleh=staf, gelombang=g)
    tutup_gelombang(oleh=staf, gelombang=g)
    g.refresh_from_db()


def rombongan(
    g: Gelombang, banyak: int, unit: Unit, *, status: str = Status.HADIR, awal: int = 0
) -> list[Pendaftaran]:
    """Many people (from the `awal`-th on) of one state at once, NDH from 1 where seated; no letters, no accounts."""
    nama = [f"Peserta {chr(65 + n % 26)}{chr(97 + n // 26 % 26)}" for n in range(banyak)]
    pegawai = Pegawai.objects.bulk_create(
        Pegawai(
            nip=buat.nip(5000 + awal + n), nama=nama[n], nama_kunci=lib_nama.kunci(nama[n]), status_kepegawaian="pns",
            golongan="III/c", unit=unit, opd=unit.opd, instansi=unit.instansi, terverifikasi=True,
        )
        for n in range(banyak)
    )  # fmt: skip
    return Pendaftaran.objects.bulk_create(
        Pendaftaran(
            nomor=f"UJI-{g.pk}-{awal + n:04d}", gelombang=g, pegawai=p, status=status, jalur="impor", rentang=g.rentang,
            nama=p.nama, nama_kunci=p.nama_kunci, gelar_belakang="S.Sos.", golongan="III/c", jabatan="Analis",
            status_kepegawaian="pns", unit=unit, opd=unit.opd, unit_nama=unit.nama_lengkap, dibuat=timezone.now(),
            ndh=n + 1 if status == Status.HADIR else None,
        )
        for n, p in enumerate(pegawai)
    )  # fmt: skip


def hadir(satu: Sesi, p: Pendaftaran, kode: str, menit: int | None = None) -> Kehadiran:
    return Kehadiran.objects.create(sesi=satu, pendaftaran=p, kode=kode, menit_terlambat=menit)
