"""Whatever another system may send: the API answers as its schema says and never with an error of ours."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from config.wsgi import application
from kantor.services.kunci_api import buat_kunci
from tests.peserta import buat

skema = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)


@pytest.fixture
def isi_kantor(transactional_db) -> dict[str, str]:
    """An office with one registration; the addresses below are filled with what exists."""
    unit = buat.pohon()
    g = buat.gelombang(slug="gelombang-uji")
    p = buat.daftarkan(g, 1, unit["a1"])
    _, kunci = buat_kunci(oleh=None, instansi=buat.instansi(), pemilik=buat.akun("admin"), nama="acak")
    return {"kunci": kunci, "slug": g.slug, "nomor": p.nomor}


@pytest.mark.beban
@skema.include(path_regex="gelombang|pendaftaran").parametrize()
@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
def test_any_request_gets_an_answer_of_the_schema(case, isi_kantor):
    for nama in ("slug", "nomor"):
        if nama in (case.path_parameters or {}):
            case.path_parameters[nama] = isi_kantor[nama]
    case.call_and_validate(
        headers={"Authorization": f"Token {isi_kantor['kunci']}"},
        checks=[not_a_server_error, status_code_conformance, response_schema_conformance],
    )
