"""Read sentences to the evidence an answer rests on: which are quoted, and whether they disagree.

In: the question and its reading. Out: statements' evidence in the order they are told, and a status.
A sentence that says again what a better one says adds a citation, not a statement.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from assistant.question import Question
from assistant.reading import Read, Reading
from assistant.retrieval import Retrieved
from assistant.values import Value, as_of, value_asked_for
from ingest.terms.analyzer import words

THRESHOLD = 0.5
MOST_WORDS = 90
MOST_STATEMENTS = 3
MOST_IN_LIST = 6
_CLOSE = 1.2
_CLOSE_IN_LIST = 2.5
_CLOSE_VALUES = 3.0
_SAME_WORDS = 0.6


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence to quote, the date it holds for, and other sentences that say the same."""

    read: Read
    as_of: str | None
    same: tuple[Read, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence amounts to."""

    status: Literal["answered", "abstained", "conflict"]
    evidence: tuple[Evidence, ...]


def weigh(question: Question, retrieved: Retrieved, reading: Reading) -> Verdict:
    """Choose what to quote, or nothing where the reading is not sure enough."""
    if reading.probability < THRESHOLD:
        return Verdict("abstained", ())
    if question.wants == "number":
        values = _values(question, retrieved, reading.sentences)
        if len({value for value, _ in values}) > 1:
            return Verdict("conflict", _newest_first(values))
        if values:
            return Verdict("answered", (values[0][1],))
    return Verdict("answered", _quotes(question, reading.sentences))


def _quotes(question: Question, sentences: Sequence[Read]) -> tuple[Evidence, ...]:
    """The best sentences, most direct first, within the length of an answer."""
    several = question.wants_several
    margin = _CLOSE_IN_LIST if several else _CLOSE
    most = MOST_IN_LIST if several else MOST_STATEMENTS
    chosen: list[Evidence] = []
    length = 0
    for read in _within(sentences, margin):
        place = next((i for i, one in enumerate(chosen) if _says_the_same(one.read, read)), None)
        if place is not None:
            chosen[place] = replace(chosen[place], same=(*chosen[place].same, read))
            continue
        length += len(read.text.split())
        if chosen and (len(chosen) == most or (length > MOST_WORDS and not several)):
            break
        chosen.append(Evidence(read, as_of(read.text, _date(read))))
    return tuple(chosen)


def _values(
    question: Question, retrieved: Retrieved, sentences: Sequence[Read]
) -> list[tuple[Value, Evidence]]:
    """Values of the thing asked for, one entry a value and date, best sentence first."""
    best = sentences[0]
    found: dict[tuple[Value, str | None], Evidence] = {}
    for read in _within(sentences, _CLOSE_VALUES):
        if not _about_the_same(best, read):
            continue
        language = read.candidate.found.passage.language
        value = value_asked_for(read.text, language, retrieved.expanded.words, question.text)
        if value is None:
            continue
        date = as_of(read.text, _date(read))
        key = (value, date and date[:4])
        known = found.get(key)
        found[key] = replace(known, same=(*known.same, read)) if known else Evidence(read, date)
    return _of_the_date_asked(question, [(value, one) for (value, _), one in found.items()])


def _of_the_date_asked(
    question: Question, values: list[tuple[Value, Evidence]]
) -> list[tuple[Value, Evidence]]:
    """Only values of the year that the question names, where it names one and they exist."""
    asked = as_of(question.text, None)
    if asked is None:
        return values
    matching = [pair for pair in values if (pair[1].as_of or "").startswith(asked[:4])]
    return matching or values


def _newest_first(values: Sequence[tuple[Value, Evidence]]) -> tuple[Evidence, ...]:
    ranked = sorted((one for _, one in values), key=lambda one: one.as_of or "", reverse=True)
    return tuple(ranked[:MOST_IN_LIST])


def _within(sentences: Sequence[Read], margin: float) -> list[Read]:
    return [read for read in sentences if read.score >= sentences[0].score - margin]


def _about_the_same(best: Read, other: Read) -> bool:
    """Whether a sentence says each word of the question that the best sentence says."""
    return bool(np.all(other.coverage[best.coverage > 0] > 0))


def _says_the_same(one: Read, other: Read) -> bool:
    left, right = set(words(one.text)), set(words(other.text))
    numbers_agree = {w for w in left if w.isdigit()} == {w for w in right if w.isdigit()}
    return numbers_agree and len(left & right) >= _SAME_WORDS * len(left | right)


def _date(read: Read) -> str | None:
    return read.candidate.found.document.metadata.date
