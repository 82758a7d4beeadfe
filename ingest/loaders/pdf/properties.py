"""What a PDF says of itself: its title, its date, its language.

In: a pypdf reader. Out: metadata under the contract's names, only where it makes sense; the date
is when the file was made (`created`, YYYY-MM), which need not be that of the text.
"""

import re
from datetime import datetime

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import TextStringObject

_FILE_NAME = re.compile(r"\S+\.(?:docx?|odt|rtf|pptx?|xlsx?|indd|tex|dvi|pdf|qxd|pages|md|html?)")
_MADE_UP = re.compile(
    r"untitled.*|microsoft (?:word|powerpoint|excel) - .*|document\s?\d*|title|sin título|"
    r"sense títol|presentaci(?:ó|ón|on)\d*|presentation\d*|powerpoint presentation|slide \d+|"
    r"\(?anonymous\)?|unspecified|none|null",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def properties(reader: PdfReader) -> dict[str, object]:
    """The file's own metadata; what is unreadable in it is left out."""
    found: dict[str, object] = {}
    title, created, language = _title(reader), _created(reader), _language(reader)
    if title:
        found["title"] = title
    if created:
        found["created"] = f"{created:%Y-%m}"
    if language:
        found["language"] = language
    return found


def is_sensible_title(title: str) -> bool:
    """Whether a person wrote this as a title, rather than a program or a file system."""
    return (
        any(map(str.isalpha, title))
        and "\ufffd" not in title
        and not _MADE_UP.fullmatch(title)
        and not _FILE_NAME.fullmatch(title.casefold())
        and not title.casefold().endswith((".doc", ".docx", ".pdf", ".pptx", ".indd"))
    )


def _title(reader: PdfReader) -> str | None:
    try:
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, AttributeError, TypeError, ValueError):
        return None
    text = " ".join(str(title or "").replace("\x00", "").split())
    return text if is_sensible_title(text) else None


def _created(reader: PdfReader) -> datetime | None:
    for name in ("creation_date", "modification_date"):
        try:
            date = getattr(reader.metadata, name)
        except (PyPdfError, AttributeError, TypeError, ValueError):
            continue
        if isinstance(date, datetime) and date.year > 1990:
            return date
    return None


def _language(reader: PdfReader) -> str | None:
    try:
        language = reader.root_object.get("/Lang")
        language = language.get_object() if language is not None else None
    except (PyPdfError, AttributeError, TypeError, ValueError):
        return None
    if isinstance(language, TextStringObject) and _LANGUAGE.fullmatch(language.strip()):
        return str(language).strip()
    return None
