"""Paths in, an index brought up to date with their files out, with a summary of what was done.

Only what changed is read, and of that only new passages are embedded. Work is committed in batches,
so that what was done stays done when an ingestion is stopped.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.documents import Document, Extract, Passage, Span
from ingest.embedding.protocol import Embedder, PassageText
from ingest.errors import UnreadableFile
from ingest.figures.extract import figures_of
from ingest.figures.figure import Figure
from ingest.index.entries import Addition, Entry
from ingest.index.writer import IndexWriter
from ingest.loaders import media_type
from ingest.members.records import Record, records_of
from ingest.metadata import resolve
from ingest.passages import context_of, split
from ingest.plan import Source, plan
from ingest.sidecar import password_of, read_sidecar
from ingest.survey import survey
from ingest.terms.analyzer import analyze

BATCH_DOCUMENTS = 32
BATCH_PASSAGES = 2_000
EMBED_AT_ONCE = 256

_Vectors = tuple[NDArray[np.float32], NDArray[np.int8]]


class Extractor(Protocol):
    """Reads a file, or raises UnreadableFile with the reason."""

    def extract(self, path: Path, *, password: str | None, ocr: bool) -> Extract: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingestion is: files read of those to read, passages embedded, the file just read."""

    files: int
    files_total: int
    embedded: int
    path: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What an ingestion did, in documents; paths with the reason for what failed or is doubtful.

    `duplicates` are paths with the path of the same content that stands for both. `passages` is how
    many the index has now, `embedded` how many of them are new. `unchanged` are documents of the whole
    index, `reached` the files among the given paths that the index stands for now.
    """

    added: int
    changed: int
    removed: int
    unchanged: int
    reached: int
    failed: tuple[tuple[str, str], ...]
    duplicates: tuple[tuple[str, str], ...]
    warnings: tuple[tuple[str, str], ...]
    passages: int
    embedded: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Read:
    """A document read from its source, cut into passages, with its figures."""

    source: Source
    document: Document
    passages: tuple[Passage, ...]
    records: tuple[Record, ...]
    figures: tuple[Figure, ...]

    def text_of(self, passage: Passage) -> PassageText:
        return _passage_text(self.document, passage)


def ingest(
    paths: Iterable[Path],
    writer: IndexWriter,
    embedder: Embedder,
    extractor: Extractor,
    *,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    password: str | None = None,
    ocr: bool = False,
) -> Summary:
    """Bring the index up to date with files and folders; what vanished from a folder is removed.

    `password` opens encrypted PDFs whose sidecars name none, `ocr` reads pages that are pictures.
    """

    def extract(path: Path, own_password: str | None) -> Extract:
        return extractor.extract(path, password=own_password or password, ocr=ocr)

    return _Ingestion(writer, embedder, extract, on_progress).run(paths)


class _Ingestion:
    """One run, and what it has done so far."""

    def __init__(
        self,
        writer: IndexWriter,
        embedder: Embedder,
        extract: Callable[[Path, str | None], Extract],
        on_progress: Callable[[Progress], None],
    ) -> None:
        self._writer = writer
        self._embedder = embedder
        self._extract = extract
        self._on_progress = on_progress
        self._progress = Progress(0, 0, 0, "")
        self._failed: list[tuple[str, str]] = []
        self._unread: set[str] = set()
        self._warnings: list[tuple[str, str]] = []
        self._added = 0
        self._changed = 0

    def run(self, paths: Iterable[Path]) -> Summary:
        started = time.perf_counter()
        known = self._writer.files()
        found = survey(list(paths), known)
        self._failed += found.failed
        todo = plan(found.present, known, self._writer.documents())
        self._writer.record([file for source in todo.touched for file in source.files])
        if todo.removed:
            self._writer.commit(removed=todo.removed)
        self._advance(files_total=len(todo.read))
        for batch in self._batches(todo.read):
            self._store(batch)
        self._writer.link()
        self._writer.collect()
        return Summary(
            added=self._added,
            changed=self._changed,
            removed=len(todo.removed),
            unchanged=todo.unchanged,
            reached=len(found.seen - self._unread),
            failed=tuple(self._failed),
            duplicates=todo.duplicates,
            warnings=tuple(self._warnings),
            passages=self._writer.count_passages(),
            embedded=self._progress.embedded,
            seconds=time.perf_counter() - started,
        )

    def _batches(self, sources: Sequence[Source]) -> Iterator[list[_Read]]:
        """Read sources, in batches that are worth a commit; note those that cannot be read."""
        batch: list[_Read] = []
        for source in sources:
            try:
                batch.append(self._read(source))
            except UnreadableFile as error:
                self._failed.append((source.primary.path, str(error)))
                self._unread |= {file.path for file in source.files}
            self._advance(files=self._progress.files + 1, path=source.primary.path)
            passages = sum(len(read.passages) for read in batch)
            if len(batch) == BATCH_DOCUMENTS or passages >= BATCH_PASSAGES:
                yield batch
                batch = []
        if batch:
            yield batch

    def _read(self, source: Source) -> _Read:
        path = Path(source.primary.path)
        sidecar = read_sidecar(path)
        extract = self._extract(path, password_of(sidecar))
        document = Document(
            id=source.document_id,
            path=source.primary.path,
            media_type=media_type(path),
            content_hash=source.primary.content_hash,
            metadata=resolve(path, Path(source.primary.root), extract, sidecar),
            text=extract.text,
            pages=extract.pages,
            warnings=extract.warnings,
        )
        embedder = self._embedder
        passages = split(document, extract.blocks, embedder.count_tokens, embedder.window)
        records, warnings = records_of(document, extract.blocks)
        document = replace(document, warnings=(*document.warnings, *warnings))
        figures = figures_of(document, passages)
        return _Read(source, document, tuple(passages), records, tuple(figures))

    def _store(self, batch: Sequence[_Read]) -> None:
        vectors = self._vectors(batch)
        self._writer.commit(
            added=[
                Addition(read.document, _entries(read, vectors), read.records, read.figures)
                for read in batch
            ],
            files=[file for read in batch for file in read.source.files],
        )
        self._added += sum(read.source.former is None for read in batch)
        self._changed += sum(read.source.former is not None for read in batch)
        self._warnings += [
            (read.document.path, warning) for read in batch for warning in read.document.warnings
        ]

    def _vectors(self, batch: Sequence[_Read]) -> dict[PassageText, _Vectors]:
        """The vectors of a batch's passages: those that the index has, the others embedded."""
        vectors: dict[PassageText, _Vectors] = {}
        for read in batch:
            if read.source.former is not None:
                vectors |= self._stored(read.source.former)
        wanted = {read.text_of(passage) for read in batch for passage in read.passages}
        # Texts of like length together: little is lost on padding.
        missing = sorted(wanted - vectors.keys(), key=lambda text: (len(text.text), text.text))
        for start in range(0, len(missing), EMBED_AT_ONCE):
            texts = missing[start : start + EMBED_AT_ONCE]
            for text, made in zip(texts, self._embedder.embed_passages(texts), strict=True):
                vectors[text] = (made.vector, np.round(made.sentences * 127).astype(np.int8))
            self._advance(embedded=self._progress.embedded + len(texts))
        return vectors

    def _stored(self, document: Document) -> dict[PassageText, _Vectors]:
        return {
            _passage_text(document, entry.passage): (entry.vector, entry.sentence_vectors)
            for entry in self._writer.entries(document.id)
        }

    def _advance(self, **changes: Any) -> None:
        self._progress = replace(self._progress, **changes)
        self._on_progress(self._progress)


def _passage_text(document: Document, passage: Passage) -> PassageText:
    """What is embedded of a passage: everything that its vectors depend on, and nothing else."""
    spans = (Span(s.start - passage.start, s.end - passage.start) for s in passage.sentences)
    return PassageText(context_of(document, passage.section), passage.text, tuple(spans))


def _entries(read: _Read, vectors: Mapping[PassageText, _Vectors]) -> tuple[Entry, ...]:
    return tuple(_entry(read.text_of(passage), passage, vectors) for passage in read.passages)


def _entry(text: PassageText, passage: Passage, vectors: Mapping[PassageText, _Vectors]) -> Entry:
    vector, sentence_vectors = vectors[text]
    return Entry(
        passage=passage,
        vector=vector,
        sentence_vectors=sentence_vectors,
        terms=tuple(analyze(text.text, passage.language)),
        context_terms=tuple(analyze(text.context, passage.language)),
    )
