"""The file of a document as a reader opens it: a PDF with the quote highlighted, where one is asked for.

In: a document, the quote's place, perhaps a range. Out: the response. Browsers' viewers open a PDF at a
page but find no text in it, so a copy with an annotation is sent.
"""

from pathlib import Path

from fastapi import Response
from starlette.concurrency import run_in_threadpool

from api.drawings import Drawings
from api.errors import Problem
from api.files import PDF, open_file
from api.places import page_at
from ingest.documents import Document, Span
from ingest.errors import UnreadableFile
from ingest.tasks import Highlighting

_KEPT = ("content-security-policy", "content-disposition", "cache-control")


async def file_or_copy(
    drawings: Drawings,
    document: Document,
    place: Span,
    range_header: str | None,
    address: str | None = None,
) -> Response:
    """The original file, byte for byte, where no quote is asked for or it cannot be highlighted."""
    copy = await _copy(drawings, document, place, address)
    # Who gets a copy gets it whole.
    wanted = range_header if copy is None else None
    original = await run_in_threadpool(
        open_file, Path(document.path), document.media_type, document.content_hash, wanted
    )
    if copy is None:
        return original
    headers = {name: original.headers[name] for name in _KEPT}
    return Response(copy, media_type=PDF, headers={**headers, "Accept-Ranges": "none"})


async def _copy(
    drawings: Drawings, document: Document, place: Span, address: str | None
) -> bytes | None:
    """None where the quote is not found on its page, or the file needs a password."""
    sheet = page_at(document, place.start)
    if document.media_type != PDF or sheet is None or not place.start < place.end <= sheet.end:
        return None
    quote = document.text[place.start : place.end]
    before = document.text[sheet.start : place.start]
    try:
        task = Highlighting(Path(document.path), sheet.number, quote, before)
        return await drawings.made(document, task, address)
    except (UnreadableFile, Problem):  # what is wrong with the file is told when it is opened
        return None
