"""Measures of ranked lists, against values worked out by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.ranking import ndcg, recall

IDS = st.lists(st.sampled_from("abcdefgh"), unique=True)


def test_recall_counts_the_right_ones_among_the_first() -> None:
    assert recall(["a", "b", "c"], {"b", "x"}, 2) == 0.5
    assert recall(["a", "b", "c"], {"c"}, 2) == 0
    assert recall(["c"], {"c"}, 5) == 1


def test_ndcg_discounts_by_rank_and_is_normalised_by_the_best_order() -> None:
    assert ndcg(["a", "b"], {"b"}, 10) == pytest.approx(1 / math.log2(3))
    found = (1 + 1 / math.log2(4)) / (1 + 1 / math.log2(3))
    assert ndcg(["a", "x", "b"], {"a", "b"}, 10) == pytest.approx(found)


def test_ndcg_asks_for_no_more_than_fit_in_the_depth() -> None:
    assert ndcg(["a", "b"], {"a", "b", "c"}, 2) == pytest.approx(1)


@given(IDS, st.frozensets(st.sampled_from("abcdefgh"), min_size=1), st.integers(1, 9))
def test_measures_lie_between_none_and_all(
    ranked: list[str], right: frozenset[str], k: int
) -> None:
    assert 0 <= recall(ranked, right, k) <= 1
    assert 0 <= ndcg(ranked, right, k) <= 1 + 1e-9
    assert (ndcg(ranked, right, k) > 0) == (recall(ranked, right, k) > 0)
