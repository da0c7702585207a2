"""Folders for DATA_DIRs of these tests' own."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def rumah() -> Iterator[Path]:
    """A folder that the database's system user can pass through; pytest's own are closed to him."""
    folder = Path(tempfile.mkdtemp(prefix="portal-rumah-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
