"""The values that read sentences give for the figure a question asks for.

In: the question and sentences, best first. Out: one entry for each value and year, with the sentences
that say it. Only sentences that say every word of the question that the best one says are compared.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.figures.agreement import begins, says_first
from assistant.figures.ledger import Ledger
from assistant.figures.wanted import Wanted
from assistant.question import Question
from assistant.quotes import Evidence, within
from assistant.reading import Read
from assistant.retrieval import Retrieved
from assistant.values import Figure, Value, figure_asked_for, figures_in
from ingest.documents import Span
from ingest.figures.figure import Figure as Stored
from ingest.figures.rows import figure_date, is_row
from ingest.index.entries import QueryWord
from ingest.terms.analyzer import analyze

_CLOSE = 6.0
_YEAR_LENGTH = 4
_UNIT_CELL = re.compile(r"; (?:units?|unitat|unidad): ([^;]+)", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A value as sentences tell it, and the figure that is stored of the first of them."""

    value: Value
    evidence: Evidence
    stored: Stored | None


def values_in(
    question: Question, retrieved: Retrieved, sentences: Sequence[Read], ledger: Ledger
) -> list[Told]:
    """Values of the thing asked for, best sentence first; of the years asked for where some are.

    Parts of the best one are left out, what another source is said to count beside it is put in.
    """
    best = sentences[0]
    found: dict[tuple[Value, str | None], Told] = {}
    for read in within(sentences, _CLOSE):
        figure = _figure(question, retrieved, read, {value for value, _ in found}, ledger)
        if figure is None or not about_the_same(best, read):
            continue
        stored = ledger.at(read.candidate.found.document.id, read.span.start + figure.at)
        date = stored.as_of if stored else _date(read, figure)
        key = (figure.value, date and date[:_YEAR_LENGTH])
        evidence = _joined(found[key].evidence, read) if key in found else Evidence(read, date)
        found[key] = Told(figure.value, evidence, found[key].stored if key in found else stored)
    asked = set(_YEAR.findall(question.text))
    of_the_year = [one for (_, year), one in found.items() if year in asked]
    told = _without_parts(_once(of_the_year or list(found.values())), ledger)
    told = _without_beginnings(question, told)
    told += _rivals(told, retrieved, ledger)
    return [
        replace(one, evidence=replace(_in_prose(one, retrieved, ledger), dated=_is_dated(one)))
        for one in told
    ]


def _in_prose(told: Told, retrieved: Retrieved, ledger: Ledger) -> Evidence:
    """The evidence with a sentence that says it as the row does, where one was found: it can be pasted."""
    evidence = told.evidence
    if told.stored is None or not is_row(evidence.read.text):
        return evidence
    for other in ledger.in_prose(told.stored):
        if read := _read_at(evidence.read, other, retrieved):
            return replace(evidence, read=read, same=(evidence.read, *evidence.same))
    return evidence


def _date(read: Read, figure: Figure) -> str | None:
    return figure_date(read.text, figure.at, read.candidate.found.document.metadata.date)


def _once(told: Sequence[Told]) -> list[Told]:
    """Each value that has only a document's date once: a later document that repeats it dates it anew."""
    kept: list[Told] = []
    for one in told:
        place = next((i for i, other in enumerate(kept) if _repeats(other, one)), None)
        if place is None:
            kept.append(one)
        else:
            first, second = sorted((kept[place], one), key=_is_dated, reverse=True)
            evidence = first.evidence
            same = (*evidence.same, second.evidence.read, *second.evidence.same)
            kept[place] = replace(first, evidence=replace(evidence, same=same))
    return kept


def _repeats(one: Told, other: Told) -> bool:
    return one.value == other.value and not (_is_dated(one) and _is_dated(other))


def _is_dated(told: Told) -> bool:
    """Whether the text states the date; of one that is not stored that is not known."""
    return told.stored is None or told.stored.as_of_from == "stated"


def _without_parts(told: Sequence[Told], ledger: Ledger) -> list[Told]:
    first = told[0].stored if told else None
    return [
        one
        for place, one in enumerate(told)
        if place == 0 or not (first and one.stored and ledger.are_parts(first, one.stored))
    ]


