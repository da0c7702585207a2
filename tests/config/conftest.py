"""Folders for DATA_DIRs of these tests' own."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.tumpukan.portal import STATIC, fingerprint
from tests.fixtures.peladen import TestServers
from tests.fixtures.portal import static_files


@pytest.fixture(scope="module")
def rumah() -> Iterator[Path]:
    """A folder that the database's system user can pass through; pytest's own are closed to him."""
    folder = Path(tempfile.mkdtemp(prefix="portal-rumah-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def data_kosong(rumah: Path, peladen: TestServers, cache_uji: Path) -> Path:
    """A new DATA_DIR, with static files collected before: that is tested elsewhere."""
    folder = rumah / "var"
    folder.mkdir()
    (folder / "static").symlink_to(static_files(peladen, cache_uji))
    (folder / "static.sidik").write_text(fingerprint(*STATIC))
    return folder
