"""A reading to a verdict: what is quoted, whether documents disagree, or that nothing answers.

In: the question and its read sentences, best first. Out: a status, and the evidence in the order it is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.disagreement import Told, tells_all, values_in
from assistant.figures.ledger import NO_FIGURES, Ledger
from assistant.overview import overview
from assistant.question import Question
from assistant.quotes import MOST_IN_LIST, Evidence, quotes, with_antecedent, with_next_figure
from assistant.reading import Read, Reader
from assistant.requirements import fitting
from assistant.retrieval import Retrieved
from ingest.figures.figure import Figure
from ingest.members.directory import Organisation

# Set on the questions to work on in `tests/questions/`, where documents are of one field and so much alike.
THRESHOLD = 0.3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence amounts to, how likely the best of it is to answer, and the stored figures of the
    values that it gives, where a number is asked for."""

    status: Literal["answered", "abstained", "conflict"]
    evidence: tuple[Evidence, ...]
    probability: float
    figures: tuple[Figure, ...] = ()


ABSTAINED = Verdict("abstained", (), 0.0)


def weigh(
    question: Question,
    retrieved: Retrieved,
    sentences: Sequence[Read],
    reader: Reader,
    members: Sequence[Organisation] = (),
    ledger: Ledger = NO_FIGURES,
    *,
    threshold: float = THRESHOLD,
) -> Verdict:
    """Choose what to quote, or nothing where the probability is below the threshold.

    `members` are the organisations that the question names, `ledger` has the figures that are stored.
    """
    verdict = _weighed(question, retrieved, sentences, reader, members, ledger, threshold)
    told = tuple(_promised(one, ledger) for one in verdict.evidence)
    return replace(verdict, evidence=told)


def _promised(one: Evidence, ledger: Ledger) -> Evidence:
    """The evidence, with whether its figures are still to come."""
    passage, span = one.read.candidate.found.passage, one.read.span
    inside = [
        each for each in passage.sentences if span.start <= each.start and each.end <= span.end
    ]
    return replace(one, promised=ledger.promised_in(passage.document_id, inside))


def _weighed(
    question: Question,
    retrieved: Retrieved,
    sentences: Sequence[Read],
    reader: Reader,
    members: Sequence[Organisation],
    ledger: Ledger,
    threshold: float,
) -> Verdict:
    if opening := overview(question, retrieved, sentences, members):
        return Verdict("answered", opening, 1.0)
    found = fitting(question, retrieved, sentences, members, ledger)
    if not found:
        return ABSTAINED
    probability = reader.probability(found[0])
    if not probability >= threshold:  # nor where it is no number
        return ABSTAINED
    if question.wants == "number":
        values = values_in(question, retrieved, found, ledger)
        whole = tells_all(question, values)
        figures = tuple(one.stored for one in values if one.stored)
        if values and whole is None:
            return Verdict("conflict", _newest_first(values), probability, figures)
        if whole is not None:
            told = replace(
                whole,
                read=with_next_figure(with_antecedent(whole.read)),
                as_of=max((one.evidence.as_of or "" for one in values), default="") or None,
            )
            return Verdict("answered", (told,), probability, figures)
    return Verdict("answered", quotes(question, found), probability)


def _newest_first(values: Sequence[Told]) -> tuple[Evidence, ...]:
    ranked = sorted(
        (one.evidence for one in values), key=lambda one: (one.dated, one.as_of or ""), reverse=True
    )
    return tuple(replace(one, read=with_antecedent(one.read)) for one in ranked[:MOST_IN_LIST])
