"""What `make run` and `make demo-ulang` do: start, watch, restart what dies, stop in order."""

import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType

from .errors import StackError, StopRequested
from .options import Options
from .processes import Child, wait_for
from .stack import Stack

LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0  # a child that ran this long starts with the shortest pause again


def say(line: str, *, error: bool = False) -> None:
    """One line for the person in front; a closed terminal is no reason to fall over."""
    try:
        print(line, file=sys.stderr if error else sys.stdout, flush=True)
    except OSError:
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123 (for the rest of this process)


def run(options: Options) -> int:
    """`jalan`: run in the foreground until Ctrl-C or SIGTERM. Returns the exit code."""
    stack = Stack(options, say=say)
    reset = threading.Event()
    _listen(stack.stopping, reset)
    try:
        stack.open()
        stack.start()
        say(f"Portal siap: {options.local_url}/")
        _watch(stack, reset)
    except StopRequested:
        say("Menghentikan portal …")
    except StackError as error:
        say(str(error), error=True)
        return 1
    finally:
        stack.close()
    say("Portal berhenti. Data tersimpan.")
    return 0


def reset_demo(options: Options) -> int:
    """`demo-ulang`: fill the demo anew, in the running portal if there is one. Returns the exit code."""
    stack = Stack(options, say=say)
    _listen(stack.stopping, threading.Event())
    try:
        if not options.demo:
            raise StackError("demo-ulang hanya untuk data contoh (DEMO=1).")
        if stack.lock.taken():
            _ask_running(stack)
        else:
            stack.open(listen=False)
            stack.start_servers()
            stack.forget_data()
            stack.fill()
        say("Data contoh sudah diisi ulang.")
    except StopRequested:
        say("Dibatalkan; data contoh diisi ulang pada `make run` berikutnya.")
        return 1
    except StackError as error:
        say(str(error), error=True)
        return 1
    finally:
        stack.close()
    return 0


class Watched:
    """A child that must not die, and how long to wait before it is started again."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.failures = 0
        self.since = time.monotonic()
        self.restart_at: float | None = None

    def look(self) -> None:
        """Notice a death, or start it again when its pause is over."""
        now = time.monotonic()
        if self.child.running:
            if now - self.since > STEADY_AFTER:
                self.failures = 0
        elif self.restart_at is None:
            self.child.sweep()
            pause = min(2.0**self.failures, LONGEST_PAUSE)
            self.failures += 1
            self.restart_at = now + pause
            code = self.child.exit_code
            say(
                f"{self.child.name} berhenti tiba-tiba (kode {code}); dijalankan lagi dalam {pause:.0f} detik."
            )
        elif now >= self.restart_at:
            self.child.start()
            self.since, self.restart_at = now, None


def _watch(stack: Stack, reset: threading.Event) -> None:
    watched = [Watched(child) for child in stack.children]
    while not stack.stopping.wait(0.5):
        if reset.is_set():
            reset.clear()
            say("Mengisi ulang data contoh …")
            stack.portal.stop()
            stack.forget_data()
            stack.fill()
            stack.start_portal()
            say(f"Portal siap: {stack.options.local_url}/")
        for each in watched:
            each.look()
    raise StopRequested


def _ask_running(stack: Stack) -> None:
    """Let the portal that holds the DATA_DIR do it, and wait until it is ready again."""
    stack.check_kind()
    before = _changed(stack.ready)
    say("Portal sedang berjalan; data contohnya diisi ulang …")
    os.kill(stack.lock.holder(), signal.SIGUSR1)
    wait_for(
        lambda: _changed(stack.ready) > before or not stack.lock.taken(),
        seconds=float("inf"),
        stop=stack.stopping,
        every=0.3,
    )
    if _changed(stack.ready) <= before:
        raise StackError("Portal yang berjalan berhenti sebelum selesai; lihat pesannya.")


def _changed(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _listen(stopping: threading.Event, reset: threading.Event) -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    def again(_number: int, _frame: FrameType | None) -> None:
        reset.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    signal.signal(signal.SIGUSR1, again)
