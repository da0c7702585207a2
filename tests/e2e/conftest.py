"""The people at their screens, before the live portal of this process."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.layar import Layar
from tests.fixtures.portal import LivePortal


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
