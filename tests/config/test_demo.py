"""The demo: filled once, anew when it was interrupted, and by `make demo-ulang`."""

import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

from config.lingkungan import AKAR
from tests.config.jalan import Jalan


def _sql(data: Path, query: str) -> int:
    password = (data / "rahasia" / "db_sandi_app").read_text()
    connection = psycopg2.connect(
        host=str(data / "soket"), dbname="portal", user="portal_app", password=password
    )
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone()[0] if cursor.description else cursor.rowcount
    finally:
        connection.close()


@pytest.mark.kerusakan
@pytest.mark.timeout(600)
def test_an_interrupted_demo_is_filled_anew_and_demo_ulang_resets_a_running_one(data_kosong: Path) -> None:
    data = data_kosong
    with Jalan(data, DEMO="1") as first:
        first.until("Mengisi data contoh", 120)
        first.process.kill()
        first.ended()
    with Jalan(data, DEMO="1", ALAMAT="0.0.0.0") as portal:
        portal.until_ready(200)
        (command,) = {tuple(p.cmdline()) for p in portal.processes() if "gunicorn" in p.cmdline()}
        assert f"127.0.0.1:{portal.port}" in command
        full = _sql(data, "SELECT count(*) FROM peserta_pendaftaran")
        assert full > 100
        assert _sql(data, "UPDATE diklat_gelombang SET kuota = 77 WHERE slug = 'demo-terbuka'") == 1

        reset = subprocess.run(
            [sys.executable, "-m", "config.tumpukan", "demo-ulang"],
            cwd=AKAR,
            env=portal.env,
            check=True,
            capture_output=True,
            text=True,
        )
        assert reset.stdout.splitlines()[-1] == "Data contoh sudah diisi ulang."
        assert portal.answers()
        assert _sql(data, "SELECT count(*) FROM diklat_gelombang WHERE kuota = 77") == 0
        assert _sql(data, "SELECT count(*) FROM peserta_pendaftaran") == full
        assert portal.lines.count(portal.ready_line) == 2


def test_demo_ulang_refuses_real_data(tmp_path: Path) -> None:
    (tmp_path / "jenis").write_text("sungguhan")
    env = Jalan(tmp_path, DEMO="1").env
    command = [sys.executable, "-m", "config.tumpukan", "demo-ulang"]
    answer = subprocess.run(command, cwd=AKAR, env=env, check=False, capture_output=True, text=True)
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert "data sungguhan" in answer.stderr
