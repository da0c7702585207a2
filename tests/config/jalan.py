"""`make run` as a test drives it: the real supervisor as a process of its own."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import Self

import psutil

from config.lingkungan import AKAR
from config.tumpukan.processes import inside, marked
from config.tumpukan.valkey import free_port

# Variables of the suite's own servers; the portal under test must find its own.
FOREIGN = re.compile(
    r"^(DB_|REDIS_URL|SECRET_KEY|KUNCI_PRIBADI|DATA_DIR|PORT|DEMO|ALAMAT|PROSES|DJANGO_|PYTEST)"
)


class Jalan:
    """One `python -m config.tumpukan jalan`; leaves nothing running when its block ends."""

    def __init__(self, data_dir: Path, *, port: int | None = None, clean_up: bool = True, **env: str) -> None:
        self.ready_after = 0.0
        self.clean_up = clean_up
        self.data_dir = data_dir
        self.port = port or free_port()
        clean = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
        self.env = clean | {"DATA_DIR": str(data_dir), "PORT": str(self.port), "DEMO": "0"} | env
        self.lines: list[str] = []

    def __enter__(self) -> Self:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.tumpukan", "jalan"],
            cwd=AKAR,
            env=self.env,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
        for process in self.processes() if self.clean_up else []:
            process.kill()
        self.reader.join(5)
        if self.process.stdout:
            self.process.stdout.close()

    @property
    def ready_line(self) -> str:
        """What tells a person that the portal is there."""
        return f"Portal siap: http://127.0.0.1:{self.port}/"

    def until_ready(self, seconds: float = 240) -> None:
        """Wait for the ready line; `ready_after` then tells how long it took since the start."""
        self.until(self.ready_line, seconds)
        self.ready_after = time.monotonic() - self.started

    def until(self, line: str, seconds: float = 60) -> None:
        """Wait until a line starts like that."""
        deadline = time.monotonic() + seconds
        while not any(said.startswith(line) for said in self.lines):
            assert self.process.poll() is None, self.lines
            assert time.monotonic() < deadline, self.lines
            time.sleep(0.1)

    def until_answering(self, seconds: float = 60) -> None:
        """Wait until /healthz answers 200."""
        deadline = time.monotonic() + seconds
        while not self.answers():
            assert time.monotonic() < deadline, self.lines
            time.sleep(0.2)

    def until_running(self, argument: str, seconds: float = 60) -> None:
        """Wait until a process with that argument runs."""
        deadline = time.monotonic() + seconds
        while not self._with(argument):
            assert time.monotonic() < deadline, self.lines
            time.sleep(0.2)

    def process_with(self, argument: str) -> psutil.Process:
        """The first of its processes that was called with that argument."""
        return self._with(argument)[0]

    def answers(self) -> bool:
        """Whether /healthz answers 200 right now."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def ended(self, seconds: float = 20) -> int:
        """Wait for its end; returns the exit code."""
        code = self.process.wait(seconds)
        self.reader.join(5)
        return code

    def processes(self) -> list[psutil.Process]:
        """Everything that still runs for this DATA_DIR, PostgreSQL's sessions included."""
        found = {process.pid: process for process in marked(self.data_dir)}
        found |= {process.pid: process for process in inside(self.data_dir / "pg", "postgres")}
        return list(found.values())

    def postmaster(self) -> psutil.Process:
        """PostgreSQL's first process."""
        return next(process for process in marked(self.data_dir) if process.name() == "postgres")

    def _with(self, argument: str) -> list[psutil.Process]:
        found = [process for process in self.processes() if argument in process.cmdline()]
        return sorted(found, key=lambda process: process.create_time())

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.lines.append(line.rstrip("\n"))
