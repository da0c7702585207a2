"""The whole suite: real servers first, then Django. Live portals come from tests/fixtures/portal.py."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest

from tests.fixtures.peladen import TestServers

SERVERS = TestServers()

# Only now may Django read its settings: they speak of these servers. Test modules import models at the top.
import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections, transaction  # noqa: E402

# A cache for each worker: one that empties its own must not take what another one counts with.
CACHE = settings.CACHES["default"]
CACHE["LOCATION"] = CACHE["LOCATION"][:-1] + str(1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]))

pytest_plugins = ["tests.fixtures.portal", "tests.fixtures.peramban"]

# One worker makes the demo's template for the first of these; the others, which do without, keep the second busy.
FIRST = (
    "tests/akses/test_bahasa.py",
    "tests/config/test_pemutakhiran.py",
    "tests/tampilan/test_peramban.py",
    "tests/config/test_tumpukan.py",
    "tests/dokumen/cetak/test_sertifikat.py",
)

# Time is measured in benchmarks, on a quiet machine; no test fails because another was busy.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")


def pytest_configure() -> None:
    """Templates find their static files without collecting them first, and passwords cost nothing."""
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow ones first: at the end no worker waits for another's long file."""
    for item in items:
        # Schemathesis gives all operations the same address, and xdist would run the first of them only.
        if operation := getattr(item, "operation_label", None):
            item._id = replace(item.id, params=operation)

    def rank(item: pytest.Item) -> tuple[int, bool]:
        file = next((n for n, name in enumerate(FIRST) if item.nodeid.startswith(name)), len(FIRST))
        return file, not any(item.get_closest_marker(name) for name in ("lambat", "kerusakan", "beban"))

    items.sort(key=rank)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """The first process starts the servers, before it starts its workers."""
    if SERVERS.owns and not session.config.option.collectonly:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        SERVERS.start()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Also after a failure or Ctrl-C."""
    SERVERS.remove()


@pytest.fixture(autouse=True)
def rubric_forgotten() -> None:
    """Numbers of rows repeat between tests, as they never do in an office: nothing is kept of a frozen rubric."""
    from penilaian.queries.rubrik import lupakan_beku

    lupakan_beku()


@pytest.fixture(scope="session")
def peladen() -> TestServers:
    """PostgreSQL and Valkey of this run."""
    return SERVERS


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, cache_uji: Path) -> None:
    """Every worker copies one migrated database instead of migrating its own."""
    connections["default"].settings_dict["TEST"]["TEMPLATE"] = SERVERS.template(cache_uji)


@pytest.fixture
def hak_app(db: None) -> Callable[[], AbstractContextManager[None]]:
    """`with hak_app(): …` does what is inside with the rights of the running application only."""

    @contextmanager
    def as_app() -> Iterator[None]:
        with transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute("SET LOCAL ROLE portal_app")
            yield
            cursor.execute("RESET ROLE")  # after an error the rollback has done it

    return as_app
