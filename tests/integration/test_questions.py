"""The questions of `tests/questions/` over the shipped corpus, through `hub eval`: what must hold.

`held_back.jsonl` is checked for its form alone: no test may make anyone look at its answers.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from api.commands.evaluate import read_questions
from ingest.index.entries import Location
from ingest.index.reader import Index
from tests.integration.installation import ROOT, hub

QUESTIONS = ROOT / "tests" / "questions"
SETS = ("development", "harder", "blind", "conversations", "visitors", "held_back", "unseen")


@pytest.fixture(scope="module")
def measured(shipped: Path) -> dict[str, Any]:
    done = hub(shipped, "eval", str(QUESTIONS / "development.jsonl"), "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    measures: dict[str, Any] = json.loads(done.stdout)
    return measures


@pytest.fixture(scope="module")
def figures(shipped: Path) -> dict[str, Any]:
    done = hub(shipped, "eval", str(QUESTIONS / "figures.jsonl"), "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    measures: dict[str, Any] = json.loads(done.stdout)
    return measures


@pytest.mark.parametrize(("language", "least"), [("en", 90), ("es", 85), ("ca", 85)])
def test_answers_are_right(measured: dict[str, Any], language: str, least: int) -> None:
    assert measured["right"][language]["percent"] >= least, measured["failures"]


def test_what_no_document_answers_is_not_answered(measured: dict[str, Any]) -> None:
    wrong = [one for one in measured["failures"] if one["expected"] == "abstain"]
    assert measured["abstained"]["percent"] >= 90, wrong


def test_every_answer_keeps_its_promises(measured: dict[str, Any]) -> None:
    assert measured["quotes_true"]["of"] > 0
    assert measured["errors"] == []


@pytest.mark.parametrize("name", SETS)
def test_what_is_expected_stands_in_the_corpus(shipped: Path, name: str) -> None:
    index = Index.open(Location(shipped / "data"))
    texts = [index.document(document.id) for document in index.documents()]
    index.close()
    corpus = [" ".join(document.text.split()) for document in texts if document is not None]
    absent = [
        (question.id, text)
        for question in read_questions(QUESTIONS / f"{name}.jsonl")
        for alternatives in question.quotes
        for text in alternatives
        if not any(text in document for document in corpus)
    ]
    assert absent == []


def test_the_sets_share_no_question() -> None:
    questions = [one for name in SETS for one in read_questions(QUESTIONS / f"{name}.jsonl")]
    assert len({(one.before, one.question.casefold()) for one in questions}) == len(questions)
    assert len({one.id for one in questions}) == len(questions)


@pytest.mark.parametrize("field", ["value", "unit", "as_of", "qualifier"])
@pytest.mark.parametrize("part", ["all", "worked on", "held back"])
def test_figures_are_read_as_by_hand(figures: dict[str, Any], part: str, field: str) -> None:
    measured = figures["figures"][part][field]
    assert measured["expected"] >= 80
    assert measured["precision"] >= 90 and measured["recall"] >= 90, figures["failures"]


def test_the_figures_of_the_hub_s_members(shipped: Path) -> None:
    """What the press desk was promised."""
    done = hub(shipped, "figures", "members of the hub", "--json")
    found = json.loads(done.stdout)["figures"]
    assert [(one["value"], one["qualifier"], one["as_of"]) for one in found] == [
        (70, "more than", "2025"),
        (50, "more than", "2024-10"),
        (45, None, "2024-06-10"),
    ]
    certera = json.loads(hub(shipped, "figures", "centres of CERTERA", "--json").stdout)["figures"]
    assert [(one["value"], one["disagrees_with"]) for one in certera] == [(44, [1]), (43, [0])]
    index = Index.open(Location(shipped / "data"))
    for one in (*found, *certera):
        document = index.document(one["citation"]["document_id"])
        assert document is not None
        cited = document.text[one["citation"]["start"] : one["citation"]["end"]]
        assert cited == one["citation"]["quote"]
    index.close()
