"""Servers to measure on: PostgreSQL with its defaults and Valkey, in a folder that disappears afterwards."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from config.lingkungan import AKAR
from config.tumpukan import Options, Portal, Servers
from config.tumpukan.postgres import OWNER
from config.tumpukan.valkey import free_port

SELAMANYA = threading.Event()


@contextmanager
def peladen() -> Iterator[Servers]:
    """Both servers, started for this block."""
    folder = Path(tempfile.mkdtemp(prefix="portal-ukur-"))
    servers = Servers(folder, given={})
    try:
        servers.start(SELAMANYA)
        yield servers
    finally:
        servers.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def portal(servers: Servers) -> Iterator[Portal]:
    """The portal as it runs in an office, two gunicorn workers, without demo data and without Celery."""
    servers.postgres.ensure_database("portal")
    pilihan = Options(data_dir=servers.data_dir, port=free_port(), demo=False)
    jalan = Portal(pilihan, vault=servers.vault, postgres=servers.postgres, valkey=servers.valkey)
    try:
        jalan.migrate(stop=SELAMANYA)
        jalan.start(stop=SELAMANYA, workers=False)
        yield jalan
    finally:
        jalan.stop()


def dalam_portal(jalan: Portal, perintah: str) -> Any:
    """Run Python inside the portal (`manage.py shell`); what it prints last after 'HASIL ' is read as JSON."""
    keluar = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", perintah],
        cwd=AKAR,
        env=jalan.env(),
        check=True,
        text=True,
        stdout=subprocess.PIPE,
    ).stdout
    baris = [b for b in keluar.splitlines() if b.startswith("HASIL ")]
    return json.loads(baris[-1].removeprefix("HASIL "))


@contextmanager
def polos(servers: Servers) -> Iterator[str]:
    """Bare Django (benchmarks/polos.py) on the same PostgreSQL under the same gunicorn; gives its address."""
    servers.postgres.ensure_database("polos")
    lingkungan = servers.postgres.env(OWNER, "polos") | {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(AKAR)}
    subprocess.run([sys.executable, "-m", "benchmarks.polos"], cwd=AKAR, env=lingkungan, check=True)
    # A socket that listens already: whoever comes before the workers waits in its queue.
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as pintu:
        perintah = [
            sys.executable,
            "-m",
            "gunicorn",
            "--no-control-socket",
            "--workers",
            "2",
            "--log-level",
            "error",
        ]
        jalan = subprocess.Popen(
            [*perintah, "--bind", f"fd://{pintu.fileno()}", "benchmarks.polos"],
            cwd=AKAR,
            env=lingkungan,
            pass_fds=[pintu.fileno()],
        )
        try:
            yield f"http://127.0.0.1:{pintu.getsockname()[1]}"
        finally:
            jalan.terminate()
            jalan.wait()
