"""Registrations by the API, beside bare Django in the same run: 300 people for 30 seats, and 16 clients.

Two gunicorn workers each, PostgreSQL with its defaults, client and servers on the same cores. The portal checks a key
and every field, locks, keeps the history, encrypts the contact, makes a key for the new address and writes the letter
(which a Celery worker would send later; none runs here). Medians of three rounds that take turns: people of the first
are new, those of the others known.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence

from benchmarks.peladen import Lapangan, Tuan, dalam_portal
from benchmarks.serbu import Jawaban, permintaan, serbu
from benchmarks.tabel import Baris

PUTARAN = 3
KLIEN = 16
ORANG = 300
ARUS = 600
NAMA = ("Rina Siregar", "Ahmad Nasution", "Togar Simanjuntak", "Sulastri", "Maria Lubis, S.Sos.")
# In this process, after one that warms up: what a registration asks of the database, of a new person and of one who is
# known from another gelombang.
HITUNG = """
import json
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
klien = Client(HTTP_HOST="127.0.0.1", headers={"authorization": "Token KUNCI"})
hasil = []
for n, alamat in enumerate(("ALAMAT", "ALAMAT", "LAIN")):
    with CaptureQueriesContext(connection) as tanya:
        isi = {"nip": f"19900101201501100{min(n, 1) + 1}", "nama": "Rina", "surel": "rina@contoh.example",
               "unit": "99.01.0", "golongan": "III/c"}
        jawaban = klien.post(f"/api/v1/gelombang/{alamat}/pendaftaran/", isi, content_type="application/json")
        assert jawaban.status_code == 201, jawaban.content
    hasil.append([t["sql"] for t in tanya if not t["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))])
print("HASIL", json.dumps(max(len(satu) for satu in hasil[1:])))
"""
Pembuat = Callable[[int, int], bytes]  # (round, person) → request


def jalankan(lapangan: Lapangan) -> list[Baris]:
    """Seconds for ORANG at once, registrations a second of ARUS by 16 clients, CPU of the workers, statements."""
    tuan = {"portal": lapangan.portal, "polos": lapangan.polos}
    buat = {"portal": _portal(lapangan.portal), "polos": _polos(lapangan.polos)}
    ukur: dict[tuple[str, str], list[float]] = defaultdict(list)
    for putaran in range(PUTARAN):
        for nama, pembuat in buat.items():
            isi = [pembuat(putaran, n) for n in range(ORANG)]
            jawaban, detik = serbu(tuan[nama].url, isi)
            _periksa(jawaban, kursi=30)
            ukur["serbuan", nama].append(detik)
        for nama, pembuat in buat.items():
            isi = [pembuat(PUTARAN + putaran, 1000 + n) for n in range(ARUS)]
            awal = tuan[nama].cpu()
            jawaban, detik = serbu(tuan[nama].url, isi, klien=KLIEN)
            _periksa(jawaban, kursi=ARUS)
            ukur["laju", nama].append(ARUS / detik)
            ukur["cpu", nama].append(1000 * (tuan[nama].cpu() - awal) / ARUS)
    tengah = {kunci: statistics.median(nilai) for kunci, nilai in ukur.items()}
    alat = lapangan.portal.alat
    hitung = (
        HITUNG.replace("KUNCI", alat["kunci"])
        .replace("ALAMAT", alat["alamat"][-1])
        .replace("LAIN", alat["alamat"][-2])
    )
    sql = dalam_portal(lapangan.servers, "portal", hitung)
    apa = {
        "serbuan": (f"{ORANG} orang untuk 30 kursi sekaligus, detik", "1,5 detik"),
        "laju": (f"pendaftaran per detik, {KLIEN} klien", "seperempat polos"),
        "cpu": ("CPU pekerja web per pendaftaran, ms", ""),
    }
    baris = [Baris(teks, tengah[k, "portal"], tengah[k, "polos"], s) for k, (teks, s) in apa.items()]
    return [*baris, Baris("perintah SQL per pendaftaran", sql, 3, "15")]


def _portal(tuan: Tuan) -> Pembuat:
    def buat(putaran: int, n: int) -> bytes:
        isi = {
            "nip": f"{1965 + n % 30}{1 + n % 12:02}{1 + n % 28:02}2015{1 + n % 9:02}1{1 + n // 30 % 999:03}",
            "nama": NAMA[n % len(NAMA)], "surel": f"orang{n}@contoh.example", "ponsel": f"0812{n:08}",
            "golongan": "III/c", "jabatan": "Kepala Seksi Pelayanan", "unit": f"99.01.{n % 20}",
        }  # fmt: skip
        alamat = f"/api/v1/gelombang/{tuan.alat['alamat'][putaran]}/pendaftaran/"
        return permintaan("POST", alamat, isi, kunci=tuan.alat["kunci"])

    return buat


def _polos(tuan: Tuan) -> Pembuat:
    kuota = [30 if n < PUTARAN else 5000 for n in range(2 * PUTARAN)]
    jawaban, _ = serbu(tuan.url, [permintaan("GET", f"/buka/{k}/") for k in kuota], klien=1)
    acara = [j.isi["pk"] for j in jawaban]
    return lambda putaran, n: permintaan(
        "POST", f"/daftar/{acara[putaran]}/", {"nip": f"{n:018}", "nama": NAMA[n % len(NAMA)]}
    )


def _periksa(jawaban: Sequence[Jawaban], *, kursi: int) -> None:
    """A quick answer that is wrong does not count."""
    salah = [j for j in jawaban if j.status != 201]
    assert not salah, salah[:3]
    assert sum(j.isi["status"] == "diajukan" for j in jawaban) == kursi
