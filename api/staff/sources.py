"""Where a quote stands: the page of its document with the quote marked, and the PDF with it highlighted."""

from typing import Annotated

from fastapi import Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.copies import file_or_copy
from api.places import excerpt, find_document
from api.staff.access import SessionDep, StaffViewDep, staff_router
from api.staff.cards import cards
from api.staff.pages import page
from api.staff.words import spoken
from api.state import StateDep
from ingest.documents import Span

router = staff_router()
Start = Annotated[int, Query(ge=0)]


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
    found = excerpt(view.index, document_id, Span(start, end))
    (card,) = cards(view.index, [found.citation], spoken(request), state.desk.today())
    return page(
        request,
        "source.html",
        session,
        card=card,
        before=found.before,
        after=found.after,
        file=f"/staff/press/file/{document_id}",
    )


@router.get("/press/file/{document_id}")
async def file(
    request: Request,
    document_id: str,
    state: StateDep,
    session: SessionDep,
    view: StaffViewDep,
    start: Start = 0,
    end: Start = 0,
) -> Response:
    """The original file; of a PDF a copy in which the quote is highlighted, where one is asked for."""
    document = await run_in_threadpool(find_document, view.index, document_id)
    place, wanted = Span(start, end), request.headers.get("range")
    return await file_or_copy(state.drawings, document, place, wanted)
