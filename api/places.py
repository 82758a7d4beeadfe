"""What callers name: a document by its id, a quote by its place in the document's text.

In: an index as its reader may see it. Out: the document; the quote with the text around it, as it was read,
whatever the format; or a Problem.
"""

from dataclasses import dataclass

from api.errors import Problem
from assistant.answer import Citation
from assistant.writing import cite
from ingest.documents import Document, Page, Span
from ingest.index.reader import Index

# A document without pages is shown from so many characters before the quote to as many after it,
# and of a page, slide or sheet that is longer no more than so many.
_AROUND = 3_000
_AROUND_ON_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quote, and what stands before and after it on its page."""

    document: Document
    citation: Citation
    before: str
    after: str


def find_document(index: Index, document_id: str) -> Document:
    """The document with its text."""
    document = index.document(document_id)
    if document is None:
        raise Problem(404, "no_document", "There is no document with this id")
    return document


def page_at(document: Document, place: int) -> Page | None:
    """The page that holds a character of the text."""
    return next((one for one in document.pages if one.start <= place < one.end), None)


def excerpt(index: Index, document_id: str, quote: Span) -> Excerpt:
    """The quote in its place; it lies in one passage, as those of citations do."""
    document, found = find_document(index, document_id), index.at(document_id, quote.start)
    if found is None or not quote.start < quote.end <= found.passage.end:
        raise Problem(
            404,
            "no_quote",
            "There is no such quote in the document any more",
            hint="Ask again: the document may have changed since.",
        )
    text, around = document.text, _around(document, quote)
    citation = cite(1, found, quote, text[quote.start : quote.end], 1.0)
    before, after = text[around.start : quote.start], text[quote.end : around.end]
    return Excerpt(document, citation, before, after)


def _around(document: Document, quote: Span) -> Span:
    """The quote's page, or as much of it as can be read at once."""
    sheet = page_at(document, quote.start)
    most = _AROUND if sheet is None else _AROUND_ON_PAGE
    whole = sheet or Span(0, len(document.text))
    first, last = max(whole.start, quote.start - most), min(whole.end, quote.end + most)
    text = document.text
    # Where the page is cut no word is.
    while whole.start < first < quote.start and not text[first - 1].isspace():
        first += 1
    while quote.end < last < whole.end and not text[last].isspace():
        last -= 1
    return Span(first, last)
