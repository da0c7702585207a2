"""`make run` from outside: starts, comes back, refuses in one line, leaves nothing behind, and heals.

Before the first start the DATA_DIR holds a database as an earlier start left it.
"""

import os
import signal
import socket
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg2
import pytest

from config.tumpukan import Options, Portal, Servers
from tests.config.jalan import Jalan
from tests.fixtures.peladen import NEVER, TestServers

pytestmark = [pytest.mark.lambat, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def data(data_kosong: Path, peladen: TestServers, cache_uji: Path) -> Path:
    """A DATA_DIR with tables and a row to remember; migrating anew for it would take half a minute."""
    peladen.template(cache_uji)
    servers = Servers(data_kosong, given={}, fast=True)
    try:
        servers.start(NEVER)
        peladen.restore("portal", peladen.kept_template(cache_uji), into=servers)
        portal = Portal(
            Options(data_dir=data_kosong, demo=False),
            vault=servers.vault,
            postgres=servers.postgres,
            valkey=servers.valkey,
        )
        portal.migrate(stop=NEVER)
        _sql(data_kosong, "CREATE TABLE kenangan AS SELECT 'masih ada' AS kata", role="portal_pemilik")
    finally:
        servers.stop()
    (data_kosong / "jenis").write_text("sungguhan")
    return data_kosong


def _sql(data: Path, query: str, *, role: str) -> list[tuple[str]]:
    file = "db_sandi_pemilik" if role == "portal_pemilik" else "db_sandi_app"
    password = (data / "rahasia" / file).read_text()
    connection = psycopg2.connect(host=str(data / "soket"), dbname="portal", user=role, password=password)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def _still_remembers(data: Path) -> bool:
    return _sql(data, "SELECT kata FROM kenangan", role="portal_pemilik") == [("masih ada",)]


@pytest.fixture(scope="module")
def portal(data: Path) -> Iterator[Jalan]:
    """One start of that DATA_DIR, for the tests that only look."""
    with Jalan(data) as running:
        running.until_ready()
        yield running


def test_a_start_over_tables_of_before_is_quick_and_keeps_the_data(portal: Jalan, data: Path) -> None:
    # Under six seconds on an idle machine; here another worker and the suite's servers share two cores.
    assert portal.ready_after < 15
    assert portal.lines[-1] == portal.ready_line
    assert portal.answers()
    assert _still_remembers(data)


def test_secrets_and_sockets_are_closed_to_others(portal: Jalan, data: Path) -> None:
    for folder in ("rahasia", "soket", "log"):
        assert stat.S_IMODE((data / folder).stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in (data / "rahasia").iterdir()} == {0o600}
    assert portal.postmaster().username() != "root"
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(host=str(data / "soket"), dbname="portal", user="portal_app", password="tebakan")


def test_the_application_is_not_the_owner(portal: Jalan, data: Path) -> None:
    web = portal.process_with("gunicorn")
    assert web.environ()["DB_PERAN"] == "portal_app"
    assert "DB_SANDI_PEMILIK" not in web.environ()
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        _sql(data, "CREATE TABLE titipan (a int)", role="portal_app")


def test_the_cluster_is_as_the_design_wants_it(portal: Jalan, data: Path) -> None:
    assert portal.answers()
    assert _sql(data, "SHOW listen_addresses", role="portal_app") == [("",)]
    assert _sql(data, "SHOW data_checksums", role="portal_app") == [("on",)]
    assert _sql(data, "SHOW server_encoding", role="portal_app") == [("UTF8",)]
    assert _sql(data, "SELECT lower('ÉŠ')", role="portal_app") == [("éš",)]


def test_a_second_one_on_the_same_data_is_refused_in_one_line(portal: Jalan, data: Path) -> None:
    with Jalan(data, clean_up=False) as second:
        assert second.ended() == 1
    assert len(second.lines) == 1
    assert "sudah berjalan" in second.lines[0]
    assert portal.answers()


def test_ctrl_c_stops_everything_it_started(portal: Jalan) -> None:
    os.killpg(portal.process.pid, signal.SIGINT)
    assert portal.ended(15) == 0
    assert portal.lines[-1] == "Portal berhenti. Data tersimpan."
    assert portal.processes() == []


def test_a_taken_port_is_refused_in_one_line_before_anything_starts(rumah: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with Jalan(rumah / "lain", port=port) as portal:
            assert portal.ended() == 1
    assert len(portal.lines) == 1
    assert f"Port {port}" in portal.lines[0]
    assert not (rumah / "lain" / "pg").exists()


@pytest.mark.parametrize("env", [{"PORT": "delapan"}, {"PORT": "70000"}, {"JUMLAH_PEKERJA_WEB": "0"}])
def test_a_number_that_is_none_is_refused_in_one_line(rumah: Path, env: dict[str, str]) -> None:
    with Jalan(rumah / "lain", **env) as portal:
        assert portal.ended() == 1
    assert len(portal.lines) == 1
    assert next(iter(env)) in portal.lines[0]


def test_real_data_never_meets_demo_accounts(data: Path) -> None:
    with Jalan(data, DEMO="1") as portal:
        assert portal.ended() == 1
    assert portal.lines == [
        f"{data} berisi data sungguhan; jalankan dengan DEMO=0, atau pilih DATA_DIR lain."
    ]


def test_another_key_for_personal_columns_is_refused(data: Path) -> None:
    with Jalan(data, KUNCI_PRIBADI="x" * 43 + "=") as portal:
        assert portal.ended() == 1
    assert "KUNCI_PRIBADI bukan kunci yang dipakai data ini" in portal.lines[-1]


@pytest.mark.kerusakan
def test_an_empty_folder_becomes_a_portal(rumah: Path) -> None:
    with Jalan(rumah / "baru") as portal:
        portal.until_ready()
        assert portal.answers()
        assert portal.lines[-1] == portal.ready_line
        assert _sql(rumah / "baru", "SELECT count(*) FROM kantor_pengguna", role="portal_app") == [(0,)]


@pytest.mark.kerusakan
def test_children_that_die_are_started_again_and_it_says_so(data: Path) -> None:
    with Jalan(data) as portal:
        portal.until_ready()
        portal.until_running("interaktif@portal")
        portal.postmaster().kill()
        portal.process_with("interaktif@portal").kill()
        portal.until("PostgreSQL berhenti tiba-tiba (kode -9)")
        portal.until("interaktif berhenti tiba-tiba (kode -9)")
        portal.until_answering()
        assert _still_remembers(data)
        portal.process_with("gunicorn").kill()
        portal.until("web berhenti tiba-tiba")
        portal.until_answering()
        portal.until_running("interaktif@portal")


@pytest.mark.kerusakan
def test_kill_9_is_healed_by_the_next_start(data: Path) -> None:
    with Jalan(data, clean_up=False) as first:
        first.until_ready()
        first.process.kill()
        first.ended()
        orphans = first.processes()
        assert len(orphans) > 5
    with Jalan(data, port=first.port) as second:
        second.until_ready()
        assert not any(process.is_running() for process in orphans)
        assert _still_remembers(data)
        for process in [psutil.Process(second.process.pid), *second.processes()]:
            process.kill()
        second.ended()
    # Meanwhile the number of the dead PostgreSQL belongs to somebody else: to us.
    for file in (data / "pg" / "postmaster.pid", data / "soket" / ".s.PGSQL.5432.lock"):
        lines = file.read_text().splitlines()
        file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    with Jalan(data) as third:
        third.until_ready()
        assert _still_remembers(data)


@pytest.mark.kerusakan
def test_two_copies_run_side_by_side_and_sigterm_ends_only_one(data: Path, rumah: Path) -> None:
    twin = rumah / "kembar"
    subprocess.run(["cp", "-a", data, twin], check=True)
    with Jalan(data) as one, Jalan(twin) as two:
        one.until_ready()
        two.until_ready()
        _sql(twin, "UPDATE kenangan SET kata = 'lain'", role="portal_pemilik")
        assert _still_remembers(data)
        one.process.send_signal(signal.SIGTERM)
        assert one.ended(15) == 0
        assert one.processes() == []
        assert two.answers()
