"""`hub experts` and the measures of `hub eval` for questions that look for members, over a script."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from api.commands import evaluate, evaluate_experts, experts
from api.composition import View
from api.errors import UsageError
from ingest.index.entries import LexicalQuery, Scored
from ingest.members.directory import Organisation
from ingest.members.mentions import Mention
from tests.api.scripted import FOUND, QUOTE, ScriptedAssistant, ShelfIndex

Run = Callable[..., int]
RIGHT = {"id": "a", "question": "Who?", "language": "en", "first": ["nota"], "never": ["other"]}
NOBODY = {"id": "b", "question": "do abstain", "language": "ca", "first": []}
WRONG = {"id": "c", "question": "¿Quién?", "language": "es", "first": ["other"], "never": ["nota"]}


class MembersIndex(ShelfIndex):
    """An index with two members, mentioned nowhere."""

    def members(self) -> list[Organisation]:
        return [
            Organisation(name.lower(), name, (), "other", None, (), None, ())
            for name in ("Nota", "Other")
        ]

    def mentions(self) -> list[Mention]:
        return []

    def lexical(self, query: LexicalQuery, k: int) -> list[Scored]:
        return [Scored(id_, 1.0) for id_ in FOUND][:k]


@pytest.fixture(autouse=True)
def view(monkeypatch: pytest.MonkeyPatch) -> None:
    view = View(MembersIndex([]), ScriptedAssistant("public"))  # type: ignore[arg-type]
    for module in (experts, evaluate, evaluate_experts):
        monkeypatch.setattr(module, "load_view", lambda data, audience: view)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def evaluated(*lines: dict[str, object], as_json: bool = False) -> int:
        file = tmp_path / "experts.jsonl"
        file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
        return evaluate.run(file, None, as_json)

    return evaluated


def test_experts_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert experts.run("CAR-T", None, None, "public", False) == 0
    printed = capsys.readouterr().out
    for said in ("1. Nota", "hospital, 0.90", "Its profile says so.", QUOTE, "→ through Biocat"):
        assert said in printed
    experts.run("CAR-T", "investor", None, "public", False)
    assert capsys.readouterr().out.strip() == "The documents name no organisation for this."


def test_experts_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    experts.run("CAR-T", None, None, "public", True)
    one = json.loads(capsys.readouterr().out)
    assert one["experts"][0]["member_id"] == "nota" and one["message"] is None
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": 1, "question": "CAR-T"}\n{"id": 2, "question": " "}\n', "utf-8")
    assert experts.run_file(batch, None, None, "public") == 1
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {"id": 1, **one}
    assert second["id"] == 2 and second["error"]["code"] == "bad_question"


def test_measures_for_programs(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(RIGHT, NOBODY, WRONG, as_json=True) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["questions"] == 3
    finder, bm25 = printed["ways"]["finder"], printed["ways"]["bm25"]
    assert finder["all"]["first"] == {"n": 1, "of": 2, "percent": 50.0}
    assert finder["all"]["wrong"] == {"n": 1, "of": 3, "percent": 33.3}
    assert finder["all"]["refused"] == {"n": 1, "of": 1, "percent": 100.0}
    assert finder["en"]["in_three"]["n"] == 1 and finder["es"]["in_three"]["n"] == 0
    assert bm25["all"]["first"]["n"] == 0
    (failure,) = printed["failures"]
    assert (failure["id"], failure["named"], failure["wrong"]) == ("c", ["nota"], ["nota"])


def test_measures_for_people(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run(RIGHT, NOBODY, WRONG)
    printed = capsys.readouterr().out
    for said in ("expert finder", "BM25", "best passages", "1 of 2", "c ¿Quién?", "named nota"):
        assert said in printed


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (RIGHT | {"first": ["somebody"]}, "question a: no member has the id somebody"),
        (RIGHT | {"colour": "red"}, "line 1: colour"),
        (RIGHT | {"question": " "}, "line 1: question"),
    ],
)
def test_a_slip_in_the_file_is_named(run: Run, line: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        run(line)
