"""A service over a scripted assistant and a shelf of real files, and the command line."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import cli
from api.app import create_app
from api.composition import View
from api.settings import Settings
from tests.api.scripted import STAFF_KEY, ScriptedAssistant, Views, shelf

Hub = Callable[..., tuple[int, str, str]]


@pytest.fixture
def views(tmp_path: Path) -> Views:
    folder = tmp_path / "files"
    folder.mkdir()
    return {
        who: View(shelf(folder, who), ScriptedAssistant(who))  # type: ignore[arg-type]
        for who in ("public", "staff")
    }


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        data=tmp_path / "data",
        staff_keys=(STAFF_KEY, "another-key-of-staff"),
        allowed_origins=("https://www.example.org",),
    )


@pytest.fixture
def make_app(settings: Settings, views: Views) -> Callable[..., FastAPI]:
    def make(**options: object) -> FastAPI:
        options.setdefault("open_views", lambda: views)
        return create_app(settings, **options)  # type: ignore[arg-type]

    return make


@pytest.fixture
def client(make_app: Callable[..., FastAPI]) -> Iterator[TestClient]:
    app = make_app()
    with TestClient(app, raise_server_exceptions=False) as client:
        app.state.hub.loading._thread.join()
        yield client


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Hub:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["hub", *arguments])
        code = cli._run()
        out, err = capsys.readouterr()
        return code, out, err

    return run
