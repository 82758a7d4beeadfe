"""A topic, or a question that looks for someone, to the need in it.

In: a question, read and expanded. Out: which kind of organisation is looked for, and the facets of what it
should do: terms of the field, and words that are none but say something, each with how much it matters.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.experts.kinds import asks_programme, kind_asked
from assistant.experts.thesaurus import Found, Term, Thesaurus, codes, content, steps, without_hub
from assistant.experts.whereabouts import Place, places_sought
from assistant.lexicon import LANGUAGES
from assistant.query import Expanded
from assistant.question import Question
from ingest.documents import MemberKind
from ingest.terms.analyzer import stem, words

_FILE = Path(__file__).with_name("general_words.txt")
_TERM_WEIGHT = 1.0
# Such terms say how, not what.
_WEIGHTS = {"making": 0.4, "manufacturing": 0.4, "laboratory": 0.4, "pharmaceutical company": 0.6}
# Whoever develops a therapy may well not produce it.
_REQUIRED = frozenset({"manufacturing"})
_SURE = 0.5
# Words rarer than the one weigh no less than the other.
_COMMON, RARE = 0.45, 0.6
_NO_WORD = 0.95
WHOLE_FIELD = "advanced therapy"
_OWN = 0.3
_OURS = re.compile(
    r"\b(?:my|our|mi|mis|nuestr[ao]s?|(?:el |la |els |les )?(?:meu|meva|meus|meves|nostr[ae]s?))"
    r"((?: [\w·’'-]+){1,3})"
)
# "For a gene editing start-up": what money is looked for.
_PROJECT = re.compile(
    r"\b(?:(?:for|para|per a) (?:an?|una?)|(?:for|in|para|per a|en) (?:my|our|mi|nuestr[ao]|"
    r"(?:el |la )?(?:meu|meva|nostre|nostra)))\b"
    r"(?=[^,.;]*\b(?:compan|start|spin|project|biotech|firm|therap|product|idea|technolog|empres|proye|proje|"
    r"terapi|tecnolog))([^,.;?]*)"
)
# Whoever puts in money, the stage is the investor's matter.
STAGE = "seed investment"
# What a programme that helps companies is.
ACCELERATOR = "accelerator"
_MEMBERS = re.compile(r"\b(?:members?|membres?|miembros?|adherid\w+)\b")
# "Hospitals of the hub" are its members; who does a thing "in the hub" may as well be near it.
_HUB = re.compile(r"\b(?:hub|network|xarxa|red)\b")


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that is needed: a term, a code ("CD19"), or a word as stems that say it with how surely.

    Who has all but one that is `required` has something else: an anti-CD84 is no anti-CD19. What `is_own` the
    asker has: who is asked to put money in it need not have it.
    """

    name: str
    weight: float
    term: Term | None = None
    stems: tuple[tuple[str, float], ...] = ()
    is_code: bool = False
    required: bool = False
    is_own: bool = False

    @property
    def tells_what(self) -> bool:
        """Whether it is a thing of the field, not how it is done, and not a word that may mean much."""
        return (self.term is not None or self.is_code) and self.weight >= _TERM_WEIGHT


@dataclass(frozen=True, slots=True)
class Need:
    """`facets` are empty where only a kind is asked for, or the whole field; `places` where any will do."""

    question: Question
    kind: MemberKind | None
    facets: tuple[Facet, ...]
    members_only: bool
    places: tuple[Place, ...] = ()

    @property
    def asks_of_it(self) -> bool:
        """Whether it says more than what the asker has, and that it is of the field."""
        return any(not (one.is_own or one.name == WHOLE_FIELD) for one in self.facets)

    @property
    def weight(self) -> float:
        return sum(facet.weight for facet in self.facets)


