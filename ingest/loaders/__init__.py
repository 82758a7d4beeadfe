"""A file in, its Extract out, whatever its format; every failure is an UnreadableFile.

The parsers are imported when a file of their format is met.
"""

import zipfile
import zlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from ingest.documents import Extract
from ingest.errors import UnreadableFile
from ingest.loaders.builder import clean
from ingest.loaders.signature import PLAIN_TEXT, identify

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
}
SUFFIXES = frozenset(MEDIA_TYPES)
MAX_BYTES = 200_000_000
MAX_TEXT_BYTES = 50_000_000

_FORMATS = {
    ".tsv": "csv",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
}
_BINARY_FORMATS = frozenset({".pdf", ".docx", ".pptx", ".xlsx"})
_REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (ImportError, "a library that reads it is missing; run make install"),
    (PermissionError, "its permissions forbid reading it"),
    (FileNotFoundError, "the file is no longer there"),
    (IsADirectoryError, "it is a folder"),
    (zipfile.BadZipFile, "the file is damaged or cut off"),
    (zlib.error, "the file is damaged or cut off"),
    (EOFError, "the file is damaged or cut off"),
    (RecursionError, "its content is nested too deeply"),
    (UnicodeError, "its text has a broken encoding"),
    (OSError, "it cannot be read from the disk"),
)


def media_type(path: Path) -> str:
    """The media type of a supported file, by its name."""
    return MEDIA_TYPES[path.suffix.lower()]


def load(path: Path, *, password: str | None = None, ocr: bool = False) -> Extract:
    """Reads one file. `password` opens an encrypted PDF; `ocr` reads pages that are pictures."""
    try:
        _check_size(path)
        _check_content(path)
        return _load(path, password=password, ocr=ocr)
    except (UnreadableFile, MemoryError):
        raise
    except Exception as error:
        raise UnreadableFile(reason(error)) from error


def reason(error: Exception) -> str:
    """Why a file could not be read, in one line, for whatever a parser has raised."""
    # A parser's own complaint can be an OSError too; what the system says has a number.
    is_parsers = isinstance(error, OSError) and error.errno is None
    for kind, text in _REASONS:
        if isinstance(error, kind) and not is_parsers:
            return text
    detail = clean(str(error))[:100]
    return f"the file is damaged or not what its name says ({type(error).__name__}: {detail})"


def _load(path: Path, *, password: str | None, ocr: bool) -> Extract:
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        from ingest.loaders.pdf import load_pdf

        return load_pdf(path, password=password, ocr=ocr)
    name = _FORMATS.get(suffix, suffix[1:])
    loader = getattr(import_module(f"ingest.loaders.{name}"), f"load_{name}")
    return cast(Callable[[Path], Extract], loader)(path)


def _check_size(path: Path) -> None:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadableFile(
            f"files of this kind are not read; these are: {', '.join(MEDIA_TYPES)}"
        )
    if not path.is_file():
        raise UnreadableFile(
            "it is not a regular file" if path.exists() else "there is no such file"
        )
    size = path.stat().st_size
    limit = MAX_BYTES if suffix in _BINARY_FORMATS else MAX_TEXT_BYTES
    if size == 0:
        raise UnreadableFile("the file is empty")
    if size > limit:
        raise UnreadableFile(f"the file is larger than {limit // 1_000_000} MB; split the file")


def _check_content(path: Path) -> None:
    """Refuses a file whose name says one thing and whose content is another."""
    suffix = path.suffix.lower()
    content = identify(path)
    expected = ".html" if suffix == ".htm" else suffix
    is_text = content == PLAIN_TEXT and suffix not in _BINARY_FORMATS
    if content.suffix == expected or is_text:
        return
    advice = f"; rename it to {content.suffix}" if content.suffix else ""
    raise UnreadableFile(f"named {suffix} but its content is {content.name}{advice}")
