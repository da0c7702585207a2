"""The proposal of a timetable: 40 JP in 5 days with 4 narasumber who teach elsewhere now and then.

Pure computation, CPU time of this process, the median of some rounds; reading and storing stand beside it nowhere.
"""

import datetime
import statistics
import time

from benchmarks.peladen import Lapangan
from benchmarks.tabel import Baris
from diklat.lib.susun_jadwal import Kebutuhan, Ruas, susun

PUTARAN = 9
JP = datetime.timedelta(minutes=45)
MODUL = (6, 6, 8, 4, 8, 8)
NARASUMBER = 4


def jalankan(_: Lapangan) -> list[Baris]:
    """One line."""
    kebutuhan = [Kebutuhan(n, jp, frozenset({n % NARASUMBER})) for n, jp in enumerate(MODUL)]
    ruas = [satu for hari in range(5) for satu in (_ruas(hari, 8, 12), _ruas(hari, 13, 17))]
    sibuk = {n: [_ruas(n, 8, 12), _ruas(4 - n, 13, 15)] for n in range(NARASUMBER)}
    detik = [_sekali(kebutuhan, ruas, sibuk) for _ in range(PUTARAN)]
    return [
        Baris("usulan jadwal 40 JP, 5 hari, 4 narasumber (detik)", statistics.median(detik), sasaran="< 1")
    ]


def _sekali(kebutuhan: list[Kebutuhan], ruas: list[Ruas], sibuk: dict[int, list[Ruas]]) -> float:
    awal = time.process_time()
    hasil = susun(kebutuhan, ruas, JP, sibuk)
    detik = time.process_time() - awal
    if sum((p.selesai - p.mulai for p in hasil), JP * 0) != JP * sum(MODUL):
        raise AssertionError("not every JP was planned")
    return detik


def _ruas(hari: int, mulai: int, selesai: int) -> Ruas:
    awal = datetime.datetime(2026, 11, 23 + hari, tzinfo=datetime.UTC)
    return Ruas(awal + datetime.timedelta(hours=mulai), awal + datetime.timedelta(hours=selesai))
