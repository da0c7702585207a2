"""PostgreSQL, Valkey and the portal of one DATA_DIR, held by one process at a time."""

import errno
import fcntl
import os
import shutil
import signal
import socket
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from .errors import StackError
from .options import Options
from .portal import Portal, media_dir
from .postgres import Postgres
from .processes import Child, end, marked, rotate
from .system_user import server_account
from .valkey import Valkey
from .vault import Vault

DATABASE = "portal"
# The tables of a demo before it was filled: filling it anew need not build them again.
EMPTY = "portal_kosong"


class Servers:
    """The two servers. Tests use them alone; `make run` puts a portal on top."""

    def __init__(self, data_dir: Path, *, given: Mapping[str, str], fast: bool = False) -> None:
        self.data_dir = data_dir
        self.log_dir = data_dir / "log"
        # The database's system user passes through this folder; everything in it is closed to him.
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if server_account().uid is not None:
            data_dir.chmod(data_dir.stat().st_mode | 0o011)
        self.log_dir.mkdir(mode=0o700, exist_ok=True)
        self.vault = Vault(data_dir / "rahasia", given)
        self.postgres = Postgres(data_dir, self.vault, log_dir=self.log_dir, fast=fast)
        self.valkey = Valkey(data_dir, self.vault, log_dir=self.log_dir)

    @property
    def children(self) -> list[Child]:
        """In the order they are stopped."""
        return [self.valkey.child, self.postgres.child]

    def start(self, stop: threading.Event) -> None:
        """Start both and wait until they answer and the two roles exist."""
        self.valkey.child.start()
        self.postgres.child.start()
        self.postgres.wait_ready(stop)
        self.valkey.wait_ready(stop)
        self.postgres.ensure_roles()

    def stop(self) -> None:
        """Valkey, then PostgreSQL."""
        for child in self.children:
            child.stop()


class Stack:
    """All of it, as `make run` has it."""

    def __init__(self, options: Options, *, say: Callable[[str], None]) -> None:
        self.options = options
        self.say = say
        self.stopping = threading.Event()
        self.lock = Lock(options.data_dir)
        self.demo_done = options.data_dir / "demo-selesai"
        self.kind = options.data_dir / "jenis"
        self.ready = options.data_dir / "siap"

    @property
    def children(self) -> list[Child]:
        """Every process, in the order they are stopped."""
        return [*self.portal.children, *self.servers.children]

    def open(self, *, listen: bool = True) -> None:
        """Take the DATA_DIR, end what a crash left, and see that the port is free. Nothing is started yet."""
        self.lock.take()
        self.check_kind()
        self.ready.unlink(missing_ok=True)
        end(marked(self.options.data_dir), signal.SIGTERM)
        if listen:
            check_port(self.options.address, self.options.port)
        rotate(self.options.data_dir / "log")
        self.servers = Servers(self.options.data_dir, given=os.environ)
        self.portal = Portal(
            self.options,
            vault=self.servers.vault,
            postgres=self.servers.postgres,
            valkey=self.servers.valkey,
            database=DATABASE,
        )

    def start(self) -> None:
        """Servers, tables, demo data on the first start, then the portal; returns when it answers."""
        self.start_servers()
        self.fill()
        self.start_portal()

    def start_servers(self) -> None:
        """PostgreSQL and Valkey, ready to answer."""
        self.say("Menjalankan PostgreSQL dan Valkey …")
        self.servers.start(self.stopping)

    def start_portal(self) -> None:
        """Web, workers and beat; the file `siap` then tells other programs the address."""
        self.say("Menjalankan web, pekerja, dan penjadwal …")
        self.portal.start(stop=self.stopping)
        self.ready.write_text(self.options.local_url)

    def fill(self) -> None:
        """Tables up to date; demo data when this demo has none, or only half of it."""
        if self.options.demo and self.kind.exists() and not self.demo_done.exists():
            self.forget_data()
        if self.servers.postgres.ensure_database(DATABASE):
            self.demo_done.unlink(missing_ok=True)
        self.kind.write_text(_kind(self.options.demo))
        self.say("Menyesuaikan tabel dan berkas statis …")
        self.portal.migrate(stop=self.stopping)
        if self.options.demo and not self.demo_done.exists():
            self.servers.postgres.ensure_database(EMPTY, template=DATABASE)
            self.say("Mengisi data contoh (hanya sekali, harap tunggu) …")
            self.portal.manage("isi_demo", stop=self.stopping)
            self.demo_done.touch()

    def forget_data(self) -> None:
        """Throw away tables, messages and files. The portal's own processes must be down."""
        self.ready.unlink(missing_ok=True)
        self.demo_done.unlink(missing_ok=True)
        self.servers.postgres.drop_database(DATABASE)
        if self.servers.postgres.has_database(EMPTY):
            self.servers.postgres.ensure_database(DATABASE, template=EMPTY)
        self.servers.valkey.empty()
        shutil.rmtree(media_dir(self.options.data_dir), ignore_errors=True)

    def close(self) -> None:
        """Stop everything in order and give the DATA_DIR back."""
        if hasattr(self, "portal"):
            self.portal.stop()
            self.servers.stop()
            self.ready.unlink(missing_ok=True)
            end(marked(self.options.data_dir), signal.SIGKILL)
        self.lock.release()

    def check_kind(self) -> None:
        """Real data never meets demo accounts, whose password everybody knows."""
        kept = self.kind.read_text().strip() if self.kind.exists() else ""
        if kept and kept != _kind(self.options.demo):
            other = "0" if self.options.demo else "1"
            raise StackError(
                f"{self.options.data_dir} berisi data {kept}; jalankan dengan DEMO={other}, atau pilih DATA_DIR lain."
            )


class Lock:
    """One process per DATA_DIR. The kernel lets go of it when the holder dies, however it dies."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.file = data_dir / "kunci"
        self.handle: int | None = None

    def take(self) -> None:
        """Hold it, or raise StackError naming who does."""
        try:
            self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StackError(f"DATA_DIR {self.data_dir} tidak dapat ditulisi: {error.strerror}.") from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise StackError(
                f"Portal dengan DATA_DIR {self.data_dir} sudah berjalan (proses {self.holder()}); "
                "hentikan dahulu, atau pilih DATA_DIR lain."
            ) from None
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        self.handle = handle

    def taken(self) -> bool:
        """Whether another process holds it right now."""
        if not self.file.exists():
            return False
        with self.file.open() as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def release(self) -> None:
        """Let go."""
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None

    def holder(self) -> int:
        """The process that wrote itself into the lock last; 0 when nobody did."""
        text = self.file.read_text() if self.file.exists() else ""
        return int(text) if text.isdecimal() else 0


def check_port(address: str, port: int) -> None:
    """Raise StackError when nobody may listen there."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
            probe.listen()
        except OSError as error:
            reason = {
                errno.EADDRINUSE: "sudah dipakai program lain",
                errno.EACCES: "hanya boleh dipakai root",
            }.get(error.errno or 0, "tidak dapat dipakai")
            raise StackError(
                f"Port {port} di {address} {reason}; pilih port lain, misalnya: make run PORT={port % 60000 + 1}"
            ) from None


def _kind(demo: bool) -> str:
    return "contoh" if demo else "sungguhan"
