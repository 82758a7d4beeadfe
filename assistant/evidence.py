"""Read sentences to the evidence an answer rests on: which are quoted, and whether they disagree.

In: the question and its reading. Out: statements' evidence in the order they are told, and a status.
A sentence that says again what a better one says adds a citation, not a statement.
"""

import re
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
_YEAR_LENGTH = 4
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ROW = re.compile(r"[^:;]+: [^;]+; [^:;]+: ")


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


ABSTAINED = Verdict("abstained", ())


def weigh(question: Question, retrieved: Retrieved, reading: Reading) -> Verdict:
    """Choose what to quote, or nothing where the reading is not sure enough."""
    if reading.probability < THRESHOLD:
        return ABSTAINED
    if question.wants != "number":
        return Verdict("answered", _quotes(question, reading.sentences))
    values = _values(question, retrieved, reading.sentences)
    asked = _YEAR.findall(question.text)
    of_that_year = [(value, one) for value, one in values if _names_any(one, asked)]
    if values and asked and not of_that_year:
        return ABSTAINED
    if len({value for value, _ in of_that_year}) > 1:
        return Verdict("conflict", _newest_first(of_that_year))
    if of_that_year:
        return Verdict("answered", (of_that_year[0][1],))
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
        key = (value, date and date[:_YEAR_LENGTH])
        found[key] = _joined(found[key], read) if key in found else Evidence(read, date)
    return [(value, one) for (value, _), one in found.items()]


def _joined(known: Evidence, read: Read) -> Evidence:
    """One more sentence with the same value; prose is told before a table row that says it too."""
    if _ROW.match(known.read.text) and not _ROW.match(read.text):
        return replace(known, read=read, same=(known.read, *known.same))
    return replace(known, same=(*known.same, read))


def _names_any(one: Evidence, years: Sequence[str]) -> bool:
    """Whether a figure holds for one of these years; any does where there are none."""
    found = one.read.candidate.found
    said = f"{one.read.text} {found.passage.section} {one.as_of}"
    return not years or any(year in said for year in years)


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
