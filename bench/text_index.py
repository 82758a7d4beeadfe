"""Texts to a real index of them, made by the ingestion itself.

In: a collection's texts, written as files that hold title and text as JSON. Out: the index, and which
text (or texts, where some are the same) each document of it is.
"""

import json
from collections import defaultdict
from pathlib import Path

from api.composition import recipe
from bench.question_sets import Collection
from ingest.documents import Block, Extract
from ingest.embedding.protocol import Embedder
from ingest.index.entries import Location
from ingest.index.reader import Index
from ingest.index.writer import IndexWriter
from ingest.pipeline import ingest


class TextReader:
    """Reads a file of this module as one paragraph, under the text's own title."""

    def extract(self, path: Path, *, password: str | None, ocr: bool) -> Extract:
        """The text to the character."""
        title, text = json.loads(path.read_text("utf-8"))
        return Extract(text, (Block("paragraph", 0, len(text)),), metadata={"title": title})


def build(
    folder: Path, collection: Collection, embedder: Embedder
) -> tuple[Index, dict[str, list[str]]]:
    """An index in a folder of its own, and the ids of the texts by document id."""
    files = folder / "files"
    files.mkdir(parents=True)
    for number, text in enumerate(collection.texts):
        (files / f"{number}.txt").write_text(
            json.dumps([text.title or "Untitled", text.text]), "utf-8"
        )
    location = Location(folder / "data")
    with IndexWriter.open(location, recipe(embedder)) as writer:
        ingest([files], writer, embedder, TextReader())
        ids = defaultdict(list)
        for record in writer.files():
            ids[record.document_id].append(collection.texts[int(Path(record.path).stem)].id)
    return Index.open(location), dict(ids)
