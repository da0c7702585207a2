"""Docker: the same stack as `make run`, described for Compose.

aset/compose-spec.json is the JSON schema of the Compose Specification (Apache-2.0, LICENSE-compose-spec beside it),
unchanged, as the npm package dclint 3.1.0 ships it.
"""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from config.lingkungan import AKAR
from config.tumpukan.portal import WORKERS
from config.tumpukan.postgres import Postgres
from config.tumpukan.vault import Vault
from tests.fixtures.peladen import NEVER


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """docker-compose.yml with its anchors resolved."""
    return yaml.safe_load((AKAR / "docker-compose.yml").read_text())


def test_compose_file_fits_the_compose_schema(compose: dict[str, Any]) -> None:
    schema = json.loads((AKAR / "tests" / "aset" / "compose-spec.json").read_text())
    jsonschema.Draft7Validator(schema).validate(compose)


def test_the_schema_would_notice_a_wrong_key(compose: dict[str, Any]) -> None:
    schema = json.loads((AKAR / "tests" / "aset" / "compose-spec.json").read_text())
    wrong = {**compose, "services": {"web": {"image": "portal-diklat", "comand": "gunicorn"}}}
    with pytest.raises(jsonschema.ValidationError, match="comand"):
        jsonschema.Draft7Validator(schema).validate(wrong)


def test_every_queue_of_make_run_has_its_worker(compose: dict[str, Any]) -> None:
    commands = [service.get("command", []) for service in compose["services"].values()]
    for queues in WORKERS.values():
        assert any(queues in command for command in commands)


def test_only_the_migration_knows_the_owner_and_only_the_web_has_a_port(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert {n for n, s in services.items() if "DB_SANDI_PEMILIK" in s["environment"]} == {
        "postgres",
        "migrasi",
    }
    assert {n for n, s in services.items() if s["environment"].get("DB_PERAN") == "portal_pemilik"} == {
        "migrasi"
    }
    assert {n for n, s in services.items() if "ports" in s} == {"web"}
    assert services["web"]["ports"][0].startswith("127.0.0.1:")


def test_every_secret_of_compose_is_in_the_example(compose: dict[str, Any]) -> None:
    asked = set(re.findall(r"\$\{(\w+):\?", (AKAR / "docker-compose.yml").read_text()))
    example = (AKAR / "deploy" / "contoh.env").read_text()
    assert asked == {name for name in asked if re.search(rf"^{name}=", example, re.MULTILINE)}


def test_every_name_of_the_example_reaches_the_portal(compose: dict[str, Any]) -> None:
    example = re.findall(r"^(\w+)=", (AKAR / "deploy" / "contoh.env").read_text(), re.MULTILINE)
    text = (AKAR / "docker-compose.yml").read_text()
    assert [name for name in example if f"${{{name}:" not in text] == []
    read = set(re.findall(r'environ\.get\("(\w+)"|ya\("(\w+)"|rahasia\("(\w+)"', settings_text()))
    names = {name for found in read for name in found if name}
    inside = set(compose["services"]["web"]["environment"]) | {"DATA_DIR", "PORT", "DEBUG", "LOG_LEVEL"}
    assert names - inside - {"DB_SANDI_PEMILIK", "DB_BATAS_MS"} == set()


def settings_text() -> str:
    return (AKAR / "config" / "settings.py").read_text()


def test_the_image_leaves_the_embedded_servers_out_and_is_not_root() -> None:
    text = (AKAR / "Dockerfile").read_text()
    assert "requirements-tertanam" not in text
    assert re.search(r"^USER portal$", text, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK ", text, re.MULTILINE)
    assert "requirements-tertanam.*" in (AKAR / ".dockerignore").read_text()


def test_the_init_script_makes_the_two_roles(rumah: Path) -> None:
    data = rumah / "var"
    data.mkdir(mode=0o711)
    (data / "log").mkdir()
    vault = Vault(data / "rahasia", {})
    postgres = Postgres(data, vault, log_dir=data / "log", fast=True)
    postgres.child.start()
    try:
        postgres.wait_ready(NEVER)
        env = os.environ | {
            "PGHOST": str(postgres.place.sockets),
            "PGUSER": "postgres",
            "PGPASSWORD": vault.get("DB_SANDI_SUPERUSER"),
            "DB_SANDI_PEMILIK": "sandi'pemilik",
            "DB_SANDI_APP": "sandi app",
        }
        script = AKAR / "deploy" / "postgres" / "01-peran.sql"
        psql = [
            str(postgres.place.programs / "psql"),
            "-v",
            "ON_ERROR_STOP=1",
            "--no-psqlrc",
            "-f",
            str(script),
        ]
        subprocess.run([*psql, "postgres"], env=env, check=True, capture_output=True)
        ask = [str(postgres.place.programs / "psql"), "-At", "portal", "-c"]
        for role, password, may in (
            ("portal_pemilik", "sandi'pemilik", "t"),
            ("portal_app", "sandi app", "f"),
        ):
            answer = subprocess.run(
                [*ask, "SELECT current_user, has_schema_privilege('public', 'CREATE')"],
                env=env | {"PGUSER": role, "PGPASSWORD": password},
                check=True,
                capture_output=True,
                text=True,
            )
            assert answer.stdout.strip() == f"{role}|{may}"
    finally:
        postgres.child.stop()
