"""The first bytes of a file in, what its content really is out, whatever the file is called."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.loaders.encoding import decode

_HEAD = 8192
_PDF_WITHIN = 1024
# Possessive, for otherwise many comments before anything else than HTML take for ever.
_COMMENTS = rb"(?:<!--(?:(?!-->).)*+-->\s*+)*+"
_HTML = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?+" + _COMMENTS + rb"<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_PARTS = (("word/", "Word", ".docx"), ("ppt/", "PowerPoint", ".pptx"), ("xl/", "Excel", ".xlsx"))
_BINARY = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "RTF text"),
)


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds, in words, and the suffix under which it would be read ("" for none)."""

    name: str
    suffix: str = ""


PLAIN_TEXT = Content("plain text", ".txt")
BINARY = Content("binary data of no known format")


def identify(path: Path) -> Content:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return Content("PDF", ".pdf")
    if head.startswith(b"PK\x03\x04"):
        return _identify_archive(path)
    if head.startswith(_OLE):
        return _identify_ole(path)
    for signature, name in _BINARY:
        if head.startswith(signature):
            return Content(name)
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return Content("HTML", ".html")
    return BINARY if _is_binary(head) else PLAIN_TEXT


def _identify_archive(path: Path) -> Content:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    for folder, program, suffix in _PARTS:
        if any(name.startswith(folder) for name in names):
            return Content(f"a {program} file", suffix)
    return Content("a ZIP archive")


def _identify_ole(path: Path) -> Content:
    """Office's old container: old formats, and new ones once they have a password."""
    if _ENCRYPTED_OFFICE in path.read_bytes():
        raise UnreadableFile("the file is protected with a password; save it without one")
    return Content("an old Office file; save it as .docx, .xlsx or .pptx")


def _is_binary(head: bytes) -> bool:
    if b"\0" in head:
        return not _is_text(head[: len(head) // 4 * 4])
    controls = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\v\f\r\x1b")
    return controls * 20 > len(head)


def _is_text(head: bytes) -> bool:
    """Whether bytes with zeros among them are text all the same: UTF-16 or UTF-32."""
    try:
        decode(head)
    except UnreadableFile:
        return False
    return True
