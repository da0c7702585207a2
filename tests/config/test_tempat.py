"""Where PostgreSQL stands when its system user is shut out, or when a path is too long for a socket."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.tumpukan import Options, Servers
from config.tumpukan.placement import place
from config.tumpukan.system_user import SHARED_BASE, server_account

NEVER = threading.Event()


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A DATA_DIR below a folder that only its owner may enter, as /root is."""
    home = tmp_path / "rumah"
    home.mkdir(mode=0o700)
    yield home / "var"
    link = home / "var" / "pg"
    if link.is_symlink():
        for left in SHARED_BASE.glob(f"{link.readlink().name}*"):
            shutil.rmtree(left)


def test_a_server_starts_below_a_closed_home_without_opening_it(closed: Path) -> None:
    servers = Servers(closed, given={}, fast=True)
    try:
        servers.start(NEVER)
        assert servers.postgres.ensure_database("portal")
    finally:
        servers.stop()
    assert closed.parent.stat().st_mode & 0o077 == 0
    assert (closed / "pg" / "PG_VERSION").exists() or os.geteuid() != 0

    again = Servers(closed, given={}, fast=True)
    try:
        again.start(NEVER)
        assert not again.postgres.ensure_database("portal")
    finally:
        again.stop()


def test_a_deleted_data_dir_starts_afresh_and_its_old_cluster_is_set_aside(closed: Path) -> None:
    for _round in range(2):
        servers = Servers(closed, given={}, fast=True)
        try:
            servers.start(NEVER)
            assert servers.postgres.ensure_database("portal")
        finally:
            servers.stop()
        if _round == 0:
            shutil.rmtree(closed)


def test_a_long_path_gets_a_short_socket(rumah: Path) -> None:
    deep = rumah / ("panjang" * 12) / ("sekali" * 12)
    servers = Servers(deep, given={}, fast=True)
    sockets = servers.postgres.place.sockets
    try:
        assert len(str(sockets)) < 80
        servers.start(NEVER)
        assert sockets.stat().st_mode & 0o077 == 0
    finally:
        servers.stop()
        shutil.rmtree(sockets)


def test_the_cluster_stands_in_data_dir_when_nothing_is_in_the_way(peladen) -> None:
    assert place(peladen.folder, server_account()).cluster == peladen.folder / "pg"


def test_a_demo_listens_on_the_loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALAMAT", "0.0.0.0")
    monkeypatch.setenv("DEMO", "1")
    assert Options.from_environ().address == "127.0.0.1"
    monkeypatch.setenv("DEMO", "0")
    assert Options.from_environ().address == "0.0.0.0"
