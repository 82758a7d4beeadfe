"""A reading to a verdict: what is quoted, whether documents disagree, or that nothing answers.

In: the question and its read sentences, best first. Out: a status, and the evidence in the order it is told.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from assistant.disagreement import about_the_same, tells_all, values_in
from assistant.question import Question
from assistant.quotes import MOST_IN_LIST, Evidence, date_of, quotes, with_next_figure, within
from assistant.reading import FEATURES, Read, Reader
from assistant.retrieval import Retrieved
from assistant.values import Value

# Set on the questions to work on in `tests/questions/`, where documents are of one field and so much alike.
THRESHOLD = 0.3
# A name, code or rare word of the question (1 is the rarest) that the whole passage lacks: it is
# about another thing.
LACKING = 0.95
_CLOSE = 6.0
# Kinds of answer that are none without what they are about.
_DEMANDING = frozenset({"number", "date", "contact", "reason"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence amounts to, and how likely the best of it is to answer."""

    status: Literal["answered", "abstained", "conflict"]
    evidence: tuple[Evidence, ...]
    probability: float


ABSTAINED = Verdict("abstained", (), 0.0)


def weigh(
    question: Question,
    retrieved: Retrieved,
    sentences: Sequence[Read],
    reader: Reader,
    threshold: float = THRESHOLD,
) -> Verdict:
    """Choose what to quote, or nothing where the probability is below the threshold."""
    fitting = _of_the_kind(question, retrieved, _of_the_years(question, sentences))
    if not fitting or _lacking(fitting[0]) >= LACKING:
        return ABSTAINED
    probability = reader.probability(fitting[0])
    if not probability >= threshold:  # nor where it is no number
        return ABSTAINED
    if question.wants == "number":
        values = values_in(question, retrieved, fitting)
        whole = tells_all(question, values)
        if values and whole is None:
            return Verdict("conflict", _newest_first(values), probability)
        if whole is not None:
            told = replace(whole, read=with_next_figure(whole.read))
            return Verdict("answered", (told,), probability)
    return Verdict("answered", quotes(question, fitting), probability)


def _lacking(best: Read) -> float:
    return float(best.features[FEATURES.index("lacking")])


def _of_the_years(question: Question, sentences: Sequence[Read]) -> list[Read]:
    """Sentences that hold for a year the question names; all of them where it names none."""
    years = _YEAR.findall(question.text)
    if not years:
        return list(sentences)
    return [
        read
        for read in within(sentences, _CLOSE)
        if _holds_for(read, years) and about_the_same(sentences[0], read)
    ]


def _of_the_kind(question: Question, retrieved: Retrieved, sentences: Sequence[Read]) -> list[Read]:
    """Sentences that have the number (of what is counted), date, contact or reason asked for.

    The names of the question must stand in the sentence itself, its section or its title: the
    figure of a neighbour is a wrong figure.
    """
    if question.wants not in _DEMANDING or not sentences:
        return list(sentences)
    kind = FEATURES.index("kind_of_answer")
    typed = retrieved.expanded.typed
    place = typed.index(question.counts) if question.counts in typed else None
    names = np.array(retrieved.expanded.rarity) >= LACKING
    return [
        read
        for read in within(sentences, _CLOSE)
        if read.features[kind] > 0
        and (place is None or read.in_passage[place] > 0)
        and bool(np.all((read.coverage + read.in_context)[names] > 0))
    ]


def _holds_for(read: Read, years: Sequence[str]) -> bool:
    said = f"{read.text} {read.candidate.found.passage.section} {date_of(read)}"
    return any(year in said for year in years)


def _newest_first(values: Sequence[tuple[Value, Evidence]]) -> tuple[Evidence, ...]:
    ranked = sorted((one for _, one in values), key=lambda one: one.as_of or "", reverse=True)
    return tuple(ranked[:MOST_IN_LIST])
