"""One running copy of the portal over servers that stand already: its environment, commands and processes."""

import hashlib
import os
import signal
import sys
import threading
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

from config.lingkungan import AKAR

from .errors import StackError
from .options import LOOPBACK, Options
from .postgres import APP, OWNER, Postgres
from .processes import MARK, Child, wait_for, wait_to_finish
from .valkey import Valkey
from .vault import Vault

# A registration or a letter never waits behind a mass run: two sets of workers, each with its own queues.
WORKERS = {"interaktif": "interaktif,surel", "dokumen": "dokumen,latar"}
# Mass runs may take their time over one statement; a page may not.
STATEMENT_LIMIT_MS = {"dokumen": "120000"}
# What decides how an empty, migrated database looks: migrations, and what the rooms do after one.
SCHEMA = ("*/migrations/*.py", "*/apps.py", "kantor/basisdata.py")
STATIC = ("static/**/*", "*/static/**/*")


class Portal:
    """Web, workers and beat of one database and one DATA_DIR."""

    def __init__(
        self, options: Options, *, vault: Vault, postgres: Postgres, valkey: Valkey, database: str = "portal"
    ) -> None:
        self.options = options
        self.vault = vault
        self.postgres = postgres
        self.valkey = valkey
        self.database = database
        self.log_dir = options.data_dir / "log"
        self.web = self._child("web", self._gunicorn(), patience=4.0)
        self.workers = {name: self._child(name, self._worker(name), patience=5.0) for name in WORKERS}
        beat = self._celery("beat", "--schedule", str(options.data_dir / "beat"), "--pidfile=")
        self.beat = self._child("beat", beat, patience=3.0)

    @property
    def children(self) -> list[Child]:
        """Everything that runs for long, in the order it is stopped."""
        return [self.web, *self.workers.values(), self.beat]

    def env(self, *, role: str = APP, **more: str) -> dict[str, str]:
        """The environment of every process of this portal; our secrets replace those of the caller."""
        private = {"DB_SANDI_PEMILIK", "DB_SANDI_APP", "DB_SANDI_SUPERUSER", "SANDI_VALKEY"}
        inherited = {name: value for name, value in os.environ.items() if name not in private}
        ours = {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": str(self.options.data_dir),
            "PORT": str(self.options.port),
            "DEMO": "1" if self.options.demo else "0",
            "PORTAL_URL": self.options.url,
            "SECRET_KEY": self.vault.get("SECRET_KEY"),
            "KUNCI_PRIBADI": self.vault.personal_key(),
            "REDIS_URL": self.valkey.url,
            "PYTHONUNBUFFERED": "1",
            MARK: str(self.options.data_dir),
        }
        return inherited | ours | self.postgres.env(role, self.database) | more

    def command(self, *arguments: str, role: str = APP, env: Mapping[str, str] | None = None) -> Child:
        """A management command, not yet started; its log is named after it."""
        argv = [sys.executable, "manage.py", *arguments]
        log = self.log_dir / f"{arguments[0]}.log"
        environment = self.env(role=role, PROSES=arguments[0]) | dict(env or {})
        return Child(f"Perintah {arguments[0]}", argv, env=environment, log=log)

    def manage(self, *arguments: str, stop: threading.Event, role: str = APP) -> None:
        """Run a management command to its end; raises StackError when it fails."""
        child = self.command(*arguments, role=role)
        child.start()
        wait_to_finish(child, stop=stop)

    def migrate(self, *, stop: threading.Event) -> None:
        """Bring tables and static files up to date, side by side; what has not changed is left alone."""
        tables = self.command("migrate", "--no-input", role=OWNER)
        stamp = self.options.data_dir / "tabel.sidik"
        outdated = not stamp.exists() or stamp.read_text() != self._tables_now()
        if outdated:
            tables.start()
        try:
            self._collect_static(stop)
            wait_to_finish(tables, stop=stop)
        finally:
            tables.stop()
        if outdated:
            stamp.write_text(self._tables_now())

    def start(self, *, stop: threading.Event, workers: bool = True, seconds: float = 60) -> None:
        """Start the web, wait until it answers, then start the rest. Raises StackError when it does not."""
        self.web.start()
        answered = wait_for(lambda: not self.web.running or self.healthy(), seconds=seconds, stop=stop)
        if not self.web.running:
            raise StackError(f"Web tidak mau jalan: {self.web.last_words()} (selengkapnya di {self.web.log})")
        if not answered:
            raise StackError(f"Web tidak menjawab dalam {seconds:.0f} detik; lihat {self.web.log}")
        for child in self.children[1:] if workers else []:
            child.start()

    def stop(self) -> None:
        """Web first, so that nobody is answered any more; then the workers and beat together."""
        self.web.stop()
        for child in self.children[1:]:
            child.ask_to_stop()
        for child in self.children[1:]:
            child.stop()

    def healthy(self) -> bool:
        """Whether /healthz answers 200."""
        host = urlsplit(self.options.url).netloc
        address = LOOPBACK if self.options.address in {"", "0.0.0.0"} else self.options.address  # noqa: S104
        request = urllib.request.Request(
            f"http://{address}:{self.options.port}/healthz", headers={"Host": host}
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def _child(self, name: str, argv: list[str], *, patience: float) -> Child:
        limit = {"DB_BATAS_MS": STATEMENT_LIMIT_MS[name]} if name in STATEMENT_LIMIT_MS else {}
        env = self.env(PROSES=name, **limit)
        log = self.log_dir / f"{name}.log"
        return Child(name, argv, env=env, log=log, stop_signal=signal.SIGTERM, patience=patience)

    def _gunicorn(self) -> list[str]:
        options = {
            "bind": f"{self.options.address}:{self.options.port}",
            "workers": str(self.options.web_workers),
            "timeout": "60",
            "graceful-timeout": "3",
            "max-requests": "20000",
            "max-requests-jitter": "2000",
        }
        arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
        return [
            sys.executable,
            "-m",
            "gunicorn",
            *arguments,
            "--preload",
            "--no-control-socket",
            "config.wsgi",
        ]

    def _celery(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "celery", "-A", "config", *arguments, "--loglevel", "INFO"]

    def _worker(self, name: str) -> list[str]:
        concurrency = 1 if name == "interaktif" else self.options.document_workers
        quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
        queues = ("--queues", WORKERS[name], "--hostname", f"{name}@portal")
        return self._celery("worker", *queues, "--concurrency", str(concurrency), *quiet)

    def _tables_now(self) -> str:
        """The migrations in the code and those in the database, whichever of them somebody replaced."""
        with self.postgres.admin(self.database) as cursor:
            cursor.execute("SELECT to_regclass('public.django_migrations') IS NOT NULL")
            applied = 0
            if cursor.fetchone() == (True,):
                cursor.execute("SELECT count(*) FROM django_migrations")
                applied = (cursor.fetchone() or (0,))[0]
        return f"{fingerprint(*SCHEMA)} {applied}"

    def _collect_static(self, stop: threading.Event) -> None:
        stamp = self.options.data_dir / "static.sidik"
        now = fingerprint(*STATIC)
        if stamp.exists() and stamp.read_text() == now and (self.options.data_dir / "static").exists():
            return
        self.manage("collectstatic", "--no-input", "--clear", stop=stop)
        stamp.write_text(now)


def fingerprint(*patterns: str) -> str:
    """Changes when a file of ours that matches, or the version of a package, changes."""
    digest = hashlib.sha256((AKAR / "requirements.txt").read_bytes())
    for file in sorted({file for pattern in patterns for file in AKAR.glob(pattern)}):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(str(file.relative_to(AKAR)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def media_dir(data_dir: Path) -> Path:
    """Where uploaded and generated files stand (MEDIA_ROOT of the settings)."""
    return data_dir / "media"