def need_of(
    question: Question, expanded: Expanded, named: Sequence[str], kind: MemberKind | None = None
) -> Need:
    """`named` are the names of members in the question: they say who, not what."""
    text = without(without_hub(question.text), named)
    places = _places(text, expanded)
    text = without(text, (place.written for place in places))
    typed = content(text)
    found = [one for one in Thesaurus.shipped().find(typed) if not _is_general(one, typed)]
    special = [one for one in found if one.term.name != WHOLE_FIELD]
    taken = {typed[place] for one in found for place in one.places}
    sought = kind or kind_asked(question.folded)
    own, coded = _own_words(question.folded, sought), codes(text)
    facets = {one.term.name: _term_facet(one, typed, own) for one in special or found}
    if asks_programme(question.folded):
        facets[ACCELERATOR] = Facet(
            ACCELERATOR, _TERM_WEIGHT, Thesaurus.shipped().term(ACCELERATOR)
        )
    every = (*coded, *steps(question.text))
    facets |= {name: Facet(name, _TERM_WEIGHT, is_code=True, required=True) for name in every}
    plain = set(content(without(text, coded.values()))) - taken
    for word, ways, rarity in zip(expanded.typed, expanded.words, expanded.rarity, strict=True):
        if word in plain and not _says_nothing(word, taken):
            stems = tuple((w.term, w.weight) for w in ways.alternatives if w.weight >= _SURE)
            said = Facet(word, _weight(rarity), stems=stems, is_own=word in own)
            facets.setdefault(word, said)
    members = _MEMBERS.search(question.folded) or (not facets and _HUB.search(question.folded))
    return Need(question, sought, tuple(facets.values()), bool(members), places)


def things(text: str) -> frozenset[str]:
    """The terms and codes in a text that say what is meant, not how it is done."""
    terms = Thesaurus.shipped().names(without_hub(text)) - {WHOLE_FIELD, *_WEIGHTS}
    return frozenset({*terms, *codes(text)})


def without(text: str, parts: Iterable[str]) -> str:
    """A text without these parts of it."""
    for part in parts:
        text = text.replace(part, " ")
    return text


def _places(text: str, expanded: Expanded) -> tuple[Place, ...]:
    """The places that are meant: one that no list has is a word that no text has either."""
    rare = {
        word
        for word, rarity in zip(expanded.typed, expanded.rarity, strict=True)
        if rarity >= _NO_WORD
    }
    return tuple(
        one for one in places_sought(text) if one.is_known or rare.issuperset(words(one.name))
    )


def _term_facet(one: Found, typed: Sequence[str], own: set[str]) -> Facet:
    """What the asker has already ("for our gene therapy") is not what is looked for, and weighs less."""
    weight = _WEIGHTS.get(one.term.name, _TERM_WEIGHT)
    is_own = own.issuperset(typed[place] for place in one.places) and one.term.name != STAGE
    required = one.term.name in _REQUIRED and not is_own
    own_weight = _OWN * weight if is_own else weight
    return Facet(one.term.name, own_weight, one.term, required=required, is_own=is_own)


def _weight(rarity: float) -> float:
    """A rare word is a thing that must not be missing: "lupus", "diabetes"."""
    return rarity if rarity < _COMMON else max(rarity, RARE)


def _own_words(folded: str, kind: MemberKind | None) -> set[str]:
    patterns = (_OURS, _PROJECT) if kind == "investor" else (_OURS,)
    return {word for one in patterns for match in one.finditer(folded) for word in words(match[1])}


def _is_general(one: Found, typed: Sequence[str]) -> bool:
    """Whether it is a general word that only looks like the term's."""
    return len(one.places) == 1 and typed[one.places.start] in _general_words()


def _says_nothing(word: str, taken: set[str]) -> bool:
    """General words, figures, and the whole of a compound whose parts are in a term."""
    if word.isdecimal() or any(word != part and part in word for part in taken if len(part) > 3):
        return True
    return any(stem(word, language) in _general() for language in LANGUAGES)


@cache
def _general_words() -> frozenset[str]:
    lines = _FILE.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in words(line))


@cache
def _general() -> frozenset[str]:
    return frozenset(stem(word, language) for word in _general_words() for language in LANGUAGES)
