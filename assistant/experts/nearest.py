"""Where nobody has all of what is needed: who has a part of it, else the capability that comes nearest.

In: a need and the dossiers. Out: capabilities, each with its member's name, and whether they are parts of
what is needed; none where nothing is near. By the terms that they share, else by the embedder's similarity.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.experts.dossiers import Capability, Dossier, Dossiers
from assistant.experts.need import Need
from assistant.experts.ranking import coverage, says
from assistant.retrieval import Retriever
from ingest.language import confidences

# Set on the unanswerable questions of `tests/questions/experts.jsonl`: below, it would only puzzle.
_SIMILAR = 0.4
_COVERED = 0.3


_MOST_PARTS = 3


@dataclass(frozen=True, slots=True)
class Near:
    """A capability, the name of the member that has it, and whether it is a part of the need itself."""

    what: str
    name: str
    is_part: bool


class Nearest:
    """Keeps the vectors of the capabilities of one index. Safe across threads."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._lock = threading.Lock()
        self._held: tuple[int, NDArray[np.float32]] | None = None

    def to(self, need: Need, dossiers: Dossiers) -> tuple[Near, ...]:
        """The nearest capabilities of all members, whatever their kind: parts of the need, or one."""
        every = _capabilities(dossiers)
        if parts := _parts(need, every):
            return parts
        covering = max(every, key=lambda one: coverage(need, [one[1].said]), default=None)
        if covering is None:
            return ()
        if coverage(need, [covering[1].said]) >= _COVERED:
            return (_near(*covering, need),)
        place = self._similar(need, dossiers)
        return () if place is None else (_near(*every[place], need),)

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


def _parts(need: Need, every: Sequence[tuple[Dossier, Capability]]) -> tuple[Near, ...]:
    """For each thing that is needed the capability that is just that, and has most of the rest."""
    found: dict[Near, None] = {}
    for facet in need.facets:
        having = [one for one in every if facet.tells_what and says(facet, one[1].said)]
        if having:
            best = max(having, key=lambda one: coverage(need, [one[1].said]))
            found.setdefault(_near(*best, need, is_part=True))
    return tuple(found)[:_MOST_PARTS]


def _near(dossier: Dossier, capability: Capability, need: Need, *, is_part: bool = False) -> Near:
    """In the asker's language where the member names the same thing in several."""
    terms, asked = capability.said.terms, need.question.language
    same = [one for one in dossier.capabilities if terms and one.said.terms == terms]
    spoken = max(same or [capability], key=lambda one: confidences(one.text)[asked])
    return Near(spoken.text, dossier.member.name, is_part)


def _capabilities(dossiers: Dossiers) -> list[tuple[Dossier, Capability]]:
    return [(one, capability) for one in dossiers.by_id.values() for capability in one.capabilities]
