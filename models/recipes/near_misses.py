"""Passages that retrieval takes for the answer to a question and that are not it.

In: paragraphs in several languages. Out: for each question the paragraphs nearest to it in the vectors
of an embedder, its own left out.
"""

from collections.abc import Sequence

import numpy as np

from ingest.documents import Language
from ingest.embedding.protocol import Embedder
from models.recipes.paragraphs import Paragraph

NEAREST = 8


class NearMisses:
    """The nearest paragraphs of every question."""

    def __init__(self, every: Sequence[Paragraph], embedder: Embedder) -> None:
        self._ids = [paragraph.id for paragraph in every]
        asked = [(one, paragraph) for paragraph in every for one in paragraph.asked if one.answers]
        told = embedder.embed([paragraph.text for paragraph in every])
        said = embedder.embed([one.text for one, _ in asked])
        self._nearest: dict[tuple[str, str, Language], list[int]] = {}
        for start in range(0, len(asked), 1000):
            alike = said[start : start + 1000] @ told.T
            best = np.argsort(-alike, axis=1)[:, : 2 * NEAREST]
            for (one, paragraph), row in zip(asked[start : start + 1000], best, strict=True):
                self._nearest[paragraph.id, one.id, paragraph.language] = row.tolist()

    def of(self, paragraph: str, question: str, language: Language) -> list[str]:
        """Ids of paragraphs near a question, best first, its own left out."""
        rows = self._nearest[paragraph, question, language]
        found = dict.fromkeys(self._ids[row] for row in rows)
        found.pop(paragraph, None)
        return list(found)[:NEAREST]
