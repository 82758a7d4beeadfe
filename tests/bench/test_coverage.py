"""Curves of coverage and error: hand-made decisions, and what holds for all of them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bench.coverage import FEWEST, Decided, Point, curve, point

RIGHT, WRONG = Decided(True, 0.9, True), Decided(True, 0.6, False)
TRICKED, RULED_OUT = Decided(False, 0.4, False), Decided(True, 0.0, False)
DECIDED = [RIGHT, RIGHT, WRONG, TRICKED, RULED_OUT]


def test_a_threshold_trades_coverage_for_error() -> None:
    assert point(DECIDED, 0.95) == Point(0.0, 0.0)
    assert point(DECIDED, 0.7) == Point(0.5, 0.0)
    assert point(DECIDED, 0.5) == Point(0.75, 1 / 3)
    assert point(DECIDED, 0.1) == Point(0.75, 0.5)


def test_a_curve_goes_from_the_strictest_to_what_could_be_answered_at_all() -> None:
    found = curve(DECIDED * FEWEST, 0.5)
    assert found.points == (Point(0.5, 0.0), Point(0.75, 1 / 3), Point(0.75, 0.5))
    assert found.shipped == Point(0.75, 1 / 3)


def test_a_curve_of_too_few_answers_is_empty() -> None:
    assert curve([RIGHT] * (FEWEST - 1), 0.5).points == ()


@given(
    st.lists(
        st.builds(Decided, st.just(True), st.floats(0, 1), st.booleans())
        | st.builds(Decided, st.just(False), st.floats(0, 1), st.just(False)),
        max_size=80,
    ),
    st.floats(0.01, 1),
)
def test_coverage_only_grows_and_shares_are_shares(decided: list[Decided], shipped: float) -> None:
    found = curve([RIGHT, *decided], shipped)
    assert all(0 <= x <= 1 for p in (*found.points, found.shipped) for x in (p.coverage, p.error))
    assert all(one.coverage <= other.coverage for one, other in pairwise(found.points))
