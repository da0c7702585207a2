"""Real workers, killed in the middle, robbed of their messages, cut off from the database: each piece is done once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.kerusakan
BANYAK = 2500

MULAI = f"""
from kantor.services.impor import konfirmasi_impor, unggah_impor
from kantor.services.unit import muat_wilayah
from tests.kantor import bantu
bantu.instansi(); muat_wilayah(oleh=None)
staf = bantu.pengguna("panitia", username="panitia-uji")
kepala = ["NIP", "NAMA", "JABATAN", "UNIT KERJA"]
baris = [[bantu.nip(n), "Pegawai Uji", "Pelaksana", "Kecamatan Medan Kota"] for n in range({BANYAK})]
impor = unggah_impor(
    oleh=staf, instansi=bantu.instansi(), jenis="pegawai", isi=bantu.excel(kepala, baris), nama="simpeg.xlsx"
)
print(impor.pk)
"""
KONFIRMASI = """
from kantor.models import Impor, Pengguna
from kantor.services.impor import konfirmasi_impor
konfirmasi_impor(oleh=Pengguna.objects.get(username="panitia-uji"), impor=Impor.objects.get())
"""


def tunggu(syarat: Callable[[], Any], *, detik: float = 90, jeda: float = 0.1) -> Any:
    sampai = time.monotonic() + detik
    while time.monotonic() < sampai:
        if hasil := syarat():
            return hasil
        time.sleep(jeda)
    raise AssertionError("tidak terjadi dalam waktunya")


def test_killed_robbed_and_cut_off_workers_do_every_piece_exactly_once(buat_portal: Any) -> None:
    portal = buat_portal(demo=False)

    def status(tabel: str, *isi: str) -> bool:
        return portal.sql(f"SELECT status FROM {tabel} ORDER BY dibuat DESC LIMIT 1")[0][0] in isi

    def diambil() -> bool:
        return bool(portal.sql("SELECT 1 FROM kantor_potonganpekerjaan WHERE status = 'diambil'"))

    # The message of the first job gets lost before a worker sees it.
    portal.kill_worker()
    portal.manage("shell", "-c", MULAI)
    portal.empty_redis()
    portal.restart_worker()
    tunggu(lambda: status("kantor_impor", "siap"))

    # The worker is killed while it is at a piece, and the queue is emptied at the same moment.
    portal.manage("shell", "-c", KONFIRMASI)
    tunggu(diambil, jeda=0.02)
    portal.kill_worker()
    portal.empty_redis()
    portal.restart_worker()
    tunggu(diambil, jeda=0.02)

    # Every connection to the database breaks, as when it is restarted.
    portal.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
        [portal.database],
    )
    tunggu(lambda: status("kantor_pekerjaan", "selesai", "gagal"))

    assert portal.sql(
        "SELECT status, total, selesai, gagal FROM kantor_pekerjaan ORDER BY dibuat DESC LIMIT 1"
    ) == [("selesai", BANYAK, BANYAK, 0)]
    assert portal.sql("SELECT count(*) FROM kantor_pegawai") == [(BANYAK,)]
    assert portal.sql("SELECT count(*), count(DISTINCT pgh_obj_id) FROM kantor_pegawaievent") == [
        (BANYAK, BANYAK)
    ]
    assert portal.sql("SELECT max(percobaan) > 1 FROM kantor_potonganpekerjaan") == [(True,)]
