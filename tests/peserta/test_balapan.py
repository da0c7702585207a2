"""Races over a live gunicorn with two workers: seats, lists and people hold under whoever comes at once."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from benchmarks.serbu import serbu
from config.lingkungan import AKAR
from tests.peserta.buat import nip
from tests.peserta.lomba import Lapangan

pytestmark = pytest.mark.beban


@pytest.fixture(scope="module")
def lapangan(buat_portal) -> Iterator[Lapangan]:
    satu = Lapangan(buat_portal(demo=False, workers=False))
    yield satu
    satu.pulang()


@pytest.fixture(scope="module")
def tanpa_kunci(lapangan: Lapangan) -> Iterator[str]:
    """The same portal without its first lock (tanpa_kunci.py), at another address."""
    with gunicorn("tests.peserta.tanpa_kunci", lapangan.portal.env) as alamat:
        yield alamat


@contextmanager
def gunicorn(modul: str, lingkungan: dict[str, str]) -> Iterator[str]:
    """Four workers on a socket that listens already: whoever comes early waits in its queue."""
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as pintu:
        perintah = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--workers", "4", "--preload"]
        jalan = subprocess.Popen(
            [*perintah, "--bind", f"fd://{pintu.fileno()}", "--log-level", "error", modul],
            cwd=AKAR,
            env=lingkungan,
            pass_fds=[pintu.fileno()],
            stderr=subprocess.DEVNULL,  # without its lock it stumbles over the table's own guards
        )
        try:
            yield f"http://127.0.0.1:{pintu.getsockname()[1]}"
        finally:
            jalan.terminate()
            jalan.wait()


def test_three_hundred_people_for_thirty_seats(lapangan):
    [slug] = lapangan.gelombang(kuota=30)
    jawaban, detik = lapangan.lari([lapangan.pendaftaran(slug, n) for n in range(300)])
    assert Counter(j.status for j in jawaban) == {201: 300}
    assert lapangan.hitung(slug) == {"diajukan": 30, "daftar_tunggu": 270}
    assert sorted(j.isi["posisi"] for j in jawaban if j.isi["posisi"]) == list(range(1, 271))
    # The number given under the lock is the place everybody was told.
    urutan = dict(lapangan.sql(slug, "p.nomor, p.urutan_cadangan"))
    assert all(urutan[j.isi["nomor"]] == j.isi["posisi"] for j in jawaban)
    print(f"300 untuk 30 kursi: {detik:.2f} detik")


def test_without_the_lock_the_same_race_gives_away_more_seats_than_there_are(lapangan, tanpa_kunci):
    lebih = 0
    for putaran in range(5):
        [slug] = lapangan.gelombang(kuota=30)
        serbu(tanpa_kunci, [lapangan.pendaftaran(slug, 1000 * (putaran + 1) + n) for n in range(120)])
        lebih = max(lebih, lapangan.hitung(slug).get("diajukan", 0) - 30)
        if lebih > 0:
            break
    assert lebih > 0


def test_one_person_five_times_at_once_is_registered_once(lapangan):
    [slug] = lapangan.gelombang()
    for n in range(8000, 8020):
        jawaban, _ = lapangan.lari([lapangan.pendaftaran(slug, n)] * 5)
        assert Counter(j.status for j in jawaban) == {201: 1, 409: 4}
        assert {j.isi["kode"] for j in jawaban if j.status == 409} == {"sudah_terdaftar"}


def test_two_overlapping_gelombang_at_once_seat_a_person_in_one(lapangan):
    satu, dua = lapangan.gelombang(2)
    for n in range(9000, 9020):
        jawaban, _ = lapangan.lari([lapangan.pendaftaran(slug, n) for slug in (satu, dua)] * 2)
        assert Counter(j.status for j in jawaban) == {201: 1, 409: 3}
        assert {j.isi["kode"] for j in jawaban if j.status == 409} <= {"sudah_terdaftar", "bentrok_jadwal"}
    assert lapangan.hitung(satu).get("diajukan", 0) + lapangan.hitung(dua).get("diajukan", 0) == 20


def test_the_same_idempotency_key_at_once_is_done_once(lapangan):
    [slug] = lapangan.gelombang()
    isi = lapangan.pendaftaran(slug, 9500, kepala={"Idempotency-Key": "sekali-saja"})
    jawaban, _ = lapangan.lari([isi] * 6)
    assert Counter(j.status for j in jawaban) == {201: 6}
    assert len({j.isi["nomor"] for j in jawaban}) == 1


def diulang(*keluaran: str) -> list[str]:
    """What had to be done again because two waited for each other (kantor.layanan says so), in logs and outputs."""
    return [b for isi in keluaran for b in isi.splitlines() if "diulang karena" in b or "deadlock" in b]


def test_a_deadlock_of_the_web_would_be_seen(lapangan):
    """The control of the race below: somebody holds a person and then asks for the gelombang."""
    [slug] = lapangan.gelombang()
    lapangan.lari([lapangan.pendaftaran(lapangan.gelombang(mulai=200)[0], 9700)])
    portal = lapangan.portal
    with portal.servers.postgres.admin(portal.database) as kursor, ThreadPoolExecutor(1) as pelaku:
        kursor.execute("BEGIN")
        kursor.execute("SET LOCAL deadlock_timeout = '30s'")  # the web looks first
        kursor.execute("SELECT 1 FROM kantor_pegawai WHERE nip = %s FOR UPDATE", [nip(9700)])
        jawaban = pelaku.submit(lapangan.lari, [lapangan.pendaftaran(slug, 9700)])
        menunggu = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%%kantor_pegawai%%'"
        while not portal.sql(menunggu):
            time.sleep(0.01)
        kursor.execute("SELECT 1 FROM diklat_gelombang WHERE slug = %s FOR UPDATE", [slug])
        kursor.execute("COMMIT")
        [hasil], _ = jawaban.result()
    assert hasil.status == 201
    assert [b for b in diulang(portal.log("web")) if "diulang karena 40P01" in b]


def test_a_deadlock_of_a_runner_would_be_seen(lapangan):
    [slug] = lapangan.gelombang()
    lapangan.lari([lapangan.pendaftaran(slug, n) for n in (9800, 9801)])
    keluar, _ = lapangan.pelari(*(f"silang({slug!r}, {balik})" for balik in (True, False))).communicate(
        timeout=120
    )
    assert any("diulang karena 40P01" in b for b in diulang(keluar)), keluar


def test_everything_against_everything_gives_no_seat_too_many_and_no_deadlock(lapangan):
    """Registrations, withdrawals with offers, bulk verification, imports, swaps and offers running out, at once."""
    sebelum = len(lapangan.portal.log("web"))
    satu, dua, jauh = *lapangan.gelombang(2, kuota=20), *lapangan.gelombang(1, kuota=300, mulai=90)
    for slug, awal in ((satu, 10_000), (dua, 10_100), (jauh, 10_200)):
        lapangan.lari([lapangan.pendaftaran(slug, awal + n) for n in range(35)])
    pelari = lapangan.pelari(
        f"mundur_dan_tawar({satu!r}, 12)",
        f"mundur_dan_tawar({dua!r}, 12)",
        f"verifikasi_terus({satu!r}, 10)",
        f"impor({jauh!r}, 11_000, 40)",
        f"pindah({dua!r}, {jauh!r}, 10)",
        f"pindah({jauh!r}, {satu!r}, 10)",
    )
    # The same people in all three orders: who registers here may be swapped or offered a seat there.
    arus = [lapangan.pendaftaran(slug, 10_000 + n) for n in range(0, 300, 3) for slug in (satu, dua, jauh)]
    jawaban, _ = lapangan.lari(arus, klien=12)
    keluar, _ = pelari.communicate(timeout=240)
    assert pelari.returncode == 0, keluar
    assert {j.status for j in jawaban} <= {201, 409}, Counter(j.status for j in jawaban)
    for slug, kuota in ((satu, 20), (dua, 20), (jauh, 300)):
        memegang = lapangan.sql(slug, "count(*)", "AND p.status = ANY(%s)", lapangan.pemegang)[0][0]
        assert memegang <= kuota
        nomor = [n for (n,) in lapangan.sql(slug, "p.urutan_cadangan", "AND p.urutan_cadangan IS NOT NULL")]
        assert len(nomor) == len(set(nomor))
    assert lapangan.sql(jauh, "count(*)", "AND p.jalur = 'impor'")[0][0] > 0
    assert lapangan.sql(dua, "count(*)", "AND p.alasan LIKE 'Dipindahkan%%'")[0][0] > 0
    web = lapangan.portal.log("web")[sebelum:]
    assert not diulang(web, keluar)
    assert "Traceback" not in web
