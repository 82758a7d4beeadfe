"""What a viewer shows of a citation: the text around the quote, and its page as a picture."""

from hashlib import sha256
from pathlib import Path as FilePath
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Response
from starlette.concurrency import run_in_threadpool

from api.errors import Problem
from api.examples import AROUND, shown
from api.files import PDF
from api.places import Excerpt, excerpt, find_document, page_at
from api.routes.documents import DocumentId, End, Start
from api.schemas import ErrorReply, failures
from api.state import CallerDep, StateDep, ViewDep
from api.viewer_schemas import AroundReply
from ingest.documents import Document, Span
from ingest.errors import UnreadableFile
from ingest.sidecar import password_of, read_sidecar
from ingest.tasks import Drawing, Picture

BOX_HEADER = "Hub-Quote-Box"
router = APIRouter(prefix="/v1/documents", tags=["documents"])
_FRACTION = 5


class PngReply(Response):
    """A drawn page."""

    media_type = "image/png"


@router.get(
    "/{document_id}/around",
    responses=failures(401, 403, 422, 500, 503)
    | shown(AROUND)
    | {
        404: {
            "model": ErrorReply,
            "description": "`no_document`: no such document; `no_quote`: no passage of it has a "
            "quote there",
        }
    },
)
def get_around(document_id: DocumentId, view: ViewDep, start: Start, end: End) -> AroundReply:
    """A quote with the text of its page around it, whatever the format of the document."""
    found = excerpt(view.index, document_id, Span(start, end))
    return AroundReply.model_validate(_told(found))


@router.get(
    "/{document_id}/pages/{page}.png",
    response_class=Response,
    responses=failures(401, 403, 422, 429, 500, 503)
    | {
        200: {
            "description": "The page",
            "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}},
            "headers": {
                BOX_HEADER: {
                    "description": "Where the quote is, if it was found on the page: its left, "
                    "top, right and bottom edge, as parts of the picture's width and height",
                    "schema": {"type": "string", "example": "0.11,0.17361,0.89,0.2011"},
                },
                "ETag": {"schema": {"type": "string"}},
            },
        },
        304: {"description": "The caller has this picture already"},
        404: {
            "model": ErrorReply,
            "description": "`no_document`: no such document; `no_page`: it has no such page; "
            "`no_picture`: its pages cannot be drawn, as only those of PDFs can; `file_gone` and "
            "`file_changed` as for the file",
        },
    },
)
async def get_page(
    document_id: DocumentId,
    page: Annotated[int, Path(ge=1, description="The page's number, from 1")],
    state: StateDep,
    view: ViewDep,
    caller: CallerDep,
    start: Start = 0,
    end: End = 0,
    width: Annotated[
        int, Query(ge=200, le=2000, description="Pixels, for pages not very high")
    ] = 900,
    if_none_match: Annotated[str | None, Header()] = None,
) -> PngReply:
    """A page of a PDF as a picture, the quote on it highlighted where one is named."""
    await state.limits.picture(caller)
    document = await run_in_threadpool(find_document, view.index, document_id)
    task = await run_in_threadpool(_drawing, document, page, width, Span(start, end))
    try:
        picture = await state.drawings.made(document, task, caller.held_to)
    except UnreadableFile:
        raise _no_picture() from None
    headers = _headers(picture)
    if headers["ETag"] in (if_none_match or ""):
        return PngReply(status_code=304, headers=headers)
    return PngReply(picture.png, headers=headers)


def _told(found: Excerpt) -> dict[str, object]:
    document, quote = found.document, found.citation
    base = f"/v1/documents/{document.id}"
    place = f"?start={quote.start}&end={quote.end}"
    drawn = document.media_type == PDF and quote.page is not None
    return {
        "document_id": document.id,
        "title": quote.title,
        "kind": quote.kind,
        "date": quote.date,
        "language": quote.language,
        "page": quote.page,
        "pages": len(document.pages) or None,
        "section": quote.section,
        "before": found.before,
        "quote": quote.quote,
        "after": found.after,
        "url": f"{base}/file{place}#page={quote.page}" if drawn else quote.url,
        "picture": f"{base}/pages/{quote.page}.png{place}" if drawn else None,
    }


def _drawing(document: Document, page: int, width: int, quote: Span) -> Drawing:
    if document.media_type != PDF:
        raise _no_picture()
    if page > len(document.pages):
        raise Problem(404, "no_page", f"The document has {len(document.pages)} pages")
    path, sheet = FilePath(document.path), page_at(document, quote.start)
    try:
        password = password_of(read_sidecar(path))
    except UnreadableFile:  # it came after the document was read: the check of the file tells
        password = None
    if sheet is None or sheet.number != page or not quote.start < quote.end <= sheet.end:
        return Drawing(path, page, width, password=password)
    text, before = document.text[quote.start : quote.end], document.text[sheet.start : quote.start]
    return Drawing(path, page, width, text, before, password)


def _headers(picture: Picture) -> dict[str, str]:
    headers = {
        "Cache-Control": "private, no-cache",
        "ETag": f'"{sha256(picture.png).hexdigest()[:32]}"',
    }
    if picture.box is not None:
        headers[BOX_HEADER] = ",".join(f"{edge:.{_FRACTION}g}" for edge in picture.box)
    return headers


def _no_picture() -> Problem:
    return Problem(
        404,
        "no_picture",
        "This page cannot be drawn",
        hint="Its text is at /v1/documents/{id}/around, the file at /v1/documents/{id}/file.",
    )
