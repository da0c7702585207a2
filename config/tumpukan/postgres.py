"""PostgreSQL from the wheel: a cluster of our own, with passwords for everybody and two roles for the portal."""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import psycopg2.extensions
from psycopg2 import sql

from .errors import StackError
from .placement import place
from .processes import MARK, Child, end, inside, wait_for
from .system_user import server_account
from .vault import Vault

OWNER = "portal_pemilik"
APP = "portal_app"
PORT = 5432  # only part of the socket's name: nothing listens on TCP

# The wheel is built without ICU. The built-in provider sorts by code point and still knows the case of every
# letter, which names and trigram search need.
INITDB = [
    "--username=postgres",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
]
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "log_line_prefix": "%m [%p] %a ",
    "log_checkpoints": "off",
}
# For tests: what is lost in a power cut is not worth waiting for.
FAST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """One server of one DATA_DIR."""

    def __init__(self, data_dir: Path, vault: Vault, *, log_dir: Path, fast: bool = False) -> None:
        self.data_dir = data_dir
        self.vault = vault
        self.fast = fast
        self.account = server_account()
        self.place = place(data_dir, self.account)
        self.log = log_dir / "postgres.log"
        self.child = Child(
            "PostgreSQL",
            [str(self.place.programs / "postgres"), "-D", str(self.place.cluster), *self._options()],
            env=self._bare_env(),
            log=self.log,
            run_as=self.account.run_as,
            stop_signal=signal.SIGINT,  # "fast": ends the sessions, writes a checkpoint
            patience=8.0,
            prepare=self._prepare,
        )

    def wait_ready(self, stop: threading.Event) -> None:
        """Wait until it answers; raises StackError with its last words when it gave up."""
        answered = wait_for(lambda: not self.child.running or self._answers(), seconds=60, stop=stop)
        if not answered or not self.child.running:
            raise StackError(f"PostgreSQL tidak mau jalan: {self.child.last_words()} (lihat {self.log})")

    def ensure_roles(self) -> None:
        """The owner who migrates and the application that runs, each with the password of the vault."""
        with self.admin() as cursor:
            for role in (OWNER, APP):
                cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
                verb = "ALTER" if cursor.fetchone() else "CREATE"
                statement = sql.SQL(verb + " ROLE {} LOGIN NOSUPERUSER NOCREATEROLE PASSWORD %s")
                cursor.execute(statement.format(sql.Identifier(role)), [self.password(role)])

    def ensure_database(self, name: str, *, template: str = "template0") -> bool:
        """Make the database when missing; True when it is new. The application may connect and nothing more."""
        if self.has_database(name):
            return False
        with self.admin() as cursor:
            names = {
                "db": sql.Identifier(name),
                "owner": sql.Identifier(OWNER),
                "app": sql.Identifier(APP),
                "template": sql.Identifier(template),
            }
            for line in (
                "CREATE DATABASE {db} OWNER {owner} TEMPLATE {template}",
                "REVOKE ALL ON DATABASE {db} FROM PUBLIC",
                "GRANT CONNECT, TEMPORARY ON DATABASE {db} TO {app}",
            ):
                cursor.execute(sql.SQL(line).format(**names))
        return True

    def has_database(self, name: str) -> bool:
        """Whether it is there."""
        with self.admin() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return cursor.fetchone() is not None

    def drop_database(self, name: str) -> None:
        """Drop it, ending whoever is still connected."""
        with self.admin() as cursor:
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def password(self, role: str) -> str:
        """The password of one of the two roles."""
        return self.vault.get("DB_SANDI_PEMILIK" if role == OWNER else "DB_SANDI_APP")

    def env(self, role: str, database: str) -> dict[str, str]:
        """What a process needs to connect as that role. The application never gets the owner's password."""
        name = "DB_SANDI_PEMILIK" if role == OWNER else "DB_SANDI_APP"
        return {
            "DB_HOST": str(self.place.sockets),
            "DB_PORT": str(PORT),
            "DB_NAME": database,
            "DB_PERAN": role,
            name: self.password(role),
        }

    @contextmanager
    def admin(self, database: str = "postgres") -> Iterator[psycopg2.extensions.cursor]:
        """A cursor of the superuser, each statement committed by itself."""
        connection = psycopg2.connect(
            host=str(self.place.sockets),
            port=PORT,
            dbname=database,
            user="postgres",
            password=self.vault.get("DB_SANDI_SUPERUSER"),
        )
        with closing(connection):
            connection.autocommit = True
            with connection.cursor() as cursor:
                yield cursor

    def _prepare(self) -> None:
        """Make the cluster on the first start; end what a crash left behind."""
        end(inside(self.place.cluster, "postgres"), signal.SIGINT)
        self._forget_stale_pid()
        version_file = self.place.cluster / "PG_VERSION"
        if not version_file.exists():
            self._initdb()
        self._check_version(version_file.read_text().strip())

    def _answers(self) -> bool:
        try:
            with self.admin():
                return True
        except psycopg2.OperationalError as error:
            if "password authentication failed" in str(error):
                raise StackError(
                    f"Sandi di {self.vault.folder} bukan sandi basis data ini; kembalikan isi folder itu."
                ) from error
            return False

    def _options(self) -> list[str]:
        chosen = SETTINGS | {"unix_socket_directories": str(self.place.sockets)}
        chosen |= FAST_SETTINGS if self.fast else {}
        return [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]

    def _bare_env(self) -> dict[str, str]:
        return {"PATH": os.defpath, "LC_ALL": "C", MARK: str(self.data_dir)}

    def _initdb(self) -> None:
        """Into a folder beside it, renamed when whole: an interrupted initdb leaves no half cluster."""
        half = self.place.cluster.with_name(f"{self.place.cluster.name}.baru")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        self.account.own(half)
        with tempfile.NamedTemporaryFile("w", dir=self.place.sockets, prefix="initdb-") as password:
            password.write(self.vault.get("DB_SANDI_SUPERUSER"))
            password.flush()
            self.account.own(Path(password.name))
            command = [
                str(self.place.programs / "initdb"),
                "-D",
                str(half),
                f"--pwfile={password.name}",
                *INITDB,
            ]
            command += ["--no-sync"] if self.fast else []
            # The folder it starts in must be one its account may stand in.
            answer = subprocess.run(
                command,
                cwd="/",
                env=self._bare_env(),
                capture_output=True,
                text=True,
                check=False,
                **self.account.run_as,
            )
        if answer.returncode:
            lines = answer.stderr.strip().splitlines() or ["tanpa pesan"]
            raise StackError(f"initdb gagal: {lines[-1]}")
        half.rename(self.place.cluster)

    def _check_version(self, of_data: str) -> None:
        command = [str(self.place.programs / "postgres"), "--version"]
        installed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1]
        if installed.split(".", maxsplit=1)[0] != of_data:
            raise StackError(
                f"Data di {self.place.cluster} dibuat PostgreSQL {of_data}, yang terpasang {installed}: "
                "pindahkan datanya dengan pg_dump dan pg_restore."
            )

    def _forget_stale_pid(self) -> None:
        """A lock file whose number meanwhile belongs to somebody else would keep PostgreSQL from starting.

        None of its processes is left at this point. A number nobody has is cleaned up by PostgreSQL itself.
        """
        for file in (self.place.cluster / "postmaster.pid", self.place.sockets / f".s.PGSQL.{PORT}.lock"):
            if file.exists():
                number = file.read_text().split("\n", maxsplit=1)[0].strip()
                if number.isdecimal() and psutil.pid_exists(int(number)):
                    file.unlink()
