"""Secrets: taken from the environment, else made once and kept in DATA_DIR/rahasia."""

import base64
import hashlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from .errors import StackError


class Vault:
    """A folder of small files that only the person who runs the portal can read."""

    def __init__(self, folder: Path, given: Mapping[str, str]) -> None:
        self.folder = folder
        self.given = given
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)

    def get(self, name: str) -> str:
        """The secret of that environment variable; made on first use."""
        return self.given.get(name) or self._kept(name.lower(), secrets.token_urlsafe(32))

    def personal_key(self) -> str:
        """KUNCI_PRIBADI, the master key of the personal columns.

        Raises StackError when it is not the key this data was written with: starting anyway would store
        rows under two keys, and lose the older ones.
        """
        random_key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
        key = self.given.get("KUNCI_PRIBADI") or self._kept("kunci_pribadi", random_key)
        fingerprint = hashlib.sha256(key.encode()).hexdigest()[:16]
        if self._kept("kunci_pribadi.sidik", fingerprint) != fingerprint:
            raise StackError("KUNCI_PRIBADI bukan kunci yang dipakai data ini. Pakai kunci yang semula.")
        return key

    def _kept(self, file_name: str, fresh: str) -> str:
        file = self.folder / file_name
        if not file.exists():
            half = file.with_suffix(file.suffix + ".baru")
            half.unlink(missing_ok=True)
            with os.fdopen(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
                out.write(fresh)
                out.flush()
                os.fsync(out.fileno())
            half.rename(file)
        return file.read_text().strip()
