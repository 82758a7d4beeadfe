"""Titled texts to a real index of them, made by the ingestion itself.

In: texts by an id that can be a file's name, each written as a file that holds title and text as JSON.
Out: the index, and the ids of the texts of each of its documents: several where texts are the same.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from api.composition import recipe
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
    folder: Path, texts: Mapping[str, tuple[str, str]], embedder: Embedder
) -> tuple[Index, dict[str, list[str]]]:
    """An index, in a folder of its own, of titles and texts; and the texts' ids by document id."""
    files = folder / "files"
    files.mkdir(parents=True)
    for name, (title, text) in texts.items():
        (files / f"{name}.txt").write_text(json.dumps([title or "Untitled", text]), "utf-8")
    location = Location(folder / "data")
    with IndexWriter.open(location, recipe(embedder)) as writer:
        ingest([files], writer, embedder, TextReader())
        ids = defaultdict(list)
        for record in writer.files():
            ids[record.document_id].append(Path(record.path).stem)
    return Index.open(location), dict(ids)
