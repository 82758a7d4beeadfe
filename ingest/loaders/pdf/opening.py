"""A path to an open pypdf reader, and every error of reading to one line of reason.

In: a path and perhaps a password. Out: a reader whose pages can be read. The `reading` context
is the one boundary at which foreign errors become `UnreadableFile`.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pypdf import PasswordType, PdfReader
from pypdf.errors import (
    DependencyError,
    EmptyFileError,
    FileNotDecryptedError,
    LimitReachedError,
    PyPdfError,
)

from ingest.errors import UnreadableFile

_HEAD = 1024
_LONGEST_DETAIL = 120


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Translates whatever parsing raises, and keeps pypdf from writing to the terminal."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    except (UnreadableFile, MemoryError):  # memory is the business of who started the process
        raise
    except Exception as error:  # a damaged file can break a parser in any way
        raise UnreadableFile(reason(error, path)) from error
    finally:
        logger.setLevel(level)


def reason(error: Exception, path: Path) -> str:
    """One line that says what is wrong with the file and, where there is, what to do."""
    match error:
        case RecursionError():
            return "damaged PDF: its objects refer to each other in a loop"
        case EmptyFileError():
            return "empty file"
        case FileNotDecryptedError():
            return _needs_password(path)
        case DependencyError():
            return "encrypted in a way that is not supported; save it without a password"
        case LimitReachedError():
            return f"damaged PDF, or larger inside than can be read safely: {_detail(error)}"
        case PermissionError():
            return "permission denied; make the file readable"
        case OSError():
            return f"cannot be opened: {error.strerror or type(error).__name__}"
        case PyPdfError():
            return f"damaged PDF: {_detail(error)}"
        case _:  # what a parser stumbles over in Python says nothing to people
            return "damaged PDF: its inner structure is broken"


def opened(file: BinaryIO, path: Path, password: str | None) -> PdfReader:
    """A reader, decrypted with the empty password or the one given."""
    head = file.read(_HEAD)
    if not head:
        raise UnreadableFile("empty file")
    if b"%PDF-" not in head:
        raise UnreadableFile("not a PDF, whatever its name says: it has no PDF header")
    file.seek(0)
    reader = PdfReader(file)
    if reader.is_encrypted:
        _decrypt(reader, path, password)
    return reader


def _decrypt(reader: PdfReader, path: Path, password: str | None) -> None:
    if reader.decrypt("") != PasswordType.NOT_DECRYPTED:
        return
    if password is None:
        raise UnreadableFile(_needs_password(path))
    if reader.decrypt(password) == PasswordType.NOT_DECRYPTED:
        raise UnreadableFile(f"encrypted, and the password in {path.name}.yaml does not open it")


def _needs_password(path: Path) -> str:
    sidecar = f"{path.name}.yaml"
    return f"encrypted: put its password in {sidecar} (key `password`) or save it without one"


def _detail(error: Exception) -> str:
    text = "".join(char if char.isprintable() else " " for char in str(error))
    return " ".join(text.split())[:_LONGEST_DETAIL].rstrip(". ") or type(error).__name__
