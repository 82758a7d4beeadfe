"""The member organisations that the documents name. In: an index. Out: members, and which a text names."""

import re
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.lexicon import Concept
from ingest.documents import Language, Member
from ingest.index.reader import Index
from ingest.terms.analyzer import fold, words


@dataclass(frozen=True, slots=True)
class _Known:
    generation: int
    members: tuple[Member, ...]
    pattern: re.Pattern[str]
    by_name: dict[str, Member]


class Members:
    """Those of one index, read again when it changes. Safe across threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._known: _Known | None = None

    def all(self) -> tuple[Member, ...]:
        """Every member that has a profile, by its document's path."""
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

    def named_in(self, text: str) -> list[Member]:
        """Members whose name or alias stands in a text, in the order in which they are named."""
        known = self._current()
        found = (known.by_name[match[0]] for match in known.pattern.finditer(fold(text)))
        return list({member.name: member for member in found}.values())

    def _current(self) -> _Known:
        with self._lock:
            generation = self._index.generation
            if self._known is None or self._known.generation != generation:
                self._known = _known(generation, self._index)
            return self._known


def _can(member: Member, concept: Concept) -> bool:
    """Whether a capability of the member is, or has in it, the concept in any language."""
    told = [f" {' '.join(words(capability))} " for capability in member.capabilities]
    forms = [f" {' '.join(form)} " for those in concept.forms.values() for form in those]
    return any(form in capability for form in forms for capability in told)


def naming(members: Sequence[Member]) -> re.Pattern[str]:
    """A pattern that finds any name of these members in a folded text."""
    names = {fold(name) for one in members for name in (one.name, *one.aliases) if name}
    joined = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{joined or '(?!)'})(?!\w)")


def _known(generation: int, index: Index) -> _Known:
    found = tuple(
        document.metadata.member for document in index.documents() if document.metadata.member
    )
    by_name = {
        fold(name): member for member in found for name in (member.name, *member.aliases) if name
    }
    return _Known(generation, found, naming(found), by_name)
