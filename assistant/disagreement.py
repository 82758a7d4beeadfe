"""The values that read sentences give for the figure a question asks for.

In: the question and sentences, best first. Out: one entry for each value and year, with the sentences
that say it. Only sentences that say every word of the question that the best one says are compared.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from assistant.question import Question
from assistant.quotes import Evidence, within
from assistant.reading import Read
from assistant.retrieval import Retrieved
from assistant.values import Figure, Value, figure_asked_for, figures_in
from ingest.figures.rows import figure_date, is_row
from ingest.index.entries import QueryWord
from ingest.terms.analyzer import analyze

_CLOSE = 6.0
_YEAR_LENGTH = 4
_UNIT_CELL = re.compile(r"; (?:units?|unitat|unidad): ([^;]+)", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def values_in(
    question: Question, retrieved: Retrieved, sentences: Sequence[Read]
) -> list[tuple[Value, Evidence]]:
    """Values of the thing asked for, best sentence first; of the years asked for where some are."""
    best = sentences[0]
    found: dict[tuple[Value, str | None], Evidence] = {}
    for read in within(sentences, _CLOSE):
        figure = _figure(question, retrieved, read, {value for value, _ in found})
        if figure is None or not about_the_same(best, read):
            continue
        date = figure_date(read.text, figure.at, read.candidate.found.document.metadata.date)
        key = (figure.value, date and date[:_YEAR_LENGTH])
        found[key] = _joined(found[key], read) if key in found else Evidence(read, date)
    asked = set(_YEAR.findall(question.text))
    of_the_year = {key: one for key, one in found.items() if key[1] in asked}
    return [(value, one) for (value, _), one in (of_the_year or found).items()]


def tells_all(question: Question, values: Sequence[tuple[Value, Evidence]]) -> Evidence | None:
    """The sentence that gives every value itself: then nothing disagrees."""
    distinct = {value for value, _ in values}
    for _, one in values:
        if distinct <= {figure.value for figure in figures_in(one.read.text, question.text)}:
            return one
    return None


def _figure(
    question: Question, retrieved: Retrieved, read: Read, known: Collection[Value]
) -> Figure | None:
    """A figure that other sentences gave already, else the one that stands where it is asked."""
    again = [one for one in figures_in(read.text, question.text) if one.value in known]
    language = read.candidate.found.passage.language
    words = retrieved.expanded.words
    figure = again[0] if again else figure_asked_for(read.text, language, words, question.text)
    if figure is None or (question.counts and not _counts(figure, read, words)):
        return None
    return figure


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
