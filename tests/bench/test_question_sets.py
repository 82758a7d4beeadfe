"""Development data to collections, from tiny files in the same format."""

import json
import lzma
from pathlib import Path

import pytest

from bench.question_sets import Asked, Collection, load

PARAGRAPH = {"title": "War", "context": "A battle.", "qas": []}


def write(folder: Path, name: str, *rows: object) -> None:
    with lzma.open(folder / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def asked(id_: str, question: str, *answers: str) -> dict[str, object]:
    return {"id": id_, "question": question, "answers": [{"text": a, "start": 0} for a in answers]}


@pytest.fixture
def collections(tmp_path: Path) -> list[Collection]:
    text = {"_id": "7", "title": "Cells", "text": "Cells divide."}
    write(tmp_path, "retrieval.scifact.corpus", text)
    write(tmp_path, "retrieval.scifact.train", {"claim": "Cells split.", "cited_doc_ids": [7, 9]})
    turn = {"last_turn": "|user|: and then?", "rewrite": "|user|: What then?", "relevant": ["7"]}
    write(tmp_path, "conversations.corpus", text)
    write(tmp_path, "conversations", turn)
    write(tmp_path, "qa.viquiquad.ca", PARAGRAPH | {"qas": [asked("c", "Què?", "una")]})
    write(
        tmp_path,
        "qa.squad2.en",
        PARAGRAPH,
        PARAGRAPH
        | {"qas": [asked("q", "Who?", "he"), asked("r", "Why?"), asked("s", "How?", "so")]},
    )
    write(tmp_path, "qa.squad2.es", PARAGRAPH | {"qas": [asked("q", "¿Quién?", "él")]})
    return list(load(tmp_path))


def sets(collections: list[Collection]) -> dict[str, tuple[Asked, ...]]:
    return {one.name: one.asked for collection in collections for one in collection.sets}


def test_claims_are_answered_by_the_texts_they_cite(collections: list[Collection]) -> None:
    assert sets(collections)["SciFact claims, English"] == (
        Asked("Cells split.", frozenset({"7", "9"})),
    )
    assert collections[0].texts[0].title == "Cells"


def test_turns_lose_the_mark_of_who_spoke(collections: list[Collection]) -> None:
    found = sets(collections)
    assert found["conversations, last turn"][0].question == "and then?"
    assert found["conversations, rewritten"][0].question == "What then?"


def test_unanswerable_questions_are_left_out(collections: list[Collection]) -> None:
    assert [one.question for one in sets(collections)["SQuAD 2, English"]] == ["Who?", "How?"]


def test_questions_are_paired_across_languages_by_id(collections: list[Collection]) -> None:
    found = sets(collections)
    assert found["SQuAD 2, Spanish to English"] == (Asked("¿Quién?", frozenset({"1"})),)
    assert found["SQuAD 2, English to Spanish"] == (Asked("Who?", frozenset({"0"})),)
