"""The doctor's checks, each on a real folder that is well and on one that is not."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from api import checks
from api.checks import Check
from api.commands import doctor
from api.settings import Settings
from api.store.database import FILE
from ingest.index.database import Database
from ingest.index.entries import Recipe
from ingest.index.lock import LOCK, NOTE, WriterLock
from ingest.index.schema import tables
from ingest.index.state import State, store
from tests.assistant.generation.model_server import serving


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(**given: object) -> Settings:
    return Settings(**given)  # type: ignore[arg-type]


def test_corpus(tmp_path: Path) -> None:
    assert checks.check_corpus(settings()).state == "warn"
    (tmp_path / "corpus" / "reports").mkdir(parents=True)
    assert checks.check_corpus(settings()).state == "warn"
    (tmp_path / "corpus" / "reports" / "a.md").write_text("x")
    assert checks.check_corpus(settings()).state == "ok"


def test_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.check_folder(settings(data="not/yet/there")).state == "ok"

    def refused(dir: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(checks.tempfile, "TemporaryFile", refused)
    check = checks.check_folder(settings())
    assert check.state == "fail" and "Permission denied" in check.detail and check.mend


@pytest.mark.parametrize(("free", "state"), [(2**40, "ok"), (100 * 2**20, "warn"), (2**20, "fail")])
def test_space(free: int, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")._replace(free=free)
    monkeypatch.setattr(checks.shutil, "disk_usage", lambda path: usage)
    assert checks.check_space(settings()).state == state


def test_store(tmp_path: Path) -> None:
    assert checks.check_store(settings()).state == "ok"
    assert not (tmp_path / "data").exists()
    with closing(checks.store_database(settings())) as database:
        database.try_writing()
    assert checks.check_store(settings()).detail == "questions and conversations can be kept"
    (tmp_path / "data" / FILE).write_text("notes, not a database " * 100)
    broken = checks.check_store(settings())
    assert broken.state == "fail" and "not a database" in broken.detail and broken.mend


def test_lock(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert checks.check_lock(settings()).state == "ok"
    assert not folder.exists()
    lock = WriterLock.acquire(folder)
    held = checks.check_lock(settings())
    assert held.state == "warn" and str(os.getpid()) in held.detail
    lock.release()
    assert checks.check_lock(settings()).state == "ok"


@pytest.mark.parametrize(
    "note", ["{}", "[]", "no JSON", '{"pid": "x"}', '{"pid": 0}', '{"pid": 1e400}', "dead"]
)
def test_a_note_left_by_a_crash_is_told_and_kept(tmp_path: Path, note: str) -> None:
    if note == "dead":
        process = subprocess.Popen([sys.executable, "-c", ""])
        process.wait()
        note = json.dumps({"pid": process.pid, "since": "yesterday"})
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / NOTE).write_text(note)
    for _ in range(2):
        assert "did not end" in checks.check_lock(settings()).detail


def test_a_change_that_was_not_finished_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    database = Database.open(checks.location(settings()))
    with database.transaction() as connection:
        tables.create_all(connection)
        begun = State("i", Recipe("m", 3, "s", "t"), "h", pending=True)
        store(connection, begun)
    assert "did not end" in checks.check_lock(settings()).detail
    with database.transaction() as connection:
        store(connection, replace(begun, pending=False))
    assert checks.check_lock(settings()).state == "ok"
    database.close()


def test_looking_leaves_the_lock_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    checks.check_lock(settings())
    assert not (tmp_path / "data" / LOCK).exists()


def test_chroma_server() -> None:
    assert checks.check_chroma(settings()).state == "ok"
    check = checks.check_chroma(settings(chroma_url="http://127.0.0.1:9"))
    assert check.state == "fail" and "127.0.0.1:9" in check.detail


def test_server_of_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.check_limits(settings()).detail == "in memory"
    check = checks.check_limits(settings(redis_url="redis://127.0.0.1:9"))
    assert check.state == "fail" and "HUB_REDIS_URL" in check.mend
    monkeypatch.setattr("api.redis_buckets.find_spec", lambda name: None)
    check = checks.check_limits(settings(redis_url="redis://127.0.0.1:9"))
    assert check.state == "fail" and "HUB_REDIS_URL needs the extra redis" in check.detail


def test_a_model_that_is_not_whole(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "card.json").write_text('{"sha256": {"gone.onnx": "0"}}')
    (check,) = checks.check_model_and_index(settings(embedding_model="./model"))
    assert (check.name, check.state) == ("model", "fail")


def test_the_reader_is_whole_and_fits_the_embedding_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert checks.check_reading(settings()).state == "ok"
    (tmp_path / "another").mkdir()
    other = checks.check_reading(settings(embedding_model="./another"))
    assert other.state == "warn" and "hub eval" in other.mend
    for name in ("READER", "LEXICON"):
        with monkeypatch.context() as patch:
            patch.setattr(checks.models, name, tmp_path / "gone")
            broken = checks.check_reading(settings())
        assert (broken.state, broken.name) == ("fail", "reader") and "gone/" in broken.detail


def test_the_language_model_must_say_something(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.check_language_model(settings()).state == "ok"
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    with serving() as server:
        server.script = lambda _: iter(["Hello"])
        heard = checks.check_language_model(settings(model="openai:m", model_url=server.url))
        server.status = 401
        refused = checks.check_language_model(settings(model="openai:m", model_url=server.url))
    assert (heard.state, heard.detail) == ("ok", "openai:m")
    assert refused.state == "warn" and "AuthenticationError" in refused.detail and refused.mend
    broken = checks.check_language_model(settings(model="nobody:m"))
    assert broken.state == "fail" and "nobody:m" in broken.detail and broken.mend


def test_without_an_index_it_says_what_to_run() -> None:
    model, index = checks.check_model_and_index(settings())
    assert (model.name, model.state) == ("model", "ok")
    assert (index.state, index.mend) == ("fail", "run `hub ingest`")


def test_wrong_settings_are_found_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HUB_MODEL", "gpt-4o-mini")
    assert doctor.run(None, as_json=True) == 1
    report = json.loads(capsys.readouterr().out)
    last = report["checks"][-1]
    assert report["ok"] is False
    assert (last["name"], last["state"]) == ("settings", "fail") and "HUB_MODEL" in last["detail"]


def test_the_report_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    doctor._show([Check("disk", "fail", "1 MiB free", "free some space")])
    out = capsys.readouterr().out
    assert "fail  disk  1 MiB free" in out and "→ free some space" in out
