"""The values that read sentences give for the figure a question asks for.

In: the question and sentences, best first. Out: one entry for each value and year, with the sentences
that say it. Only sentences that say every word of the question that the best one says are compared.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.question import Question
from assistant.quotes import Evidence, within
from assistant.reading import Read
from assistant.retrieval import Retrieved
from assistant.values import Value, as_of, figure_asked_for, is_row

_CLOSE = 3.0
_YEAR_LENGTH = 4


def values_in(
    question: Question, retrieved: Retrieved, sentences: Sequence[Read]
) -> list[tuple[Value, Evidence]]:
    """Values of the thing asked for, best sentence first."""
    best = sentences[0]
    found: dict[tuple[Value, str | None], Evidence] = {}
    for read in within(sentences, _CLOSE):
        if not about_the_same(best, read):
            continue
        language = read.candidate.found.passage.language
        figure = figure_asked_for(read.text, language, retrieved.expanded.words, question.text)
        if figure is None or (question.counts and figure.value.unit):
            continue
        date = as_of(read.text, read.candidate.found.document.metadata.date, figure.at)
        key = (figure.value, date and date[:_YEAR_LENGTH])
        found[key] = _joined(found[key], read) if key in found else Evidence(read, date)
    return [(value, one) for (value, _), one in found.items()]


def _joined(known: Evidence, read: Read) -> Evidence:
    """One more sentence with the same value; prose is told before a table row that says it too."""
    if is_row(known.read.text) and not is_row(read.text):
        return replace(known, read=read, same=(known.read, *known.same))
    return replace(known, same=(*known.same, read))


def about_the_same(best: Read, other: Read) -> bool:
    """Whether a sentence says each word of the question that the best one says."""
    return bool(np.all(other.coverage[best.coverage > 0] > 0))
