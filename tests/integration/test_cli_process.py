"""`hub` as a process: what it prints, where, and its exit codes."""

import contextlib
import json
import os
import pty
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.integration.installation import (
    DOCUMENTS,
    HUB,
    STAFF_ONLY,
    environment,
    hub,
    library,
    serving,
    wait_until_ready,
)

QUESTION = "What is the ATMP Catalyst accelerator?"
NOT_A_QUESTION = "hello"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `corpus/` and its index in `data/`."""
    place = tmp_path_factory.mktemp("place")
    library(place / "corpus")
    done = hub(place, "ingest", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    summary = json.loads(done.stdout)
    assert (summary["added"], summary["failed"]) == (DOCUMENTS + 1, 0)
    assert summary["passages"] > DOCUMENTS and summary["seconds"] > 0
    return place


def test_an_unchanged_corpus_is_left_alone(place: Path) -> None:
    done = hub(place, "ingest")
    assert done.returncode == 0
    assert done.stdout.split()[:5] == ["added", "changed", "removed", "unchanged", "failed"]
    assert done.stdout.split()[7:12] == ["0", "0", "0", str(DOCUMENTS + 1), "0"]
    assert done.stderr == ""


def test_ask_for_people_and_for_programs(place: Path) -> None:
    people = hub(place, "ask", QUESTION)
    assert people.returncode == 0
    assert "[1]" in people.stdout and "page" in people.stdout and "\x1b" not in people.stdout
    answer = json.loads(hub(place, "ask", QUESTION, "--json").stdout)
    assert answer["question"] == QUESTION and answer["citations"]
    assert answer["status"] in ("answered", "conflict")


def test_an_abstention_is_no_failure(place: Path) -> None:
    done = hub(place, "ask", NOT_A_QUESTION, "--json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["status"], answer["citations"]) == (0, "abstained", [])


@pytest.mark.parametrize("question", ["  ", "x" * 20_000])
def test_a_question_that_cannot_be_read_is_2(place: Path, question: str) -> None:
    done = hub(place, "ask", question)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("hub: ") and done.stderr.count("\n") == 1


def test_search(place: Path) -> None:
    hits = json.loads(hub(place, "search", "CAR-T", "-k", "3", "--json").stdout)["hits"]
    assert len(hits) == 3
    assert sorted(hits, key=lambda hit: -hit["score"]) == hits
    assert hub(place, "search", "CAR-T", "-k", "1").stdout.startswith("1. ")


def test_batches_keep_order_and_ids(place: Path) -> None:
    lines = [
        {"id": "z", "question": QUESTION},
        {"id": "a", "question": ""},
        {"id": "m", "question": NOT_A_QUESTION, "history": []},
    ]
    (place / "batch.jsonl").write_text("\n\n".join(map(json.dumps, lines)))
    done = hub(place, "ask", "--batch", "batch.jsonl")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [answer["id"] for answer in answers] == ["z", "a", "m"]
    assert answers[0]["status"] in ("answered", "conflict")
    assert answers[1]["error"]["code"] == "bad_question"
    assert answers[2]["status"] == "abstained"
    found = hub(place, "search", "--batch", "batch.jsonl", "-k", "2").stdout.splitlines()
    assert len(json.loads(found[0])["hits"]) == 2
    (place / "bad.jsonl").write_text('{"id": "1", "question": "x"}\n{"id": ')
    done = hub(place, "ask", "--batch", "bad.jsonl")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("hub: bad.jsonl line 2: ")


def test_an_audience_sees_no_more_than_its_own(place: Path) -> None:
    question = "What is the zebrafish budget?"
    public = hub(place, "search", question, "--json").stdout
    staff = hub(place, "search", question, "--json", "--audience", "staff").stdout
    assert STAFF_ONLY not in public and STAFF_ONLY in staff


def test_status_and_doctor(place: Path) -> None:
    described = json.loads(hub(place, "status", "--json").stdout)
    assert described["documents"] == DOCUMENTS + 1
    assert described["by_audience"] == {"public": DOCUMENTS, "staff": 1}
    assert described["changed"]
    assert "6 public, 1 staff" in hub(place, "status").stdout
    done = hub(place, "doctor", "--json")
    assert done.returncode == 0
    assert {check["state"] for check in json.loads(done.stdout)["checks"]} <= {"ok", "warn"}


def test_files_that_fail_are_listed_and_the_rest_lands(place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.md").write_text("# Good\n\nA sentence that can be read.\n")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    done = hub(place, "ingest", str(folder), "--data", str(tmp_path / "data"), "--json")
    summary = json.loads(done.stdout)
    assert (done.returncode, summary["added"], summary["failed"]) == (1, 1, 1)
    (failure,) = summary["failures"]
    assert failure["path"].endswith("bad.pdf") and "\n" not in failure["reason"]
    (folder / "good.md").unlink()
    alone = hub(place, "ingest", str(folder / "bad.pdf"), "--data", str(tmp_path / "other"))
    assert alone.returncode == 2
    assert "failed" in alone.stdout and "bad.pdf" in alone.stdout


def test_a_folder_that_is_gone_leaves_the_index_when_named(tmp_path: Path) -> None:
    for name in ("c6", "kept"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text(f"# Title\n\nA sentence of {name}.\n")
    assert hub(tmp_path, "ingest", "none").returncode == 2
    assert not (tmp_path / "data").exists()
    assert hub(tmp_path, "ingest", "c6", "kept").returncode == 0
    shutil.rmtree(tmp_path / "c6")
    done = hub(tmp_path, "ingest", "c6", "--json")
    summary = json.loads(done.stdout)
    assert (done.returncode, summary["removed"], summary["unchanged"]) == (0, 1, 1)

    again = hub(tmp_path, "ingest", "c6")
    assert again.returncode == 2 and "there is no such file or folder" in again.stdout
    rebuild = hub(tmp_path, "ingest", "--rebuild", "c6")
    assert (rebuild.returncode, rebuild.stdout) == (2, "") and "no such file" in rebuild.stderr
    assert hub(tmp_path, "ingest", "c6", "kept").returncode == 1
    assert json.loads(hub(tmp_path, "status", "--json").stdout)["documents"] == 1


def test_a_bar_on_a_terminal_and_only_there(place: Path, tmp_path: Path) -> None:
    keyboard, terminal = pty.openpty()
    with subprocess.Popen(
        [*HUB, "ingest", "--data", str(tmp_path)],
        cwd=place,
        env=environment({"TERM": "xterm"}),
        stdout=subprocess.PIPE,
        stderr=terminal,
    ) as process:
        os.close(terminal)
        shown = b""
        # Linux says that the other side is closed with an error.
        with contextlib.suppress(OSError):
            while chunk := os.read(keyboard, 4096):
                shown += chunk
        assert process.stdout is not None
        assert b"\x1b" not in process.stdout.read()
    os.close(keyboard)
    assert process.returncode == 0
    assert f"/{DOCUMENTS + 1}".encode() in shown


def test_two_data_folders_do_not_know_of_each_other(place: Path, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# Marmots\n\nMarmots sleep all winter.\n")
    data = str(tmp_path / "data")
    assert hub(place, "ingest", str(tmp_path / "one.md"), "--data", data).returncode == 0
    assert json.loads(hub(place, "status", "--json").stdout)["documents"] == DOCUMENTS + 1
    settings = {"HUB_DATA": data}
    assert json.loads(hub(place, "status", "--json", settings=settings).stdout)["documents"] == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ask", "x", "--data", "none"], "hub ingest"),
        (["ingest", "--data", "corpus/note.md"], "HUB_DATA"),
        (["ingest", "--nonsense"], "--nonsense"),
    ],
)
def test_what_cannot_be_done_is_2(place: Path, arguments: list[str], says: str) -> None:
    done = hub(place, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("hub: ") and says in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_a_corpus_there_is_nothing_to_do(tmp_path: Path) -> None:
    done = hub(tmp_path, "ingest")
    assert (done.returncode, done.stdout) == (2, "")
    assert "HUB_CORPUS" in done.stderr and not (tmp_path / "data").exists()


def test_a_reader_that_leaves_is_no_error(place: Path) -> None:
    command = [*HUB, "search", "CAR-T", "-k", "50"]
    with subprocess.Popen(
        command, cwd=place, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_serve_stops_with_130_on_an_interrupt(place: Path) -> None:
    with serving(place) as (url, process):
        wait_until_ready(url)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (130, "")


def test_serve_ends_with_one_line_when_its_model_is_not_whole(place: Path, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "card.json").write_text("{}")
    settings = {"HUB_EMBEDDING_MODEL": str(tmp_path / "model")}
    done = hub(place, "serve", "--port", "0", settings=settings)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("hub: ")
    assert "Traceback" not in done.stderr
