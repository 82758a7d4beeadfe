"""Figures in a sentence, as far as telling two documents' values apart needs them.

In: a sentence and the question's words. Out: the figure that the question is about (the number nearest
to the question's words, years and codes left out), with its unit.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.places import WIDER, are_others, places_named
from assistant.question_kinds import asks_for_rank
from ingest.documents import Language
from ingest.figures.numbers import Number, Token, numbers_in, tokens_of
from ingest.figures.rows import is_row
from ingest.figures.spelled import ranks_in, scope_of
from ingest.index.entries import QueryWord
from ingest.terms.analyzer import fold, stem

_CLAUSE = 5


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its unit ("" where it counts things)."""

    number: float
    unit: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and the place in its sentence where it stands, in characters."""

    value: Value
    at: int


def figures_in(sentence: str, question: str) -> list[Figure]:
    """The figures of a sentence in order, without those that the question names itself.

    Where a place among others is asked for, that is a figure, and no number else is.
    """
    if asks_for_rank(fold(question)):
        ranks = () if is_row(sentence) else ranks_in(sentence)
        return [_figure(one) for one in ranks if _is_among(one, sentence, question)]
    known = set(re.findall(r"\d+(?:[.,]\d+)*", question))
    digits = {token.start: token.text for token in tokens_of(sentence)}
    return [_figure(one) for one in numbers_in(sentence) if digits[one.start] not in known]


def figure_asked_for(
    sentence: str, language: Language, words: Sequence[QueryWord], figures: Sequence[Figure]
) -> Figure | None:
    """The one of a sentence's figures that stands nearest to the question's words."""
    tokens = tokens_of(sentence)
    starts = [token.start for token in tokens]
    terms = {way.term for word in words for way in word.alternatives if way.language == language}
    matched = [i for i, token in enumerate(tokens) if stem(fold(token.text), language) in terms]
    if not figures or not matched:
        return None
    return min(
        figures,
        key=lambda one: (_distance(sentence, tokens, starts.index(one.at), matched), one.at),
    )


def _is_among(rank: Number, sentence: str, question: str) -> bool:
    """Whether a rank is among those asked for: "fifth in Europe" is no place in the world."""
    return not are_others(
        places_named(fold(question)) & WIDER, places_named(fold(scope_of(sentence, rank))) & WIDER
    )


def _figure(number: Number) -> Figure:
    return Figure(Value(number.value, number.unit), number.start)


def _distance(sentence: str, tokens: Sequence[Token], place: int, matched: Sequence[int]) -> int:
    """Tokens to the nearest matched word; the end of a clause or of a table cell is far to go."""

    def to(other: int) -> int:
        first, last = sorted((tokens[place].start, tokens[other].start))
        return abs(place - other) + _CLAUSE * sentence.count(";", first, last)

    return min(map(to, matched))
