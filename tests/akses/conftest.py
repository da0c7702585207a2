"""The demo inside the test process: its own copy of the filled database, for tests that read much and keep nothing."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.fixtures.peladen import TestServers
from tests.fixtures.portal import DEMO, demo_template, media_of


@pytest.fixture(scope="module")
def basis_contoh(peladen: TestServers, cache_uji: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """This process speaks to a copy of the demo database; whoever writes there rolls back."""
    name = f"portal_{uuid4().hex[:12]}"
    peladen.postgres.ensure_database(name, template=demo_template(peladen, cache_uji))
    before = connection.settings_dict["NAME"]
    demo = override_settings(DEMO=True, MEDIA_ROOT=media_of(peladen, DEMO))
    with django_db_blocker.unblock(), demo:
        connection.close()
        connection.settings_dict["NAME"] = name
        yield
        connection.close()
        connection.settings_dict["NAME"] = before
    peladen.postgres.drop_database(name)
