"""Word translations, the field's multi-word terms, and how rare words are.

In: a folded word or a list of them, with language. Out: translations and rarity, from 0 to 1.
`terms.tsv` is sorted by bytes ("from TAB to TAB word TAB term TAB weight ..."); `glossary.tsv` has a line a
concept, its English, Catalan and Spanish forms in columns, forms that mean the same split by "|";
`rarity.tsv` a line a stem that everyday text knows ("language TAB stem TAB rarity").
"""

import mmap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ingest.documents import Language
from ingest.errors import ModelUnavailable
from ingest.terms.analyzer import stem, words

LANGUAGES: tuple[Language, ...] = ("en", "es", "ca")
_COLUMNS: tuple[Language, ...] = ("en", "ca", "es")
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of the field: per language its forms, each a tuple of folded words, and how it is written."""

    forms: dict[Language, tuple[tuple[str, ...], ...]]
    written: dict[Language, str]


class Lexicon:
    """Translations between English, Spanish and Catalan. Reads are safe across threads."""

    def __init__(
        self,
        table: mmap.mmap,
        concepts: Sequence[Concept],
        rarity: dict[tuple[str, str], float],
    ) -> None:
        self._table = table
        self._concepts = concepts
        self._rarity = rarity

    @classmethod
    def open(cls, folder: Path) -> "Lexicon":
        """Map `terms.tsv`, read `glossary.tsv` and `rarity.tsv` of a folder.

        Raise ModelUnavailable when one is missing or of another form.
        """
        try:
            with (folder / "terms.tsv").open("rb") as file:
                table = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            rows = (folder / "glossary.tsv").read_text("utf-8").splitlines()
            concepts = [_concept(row) for row in rows if row and not row.startswith("#")]
            lines = (folder / "rarity.tsv").read_text("utf-8").splitlines()
            known = (line.split("\t") for line in lines)
            rarity = {(name, root): float(rare) for name, root, rare in known}
        except (OSError, ValueError) as error:
            raise ModelUnavailable(
                f"the word lists in {folder.name}/ cannot be read: {error}"
            ) from error
        return cls(table, concepts, rarity)

    def rarity(self, word: str, languages: Sequence[Language]) -> float:
        """How rare a folded word is in everyday text, 0 to 1; 1 for names, codes and figures."""
        return min(self._rarity.get((name, stem(word, name)), 1.0) for name in languages)

    def translate(self, word: str, source: Language, target: Language) -> list[tuple[str, float]]:
        """Translations of a folded word; of its nearest inflected form where it has none itself."""
        exact = next(self._entries(f"{source}\t{target}\t{word}\t"), None)
        return exact[1] if exact else self._inflected(word, source, target)

    def knows(self, word: str) -> bool:
        """Whether a folded word, just as it is, has a translation from any language."""
        pairs = ((source, target) for source in LANGUAGES for target in LANGUAGES)
        return any(True for pair in pairs for _ in self._entries("\t".join((*pair, word, ""))))

    def has(self, word: str, language: Language) -> bool:
        """Whether a folded word, just as it is, is one of a language."""
        others = (other for other in LANGUAGES if other != language)
        return any(True for one in others for _ in self._entries(f"{language}\t{one}\t{word}\t"))

    @property
    def concepts(self) -> Sequence[Concept]:
        """The terms of the field."""
        return self._concepts

    def concepts_in(
        self, terms: Sequence[str], language: Language
    ) -> Iterator[tuple[range, Concept]]:
        """Where the field's terms stand among the folded words of a question, longest first."""
        stems = [stem(term, language) for term in terms]
        for form, concept in self._forms[language]:
            for start in range(len(stems) - len(form) + 1):
                if tuple(stems[start : start + len(form)]) == form:
                    yield range(start, start + len(form)), concept

    @cached_property
    def _forms(self) -> dict[Language, list[tuple[tuple[str, ...], Concept]]]:
        """Stemmed forms by language, longest first."""
        return {
            language: sorted(
                (
                    (tuple(stem(word, language) for word in form), concept)
                    for concept in self._concepts
                    for form in concept.forms[language]
                ),
                key=lambda pair: -len(pair[0]),
            )
            for language in LANGUAGES
        }

    def _inflected(self, word: str, source: Language, target: Language) -> list[tuple[str, float]]:
        root = stem(word, source)
        if len(root) < _SHORTEST_STEM:
            return []
        prefix = f"{source}\t{target}\t{root[:-1]}"
        related = [e for e in self._entries(prefix) if stem(e[0], source) == root]
        return min(related, key=lambda entry: len(entry[0]))[1] if related else []

    def _entries(self, prefix: str) -> Iterator[tuple[str, list[tuple[str, float]]]]:
        """Entries whose line starts with `prefix`: the word, and its translations."""
        key = prefix.encode()
        place = self._lower_bound(key)
        while self._table[place : place + len(key)] == key:
            end = self._table.find(b"\n", place)
            fields = self._table[place:end].decode().split("\t")
            weights = [float(weight) for weight in fields[4::2]]
            yield fields[2], list(zip(fields[3::2], weights, strict=True))
            place = end + 1

    def _lower_bound(self, key: bytes) -> int:
        """Byte offset of the first line that is not below `key`."""
        low, high = 0, len(self._table)
        while low < high:
            middle = self._table.rfind(b"\n", 0, (low + high) // 2) + 1
            middle = max(middle, low)
            end = self._table.find(b"\n", middle)
            if self._table[middle:end] < key:
                low = end + 1
            else:
                high = middle
        return low


def _concept(row: str) -> Concept:
    columns = row.split("\t")
    forms = {name: column.split("|") for name, column in zip(_COLUMNS, columns, strict=True)}
    return Concept(
        {name: tuple(tuple(words(form)) for form in those) for name, those in forms.items()},
        {name: those[0] for name, those in forms.items()},
    )
