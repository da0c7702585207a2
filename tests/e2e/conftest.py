"""Chromium for the stories."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright


@pytest.fixture(scope="module")
def peramban() -> Iterator[Browser]:
    # Playwright's loop runs in this thread, where Django then sees an event loop and stops.
    lingkungan = pytest.MonkeyPatch()
    lingkungan.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as mesin:
        yield (satu := mesin.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"]))
        satu.close()
    lingkungan.undo()
