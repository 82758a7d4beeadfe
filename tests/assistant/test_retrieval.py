"""Fusion: order, range, and what one list alone knows."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval import DENSE_WEIGHT, fuse
from ingest.index.entries import Scored


def ranked(**scores: float) -> list[Scored]:
    return sorted((Scored(k, v) for k, v in scores.items()), key=lambda one: -one.score)


def test_what_both_find_comes_before_what_one_finds() -> None:
    fused = fuse(ranked(a=0.9, b=0.8, c=0.1), ranked(b=9.0, d=8.0))
    assert fused[0].passage_id == "b"


def test_one_list_alone_keeps_its_order() -> None:
    assert [s.passage_id for s in fuse(ranked(a=0.9, b=0.5), [])] == ["a", "b"]
    assert [s.passage_id for s in fuse([], ranked(a=3.0, b=2.0))] == ["a", "b"]
    assert fuse([], []) == []


def test_best_of_both_scores_one() -> None:
    (best, *_) = fuse(ranked(a=0.9, b=0.2), ranked(a=7.0, b=1.0))
    assert best.score == 1.0
    assert 0 < DENSE_WEIGHT < 0.5


SCORES = st.dictionaries(st.sampled_from("abcdef"), st.floats(0.01, 30), max_size=6)


@given(SCORES, SCORES)
def test_scores_are_from_zero_to_one_and_nothing_is_lost(
    dense: dict[str, float], lexical: dict[str, float]
) -> None:
    fused = fuse(ranked(**dense), ranked(**lexical))
    assert {s.passage_id for s in fused} == dense.keys() | lexical.keys()
    assert all(-1e-9 <= s.score <= 1 + 1e-9 for s in fused)
    assert [s.score for s in fused] == sorted((s.score for s in fused), reverse=True)
