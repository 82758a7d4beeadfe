"""The documents themselves: the list, one with its text, and the original file."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header, Response
from fastapi import Path as PathParameter

from api.errors import Problem
from api.examples import DOCUMENT, DOCUMENTS, shown
from api.files import FileReply, open_file
from api.schemas import DocumentReply, DocumentsReply, DocumentTextReply, ErrorReply, failures
from api.state import ViewDep
from ingest.documents import Document

router = APIRouter(prefix="/v1/documents", tags=["documents"])
DocumentId = Annotated[str, PathParameter(description="A document's id, as citations give it")]


@router.get("", responses=failures(401, 403, 500, 503) | shown(DOCUMENTS))
def list_documents(view: ViewDep) -> DocumentsReply:
    """Every document that the caller may see."""
    found = [DocumentReply.model_validate(_about(d)) for d in view.index.documents()]
    return DocumentsReply(documents=found)


@router.get("/{document_id}", responses=failures(401, 403, 404, 422, 500, 503) | shown(DOCUMENT))
def get_document(document_id: DocumentId, view: ViewDep) -> DocumentTextReply:
    """A document with its extracted text, to which the offsets of citations refer."""
    document = _find(view, document_id)
    whole = _about(document) | {"text": document.text, "pages": document.pages}
    return DocumentTextReply.model_validate(whole)


@router.get(
    "/{document_id}/file",
    response_class=Response,
    responses=failures(401, 403, 404, 416, 422, 500, 503)
    | {
        200: {"description": "The original file", "content": {"*/*": {}}},
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
def get_file(
    document_id: DocumentId,
    view: ViewDep,
    range_: Annotated[str | None, Header(alias="Range")] = None,
) -> FileReply:
    """The original file, byte for byte; nothing in it can run as part of this site."""
    document = _find(view, document_id)
    return open_file(Path(document.path), document.media_type, document.content_hash, range_)


def _find(view: ViewDep, document_id: str) -> Document:
    document: Document | None = view.index.document(document_id)
    if document is None:
        raise Problem(404, "no_document", "There is no document with this id")
    return document


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
