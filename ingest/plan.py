"""What is on the disk and what the index holds in; what to read, and what to forget, out.

One document per content: files of the same content share it, and the first path stands for it. A
document keeps its id when its content moves to another path, and when its file changes in place.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from ingest.documents import Document
from ingest.index.entries import FileRecord


@dataclass(frozen=True, slots=True)
class Source:
    """A content to be stored as one document: its files by path, the first of which is read.

    `former` is the document of that id as the index has it, None for a new one.
    """

    document_id: str
    files: tuple[FileRecord, ...]
    former: Document | None

    @property
    def primary(self) -> FileRecord:
        return self.files[0]


@dataclass(frozen=True, slots=True)
class Plan:
    """`touched` are sources whose content need not be read, only their files recorded anew."""

    read: tuple[Source, ...]
    touched: tuple[Source, ...]
    unchanged: int
    removed: tuple[str, ...]
    duplicates: tuple[tuple[str, str], ...]


def plan(
    present: Iterable[FileRecord], known: Iterable[FileRecord], documents: Iterable[Document]
) -> Plan:
    """`present` are all files that the index should stand for, their document ids not yet right."""
    before = {file.path: file for file in known}
    held = {document.id: document for document in documents}
    sources = _sources(_by_content(_rooted(present, before.values())), before, held)
    read = [source for source in sources if not _is_current(source, before)]
    current = [source for source in sources if _is_current(source, before)]
    rows = defaultdict(set)
    for file in before.values():
        rows[file.document_id].add(file)
    return Plan(
        read=tuple(read),
        touched=tuple(s for s in current if rows[s.document_id] != set(s.files)),
        unchanged=len(current),
        removed=tuple(held.keys() - {source.document_id for source in sources}),
        duplicates=tuple(
            (file.path, source.primary.path) for source in sources for file in source.files[1:]
        ),
    )


def _rooted(present: Iterable[FileRecord], known: Iterable[FileRecord]) -> Iterable[FileRecord]:
    """Each file under the outermost folder that was ever named and holds it.

    Whether a file was named itself or found in its folder must not change what it is taken for.
    """
    files = list(present)
    roots = sorted({file.root for file in (*known, *files)}, key=len)
    for file in files:
        path = PurePath(file.path)
        yield replace(file, root=next(root for root in roots if path.is_relative_to(root)))


def _by_content(files: Iterable[FileRecord]) -> list[tuple[FileRecord, ...]]:
    groups: dict[str, list[FileRecord]] = defaultdict(list)
    for file in sorted(files, key=lambda file: file.path):
        groups[file.content_hash].append(file)
    return [tuple(group) for group in groups.values()]


def _sources(
    groups: Sequence[tuple[FileRecord, ...]],
    before: Mapping[str, FileRecord],
    held: Mapping[str, Document],
) -> list[Source]:
    """Give each content its document: the one that had it, else the one that its file was."""
    ids = {document.content_hash: document.id for document in held.values()}
    taken = {ids[group[0].content_hash] for group in groups if group[0].content_hash in ids}
    sources = []
    for group in groups:
        document_id = ids.get(group[0].content_hash)
        if document_id is None:
            former = (before[file.path].document_id for file in group if file.path in before)
            free = (id_ for id_ in former if id_ not in taken)
            document_id = next(free, None) or _new_id(group[0].content_hash, held.keys() | taken)
            taken.add(document_id)
        files = tuple(replace(file, document_id=document_id) for file in group)
        sources.append(Source(document_id, files, held.get(document_id)))
    return sources


def _new_id(content_hash: str, used: set[str]) -> str:
    """From the content; from its hash again where a document that has changed since has that id."""
    while content_hash[:16] in used:
        content_hash = hashlib.sha256(content_hash.encode()).hexdigest()
    return content_hash[:16]


def _is_current(source: Source, before: Mapping[str, FileRecord]) -> bool:
    """Whether the index has this content, read from the same path under the same root."""
    former, primary = source.former, source.primary
    return (
        former is not None
        and former.content_hash == primary.content_hash
        and former.path == primary.path
        and primary.path in before
        and before[primary.path].root == primary.root
    )
