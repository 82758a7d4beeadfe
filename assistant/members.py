"""The member organisations that the documents tell of. In: an index. Out: members, and which a text names."""

import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.lexicon import Concept
from assistant.quotes import leans
from assistant.reading import Read
from ingest.documents import Language
from ingest.figures.rows import without_source
from ingest.index.reader import Index
from ingest.members.directory import Organisation
from ingest.members.naming import Named, Naming
from ingest.passages import context_of
from ingest.terms.analyzer import words

ARTICLES = frozenset("an the el la els les los las lo un una al del dels de".split())


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

    def is_of_others(self, read: Read, asked: Sequence[Organisation]) -> bool:
        """Whether a sentence tells of members, and of none that was asked for: not in itself, nor by a
        pronoun, nor under its heading."""
        if not asked or leans(read.text):
            return False
        found = read.candidate.found
        told = self.named_in(without_source(read.text))
        under = context_of(found.document, found.passage.section)
        return bool(told) and not {*told, *self.named_in(under)}.intersection(asked)

    def alone(self, text: str) -> Organisation | None:
        """The one member whose name is all of a text, but for articles."""
        named = self.find(text)
        if not named and len(text.split()) == 1:
            # A part of a name that goes with an article: "Clínic" is "el Clínic".
            text = f"el {text}"
            named = self.find(text)
        rest = text
        for one in named:
            blank = " " * (one.span.end - one.span.start)
            rest = rest[: one.span.start] + blank + rest[one.span.end :]
        only = {one.key.id for one in named}
        return named[0].key if len(only) == 1 and ARTICLES.issuperset(words(rest)) else None

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
