"""Rankings of a small real index, and the table made of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import models
from assistant.lexicon import Lexicon
from bench.question_sets import Asked, Collection, QuestionSet, Text
from bench.retrieval import (
    RANKINGS,
    SHIPPED,
    Row,
    Searcher,
    indexed,
    measure,
    reciprocal_ranks,
    report,
)
from ingest.index.entries import Scored
from tests.fakes import HashEmbedder

TEXTS = (
    Text("cells", "Cells", "Stem cells divide without end."),
    Text("trains", "Trains", "The train leaves at noon."),
    Text("again", "Trains", "The train leaves at noon."),
    Text("money", "", "Investors gave money to the company."),
)


@pytest.fixture
def searcher(tmp_path: Path) -> Iterator[Searcher]:
    embedder = HashEmbedder()
    index, texts = indexed(tmp_path, Collection("en", TEXTS, ()), embedder)
    yield Searcher(index, texts, embedder, Lexicon.open(models.LEXICON))
    index.close()


def test_every_way_to_rank_finds_the_text_with_the_question_s_words(searcher: Searcher) -> None:
    rankings = searcher.rankings("stem cells divide")
    assert len(rankings) == len(RANKINGS) + 1
    assert all(ranked[0] == "cells" for ranked in rankings)


def test_texts_that_are_the_same_are_found_together(searcher: Searcher) -> None:
    assert set(searcher.rankings("train leaves noon")[1][:2]) == {"trains", "again"}


def test_a_set_is_measured_in_each_of_its_ways(searcher: Searcher) -> None:
    asked = (Asked("stem cells", frozenset({"cells"})), Asked("money", frozenset({"nowhere"})))
    first, second = measure(
        searcher, QuestionSet("both", asked, (("nDCG", 10), ("recall", 1))), asked
    )
    assert (first.measure, second.measure) == ("nDCG@10", "recall@1")
    assert second.values == (0.5,) * (len(RANKINGS) + 1)


def test_reciprocal_ranks_prefer_what_both_lists_have() -> None:
    left = [Scored("a", 9), Scored("b", 8)]
    right = [Scored("b", 3), Scored("c", 2)]
    fused = reciprocal_ranks(left, right)
    assert [scored.passage_id for scored in fused] == ["b", "a", "c"]
    assert fused[0].score == pytest.approx(1 / 61 + 1 / 62)


def test_the_last_row_is_the_mean_of_each_set_s_first_measure() -> None:
    ways = len(RANKINGS) + 1
    rows = [
        Row("one", 10, "nDCG@10", (0.5,) * ways),
        Row("one", 10, "recall@10", (1.0,) * ways),
        Row("two", 20, "recall@1", (0.7,) * ways),
    ]
    table = report(rows).splitlines()
    assert SHIPPED in table[0]
    assert table[-1].split("|")[2].strip() == "30"
    assert set(table[-1].replace(" ", "").strip("|").split("|")[3:]) == {"0.600"}
