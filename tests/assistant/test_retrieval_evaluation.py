"""Steps of retrieval: what each puts first over a small real index, and the sums over questions."""

import numpy as np
import pytest

from assistant.evaluation import Expected
from assistant.retrieval_evaluation import (
    DEPTH,
    STEPS,
    Placed,
    Steps,
    measure_steps,
    place,
    steps,
)
from ingest.documents import Language
from ingest.index.entries import Found
from tests.assistant.conftest import Hub
from tests.fakes import document

NOON, MEMBERS, CELLS = "It leaves at noon.", "More than 70 members.", "Cells divide."


def passages(*lines: str) -> tuple[Found, ...]:
    made = document("d", *lines)
    return tuple(Found(one.passage, made.document, one.sentence_vectors) for one in made.entries)


def expected(*quotes: tuple[str, ...], language: Language = "en") -> Expected:
    return Expected("q", "How many members?", "answer", language, quotes)


def found(dense: tuple[str, ...], fused: tuple[str, ...], read: tuple[str, ...]) -> Steps:
    told = dict(zip(STEPS, (passages(*lines) for lines in (dense, fused, read)), strict=True))
    return Steps(np.zeros(2, np.float32), told, ())


def test_any_expected_text_will_do_and_the_first_passage_with_one_counts() -> None:
    steps_ = found((NOON, CELLS), (NOON, CELLS, MEMBERS), (MEMBERS, NOON, MEMBERS))
    placed = place(expected(("80 members", "70  members"), ("45",)), steps_)
    assert placed == Placed("en", {"dense": None, "fused": 2, "read": 0})


def test_first_and_among_ten_by_language() -> None:
    placed = [
        Placed("en", {"dense": None, "fused": 2, "read": 0}),
        Placed("en", {"dense": 0, "fused": 0, "read": 1}),
        Placed("ca", {"dense": 4, "fused": 0, "read": 0}),
    ]
    measured = measure_steps(placed)
    english = {
        step: (one.first.n, one.in_ten.n, one.first.of) for step, one in measured["en"].items()
    }
    assert english == {"dense": (1, 1, 2), "fused": (1, 2, 2), "read": (1, 2, 2)}
    assert (measured["ca"]["dense"].first.n, measured["ca"]["dense"].in_ten.n) == (0, 1)
    assert {one.first.of for one in measured["es"].values()} == {0}


@pytest.mark.parametrize("question", ["How many members are there?", "Quants membres té la xarxa?"])
def test_each_step_ranks_passages_of_the_index(hub: Hub, question: str) -> None:
    looked = steps(question, hub.assistant, hub.index)
    nearest = [one.passage_id for one in hub.index.dense(looked.vector, DEPTH)]
    assert [one.passage.id for one in looked.passages["dense"]] == nearest
    hits = [(hit.document_id, hit.start) for hit in hub.assistant.search(question, DEPTH)]
    fused = [(one.document.id, one.passage.start) for one in looked.passages["fused"]]
    assert fused == hits
    read = [one.passage.id for one in looked.passages["read"]]
    assert len(set(read)) == len(read) > 0
    assert set(read) == {one.passage.id for one in looked.passages["fused"]}
    assert read[0] == looked.sentences[0].candidate.found.passage.id
    scores = [sentence.score for sentence in looked.sentences]
    assert scores == sorted(scores, reverse=True)
