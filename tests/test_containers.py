"""The container files: valid Compose, and in agreement with the program and its lock."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for

from api.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def validator() -> Validator:
    """Of the Compose specification's own schema, as check-jsonschema ships it."""
    file = files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"
    schema = json.loads(file.read_text("utf-8"))
    return validator_for(schema)(schema)


def test_compose_file_is_valid() -> None:
    assert [error.message for error in validator().iter_errors(COMPOSE)] == []


@pytest.mark.parametrize("wrong", [{"port": ["8000:8000"]}, {"restart": 3}, {"healthcheck": "x"}])
def test_the_schema_refuses_what_is_wrong(wrong: dict[str, object]) -> None:
    service = COMPOSE["services"]["hub"] | wrong
    assert not validator().is_valid({"services": {"hub": service}})


def test_compose_passes_every_setting_on() -> None:
    settings = {PREFIX + name.upper() for name in Settings.model_fields}
    given = COMPOSE["services"]["hub"]["environment"]
    # The provider's own setting, and uvicorn's.
    assert set(given) - {"OPENAI_API_KEY", "FORWARDED_ALLOW_IPS"} == settings
    for name in settings - {"HUB_DATA", "HUB_CORPUS"}:
        assert given[name] == f"${{{name}:-}}"


def test_compose_keeps_what_must_last_in_volumes() -> None:
    services = COMPOSE["services"]
    used = [
        mount.split(":")[0] for service in services.values() for mount in service.get("volumes", ())
    ]
    assert {name for name in used if not name.startswith(".")} == set(COMPOSE["volumes"])
    assert services["hub"]["environment"]["HUB_DATA"] == "/data"
    assert "hub-data:/data" in services["hub"]["volumes"]


def test_only_the_assistant_starts_unasked() -> None:
    profiles = {name: service.get("profiles") for name, service in COMPOSE["services"].items()}
    assert profiles == {
        "hub": None,
        "chroma": ["chroma"],
        "redis": ["redis"],
        "ollama": ["ollama"],
    }


def test_chroma_server_and_client_are_of_one_version() -> None:
    lock = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    version = COMPOSE["services"]["chroma"]["image"].partition(":")[2]
    assert f"chromadb=={version}" in lock


def test_image_runs_without_root_and_is_watched() -> None:
    last = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]
    assert re.search(r"^USER hub$", last, re.M)
    assert re.search(r"^HEALTHCHECK .*\\\n +CMD \[.*/health", last, re.M)
    assert re.search(r"^VOLUME /data$", last, re.M)
    assert json.loads(re.findall(r"^CMD (.*)$", last, re.M)[0])[:2] == ["sh", "-c"]


def test_image_is_built_from_files_that_are_sent() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    sent = {line.removeprefix("!") for line in lines if line.startswith("!")}
    copied = {
        name
        for names in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.M)
        for name in names.split()
    }
    assert copied == sent
    assert [name for name in copied if not (ROOT / name).exists()] == []
