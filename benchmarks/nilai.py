"""Nine examiners who save at once, the form they open, the results of 37 and of 1,000 plans; beside bare Django.

The floor of a save locks a row, compares the state it was made upon and writes; that of a page shows as many rows.
"""

from __future__ import annotations

import statistics
from typing import Any

from benchmarks.peladen import Lapangan, dalam_portal
from benchmarks.serbu import lihat, permintaan_formulir, serbu
from benchmarks.tabel import Baris
from config.lingkungan import AKAR

KLIEN, PUTARAN, KALI = 9, 6, 15


def jalankan(lapangan: Lapangan) -> list[Baris]:
    """Saves a second, milliseconds of the pages, statements of each."""
    portal, polos = lapangan.portal, lapangan.polos
    alat = dalam_portal(lapangan.servers, "portal", (AKAR / "benchmarks" / "isi_nilai.py").read_text())
    laju, dasar, cpu, lama = [], [], [], []
    for putaran in range(PUTARAN):
        badan = _simpan(alat, putaran)
        awal = portal.cpu()
        jawaban, detik = serbu(portal.url, badan, klien=KLIEN)
        assert {j.status for j in jawaban} == {200}, {j.status for j in jawaban}
        assert {j.isi["revisi"] for j in jawaban} == {putaran + 1}
        laju.append(len(badan) / detik)
        cpu.append(1000 * (portal.cpu() - awal) / len(badan))
        lama += [1000 * j.detik for j in jawaban]
        polosan = [permintaan_formulir(f"/nilai/{n + 1}/", _isian(putaran)) for n in range(len(badan))]
        jawaban, detik = serbu(polos.url, polosan, klien=KLIEN)
        assert {j.isi["revisi"] for j in jawaban} == {putaran + 1}
        dasar.append(len(badan) / detik)
    penguji, tugas = next(iter(alat["tugas"].items()))
    alamat = {
        "buka": (portal.url, f"/penguji/{tugas[0]}/"), "buka polos": (polos.url, "/daftar-nilai/7/"),
        "37": (portal.url, alat["dasbor"]["Selesai 37"]), "37 polos": (polos.url, "/daftar-nilai/37/"),
        "1000": (portal.url, alat["dasbor"]["Selesai 1000"]), "1000 polos": (polos.url, "/daftar-nilai/1000/"),
    }  # fmt: skip
    kepala = {"buka": alat["kuki"][penguji], "37": alat["staf"], "1000": alat["staf"]}
    waktu = {nama: satu.p50 for nama, satu in lihat(alamat, KALI, kepala=kepala).items()}
    sql = alat["sql"]
    return [
        Baris(
            f"simpan nilai per detik, {KLIEN} penguji",
            statistics.median(laju),
            statistics.median(dasar),
            "295",
        ),
        Baris("simpan nilai, p50 ms", statistics.median(lama)),
        Baris("CPU pekerja web per simpan, ms", statistics.median(cpu)),
        Baris("perintah SQL per simpan", sql["simpan"], None, "8"),
        Baris("buka lembar nilai, p50 ms", waktu["buka"], waktu["buka polos"], "20 ms"),
        Baris("perintah SQL lembar nilai", sql["buka"]),
        Baris("dasbor 37 rencana, p50 ms", waktu["37"], waktu["37 polos"], "32 ms"),
        Baris("dasbor 1.000 rencana, p50 ms", waktu["1000"], waktu["1000 polos"], "203 ms"),
        Baris("perintah SQL dasbor 37 rencana", sql["Selesai 37"], None, "10"),
        Baris("perintah SQL dasbor 1.000 rencana", sql["Selesai 1000"], None, "10"),
    ]


def _simpan(alat: dict[str, Any], putaran: int) -> list[bytes]:
    """One change on every sheet, the examiners in turns."""
    kriteria = alat["kriteria"][putaran % len(alat["kriteria"])]
    badan = []
    for ke in range(max(map(len, alat["tugas"].values()))):
        for penguji, tugas in alat["tugas"].items():
            if ke < len(tugas):
                isi = {"revisi": putaran, f"nilai-{kriteria}": f"{70 + ke % 30},5"}
                badan.append(
                    permintaan_formulir(f"/penguji/{tugas[ke]}/simpan/", isi, kepala=alat["kuki"][penguji])
                )
    return badan


def _isian(putaran: int) -> dict[str, object]:
    return {"revisi": putaran, "angka": "81.5"}
