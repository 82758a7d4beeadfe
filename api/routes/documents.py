"""The documents themselves: the list, one with its text, and the original file."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Response
from starlette.concurrency import run_in_threadpool

from api.copies import file_or_copy
from api.examples import DOCUMENT, DOCUMENTS, shown
from api.files import PDF
from api.places import find_document
from api.schemas import DocumentReply, DocumentsReply, DocumentTextReply, ErrorReply, failures
from api.state import CallerDep, StateDep, ViewDep
from ingest.documents import Document, Span

router = APIRouter(prefix="/v1/documents", tags=["documents"])
DocumentId = Annotated[str, Path(description="A document's id, as citations give it")]
Start = Annotated[int, Query(ge=0, description="The quote's first character, as citations give it")]
End = Annotated[int, Query(ge=0, description="The character after the quote's last")]


@router.get("", responses=failures(401, 403, 500, 503) | shown(DOCUMENTS))
def list_documents(view: ViewDep) -> DocumentsReply:
    """Every document that the caller may see."""
    found = [DocumentReply.model_validate(_about(d)) for d in view.index.documents()]
    return DocumentsReply(documents=found)


@router.get("/{document_id}", responses=failures(401, 403, 404, 422, 500, 503) | shown(DOCUMENT))
def get_document(document_id: DocumentId, view: ViewDep) -> DocumentTextReply:
    """A document with its extracted text, to which the offsets of citations refer."""
    document = find_document(view.index, document_id)
    whole = _about(document) | {"text": document.text, "pages": document.pages}
    return DocumentTextReply.model_validate(whole)


@router.get(
    "/{document_id}/file",
    response_class=Response,
    responses=failures(401, 403, 404, 416, 422, 429, 500, 503)
    | {
        200: {"description": "The file, or its copy", "content": {"*/*": {}}},
        206: {"description": "The part that was asked for", "content": {"*/*": {}}},
        404: {
            "model": ErrorReply,
            "description": "`no_document`: no such document; `file_gone`: the file is no longer "
            "there; `file_changed`: the file or its sidecar changed since it was read, and is "
            "available again after the next ingestion",
        },
    },
)
@router.api_route("/{document_id}/file", methods=["GET", "HEAD"], include_in_schema=False)
async def get_file(
    document_id: DocumentId,
    state: StateDep,
    view: ViewDep,
    caller: CallerDep,
    start: Start = 0,
    end: End = 0,
    range_: Annotated[str | None, Header(alias="Range")] = None,
) -> Response:
    """The original file, byte for byte; nothing in it can run as part of this site.

    Where `start` and `end` name a quote in a PDF, a copy of it in which the quote is highlighted; such a
    copy comes whole, whatever range is asked for.
    """
    document = await run_in_threadpool(find_document, view.index, document_id)
    if document.media_type == PDF and start < end:
        await state.limits.picture(caller)
    place = Span(start, end)
    return await file_or_copy(state.drawings, document, place, range_, caller.held_to)


def _about(document: Document) -> dict[str, object]:
    about = document.metadata
    return {
        "id": document.id,
        "title": about.title,
        "kind": about.kind,
        "date": about.date,
        "language": about.language,
        "audience": about.audience,
        "media_type": document.media_type,
        "sources": list(about.sources),
        "warnings": list(document.warnings),
        "url": f"/v1/documents/{document.id}/file",
    }