def _without_beginnings(question: Question, told: Sequence[Told]) -> list[Told]:
    """The first six of eighteen projects do not contradict the eighteen."""
    if says_first(question.text):
        return list(told)
    return [one for one in told if not (one.stored and begins(one.stored))] or list(told)


def _rivals(told: Sequence[Told], retrieved: Retrieved, ledger: Ledger) -> list[Told]:
    """What another source is said to count, where it stands in a passage that was read."""
    known = {one.value.number for one in told}
    found: dict[float, Told] = {}
    for one in told:
        rival = ledger.rival_of(one.stored) if one.stored else None
        if rival is None or rival.value in known or rival.value in found:
            continue
        if read := _read_at(one.evidence.read, rival, retrieved):
            evidence = Evidence(read, rival.as_of)
            found[rival.value] = Told(Value(rival.value, ""), evidence, rival)
    return list(found.values())


def _read_at(like: Read, figure: Stored, retrieved: Retrieved) -> Read | None:
    """The sentence of a figure, as if read like another."""
    for candidate in retrieved.candidates:
        passage = candidate.found.passage
        inside = passage.start <= figure.start and figure.end <= passage.end
        if passage.document_id == figure.document_id and inside:
            span = Span(figure.start, figure.end)
            return replace(like, candidate=candidate, span=span, text=figure.sentence)
    return None


def tells_all(question: Question, values: Sequence[Told]) -> Evidence | None:
    """The sentence that gives every value itself: then nothing disagrees."""
    distinct = {one.value for one in values}
    for one in values:
        text = one.evidence.read.text
        if distinct <= {figure.value for figure in figures_in(text, question.text)}:
            return one.evidence
    return None


def _figure(
    question: Question, retrieved: Retrieved, read: Read, known: Collection[Value], ledger: Ledger
) -> Figure | None:
    """A figure that other sentences gave already, else the one that stands where it is asked; of two that
    are stored the one that says more of the question itself."""
    wanted = Wanted.of(question)
    kind = [one for one in figures_in(read.text, question.text) if wanted.fits(one.value.unit)]
    surest = kind if wanted.kind == "rank" else _surest(kind, retrieved, read, ledger)
    again = [one for one in surest if one.value in known]
    language = read.candidate.found.passage.language
    words = retrieved.expanded.words
    figure = again[0] if again else figure_asked_for(read.text, language, words, surest)
    if figure is None or (question.counts and not _counts(figure, read, words)):
        return None
    return figure


def _surest(
    figures: Sequence[Figure], retrieved: Retrieved, read: Read, ledger: Ledger
) -> list[Figure]:
    """Of a sentence's figures those that say most words of the question in what they are of."""
    found = read.candidate.found

    def own(one: Figure) -> int:
        stored = ledger.at(found.document.id, read.span.start + one.at)
        said = analyze(f"{stored.what} {stored.unit}", stored.language) if stored else []
        return sum(
            any(
                way.language == found.passage.language and way.term in said
                for way in word.alternatives
            )
            for word in retrieved.expanded.words
        )

    most = max(map(own, figures), default=0)
    return [one for one in figures if own(one) == most]


def _counts(figure: Figure, read: Read, words: Sequence[QueryWord]) -> bool:
    """Whether a figure counts what is asked: it is no share or sum, nor of another column's unit."""
    if figure.value.unit:
        return False
    language = read.candidate.found.passage.language
    unit = _UNIT_CELL.search(read.text) if is_row(read.text) else None
    asked = {way.term for word in words for way in word.alternatives if way.language == language}
    return unit is None or bool(asked.intersection(analyze(unit[1], language)))


def _joined(known: Evidence, read: Read) -> Evidence:
    """One more sentence with the same value; prose is told before a table row that says it too."""
    if is_row(known.read.text) and not is_row(read.text):
        return replace(known, read=read, same=(known.read, *known.same))
    return replace(known, same=(*known.same, read))


def about_the_same(best: Read, other: Read) -> bool:
    """Whether a sentence says each word of the question that the best one says."""
    return bool(np.all(other.coverage[best.coverage > 0] > 0))
