"""Places: which of them a question looks for somebody in, and whether a text puts somebody there.

In: `places.tsv`, and a text of any of the three languages. Out: places. What is in Barcelona is in Catalonia;
of members whose place no document tells, the hub's own country may be taken, and no town.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.experts.thesaurus import Thesaurus, content, without_hub
from ingest.terms.analyzer import fold

_FILE = Path(__file__).with_name("places.tsv")
# Where the hub is, and so its members, where nothing else is said of them.
_HOME = "Catalonia"
_IN = r"(?:in|at|of|from|near|around|en|a|de|desde|des de|d['’])"
# Whose place it is: an organisation's; "a hospital in" goes before a name, "Spanish hospitals" after.
_KINDS = (
    r"(?:compan(?:y|ies)|start-?ups?|firms?|biotechs?|pharmas?|hospital(?:s|es)?|investors?|funds?|cdmos?|"
    r"organi[sz]ations?|institut(?:e|es|o|os|s)?|cent(?:re|er|ro)s?|members?|partners?|accelerators?|labs?|"
    r"laborator\w+|empres(?:a|as|es)|farmaceutic\w+|inversor(?:a|es|s)?|fondos?|fons|entitats?|entidad(?:es)?|"
    r"organitzacions?|organizacion(?:es)?|membres?|miembros?|socis?|socios?|fabricante?s?|manufacturers?)"
)
# "We are a start-up from Madrid": where the asker is; what follows "looking for" is looked for.
_ASKERS = re.compile(
    r"\b(?:we|i|my|our|somos|soy|estamos|nosotros|mi|nuestr\w+|som|soc|estem|nosaltres|nostr\w+|me(?:u|va))\b"
    r"(?P<between>(?:\W+[\w'’-]+){0,8}?)\W+$"
)
_LOOKING = re.compile(
    r"\b(?:need\w*|look\w*|search\w*|seek\w*|find|want\w*|busc\w*|busq\w*|cerc\w*|cerq\w*|nec?essit\w*|necesit\w*)\b"
)
_UNKNOWN = re.compile(
    r"\b(?:in|near|en|a|prop de|cerca de) ([A-ZÀ-Ý][a-zà-ÿ]{2,}(?:[ -][A-ZÀ-Ý][a-zà-ÿ]+)*)(?![\w'’·-])"
)
# Who works, takes part or invests in it does so in no place.
_MATTER = re.compile(
    r"\b(?:part|partners?|involved|interested|invest\w*|inviert\w*|inverteix\w*|expert\w*|experien\w*|"
    r"speciali\w*|especiali\w*|work\w*|trabaj\w*|treball\w*|particip\w*|coll?abor\w*)\W*$"
)
_SCIENCE = re.compile(r"log(?:y|[ií]a)$")


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its name, `within` which others it is, and how a text writes it."""

    name: str
    within: frozenset[str]
    written: str

    @property
    def is_known(self) -> bool:
        """Whether it is one of the list, not taken for a place by its capital."""
        return self.name in _gazetteer().within


def places_sought(text: str) -> tuple[Place, ...]:
    """The places that somebody is looked for in; `text` without the names of members."""
    plain = without_hub(text)
    known, level = _gazetteer(), _level(plain)
    spans = [(known.names[match[0]], match.span()) for match in known.written.finditer(level)]
    for name, pattern in known.of_it:
        spans += [(name, match.span(match.lastindex or 0)) for match in pattern.finditer(level)]
    found = [
        Place(name, known.within[name], plain[start:end])
        for name, (start, end) in spans
        if not _is_askers(level[:start])
    ]
    return tuple(found or _unknown(plain))


def is_there(sought: Iterable[Place], told: str) -> bool:
    """Whether what is told of somebody puts it in one of these places; of a place wider than the hub's
    own, whether nothing is told that puts it elsewhere."""
    return any(_is_in(place, places_told(told), told) for place in sought)


def is_elsewhere(asked: str, told: str) -> bool:
    """Whether a question is of places far from the hub's own, and a text puts nothing there."""
    within = _gazetteer().within
    foreign = [
        one
        for one in places_sought(asked)
        if one.is_known and _HOME not in {one.name, *one.within} and one.name not in within[_HOME]
    ]
    return bool(foreign) and not puts_in(foreign, told)


def puts_in(sought: Sequence[Place], text: str) -> bool:
    """Whether a text says itself that something is in one of these places."""
    says_where = places_told(text) or not all(place.is_known for place in sought)
    return bool(says_where) and is_there(sought, text)


@lru_cache(maxsize=1024)
def places_told(text: str) -> frozenset[str]:
    """The names of the places that a text puts something in."""
    known = _gazetteer()
    return frozenset(known.names[match["name"]] for match in known.told.finditer(_level(text)))


def _is_in(place: Place, placed: Iterable[str], told: str) -> bool:
    if not place.is_known:
        return re.search(rf"\b{re.escape(fold(place.name))}\b", fold(told)) is not None
    within = _gazetteer().within
    # What is told of Europe leaves open where in it.
    telling = [name for name in placed if name not in place.within]
    if telling:
        return any(place.name in (name, *within[name]) for name in telling)
    return place.name in (_HOME, *within[_HOME])


def _is_askers(before: str) -> bool:
    """Whether what stands before a place makes it the asker's own."""
    own = _ASKERS.search(before)
    return own is not None and _LOOKING.search(own["between"]) is None


def _unknown(text: str) -> Iterable[Place]:
    """A name with a capital after "in" that is no thing of the field."""
    for match in _UNKNOWN.finditer(text):
        of_a_matter = _SCIENCE.search(match[1]) or _MATTER.search(fold(text[: match.start()]))
        if not of_a_matter and not Thesaurus.shipped().find(content(match[1])):
            yield Place(match[1], frozenset(), match[1])


def _level(text: str) -> str:
    """A text folded letter by letter, so that each keeps its place."""
    folded = (fold(char) for char in text)
    return "".join(one if len(one) == 1 else char for one, char in zip(folded, text, strict=True))


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """`written` finds places by name, `told` those that something is said to be in, `of_it` organisations
    of a place; `names` by how they are written, `within` what each is in."""

    names: dict[str, str]
    written: re.Pattern[str]
    told: re.Pattern[str]
    of_it: tuple[tuple[str, re.Pattern[str]], ...]
    within: dict[str, frozenset[str]]


@cache
def _gazetteer() -> _Gazetteer:
    lines = (line for line in _FILE.read_text("utf-8").splitlines() if line[:1] != "#")
    rows = [[*line.split("\t"), "", ""][:3] for line in lines]
    above = {forms.split("|")[0]: place for forms, _, place in rows}
    names = {_level(form): forms.split("|")[0] for forms, _, _ in rows for form in forms.split("|")}
    written = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return _Gazetteer(
        names,
        re.compile(rf"\b(?:{written})(?!\w)"),
        re.compile(rf"\b{_IN} ?(?:the |la |el |l['’])?(?P<name>{written})(?!\w)"),
        tuple((forms.split("|")[0], _of_it(_level(words))) for forms, words, _ in rows if words),
        {name: frozenset(_above(name, above)) for name in above},
    )


def _of_it(words: str) -> re.Pattern[str]:
    """ "Spanish hospitals", "hospitales españoles"."""
    return re.compile(rf"\b({words})(?= (?:[\w-]+ ){{0,2}}?{_KINDS}\b)|\b{_KINDS} ({words})\b")


def _above(name: str, above: dict[str, str]) -> Iterable[str]:
    while name := above[name]:
        yield name
