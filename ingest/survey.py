"""Paths and what the index knows of their files in, every file that the index should stand for out.

An unchanged file costs a look at its size and time. Nothing is taken as vanished that could not be
looked at.
"""

import os
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.index.entries import FileRecord
from ingest.scan import SourceFile, content_hash, scan
from ingest.sidecar import sidecar_of

# A file that changed this shortly before it was read may change again under the same time stamp.
_SETTLED_NS = 2_000_000_000
_TOO_YOUNG = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """`present` are the files as they are now, or were when last read; `failed` paths with reasons.

    The document ids in `present` are those that the index knows, empty for new content. `seen` are
    the paths of those in `present` that were looked at now.
    """

    present: tuple[FileRecord, ...]
    seen: frozenset[str]
    failed: tuple[tuple[str, str], ...]


def survey(paths: Sequence[Path], known: Sequence[FileRecord]) -> Survey:
    """Look at files and folders. What cannot be read now, or was not looked at, stays as it was.

    A path that is gone from the disk has vanished with all that the index knows of it.
    """
    found = scan(paths)
    before = {file.path: file for file in known}
    present: dict[str, FileRecord] = {}
    failed = {failure.path: failure.reason for failure in found.failures}
    for file in found.files:
        try:
            present[str(file.path)] = _record(file, before.get(str(file.path)))
        except UnreadableFile as error:
            failed[file.path] = str(error)
    seen = frozenset(present)
    looked_at = {Path(os.path.abspath(path)) for path in paths}
    for path in filter(_is_gone, looked_at & failed.keys()):
        if any(_lies_in(record, {path}) for record in known):
            del failed[path]
    for record in known:
        if _lies_in(record, failed.keys()) or not _lies_in(record, looked_at):
            present.setdefault(record.path, record)
    return Survey(
        tuple(present.values()),
        seen,
        tuple((str(path), reason) for path, reason in failed.items()),
    )


def _record(file: SourceFile, former: FileRecord | None) -> FileRecord:
    """The file as it is now; hashed only if size or time of its content or sidecar changed."""
    size, modified_ns = _stamp(file.path)
    is_same = former is not None and (former.size, former.modified_ns) == (size, modified_ns)
    if former is not None and is_same and modified_ns != _TOO_YOUNG:
        return replace(former, root=str(file.root))
    hash_ = content_hash(file.path)
    return FileRecord(str(file.path), str(file.root), hash_, size, modified_ns, "")


def _stamp(path: Path) -> tuple[int, int]:
    """Sums of the sizes and times of a file and its sidecar."""
    sidecar = sidecar_of(path)
    try:
        states = [part.stat() for part in (path, sidecar) if part is not None]
    except OSError as error:
        raise UnreadableFile(f"it cannot be read: {error.strerror}") from error
    size = sum(state.st_size for state in states)
    times = [state.st_mtime_ns for state in states]
    return size, sum(times) if time.time_ns() - max(times) > _SETTLED_NS else _TOO_YOUNG


def _lies_in(file: FileRecord, paths: Collection[Path]) -> bool:
    path = Path(file.path)
    return path in paths or any(parent in paths for parent in path.parents)


def _is_gone(path: Path) -> bool:
    """Whether nothing is there, not even a link; where that cannot be told, it is not gone."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
