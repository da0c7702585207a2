"""Scans by 16 clients, one by one and as phones send them after a while without a network; 102 badges in a PDF.

The floor is bare Django that notes a presence once: no device, no card, no times, no record of the scan. Medians of
three rounds that take turns, each with sessions of its own.
"""

from __future__ import annotations

import datetime
import statistics
import time
from collections import defaultdict
from typing import Any
from uuid import uuid4

from benchmarks.peladen import Lapangan, Tuan, dalam_portal
from benchmarks.serbu import permintaan, serbu
from benchmarks.tabel import Baris
from peserta.cetak.kartu_peserta import Kartu, LembarKartu, cetak

ORANG, SESI, PERANGKAT, KLIEN, SEKALI, PUTARAN = 102, 5, 5, 16, 50, 3
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
    """First scans, repeated ones and uploads of fifty, beside the floor; CPU of the workers; seconds for badges."""
    portal, polos = lapangan.portal, lapangan.polos
    isi = SIAPKAN.replace("SLUG", portal.alat["alamat"][-1])
    for nama, nilai in (("ORANG", ORANG), ("SESI", SESI * PUTARAN), ("PERANGKAT", PERANGKAT)):
        isi = isi.replace(f"range({nama})", f"range({nilai})")
    alat = dalam_portal(lapangan.servers, "portal", isi)
    ukur: dict[str, list[float]] = defaultdict(list)
    for putaran in range(PUTARAN):
        sesi = alat["sesi"][putaran * SESI : (putaran + 1) * SESI]
        semua = [(n % PERANGKAT, kode, satu) for satu in sesi for n, kode in enumerate(alat["kode"])]
        cpu = portal.cpu()
        ukur["pertama"].append(_laju(portal, _unggahan(alat, semua, 1), len(semua)))
        ukur["cpu"].append(1000 * (portal.cpu() - cpu) / len(semua))
        dasar = [permintaan("POST", "/pindai/", _satu(kode, satu)) for _, kode, satu in semua]
        ukur["polos"].append(_laju(polos, dasar, len(semua)))
        ukur["kedua"].append(_laju(portal, _unggahan(alat, semua, 1), len(semua)))
        ukur["polos kedua"].append(_laju(polos, dasar, len(semua)))
        ukur["sekaligus"].append(_laju(portal, _unggahan(alat, semua, SEKALI), len(semua)))
    tengah = {apa: statistics.median(nilai) for apa, nilai in ukur.items()}
    detik, cpu = _kartu()
    return [
        Baris(f"pindaian per detik, {KLIEN} klien", tengah["pertama"], tengah["polos"], "360"),
        Baris("CPU pekerja web per pindaian, ms", tengah["cpu"]),
        Baris(f"pindaian kedua per detik, {KLIEN} klien", tengah["kedua"], tengah["polos kedua"], "520"),
        Baris(f"pindaian per detik dari {PERANGKAT} ponsel, {SEKALI} sekali kirim", tengah["sekaligus"]),
        Baris(f"{ORANG} kartu dalam satu PDF, detik", detik, None, "1 detik"),
        Baris(f"{ORANG} kartu dalam satu PDF, CPU detik", cpu, None, "1 detik"),
    ]


def _laju(tuan: Tuan, badan: list[bytes], banyak: int) -> float:
    """Scans a second; an answer that is quick and wrong does not count."""
    jawaban, detik = serbu(tuan.url, badan, klien=KLIEN)
    hasil = [satu["hasil"] for j in jawaban for satu in j.isi["hasil"]]
    assert len(hasil) == banyak, (len(hasil), banyak)
    assert set(hasil) <= {"hadir", "sudah"}, set(hasil)
    return banyak / detik


def _unggahan(alat: dict[str, Any], semua: list[tuple[int, str, str]], sekali: int) -> list[bytes]:
    badan = []
    for d in range(PERANGKAT):
        milik = [_satu(kode, sesi) for dari, kode, sesi in semua if dari == d]
        badan += [_badan(alat["kunci"][d], milik[n : n + sekali]) for n in range(0, len(milik), sekali)]
    return badan


def _satu(kode: str, sesi: str) -> dict[str, str]:
    return {"nonce": str(uuid4()), "sesi": sesi, "kode": kode, "waktu": _kini()}


def _kini() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat()


def _badan(kunci: str, pindaian: list[dict[str, str]]) -> bytes:
    isi = {"jam": _kini(), "pindaian": pindaian}
    return permintaan("POST", "/pindai/kirim/", isi, kepala={"X-Kunci-Perangkat": kunci})


def _kartu() -> tuple[float, float]:
    """Seconds and seconds of CPU, once the fonts and the layer under the sheets stand; the best of three."""
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
        awal, cpu = time.perf_counter(), time.process_time()
        cetak(lembar, kartu)
        lama.append((time.perf_counter() - awal, time.process_time() - cpu))
    return min(satu for satu, _ in lama[1:]), min(satu for _, satu in lama[1:])
