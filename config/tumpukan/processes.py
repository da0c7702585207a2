"""Child processes: started in a session of their own, logged, stopped, and found again after a crash."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil

from config.lingkungan import AKAR

from .errors import StackError, StopRequested

# Every child carries this variable with the DATA_DIR it works for. After a kill -9 it is how the next start
# knows its own leftovers; a process number alone may belong to somebody else by then.
MARK = "PORTAL_TUMPUKAN"
LOGS_KEPT = 3


class Child:
    """One long-running process of the stack."""

    def __init__(
        self,
        name: str,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        log: Path,
        run_as: Mapping[str, Any] | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        patience: float = 5.0,
        prepare: Callable[[], None] = lambda: None,
    ) -> None:
        self.name = name
        self.argv = list(argv)
        self.env = dict(env)
        self.log = log
        self.run_as = dict(run_as or {})
        self.stop_signal = stop_signal
        self.patience = patience
        self.prepare = prepare
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it in its own session, so that Ctrl-C in the terminal reaches only the supervisor."""
        self.prepare()
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.argv,
                cwd=AKAR,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self.run_as,
            )

    @property
    def pid(self) -> int:
        """The process number of the running child."""
        if self.process is None:
            raise RuntimeError(f"{self.name} was not started")
        return self.process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative numbers are signals."""
        return None if self.process is None else self.process.poll()

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Send its polite signal and return at once."""
        if self.running:
            os.kill(self.pid, self.stop_signal)

    def stop(self) -> None:
        """Ask, wait its patience, then end the whole process group."""
        if self.process is None:
            return
        self.ask_to_stop()
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it and its group at once, as `kill -9` does."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.pid, signal.SIGKILL)
            self.process.wait()

    def sweep(self) -> None:
        """After it died by itself: end the members of its group it left behind, which may hold its port."""
        left = [process for process in marked(Path(self.env[MARK])) if _group(process) == self.pid]
        end(left, signal.SIGKILL)

    def last_words(self) -> str:
        """The last line of its log that says something, for a message to a person."""
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return next((line.strip() for line in reversed(lines) if line.strip()), "tanpa pesan")


def wait_for(
    happened: Callable[[], bool], *, seconds: float, stop: threading.Event, every: float = 0.05
) -> bool:
    """Poll until it happened (True) or the time is over (False); raises StopRequested when asked to stop."""
    deadline = time.monotonic() + seconds
    while not happened():
        if stop.wait(every):
            raise StopRequested
        if time.monotonic() > deadline:
            return False
    return True


def wait_to_finish(child: Child, *, stop: threading.Event) -> None:
    """Wait for a command that ends by itself; raises StackError with its last line when it failed.

    A command that was never started has nothing to wait for.
    """
    try:
        wait_for(lambda: not child.running, seconds=float("inf"), stop=stop)
    finally:
        child.stop()
    if child.exit_code:
        raise StackError(f"{child.name} gagal: {child.last_words()} (selengkapnya di {child.log})")


def marked(data_dir: Path, *, below: bool = False) -> list[psutil.Process]:
    """Processes that were started for this DATA_DIR; `below`: or for one inside it."""
    found = [(process, _mark_of(process)) for process in _others()]
    return [
        process
        for process, mark in found
        if mark and (mark == str(data_dir) or (below and data_dir in Path(mark).parents))
    ]


def inside(folder: Path, name: str) -> list[psutil.Process]:
    """Processes of that program whose working directory is the folder.

    PostgreSQL's own children write their title over the environment, but all of them stand in the cluster.
    """
    return [process for process in _others() if _stands_in(process, folder, name)]


def end(processes: Iterable[psutil.Process], polite: signal.Signals, patience: float = 5.0) -> None:
    """Ask them all, wait, and kill what is still there."""
    there = list(processes)
    for process in there:
        _signal(process, polite)
    _, alive = psutil.wait_procs(there, timeout=patience)
    for process in alive:
        _signal(process, signal.SIGKILL)
    psutil.wait_procs(alive, timeout=patience)


def rotate(folder: Path) -> None:
    """Keep the logs of the last few runs: web.log becomes web.log.1, and so on."""
    for log in folder.glob("*.log"):
        for number in range(LOGS_KEPT, 0, -1):
            older = log.with_name(f"{log.name}.{number - 1}") if number > 1 else log
            if older.exists() and older.stat().st_size:
                older.replace(log.with_name(f"{log.name}.{number}"))


def _others() -> Iterable[psutil.Process]:
    return (process for process in psutil.process_iter() if process.pid != os.getpid())


def _mark_of(process: psutil.Process) -> str | None:
    try:
        return process.environ().get(MARK)
    except (psutil.Error, OSError):
        return None


def _group(process: psutil.Process) -> int | None:
    try:
        return os.getpgid(process.pid)
    except ProcessLookupError:
        return None


def _stands_in(process: psutil.Process, folder: Path, name: str) -> bool:
    try:
        return process.name() == name and process.cwd() == str(folder)
    except (psutil.Error, OSError):
        return False


def _signal(process: psutil.Process, number: signal.Signals) -> None:
    # psutil compares the start time first: a number that was given away meanwhile is left alone.
    try:
        process.send_signal(number)
    except psutil.Error:
        pass
