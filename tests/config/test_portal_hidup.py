"""The live portals that other tests stand on."""

import time
import urllib.request
from collections.abc import Callable

import pytest

from tests.fixtures.portal import LivePortal

pytestmark = pytest.mark.lambat


def test_a_live_portal_has_demo_data_and_runs_with_the_rights_of_the_application(
    portal_hidup: LivePortal,
) -> None:
    with urllib.request.urlopen(f"{portal_hidup.url}/healthz", timeout=10) as answer:
        assert answer.status == 200
    assert portal_hidup.sql("SELECT count(*) FROM diklat_gelombang WHERE slug = 'demo-terbuka'") == [(1,)]
    assert portal_hidup.env["DB_PERAN"] == "portal_app"
    assert "DB_SANDI_PEMILIK" not in portal_hidup.env
    portal_hidup.manage("check")


@pytest.mark.kerusakan
def test_its_workers_can_be_killed_and_come_back(buat_portal: Callable[..., LivePortal]) -> None:
    portal = buat_portal(demo=False)
    portal.kill_worker("interaktif")
    assert not portal.portal.workers["interaktif"].running
    before = portal.log("interaktif").count("interaktif@portal ready")
    portal.restart_worker("interaktif")
    deadline = time.monotonic() + 60
    while portal.log("interaktif").count("interaktif@portal ready") == before:
        assert time.monotonic() < deadline, portal.log("interaktif")
        time.sleep(0.2)
