"""Scans by 16 clients, one by one and as a phone sends them after a while without a network; 102 badges in a PDF."""

from __future__ import annotations

import datetime
import time
from typing import Any
from uuid import uuid4

from benchmarks.peladen import Lapangan, dalam_portal
from benchmarks.serbu import permintaan, serbu
from benchmarks.tabel import Baris
from peserta.cetak.kartu_peserta import Kartu, LembarKartu, cetak

ORANG, SESI, PERANGKAT, KLIEN, SEKALI = 102, 5, 5, 16, 50
# A gelombang of seated people with sessions that go on now, their badges and the keys of devices.
SIAPKAN = """
import datetime, json
from django.utils import timezone
from diklat.models import Gelombang, Sesi, TerbitanSesi
from kantor.models import Pegawai, Pengguna, Unit
from peserta.models import KartuPeserta, Pendaftaran
from peserta.services.perangkat_pindai import tambah_perangkat
g = Gelombang.objects.get(slug="SLUG")
unit = Unit.objects.filter(kode__startswith="99.01.").first()
umum = {"nama": "Rina Siregar", "nama_kunci": "rina siregar", "status_kepegawaian": "pns", "unit": unit}
orang = Pegawai.objects.bulk_create(
    Pegawai(nip=f"1977{n:014}", instansi=g.instansi, terverifikasi=True, **umum) for n in range(ORANG))
Pendaftaran.objects.bulk_create(
    Pendaftaran(nomor=f"UKUR-{n}", gelombang=g, pegawai=p, status="hadir", jalur="impor", rentang=g.rentang, ndh=n + 1,
                dibuat=timezone.now(), unit_nama="Kelurahan Pusat Pasar", **umum) for n, p in enumerate(orang))
kini = timezone.now()
sesi = [Sesi.objects.create(gelombang=g, judul=f"Sesi {n}", mulai=kini, selesai=kini + datetime.timedelta(hours=9))
        for n in range(SESI)]
TerbitanSesi.objects.bulk_create(
    TerbitanSesi(sesi=s, judul=s.judul, jenis=s.jenis, mulai=s.mulai, selesai=s.selesai, berjp=True, terbit_pada=kini)
    for s in sesi)
staf = Pengguna.objects.filter(peran__instansi=g.instansi, peran__jenis="admin").first()
kunci = [tambah_perangkat(oleh=staf, gelombang=g, nama=f"HP {n}")[1] for n in range(PERANGKAT)]
kode = list(KartuPeserta.objects.filter(pendaftaran__gelombang=g).values_list("kode", flat=True))
print("HASIL", json.dumps({"kunci": kunci, "kode": kode, "sesi": [str(s.uid) for s in sesi]}))
"""


def jalankan(lapangan: Lapangan) -> list[Baris]:
    """First scans, repeated scans and uploads of fifty a second; CPU of the workers; seconds for the badges."""
    portal = lapangan.portal
    isi = SIAPKAN.replace("SLUG", portal.alat["alamat"][-1])
    for nama, nilai in (("ORANG", ORANG), ("SESI", SESI), ("PERANGKAT", PERANGKAT)):
        isi = isi.replace(f"range({nama})", f"range({nilai})")
    alat = dalam_portal(lapangan.servers, "portal", isi)
    semua = [(n % PERANGKAT, kode, sesi) for sesi in alat["sesi"] for n, kode in enumerate(alat["kode"])]
    cpu = portal.cpu()
    pertama = _laju(portal.url, alat, semua, 1)
    cpu = 1000 * (portal.cpu() - cpu) / len(semua)
    return [
        Baris(f"pindaian per detik, {KLIEN} klien", pertama, None, "360"),
        Baris("CPU pekerja web per pindaian, ms", cpu),
        Baris(f"pindaian kedua per detik, {KLIEN} klien", _laju(portal.url, alat, semua, 1), None, "520"),
        Baris(f"pindaian per detik, {SEKALI} sekali kirim", _laju(portal.url, alat, semua, SEKALI)),
        Baris(f"{ORANG} kartu dalam satu PDF, detik", _kartu(), None, "1 detik"),
    ]


def _laju(url: str, alat: dict[str, Any], semua: list[tuple[int, str, str]], sekali: int) -> float:
    badan = []
    for d in range(PERANGKAT):
        milik = [satu for satu in semua if satu[0] == d]
        badan += [_badan(alat["kunci"][d], milik[n : n + sekali]) for n in range(0, len(milik), sekali)]
    jawaban, detik = serbu(url, badan, klien=KLIEN)
    hasil = [satu["hasil"] for j in jawaban for satu in j.isi["hasil"]]
    assert len(hasil) == len(semua), "a quick answer that is wrong does not count"
    assert set(hasil) <= {"hadir", "sudah"}, set(hasil)
    return len(semua) / detik


def _badan(kunci: str, milik: list[tuple[int, str, str]]) -> bytes:
    kini = datetime.datetime.now(datetime.UTC).isoformat()
    isi = [{"nonce": str(uuid4()), "sesi": sesi, "kode": kode, "waktu": kini} for _, kode, sesi in milik]
    return permintaan(
        "POST", "/pindai/kirim/", {"jam": kini, "pindaian": isi}, kepala={"X-Kunci-Perangkat": kunci}
    )


def _kartu() -> float:
    """Seconds, once the fonts and the layer under the sheets stand; the best of three."""
    hari = datetime.date(2017, 7, 10)
    lembar = LembarKartu("Badan Kepegawaian Daerah", "Diklat Pelayanan Prima", "Gelombang I", hari, hari)
    lama = []
    for putaran in range(4):
        kartu = [
            Kartu(
                "Rina Handayani Siregar, S.Sos.",
                "Kelurahan Pusat Pasar",
                n + 1,
                kode,
                f"https://portal.example/kartu/{kode}/",
            )
            for n in range(ORANG)
            if (kode := f"7K4M-XQ2P-{putaran:04}-{n:04}")
        ]
        awal = time.perf_counter()
        cetak(lembar, kartu)
        lama.append(time.perf_counter() - awal)
    return min(lama[1:])
