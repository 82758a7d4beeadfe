"""Where nobody has what is needed: the capability that comes nearest, and who has it.

In: a need and the dossiers. Out: one capability with its member's name, or none where nothing is near. By the
terms that they share, else by the embedder's similarity.
"""

import threading
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.experts.dossiers import Capability, Dossier, Dossiers
from assistant.experts.need import Need
from assistant.experts.ranking import coverage
from assistant.retrieval import Retriever
from ingest.language import confidences

# Set on the unanswerable questions of `tests/questions/experts.jsonl`: below, it would only puzzle.
_SIMILAR = 0.4
_COVERED = 0.3


@dataclass(frozen=True, slots=True)
class Near:
    """A capability, and the name of the member that has it."""

    what: str
    name: str


class Nearest:
    """Keeps the vectors of the capabilities of one index. Safe across threads."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._lock = threading.Lock()
        self._held: tuple[int, NDArray[np.float32]] | None = None

    def to(self, need: Need, dossiers: Dossiers) -> Near | None:
        """The nearest capability of all members, whatever their kind."""
        every = _capabilities(dossiers)
        covering = max(every, key=lambda one: coverage(need, [one[1].said]), default=None)
        if covering is None:
            return None
        if coverage(need, [covering[1].said]) >= _COVERED:
            return _near(*covering, need)
        place = self._similar(need, dossiers)
        return None if place is None else _near(*every[place], need)

    def _similar(self, need: Need, dossiers: Dossiers) -> int | None:
        """The place of the capability that is nearest in meaning."""
        cosines = self._vectors(dossiers) @ self._retriever.embed(need.question.text)
        best = int(np.argmax(cosines))
        return best if cosines[best] >= _SIMILAR else None

    def _vectors(self, dossiers: Dossiers) -> NDArray[np.float32]:
        """A vector for each capability, made once for each generation of the index."""
        with self._lock:
            if self._held is None or self._held[0] != dossiers.generation:
                texts = [capability.text for _, capability in _capabilities(dossiers)]
                vectors = [self._retriever.embed(text) for text in texts]
                self._held = dossiers.generation, np.array(vectors, np.float32)
            return self._held[1]


def _near(dossier: Dossier, capability: Capability, need: Need) -> Near:
    """In the asker's language where the member names the same thing in several."""
    terms, asked = capability.said.terms, need.question.language
    same = [one for one in dossier.capabilities if terms and one.said.terms == terms]
    spoken = max(same or [capability], key=lambda one: confidences(one.text)[asked])
    return Near(spoken.text, dossier.member.name)


def _capabilities(dossiers: Dossiers) -> list[tuple[Dossier, Capability]]:
    return [(one, capability) for one in dossiers.by_id.values() for capability in one.capabilities]
