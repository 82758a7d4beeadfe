"""Checks an Office file (a ZIP archive of XML) before a parser opens it.

Declared sizes are what Python's zipfile reads at most, so they bound what a parser can be made to
hold; methods other than deflate have no such bound and are refused.
"""

import re
import zipfile
from pathlib import Path

from ingest.errors import UnreadableFile

MAX_TOTAL = 300_000_000
MAX_RATIO = 200
RATIO_FROM = 10_000_000
MAX_ENTRIES = 20_000
_CHUNK = 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# Office files never hold a document type; one that does is after entity expansion.
_DOCTYPE = re.compile(
    rb"<!DOCTYPE|<!ENTITY|<\0!\0D\0O\0C\0T\0Y\0P\0E|\0<\0!\0D\0O\0C\0T\0Y\0P\0E", re.I
)


def check_archive(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if len(entries) > MAX_ENTRIES:
            raise UnreadableFile(
                f"the file holds more than {MAX_ENTRIES:,} parts; it may be a zip bomb"
            )
        if sum(entry.file_size for entry in entries) > MAX_TOTAL:
            limit = MAX_TOTAL // 1_000_000
            raise UnreadableFile(
                f"the file unpacks to more than {limit} MB: a zip bomb, or a file to split"
            )
        for entry in entries:
            _check_entry(entry)
            if entry.filename.lower().endswith((".xml", ".rels")):
                _refuse_doctype(archive, entry)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise UnreadableFile("the file is protected with a password; save it without one")
    if entry.compress_type not in _METHODS:
        raise UnreadableFile("the file is packed in a way that Office does not use; save it again")
    packed = max(entry.compress_size, 1)
    if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * packed:
        raise UnreadableFile(
            f"a part of the file unpacks to over {MAX_RATIO} times its size; it may be a zip bomb"
        )


def _refuse_doctype(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    tail = b""
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            if _DOCTYPE.search(tail + chunk):
                raise UnreadableFile("its XML declares entities; it may be an XML bomb")
            tail = chunk[-32:]
