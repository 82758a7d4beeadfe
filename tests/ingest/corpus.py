"""A folder of documents with an index of it, read by the real loaders with a hash embedder."""

import os
from dataclasses import replace
from pathlib import Path

from ingest import passages
from ingest.documents import Extract
from ingest.index.entries import Location, Recipe
from ingest.index.reader import Index
from ingest.index.writer import IndexWriter
from ingest.loaders import load
from ingest.pipeline import Summary, ingest
from ingest.terms import analyzer
from tests.fakes import HashEmbedder

RECIPE = Recipe(
    HashEmbedder.fingerprint, HashEmbedder.dimension, passages.VERSION, analyzer.VERSION
)
_BEFORE = 1_700_000_000


class InProcess:
    """Reads files with the real loaders, in this process: quicker than the sandbox."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def extract(self, path: Path, *, password: str | None, ocr: bool) -> Extract:
        self.read.append(path.name)
        return load(path, password=password, ocr=ocr)


class Corpus:
    """A folder of documents with an index of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "corpus"
        self.folder.mkdir(parents=True)
        self.location = Location(folder / "data")
        self.embedder = HashEmbedder()
        self.extractor = InProcess()
        self.writer = IndexWriter.open(self.location, RECIPE)

    def write(self, name: str, *lines: str) -> Path:
        """Write a file, paragraph by paragraph; it is old, as files usually are."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n\n".join(lines), "utf-8")
        os.utime(path, (_BEFORE, _BEFORE))
        return path

    def ingest(self, *paths: Path) -> Summary:
        self.extractor.read.clear()
        self.embedder.embedded = 0
        return ingest(paths or [self.folder], self.writer, self.embedder, self.extractor)

    def ids(self) -> dict[str, str]:
        """File names and the documents that they are."""
        return {Path(file.path).name: file.document_id for file in self.writer.files()}

    def state(self) -> dict[str, object]:
        """All that the index holds, by path, with what depends on history left out: the ids."""
        files = {file.path: file.document_id for file in self.writer.files()}
        held: dict[str, object] = {}
        for document in self.writer.documents():
            names = sorted(path for path, id_ in files.items() if id_ == document.id)
            entries = [
                (replace(entry.passage, id="", document_id=""), entry.vector.tobytes(),
                 entry.sentence_vectors.tobytes(), entry.terms, entry.context_terms)
                for entry in self.writer.entries(document.id)
            ]  # fmt: skip
            held[document.path] = (replace(document, id=""), names, entries)
        return held

    def found(self) -> list[tuple[str, ...]]:
        """What each audience's readers can find, by file name."""
        vector = self.embedder.embed(["anything"])[0]
        found = []
        for audience in ("public", "members", "staff"):
            index = Index.open(self.location, RECIPE, audience)
            hits = index.found(scored.passage_id for scored in index.dense(vector, 1_000))
            found.append(tuple(sorted(Path(hit.document.path).name for hit in hits.values())))
            index.close()
        return found
