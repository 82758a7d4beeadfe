"""Original files, sent so that a browser can show them and nothing in them can run.

In: a path, and the media type and content hash noted at ingestion. Out: a response with ranges, a
safe name, and a policy that fits the type; or a Problem where the file is gone, is no longer the one
that was read, or the range makes no sense.
"""

import os
import re
import stat
from functools import lru_cache
from pathlib import Path

from fastapi.responses import FileResponse

from api.errors import Problem
from ingest.errors import UnreadableFile
from ingest.scan import content_hash
from ingest.sidecar import sidecar_of

PDF = "application/pdf"
_SAMPLE = 64 * 1024
_SHOWN_AS_TEXT = frozenset({"text/plain", "text/markdown", "text/csv"})
_INLINE = frozenset({PDF, "text/html", *_SHOWN_AS_TEXT})
_SANDBOX = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'"
# A browser's own PDF viewer does not start inside a sandbox; PDFs get a policy without scripts.
_PDF_POLICY = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
)


class FileReply(FileResponse):
    """The response that carries an original file."""


class _BadRange(Problem):
    def __init__(self, size: int) -> None:
        super().__init__(416, "bad_range", "The file has no such range")
        self.headers = {"Content-Range": f"bytes */{size}"}


def open_file(path: Path, media_type: str, noted_hash: str, range_header: str | None) -> FileReply:
    """The file of a document, ready to be sent."""
    found = check_file(path, noted_hash)
    _check_range(range_header, found.st_size)
    disposition = "inline" if media_type in _INLINE else "attachment"
    policy = _PDF_POLICY if media_type == PDF else _SANDBOX
    return FileReply(
        path,
        filename=path.name.encode("utf-8", "replace").decode(),
        content_disposition_type=disposition,
        stat_result=found,
        headers={
            "Content-Type": _content_type(path, media_type),
            "Content-Security-Policy": policy,
            "Cache-Control": "private, no-cache",
        },
    )


def check_file(path: Path, noted_hash: str) -> os.stat_result:
    """A Problem where the file is gone or is no longer the one that was read."""
    found = _stat(path)
    _check_unchanged(path, noted_hash)
    return found


def _stat(path: Path) -> os.stat_result:
    try:
        found = path.stat()
        readable = stat.S_ISREG(found.st_mode) and os.access(path, os.R_OK)
    except OSError:
        readable = False
    if not readable:
        raise Problem(
            404,
            "file_gone",
            "The original file is no longer where it was read",
            hint="The document's extracted text is still there.",
        )
    return found


def _check_unchanged(path: Path, noted_hash: str) -> None:
    """What was noted of a document, and first of all who may read it, holds for these bytes only."""
    try:
        sidecar = sidecar_of(path)
        unchanged = _hash(path, _mark(path), sidecar and _mark(sidecar)) == noted_hash
    except (UnreadableFile, OSError):
        unchanged = False
    if not unchanged:
        raise Problem(
            404,
            "file_changed",
            "The original file has changed since it was read",
            hint="It is available again after the next ingestion.",
        )


def _mark(path: Path) -> tuple[int, ...]:
    """What tells cheaply that a file is the same; a copy may keep its size and the time in it."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


@lru_cache(maxsize=4096)
def _hash(path: Path, mark: tuple[int, ...], sidecar: tuple[int, ...] | None) -> str:
    """The hash of a file; the marks are there to be remembered with it."""
    return content_hash(path)


def _content_type(path: Path, media_type: str) -> str:
    if not media_type.startswith("text/"):
        return media_type
    # Browsers download Markdown and CSV when told what they are; people want to read them here.
    shown = "text/plain" if media_type in _SHOWN_AS_TEXT else media_type
    return f"{shown}; charset=utf-8" if _is_utf8(path) else shown


def _is_utf8(path: Path) -> bool:
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        # A letter cut at the sample's end is no proof.
        return len(sample) == _SAMPLE and error.start > _SAMPLE - 4
    return True


def _check_range(header: str | None, size: int) -> None:
    """Refuse what the framework would answer in plain text; it answers the rest itself."""
    if header is None:
        return
    parts = re.fullmatch(r"bytes=(.+)", header.strip().lower())
    ranges = [] if parts is None else [part.strip() for part in parts[1].split(",")]
    if not ranges or not all(_fits(part, size) for part in ranges):
        raise _BadRange(size)


def _fits(part: str, size: int) -> bool:
    match = re.fullmatch(r"(\d{0,18})-(\d{0,18})", part)
    if match is None or match[0] == "-":
        return False
    start, end = match[1], match[2]
    if not start:
        return int(end) > 0 and size > 0
    return int(start) < size and (not end or int(end) >= int(start))
