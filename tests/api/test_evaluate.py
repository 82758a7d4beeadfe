"""`hub eval`: reads question files, prints measures, and fails where a quote is not true."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from api.commands import evaluate
from api.composition import View
from api.errors import UsageError
from tests.api.scripted import QUOTE, ScriptedAssistant, shelf

Run = Callable[..., int]
GOOD = {
    "id": "a",
    "question": "How many members?",
    "expect": "answer",
    "language": "en",
    "quotes": [["70 members", "70 membres"], "more than"],
    "kind": "press",
}
REFUSED = GOOD | {"id": "b", "question": "do abstain", "expect": "abstain", "quotes": []}
WRONG = GOOD | {"id": "c", "quotes": ["80 members"], "language": "ca"}


@pytest.fixture
def view(tmp_path: Path) -> View:
    folder = tmp_path / "files"
    folder.mkdir()
    return View(shelf(folder, "public"), ScriptedAssistant("public"))  # type: ignore[arg-type]


@pytest.fixture
def run(view: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(evaluate, "load_view", lambda data, audience: view)

    def evaluated(*lines: dict[str, object], as_json: bool = False) -> int:
        return evaluate.run(write(tmp_path, *map(json.dumps, lines)), None, as_json)

    return evaluated


def write(folder: Path, *lines: str) -> Path:
    file = folder / "questions.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    return file


def test_a_file_is_read(tmp_path: Path) -> None:
    file = write(tmp_path, "\ufeff" + json.dumps(GOOD), "", json.dumps(REFUSED), "")
    first, second = evaluate.read_questions(file)
    assert first.quotes == (("70 members", "70 membres"), ("more than",))
    assert (second.id, second.expect, second.quotes) == ("b", "abstain", ())


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        json.dumps(GOOD | {"expect": "maybe"}),
        json.dumps(GOOD | {"language": "fr"}),
        json.dumps(GOOD | {"question": "  "}),
        json.dumps(GOOD | {"quotes": []}),
        json.dumps(GOOD | {"quotes": [[]]}),
        json.dumps(GOOD | {"quotes": [" "]}),
        json.dumps(GOOD | {"expect": "abstain"}),
        json.dumps(GOOD | {"colour": "red"}),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(UsageError, match="line 3: ") as caught:
        evaluate.read_questions(write(tmp_path, json.dumps(GOOD), "", line))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [None, b"", b"\n\n", b"\xff\xfe\x00"])
def test_a_file_without_questions_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "none.jsonl"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UsageError, match=r"none\.jsonl"):
        evaluate.read_questions(file)


def test_measures_for_programs(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(GOOD, REFUSED, WRONG, as_json=True) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["questions"] == 3
    assert printed["right"]["en"] == {"n": 2, "of": 2, "percent": 100.0}
    assert printed["right"]["ca"] == {"n": 0, "of": 1, "percent": 0.0}
    assert printed["quotes_true"] == {"n": 2, "of": 2, "percent": 100.0}
    assert printed["latency_ms"] == {"median": 3.5, "p95": 3.5}
    (failure,) = printed["failures"]
    assert (failure["id"], failure["came"]) == ("c", "answered")
    assert (failure["missing"], failure["quotes"]) == ([["80 members"]], [QUOTE])
    assert [(one["id"], one["promise"]) for one in printed["errors"]] == [("c", "language")]


def test_steps_of_retrieval_for_programs(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run(GOOD, REFUSED, WRONG, GOOD | {"id": "d"}, as_json=True)
    retrieval = json.loads(capsys.readouterr().out)["retrieval"]
    none, all_ = ({"n": n, "of": 2, "percent": 50.0 * n} for n in (0, 2))
    assert retrieval["en"] == {
        "dense": {"first": none, "first_10": none},
        "fused": {"first": none, "first_10": all_},
        "read": {"first": all_, "first_10": all_},
    }
    assert retrieval["ca"]["read"]["first"] == {"n": 0, "of": 1, "percent": 0.0}
    assert retrieval["es"]["dense"]["first"]["of"] == 0


def test_steps_of_retrieval_for_people(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run(GOOD, REFUSED)
    printed = capsys.readouterr().out
    assert "embedder alone" in printed
    (row,) = (line for line in printed.splitlines() if line.startswith("English"))
    assert row.split() == ["English", "1", "0.0", "(0.0)", "0.0", "(100.0)", "100.0"]


def test_measures_for_people(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(GOOD, REFUSED, WRONG) == 0
    printed = capsys.readouterr().out
    for said in ("right, English", "100.0", "expected answer, came answered", "80 members", QUOTE):
        assert said in printed
    assert "Spanish" not in printed


def test_an_untrue_quote_is_a_defect(run: Run, view: View) -> None:
    assert run(GOOD) == 0
    view.index._documents.clear()  # type: ignore[attr-defined]
    assert run(GOOD) == evaluate.DEFECT


def test_a_question_that_cannot_be_asked_is_named(run: Run) -> None:
    with pytest.raises(UsageError, match="question long: "):
        run(GOOD | {"id": "long", "question": "x" * 5000})
