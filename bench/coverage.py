"""Answers with their probabilities to a curve: how many are given, and how many of these are wrong.

In: for each question how sure the best answer to it is, whether that is right, and whether there is a
right one. Out: a point for each threshold.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# With fewer answers than these a share of them says nothing.
FEWEST = 20


@dataclass(frozen=True, slots=True)
class Decided:
    """The best answer to a question; its probability is 0 where none would ever be given."""

    answerable: bool
    probability: float
    right: bool


@dataclass(frozen=True, slots=True)
class Point:
    """`coverage` is the share of answerable questions that are answered; `error` the share of all
    answers that are wrong, as each to an unanswerable question is."""

    coverage: float
    error: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Points from the strictest threshold to the most lenient, and that of the shipped one."""

    points: tuple[Point, ...]
    shipped: Point


def curve(decided: Sequence[Decided], shipped: float) -> Curve:
    """A point for each probability that occurs, as the threshold; no answer is ever given at 0."""
    sure = sorted((one.probability for one in decided if one.probability > 0), reverse=True)
    thresholds = dict.fromkeys(sure[FEWEST - 1 :])
    points = tuple(point(decided, threshold) for threshold in thresholds)
    return Curve(points, point(decided, shipped))


def point(decided: Sequence[Decided], threshold: float) -> Point:
    """Coverage and error where what is at least so likely is told."""
    answered = [one for one in decided if one.probability >= threshold]
    covered = sum(one.answerable for one in answered)
    wrong = sum(not one.right for one in answered)
    answerable = sum(one.answerable for one in decided)
    return Point(covered / answerable, wrong / len(answered) if answered else 0.0)
