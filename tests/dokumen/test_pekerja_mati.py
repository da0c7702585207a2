"""Real servers: the worker is killed in the middle of 200 certificates and started again."""

from __future__ import annotations

import time

import pytest

pytestmark = pytest.mark.kerusakan
BANYAK = 200
SIAPKAN = f"""
from tests.dokumen import terbit
from tests.peserta import buat
from dokumen.services.sertifikat import terbitkan
staf = buat.akun("panitia")
g = terbit.gelombang(staf, {BANYAK})
print(terbitkan(oleh=staf, gelombang=g).pk)
"""
LAGI = """
from diklat.models import Gelombang
from dokumen.services.sertifikat import terbitkan
from kantor.models import Pengguna
print(terbitkan(oleh=Pengguna.objects.get(), gelombang=Gelombang.objects.get()).parameter["baru"])
"""


def tercetak(portal) -> int:
    return portal.sql("SELECT count(*) FROM dokumen_sertifikat WHERE berkas_id IS NOT NULL")[0][0]


def tunggu(syarat, detik: int) -> None:
    sampai = time.monotonic() + detik
    while not syarat():
        assert time.monotonic() < sampai, "terlalu lama"
        time.sleep(0.1)


@pytest.mark.timeout(600)
def test_200_numbers_none_twice_none_missing_though_the_worker_was_killed(buat_portal):
    portal = buat_portal(demo=False)
    portal.manage("shell", "--no-imports", "-c", SIAPKAN)
    tunggu(lambda: tercetak(portal) >= 40, 120)
    portal.kill_worker("dokumen")
    sesudah_mati = tercetak(portal)
    assert 40 <= sesudah_mati < BANYAK
    time.sleep(2)
    assert tercetak(portal) == sesudah_mati
    portal.restart_worker("dokumen")
    tunggu(lambda: tercetak(portal) == BANYAK, 300)
    tunggu(lambda: portal.sql("SELECT status FROM kantor_pekerjaan") == [("selesai",)], 60)

    nomor = portal.sql("SELECT urut, nomor, kode FROM dokumen_sertifikat ORDER BY urut")
    assert [urut for urut, _, _ in nomor] == list(range(1, BANYAK + 1))
    assert len({n for _, n, _ in nomor}) == len({k for _, _, k in nomor}) == BANYAK
    [(selesai, gagal)] = portal.sql("SELECT selesai, gagal FROM kantor_pekerjaan")
    assert (selesai, gagal) == (BANYAK, 0)
    # Each was printed once: what the killed worker had half done left no row behind.
    assert portal.sql("SELECT count(*) FROM kantor_berkas") == [(BANYAK,)]
    assert portal.manage("shell", "--no-imports", "-c", LAGI).strip().splitlines()[-1] == "0"
    assert portal.sql("SELECT count(*), max(urut) FROM dokumen_sertifikat") == [(BANYAK, BANYAK)]
