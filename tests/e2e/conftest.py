"""One live portal and the people at their screens, for all the stories."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.layar import Layar
from tests.fixtures.peladen import TestServers
from tests.fixtures.portal import LivePortal


@pytest.fixture(scope="session")
def portal_hidup(peladen: TestServers, cache_uji: Path) -> Iterator[LivePortal]:
    """A portal with demo data for all files of this folder that run in one process.

    The files come in any order: what one of them changes, no other counts.
    """
    portal = LivePortal(peladen, cache_uji, demo=True, workers=True)
    portal.start()
    yield portal
    portal.kill()
    peladen.postgres.drop_database(portal.database)


@pytest.fixture
def layar(peramban: Browser, portal_hidup: LivePortal) -> Iterator[Callable[..., Layar]]:
    """`layar(lebar, siapa)` sits somebody down; whatever was wrong on a page they saw fails the test."""
    semua: list[Layar] = []

    def duduk(lebar: int, siapa: str = "") -> Layar:
        semua.append(Layar(peramban, portal_hidup.url, lebar, siapa))
        return semua[-1]

    yield duduk
    for satu in semua:
        satu.tutup()
    assert [t for satu in semua for t in satu.temuan] == []
