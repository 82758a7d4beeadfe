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

# Set on the unanswerable questions of `tests/questions/experts.jsonl`: below, it would only puzzle.
_SIMILAR = 0.4
_COVERED = 0.3


@dataclass(frozen=True, slots=True)
class Near:
    """A capability, and the name of the member that has it."""

    what: str
    name: str


@dataclass(frozen=True, slots=True)
class _Vectors:
    generation: int
    owners: tuple[Near, ...]
    matrix: NDArray[np.float32]


class Nearest:
    """Keeps the vectors of the capabilities of one index. Safe across threads."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._lock = threading.Lock()
        self._held: _Vectors | None = None

    def to(self, need: Need, dossiers: Dossiers) -> Near | None:
        """The nearest capability of all members, whatever their kind."""
        told = [
            (coverage(need, [capability.said]), Near(capability.text, dossier.member.name))
            for dossier, capability in _capabilities(dossiers)
        ]
        covered, near = max(told, key=lambda pair: pair[0], default=(0.0, None))
        return near if covered >= _COVERED else self._similar(need, dossiers)

    def _similar(self, need: Need, dossiers: Dossiers) -> Near | None:
        held = self._vectors(dossiers)
        if not held.owners:
            return None
        cosines = held.matrix @ self._retriever.embed(need.question.text)
        best = int(np.argmax(cosines))
        return held.owners[best] if cosines[best] >= _SIMILAR else None

    def _vectors(self, dossiers: Dossiers) -> _Vectors:
        with self._lock:
            if self._held is None or self._held.generation != dossiers.generation:
                owners = tuple(Near(c.text, d.member.name) for d, c in _capabilities(dossiers))
                vectors = [self._retriever.embed(owner.what) for owner in owners]
                self._held = _Vectors(dossiers.generation, owners, np.array(vectors, np.float32))
            return self._held


def _capabilities(dossiers: Dossiers) -> list[tuple[Dossier, Capability]]:
    return [(one, capability) for one in dossiers.by_id.values() for capability in one.capabilities]
