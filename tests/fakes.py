"""Real fakes: an embedder that hashes words; documents, entries and figures made from little."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from assistant.answer import Citation, Figure
from ingest.documents import Audience, Document, Language, Metadata, Passage, Span
from ingest.embedding.protocol import PassageText, PassageVectors, Vectors
from ingest.index.entries import Addition, Entry, Recipe

_WORD = re.compile(r"\w+")


class HashEmbedder:
    """Bag of hashed words, of unit length: texts that share words are near each other."""

    fingerprint = "hash-1"
    dimension = 64
    window = 256

    def __init__(self) -> None:
        self.embedded = 0

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(_words(text)) for text in texts]

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.array([self._vector(text) for text in texts], np.float32)

    def embed_passages(self, passages: Sequence[PassageText]) -> list[PassageVectors]:
        self.embedded += len(passages)
        return [self._passage(passage) for passage in passages]

    def _passage(self, passage: PassageText) -> PassageVectors:
        sentences = [passage.text[span.start : span.end] for span in passage.sentences]
        return PassageVectors(
            self._vector(f"{passage.context} {passage.text}"), self.embed(sentences)
        )

    def _vector(self, text: str) -> Vectors:
        vector = np.zeros(self.dimension, np.float32)
        for word in _words(text):
            digest = hashlib.sha256(word.encode()).digest()
            vector[digest[0] % self.dimension] += 1 if digest[1] % 2 else -1
        if not vector.any():
            vector[0] = 1
        return vector / np.linalg.norm(vector)


RECIPE = Recipe(HashEmbedder.fingerprint, HashEmbedder.dimension, "lines", "words")


def document(
    id_: str, *lines: str, audience: Audience = "public", language: Language = "en"
) -> Addition:
    """A document with one passage a line, ready to be committed."""
    text = "\n".join(lines)
    metadata = Metadata(f"Title {id_}", "report", "2025-06", language, audience, ("a source",))
    hash_ = hashlib.sha256(text.encode()).hexdigest()
    made = Document(id_, f"/corpus/{id_}.txt", "text/plain", hash_, metadata, text, ())
    return Addition(made, tuple(entries(made)))


def entries(document: Document) -> list[Entry]:
    """One passage of one sentence for each line of the document."""
    found: list[Entry] = []
    start = 0
    for line in document.text.split("\n"):
        found.append(_entry(document, len(found), start, line))
        start += len(line) + 1
    return found


def figure(
    value: float, unit: str, qualifier: str | None = None, as_of: str | None = "2025"
) -> Figure:
    """A stated figure of "x", from some document in English."""
    citation = Citation(
        1, "d0", "Nota", "report", 2, "", "x", 44, 45, "/v1/documents/d0/file#page=2", "2025-06",
        "en", 0.93,
    )  # fmt: skip
    return Figure(value, qualifier, unit, "x", "y", as_of, "stated", None, citation, ())  # type: ignore[arg-type]


def _entry(document: Document, ordinal: int, start: int, line: str) -> Entry:
    key = f"{document.id}\0{start}\0{line}"
    passage = Passage(
        id=hashlib.sha256(key.encode()).hexdigest()[:24],
        document_id=document.id,
        ordinal=ordinal,
        start=start,
        end=start + len(line),
        page=None,
        section="",
        language=document.metadata.language,
        text=line,
        sentences=(Span(start, start + len(line)),),
    )
    text = PassageText(document.metadata.title, line, (Span(0, len(line)),))
    (vectors,) = HashEmbedder().embed_passages([text])
    sentence_vectors = np.round(vectors.sentences * 127).astype(np.int8)
    return Entry(
        passage,
        vectors.vector,
        sentence_vectors,
        tuple(_words(line)),
        tuple(_words(document.metadata.title)),
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
