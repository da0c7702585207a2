"""Where it is measured: PostgreSQL with its defaults and Valkey, the portal, and the bare floors beside it.

Everything stands in a folder that disappears afterwards; what a run does not ask for is not started.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import psutil

from config.lingkungan import AKAR
from config.tumpukan import Options, Portal, Servers
from config.tumpukan.postgres import OWNER
from config.tumpukan.valkey import free_port

SELAMANYA = threading.Event()


@dataclass(frozen=True)
class Tuan:
    """A gunicorn with two workers: its address, its process, and what its setup printed."""

    url: str
    pid: int
    alat: dict[str, Any]

    def pekerja(self) -> list[psutil.Process]:
        """Its workers now."""
        return psutil.Process(self.pid).children()

    def cpu(self) -> float:
        """Seconds of CPU its workers have used; other programs on the machine change it little."""
        return sum(sum(p.cpu_times()[:2]) for p in self.pekerja())


class Lapangan(ExitStack):
    """The servers of one run, each started when it is asked for first, all stopped at the end."""

    @cached_property
    def servers(self) -> Servers:
        return self.enter_context(_servers())

    @cached_property
    def portal(self) -> Tuan:
        """The portal as it runs in an office, without demo data and without Celery."""
        return self.enter_context(_portal(self.servers, "portal"))

    @cached_property
    def portal_daftar(self) -> Tuan:
        """The same with a database of its own for long lists."""
        return self.enter_context(_portal(self.servers, "daftar"))

    def siapkan(self, database: str) -> None:
        """A database of the portal without a web server."""
        self.servers.postgres.ensure_database(database)
        _jalan(self.servers, database).migrate(stop=SELAMANYA)

    @cached_property
    def polos(self) -> Tuan:
        """Bare Django."""
        return self.enter_context(_polos(self.servers, "polos"))

    @cached_property
    def unfold(self) -> Tuan:
        """A bare list of Unfold."""
        return self.enter_context(_polos(self.servers, "polos_unfold"))


def dalam_portal(servers: Servers, database: str, perintah: str) -> Any:
    """Run Python inside the portal (`manage.py shell`); what it prints last after 'HASIL ' is read as JSON."""
    return _hasil([sys.executable, "manage.py", "shell", "-c", perintah], _jalan(servers, database).env())


def _hasil(perintah: list[str], lingkungan: dict[str, str]) -> Any:
    keluar = subprocess.run(
        perintah, cwd=AKAR, env=lingkungan, check=True, text=True, stdout=subprocess.PIPE
    ).stdout
    baris = [b for b in keluar.splitlines() if b.startswith("HASIL ")]
    return json.loads(baris[-1].removeprefix("HASIL "))


@contextmanager
def _servers() -> Iterator[Servers]:
    folder = Path(tempfile.mkdtemp(prefix="portal-ukur-"))
    servers = Servers(folder, given={})
    try:
        servers.start(SELAMANYA)
        yield servers
    finally:
        servers.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _jalan(servers: Servers, database: str, port: int = 8000) -> Portal:
    pilihan = Options(data_dir=servers.data_dir, port=port, demo=False)
    return Portal(
        pilihan, vault=servers.vault, postgres=servers.postgres, valkey=servers.valkey, database=database
    )


@contextmanager
def _portal(servers: Servers, database: str) -> Iterator[Tuan]:
    servers.postgres.ensure_database(database)
    jalan = _jalan(servers, database, free_port())
    try:
        jalan.migrate(stop=SELAMANYA)
        alat = dalam_portal(servers, database, (AKAR / "benchmarks" / "isi.py").read_text())
        jalan.start(stop=SELAMANYA, workers=False)
        yield Tuan(jalan.options.url, jalan.web.pid, alat)
    finally:
        jalan.stop()


@contextmanager
def _polos(servers: Servers, nama: str) -> Iterator[Tuan]:
    """`benchmarks/<nama>.py` on the same PostgreSQL under the same gunicorn."""
    servers.postgres.ensure_database(nama)
    lingkungan = servers.postgres.env(OWNER, nama) | {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(AKAR)}
    alat = _hasil([sys.executable, "-m", f"benchmarks.{nama}"], lingkungan)
    # A socket that listens already: whoever comes before the workers waits in its queue.
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as pintu:
        gunicorn = [
            sys.executable,
            "-m",
            "gunicorn",
            "--no-control-socket",
            "--preload",
            "--log-level",
            "error",
        ]
        jalan = subprocess.Popen(
            [*gunicorn, "--workers", "2", "--bind", f"fd://{pintu.fileno()}", f"benchmarks.{nama}"],
            cwd=AKAR,
            env=lingkungan,
            pass_fds=[pintu.fileno()],
        )
        try:
            yield Tuan(f"http://127.0.0.1:{pintu.getsockname()[1]}", jalan.pid, alat)
        finally:
            jalan.terminate()
            jalan.wait()
