"""The field's terms with what is broader: from how a need is said to how the documents say it.

In: `thesaurus.tsv`, and a text of any of the three languages. Out: the terms in it. "Stargardt disease" is an
eye disease; who produces viral vectors may be asked for AAV.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.lexicon import LANGUAGES
from ingest.documents import Language
from ingest.terms.analyzer import fold, stem, words

_FILE = Path(__file__).with_name("thesaurus.tsv")
# Letters by which a word may be longer than the form that it is an inflection of.
_ENDING = 3
# Words that stand inside a term and say nothing; "no" and "non" do.
_JOINTS = frozenset(
    "a al amb con d de del el els en for for i in la las les los of per the to y".split()
)


# The names of the hub and of its programmes say nothing of what anybody does.
_HUB = re.compile(
    r"(?:advanced therap(?:y|ies) (?:hub|network)|"
    r"(?:hub|xarxa|red) de (?:ter[aà]pi[ea]s|terapias) avan[cçz]ad[ae]s)(?: (?:of|de) catal\w+)?|"
    r"atmp catalonia|atmp catalyst",
    re.I,
)
# What is named by letters with a figure: a target, a vector, a candidate ("CD19", "AAV8", "OC-1").
_CODE = re.compile(r"(?<!\w)(?:[A-Z]{1,6}-\d{1,4}|[A-Za-z]{1,6}\d{1,4})[A-Za-z]?(?!\w)")
# A round of financing by its letter; one before it is another.
_ROUND = re.compile(r"(?<!pre-)(?<!pre )\bseries? ([a-e])\b")
# A phase of trials, or several: "phase I/IIa", "fase 2".
_PHASE = re.compile(
    r"\b(?:phases?|fases?) ((?:i{1,3}|iv|[1-4])[ab]?"
    r"(?:(?:/| and | or | y | i | o )(?:i{1,3}|iv|[1-4])[ab]?)*)\b"
)
_ONE_PHASE = re.compile(r"iv|i{1,3}|[1-4]")
_PHASES = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_NO_CODE = re.compile(r"(?:phase|fase|trl|m|h)\d+[a-z]?")


@dataclass(frozen=True, slots=True)
class Term:
    """A thing of the field, by the form that names it.

    `broader` are all things that it is a case of; who can do one of `served_by` may be asked for it.
    """

    name: str
    broader: frozenset[str]
    served_by: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A term among the words of a text, and the places of its words."""

    term: Term
    places: range


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to say a term in the stems of a language; `first` is its first word as it is written."""

    stems: tuple[str, ...]
    first: str
    term: Term

    def fits(self, word: str) -> bool:
        """Whether a word of the same stem may be this one: "acceleration" is no "accelerator"."""
        shorter, longer = sorted((len(word), len(self.first)))
        most = max(shorter - 1, longer - _ENDING)
        return len(self.stems) > 1 or word[:most] == self.first[:most]


class Thesaurus:
    """Finds terms in texts."""

    def __init__(self, lines: Iterable[str]) -> None:
        rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
        parents, serving = (
            {row[0].split("|")[0]: row[at].split("|") if len(row) > at else [] for row in rows}
            for at in (1, 2)
        )
        self._terms = {
            name: Term(name, frozenset(_above(name, parents)), frozenset(serving[name]))
            for name in parents
        }
        self._forms: dict[Language, dict[str, list[_Form]]] = {name: {} for name in LANGUAGES}
        for row in rows:
            forms = row[0].split("|")
            for form in forms:
                self._add(form, self._terms[forms[0]])

    @classmethod
    @cache
    def shipped(cls) -> "Thesaurus":
        """The one beside this file."""
        return cls(_FILE.read_text("utf-8").splitlines())

    def find(self, typed: Sequence[str]) -> list[Found]:
        """The terms among the words of a text, the longest first; no word belongs to two."""
        found = [one for language in LANGUAGES for one in self._in_language(typed, language)]
        kept: list[Found] = []
        for one in sorted(found, key=lambda one: -len(one.places)):
            if not any(set(one.places) & set(other.places) for other in kept):
                kept.append(one)
        return kept

    def names(self, text: str) -> set[str]:
        """The names of the terms in a text, without what is broader."""
        return {one.term.name for one in self.find(content(text))}

    def term(self, name: str) -> Term:
        return self._terms[name]

    def _add(self, form: str, term: Term) -> None:
        for language in LANGUAGES:
            stems = tuple(stem(word, language) for word in content(form))
            if stems:
                written = content(form)[0]
                self._forms[language].setdefault(stems[0], []).append(_Form(stems, written, term))

    def _in_language(self, typed: Sequence[str], language: Language) -> Iterable[Found]:
        stems = [stem(word, language) for word in typed]
        for start, first in enumerate(stems):
            for form in self._forms[language].get(first, ()):
                places = range(start, start + len(form.stems))
                if tuple(stems[start : places.stop]) == form.stems and form.fits(typed[start]):
                    yield Found(form.term, places)


def without_hub(text: str) -> str:
    """A text without the names of the hub and its programmes."""
    return _HUB.sub(" ", text)


def codes(text: str) -> dict[str, str]:
    """The codes in a text, as they are written, by how they are compared: "CD-19" is "cd19"."""
    found = {fold(code).replace("-", ""): code for code in _CODE.findall(text)}
    return {name: code for name, code in found.items() if not _NO_CODE.fullmatch(name)}


def steps(text: str) -> frozenset[str]:
    """The rounds of financing and the phases of trials that a text names: "series b", "phase 1"."""
    folded = fold(text)
    phases = (one for told in _PHASE.findall(folded) for one in _ONE_PHASE.findall(told))
    found = {f"phase {_PHASES.get(one, one)}" for one in phases}
    return frozenset(found.union(f"series {letter}" for letter in _ROUND.findall(folded)))


def content(text: str) -> list[str]:
    """The folded words of a text without those that only join others."""
    return [word for word in words(text) if word not in _JOINTS]


def _above(name: str, parents: dict[str, list[str]]) -> Iterable[str]:
    for parent in parents[name]:
        yield parent
        yield from _above(parent, parents)
