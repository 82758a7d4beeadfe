"""The member organisations that the documents tell of. In: an index. Out: members, and which a text names."""

import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.lexicon import Concept
from ingest.documents import Language
from ingest.index.reader import Index
from ingest.members.directory import Organisation
from ingest.members.naming import Named, Naming
from ingest.terms.analyzer import words


@dataclass(frozen=True, slots=True)
class _Known:
    generation: int
    members: tuple[Organisation, ...]
    naming: Naming[Organisation]


class Members:
    """Those of one index, read again when it changes. Safe across threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._known: _Known | None = None

    def all(self) -> tuple[Organisation, ...]:
        """Every member, by name."""
        return self._current().members

    def topics(self, concepts: Sequence[Concept], language: Language) -> list[str]:
        """Terms of the field that members name among what they can do, what most of them name first."""
        counted = Counter(
            concept.written[language]
            for member in self.all()
            for concept in concepts
            if _can(member, concept)
        )
        return [topic for topic, _ in counted.most_common()]

    def named_in(self, text: str) -> list[Organisation]:
        """Members that a text names, typed with capitals or without, in its order."""
        return self._current().naming.keys(text)

    def find(self, text: str) -> list[Named[Organisation]]:
        """The same with the places of their names."""
        return self._current().naming.find(text)

    def _current(self) -> _Known:
        with self._lock:
            generation = self._index.generation
            if self._known is None or self._known.generation != generation:
                found = tuple(self._index.members())
                self._known = _Known(generation, found, naming(found))
            return self._known


def naming(members: Iterable[Organisation]) -> Naming[Organisation]:
    """Finds these members in a text that people typed."""
    return Naming(((member, name) for member in members for name in member.names), loose=True)


def _can(member: Organisation, concept: Concept) -> bool:
    """Whether a capability of the member is, or has in it, the concept in any language."""
    told = [f" {' '.join(words(capability))} " for capability in member.capabilities]
    forms = [f" {' '.join(form)} " for those in concept.forms.values() for form in those]
    return any(form in capability for form in forms for capability in told)
