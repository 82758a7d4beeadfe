"""A reading to a verdict: what is quoted, whether documents disagree, or that nothing answers.

In: the question and its reading. Out: a status, and the evidence in the order it is told.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.disagreement import about_the_same, values_in
from assistant.question import Question
from assistant.quotes import MOST_IN_LIST, Evidence, date_of, quotes, within
from assistant.reading import FEATURES, Read, Reading
from assistant.retrieval import Retrieved
from assistant.values import Value

# Set on `tests/questions/development.jsonl`, where documents are of one field and so much alike.
THRESHOLD = 0.4
# A name, code or rare word of the question (1 is the rarest) that the whole passage lacks: it is
# about another thing.
LACKING = 0.95
_CLOSE = 3.0
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence amounts to."""

    status: Literal["answered", "abstained", "conflict"]
    evidence: tuple[Evidence, ...]


ABSTAINED = Verdict("abstained", ())


def weigh(question: Question, retrieved: Retrieved, reading: Reading) -> Verdict:
    """Choose what to quote, or nothing where the reading is not sure enough."""
    if reading.probability < THRESHOLD or _lacking(reading.sentences[0]) >= LACKING:
        return ABSTAINED
    sentences = _of_the_kind(question, retrieved, _of_the_years(question, reading.sentences))
    if not sentences:
        return ABSTAINED
    if question.wants == "number":
        values = values_in(retrieved, sentences, question.text)
        if len({value for value, _ in values}) > 1:
            return Verdict("conflict", _newest_first(values))
        if values:
            return Verdict("answered", (values[0][1],))
    return Verdict("answered", quotes(question, sentences))


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
    """Sentences that have a number, of the things counted, or a way to reach somebody, if asked."""
    if question.wants not in ("number", "contact") or not sentences:
        return list(sentences)
    kind = FEATURES.index("kind_of_answer")
    typed = retrieved.expanded.typed
    place = typed.index(question.counts) if question.counts in typed else None
    return [
        read
        for read in within(sentences, _CLOSE)
        if read.features[kind] > 0 and (place is None or read.in_passage[place] > 0)
    ]


def _holds_for(read: Read, years: Sequence[str]) -> bool:
    said = f"{read.text} {read.candidate.found.passage.section} {date_of(read)}"
    return any(year in said for year in years)


def _newest_first(values: Sequence[tuple[Value, Evidence]]) -> tuple[Evidence, ...]:
    ranked = sorted((one for _, one in values), key=lambda one: one.as_of or "", reverse=True)
    return tuple(ranked[:MOST_IN_LIST])
