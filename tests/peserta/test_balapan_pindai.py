"""500 scans at once from five devices, a tenth of them doubled, all shuffled, over a live gunicorn."""

from __future__ import annotations

import datetime
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from benchmarks.serbu import permintaan, serbu
from tests.peserta.lomba import Lapangan
from tests.peserta.test_balapan import gunicorn

pytestmark = pytest.mark.beban

ORANG, PERANGKAT, PINDAI = 102, 5, 500


@pytest.fixture(scope="module")
def lapangan(buat_portal) -> Lapangan:
    return Lapangan(buat_portal(demo=False, workers=False))


@pytest.fixture(scope="module")
def tanpa_paling_awal(lapangan: Lapangan) -> Iterator[str]:
    with gunicorn("tests.peserta.tanpa_paling_awal", lapangan.portal.env) as alamat:
        yield alamat


class Aula:
    """One session, its people and devices, and what each device has in its queue."""

    def __init__(self, lapangan: Lapangan, benih: int) -> None:
        self.lapangan, self.acak = lapangan, random.Random(benih)
        self.isi: dict[str, Any] = lapangan.dalam(f"siapkan_pindai({ORANG}, {PERANGKAT})")
        self.mulai = datetime.datetime.fromisoformat(self.isi["mulai"])
        # Each person is scanned by several devices, minutes apart, some before and some after the beginning.
        self.semua = [
            (self.acak.randrange(PERANGKAT), n % ORANG, self.acak.randrange(-30, 50), str(uuid4()))
            for n in range(PINDAI)
        ]

    def kiriman(self, sekali: int) -> list[bytes]:
        """The requests of all devices, `sekali` scans in each, a tenth of the scans doubled, all shuffled."""
        isi = self.semua + self.acak.sample(self.semua, len(self.semua) // 10)
        self.acak.shuffle(isi)
        badan = []
        for d in range(PERANGKAT):
            milik = [satu for satu in isi if satu[0] == d]
            badan += [self._badan(d, milik[n : n + sekali]) for n in range(0, len(milik), sekali)]
        self.acak.shuffle(badan)
        return badan

    def _badan(self, perangkat: int, semua: list[tuple[int, int, int, str]]) -> bytes:
        isi = {
            "jam": datetime.datetime.now(datetime.UTC).isoformat(),
            "pindaian": [
                {
                    "nonce": nonce,
                    "sesi": self.isi["sesi"],
                    "kode": self.isi["kode"][orang],
                    "waktu": (self.mulai + datetime.timedelta(minutes=menit)).isoformat(),
                }
                for _, orang, menit, nonce in semua
            ],
        }
        kepala = {"X-Kunci-Perangkat": self.isi["kunci"][perangkat]}
        return permintaan("POST", "/pindai/kirim/", isi, kepala=kepala)

    def seharusnya(self) -> dict[int, tuple[str, int | None]]:
        """What the earliest scan of each person makes of them."""
        awal = {o: min(m for _, orang, m, _ in self.semua if orang == o) for o in range(ORANG)}
        return {self.isi["orang"][o]: ("T", m) if m > 0 else ("H", None) for o, m in awal.items()}

    def tercatat(self) -> dict[int, tuple[str, int | None]]:
        baris = self._sql(
            "SELECT pendaftaran_id, kode, menit_terlambat FROM peserta_kehadiran WHERE sesi_id = %s"
        )
        return {p: (kode, menit) for p, kode, menit in baris}

    def pindaian(self) -> dict[str, int]:
        return dict(self._sql("SELECT hasil, count(*) FROM peserta_pindaian WHERE sesi_id = %s GROUP BY 1"))

    def _sql(self, sql: str) -> list[tuple[Any, ...]]:
        return self.lapangan.portal.sql(sql, [self.isi["pk"]])


@pytest.mark.parametrize("sekali", [1, 25])
def test_five_hundred_scans_at_once_give_exactly_the_right_presences(lapangan, sekali):
    aula = Aula(lapangan, sekali)
    jawaban, detik = serbu(lapangan.portal.url, aula.kiriman(sekali), klien=16)
    assert Counter(j.status for j in jawaban) == {200: len(jawaban)}
    assert aula.tercatat() == aula.seharusnya()
    # Each scan is kept once; of each person exactly one is the first.
    assert aula.pindaian() == {"hadir": ORANG, "sudah": PINDAI - ORANG}
    print(f"{PINDAI} pindaian, {sekali} sekali kirim: {1.1 * PINDAI / detik:.0f} pindaian per detik")


def test_an_upload_sent_many_times_at_once_is_answered_the_same_each_time(lapangan):
    aula = Aula(lapangan, 11)
    jawaban, _ = serbu(lapangan.portal.url, [k for k in aula.kiriman(5) for _ in range(4)], klien=16)
    menurut: dict[str, set[str]] = {}
    for jawab in jawaban:
        for satu in jawab.isi["hasil"]:
            menurut.setdefault(satu["nonce"], set()).add(satu["hasil"])
    assert len(menurut) == PINDAI
    assert [semua for semua in menurut.values() if len(semua) > 1] == []
    assert aula.pindaian() == {"hadir": ORANG, "sudah": PINDAI - ORANG}


def test_if_the_last_writer_decided_the_same_race_would_go_wrong(lapangan, tanpa_paling_awal):
    aula = Aula(lapangan, 7)
    serbu(tanpa_paling_awal, aula.kiriman(1), klien=16)
    assert aula.tercatat() != aula.seharusnya()
