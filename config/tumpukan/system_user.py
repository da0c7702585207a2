"""Under whose name PostgreSQL runs: the person's own, or a system user when that person is root."""

import os
import pwd
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import StackError

NAME = "portaldiklat"
# Reachable by everybody and writable by root alone: used only where a path of ours is closed to that user.
SHARED_BASE = Path("/var/lib/portal-diklat")


@dataclass(frozen=True)
class Account:
    """Who runs the database server. `uid` None: nobody else than we ourselves."""

    uid: int | None = None
    gid: int | None = None

    @property
    def run_as(self) -> dict[str, Any]:
        """Arguments for subprocess that start a program under this account."""
        return {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        """Whether this account may pass through every folder up to and including this one."""
        if self.uid is None:
            return True
        command = [shutil.which("test") or "/usr/bin/test", "-x", str(folder)]
        return subprocess.run(command, check=False, **self.run_as).returncode == 0

    def own(self, path: Path) -> None:
        """Give one file or folder to this account."""
        if self.uid is not None:
            os.chown(path, self.uid, self.gid if self.gid is not None else -1)


def server_account() -> Account:
    """Our own account; for root the system user `portaldiklat`, made when missing (PostgreSQL refuses root)."""
    if os.geteuid() != 0:
        return Account()
    entry = _find() or _make()
    account = Account(entry.pw_uid, entry.pw_gid)
    try:
        account.can_enter(Path("/"))
    except (OSError, subprocess.SubprocessError) as error:
        raise StackError(
            f"root di sini tidak dapat berganti ke pengguna {NAME}; jalankan sebagai pengguna biasa."
        ) from error
    return account


def _find() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return None


def _make() -> pwd.struct_passwd:
    command = [
        "useradd",
        "--system",
        "--no-create-home",
        "--user-group",
        "--shell",
        "/usr/sbin/nologin",
        NAME,
    ]
    reason = "useradd tidak ada"
    for _attempt in range(5):  # another copy may hold the lock of /etc/passwd for a moment
        if shutil.which("useradd"):
            answer = subprocess.run(command, capture_output=True, text=True, check=False)
            reason = answer.stderr.strip() or reason
        if entry := _find():
            return entry
        time.sleep(0.3)
    raise StackError(
        f"Pengguna sistem {NAME} tidak dapat dibuat ({reason}); buat dahulu, atau jalankan sebagai pengguna biasa."
    )
