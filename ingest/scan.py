"""Paths that people name in, the files to ingest out, with the reasons for those left behind.

Folders are walked in sorted order, links to folders followed once; hidden files, Office's lock
files, sidecars and kinds that are not read are passed over without a word.
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.loaders import SUFFIXES
from ingest.sidecar import is_sidecar, sidecar_of

_LOCK_PREFIX = "~$"
# Kinds that people put beside the others and expect to be read: they are named, not passed over.
_OTHER_DOCUMENTS = frozenset(
    (".doc", ".epub", ".odp", ".ods", ".odt", ".pages", ".ppt", ".rtf", ".xls")
)
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to ingest: its absolute path, and the folder that was named and holds it."""

    path: Path
    root: Path


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or folder that could not be read, and why, in one line.

    Nothing is known of what lies in a folder that failed: it has not vanished.
    """

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Scan:
    files: tuple[SourceFile, ...]
    failures: tuple[Failure, ...]


def scan(paths: Iterable[Path]) -> Scan:
    """Every file is listed once, under the first of `paths` that holds it."""
    files: dict[Path, SourceFile] = {}
    failures: dict[Path, Failure] = {}
    for path in map(_absolute, paths):
        root = path if path.is_dir() else path.parent
        for found in _walk(path) if path.is_dir() else [_named(path)]:
            if isinstance(found, Failure):
                failures.setdefault(found.path, found)
            else:
                files.setdefault(found, SourceFile(found, root))
    return Scan(tuple(files.values()), tuple(failures.values()))


def content_hash(path: Path) -> str:
    """SHA-256 over the file and its sidecar: whatever changes either changes the hash."""
    digest = hashlib.sha256()
    try:
        for part in (path, sidecar_of(path)):
            if part is not None:
                digest.update(part.stat().st_size.to_bytes(8, "big"))
                _update(digest, part)
    except OSError as error:
        raise UnreadableFile(_reason(error)) from error
    return digest.hexdigest()


def printable(path: Path) -> str:
    """A path for people, on one line: what would break or turn a line is written as an escape."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(path))


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))


def _named(path: Path) -> Path | Failure:
    """A file that was named itself: unlike one met in a folder, it is never passed over."""
    if is_sidecar(path):
        return Failure(path, f"it describes {path.stem}; name that file instead")
    if path.suffix.lower() not in SUFFIXES and path.exists():
        return _of_no_kind(path)
    return _check(path)


def _of_no_kind(path: Path) -> Failure:
    known = ", ".join(sorted(SUFFIXES))
    return Failure(path, f"files of this kind are not read; these are: {known}")


def _walk(root: Path) -> Iterator[Path | Failure]:
    seen: set[tuple[int, int]] = set()
    errors: list[OSError] = []
    for folder, subfolders, names in os.walk(root, followlinks=True, onerror=errors.append):
        info = os.stat(folder)
        if (info.st_dev, info.st_ino) in seen:
            subfolders.clear()
            continue
        seen.add((info.st_dev, info.st_ino))
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for path in sorted(Path(folder, name) for name in names):
            if path.name.startswith((".", _LOCK_PREFIX)):
                continue
            if path.suffix.lower() in SUFFIXES:
                yield _check(path)
            elif path.suffix.lower() in _OTHER_DOCUMENTS:
                yield _of_no_kind(path)
    for error in errors:
        yield Failure(Path(error.filename), _reason(error))


def _check(path: Path) -> Path | Failure:
    """The file itself if it can be opened, else why not. Pipes and devices would never end."""
    try:
        str(path).encode()
        if not stat.S_ISREG(path.stat().st_mode):
            return Failure(path, "it is not a regular file")
        with path.open("rb"):
            return path
    except UnicodeEncodeError:
        return Failure(path, "its name is not valid UTF-8; rename it")
    except OSError as error:
        return Failure(path, _reason(error))


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "its permissions forbid reading it"
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    return f"it cannot be read: {(error.strerror or 'unknown error').lower()}"


def _update(digest: "hashlib._Hash", path: Path) -> None:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
