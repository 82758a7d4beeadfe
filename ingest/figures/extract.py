"""A document and its passages in, its figures out.

Rules and not a library of quantities: those that are kept up know English alone. What is read is what the
passages hold, so hidden text gives no figures; lists of sources give none either.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.documents import Document, Passage
from ingest.figures.context import Context
from ingest.figures.figure import Figure
from ingest.figures.prose import Place, figures_of_sentence
from ingest.figures.rows import is_row
from ingest.figures.screening import is_reference
from ingest.figures.table import figures_of_row

_LONGEST_CAPTION = 140
_NO_CAPTION = re.compile(r"(?:table|tabla|taula)\s*\d*\.?|.*[.!?:]", re.I)


def figures_of(document: Document, passages: Sequence[Passage]) -> list[Figure]:
    """The figures of a document, in the order of its text."""
    found: list[Figure] = []
    context = Context()
    for passage in passages:
        if context.section != passage.section:
            context = Context(section=passage.section)
        for span in passage.sentences:
            new, context = _read(Place(document, passage, span), context)
            found += new
    return found


def _read(place: Place, context: Context) -> tuple[list[Figure], Context]:
    text = place.text
    if is_reference(text, place.passage.section):
        return [], context
    if is_row(text):
        return figures_of_row(place, context.caption), context
    figures, after = figures_of_sentence(place, context)
    is_caption = len(text) <= _LONGEST_CAPTION and not _NO_CAPTION.fullmatch(text)
    return figures, replace(after, caption=text if is_caption else "")
