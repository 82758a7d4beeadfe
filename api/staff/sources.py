"""Where a quote stands: the page of its document with the quote marked, and the PDF with it highlighted.

Browsers' viewers open a PDF at a page but find no text in it, so a copy with an annotation is sent.
"""

from pathlib import Path
from typing import Annotated

from fastapi import Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.composition import View
from api.errors import Problem
from api.files import open_file
from api.staff.access import SessionDep, StaffViewDep, staff_router
from api.staff.cards import PDF, cards
from api.staff.pages import page
from api.staff.words import spoken
from api.state import StateDep
from assistant.writing import cite
from ingest.documents import Document, Page, Span
from ingest.errors import UnreadableFile
from ingest.loaders.pdf.highlight import highlighted

router = staff_router()
Start = Annotated[int, Query(ge=0)]
# A document without pages is shown from so many characters before the quote to as many after it.
_AROUND = 3_000


@router.get("/press/source/{document_id}")
def source(
    request: Request,
    document_id: str,
    state: StateDep,
    session: SessionDep,
    view: StaffViewDep,
    start: Start,
    end: Start,
) -> Response:
    """The text around a quote, as it was read from the document."""
    document, found = _find(view, document_id), view.index.at(document_id, start)
    if found is None or not start < end <= found.passage.end:
        raise _no_quote()
    citation = cite(1, found, Span(start, end), document.text[start:end], 1.0)
    (card,) = cards(view.index, [citation], spoken(request), state.desk.today())
    around = _around(document, start, end)
    return page(
        request,
        "source.html",
        session,
        card=card,
        before=document.text[around.start : start],
        after=document.text[end : around.end],
        file=f"/staff/press/file/{document_id}",
    )


@router.get("/press/file/{document_id}")
async def file(
    request: Request,
    document_id: str,
    session: SessionDep,
    view: StaffViewDep,
    start: Start = 0,
    end: Start = 0,
) -> Response:
    """The original file; of a PDF a copy in which the quote is highlighted, where one is asked for."""
    document = await run_in_threadpool(_find, view, document_id)
    # It is looked for, and found unchanged since it was read, before anything is made of it.
    original = await run_in_threadpool(
        open_file,
        Path(document.path),
        document.media_type,
        document.content_hash,
        None if end else request.headers.get("range"),
    )
    if document.media_type != PDF or not 0 <= start < end <= len(document.text):
        return original
    copy = await run_in_threadpool(_highlighted, document, start, end)
    if copy is None:
        return original
    kept = ("content-security-policy", "content-disposition", "cache-control")
    headers = {name: original.headers[name] for name in kept}
    return Response(copy, media_type=PDF, headers=headers)


def _highlighted(document: Document, start: int, end: int) -> bytes | None:
    """None where the quote is not found on its page, or the file needs a password."""
    sheet = _page_of(document, start)
    if sheet is None:
        return None
    before = document.text[sheet.start : start]
    try:
        return highlighted(Path(document.path), sheet.number, document.text[start:end], before)
    except UnreadableFile:
        return None


def _around(document: Document, start: int, end: int) -> Span:
    sheet = _page_of(document, start)
    if sheet is not None:
        return Span(sheet.start, sheet.end)
    return Span(max(0, start - _AROUND), min(len(document.text), end + _AROUND))


def _page_of(document: Document, place: int) -> Page | None:
    return next((one for one in document.pages if one.start <= place < one.end), None)


def _find(view: View, document_id: str) -> Document:
    document = view.index.document(document_id)
    if document is None:
        raise Problem(404, "no_document", "There is no document with this id")
    return document


def _no_quote() -> Problem:
    return Problem(
        404,
        "no_quote",
        "There is no such quote in the document any more",
        hint="Ask again: the document may have changed since.",
    )
