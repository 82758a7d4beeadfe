"""Where a text names which organisation: in full, by alias or in short, in three languages.

In: names, each with whatever it names. Out: the stretches of a text that name one of them. Accents, kinds of
apostrophe, hyphens and spaces do not matter. What is also an everyday word must have its capital.
"""

import hashlib
import re
import unicodedata
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ingest.documents import Span

# Raised when names are found otherwise: documents are then linked again.
VERSION = "naming-1"
Key = TypeVar("Key", bound=Hashable)

_PARTS = re.compile(r"[^\W\d_]+|\d+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])")
_GAP = r"[\s\-'·.,]{1,3}"
_NARROW_GAP = r"[\s\-]?"
_GENERIC = frozenset(
    (
        "hospital universitari universitario university institut institute instituto research recerca "
        "investigacion investigacio technology technological tecnologic tecnologico centre center centro "
        "therapeutics immunotherapeutics pharma pharmaceuticals biotech capital partners ventures"
    ).split()
)
# What takes an article where it stands for a whole name: "el Clínic", "the Clínic".
_PLACES = frozenset("hospital institut institute instituto".split())
_JOINTS = frozenset("de del d of for the la el".split())
_ARTICLE = re.compile(r"(?:\b(?:el|al|del|pel|the|la|de la)\s|\b[ld]')$")
_IN_SENTENCE = re.compile(r"(?:[\w,;:%)»”\"]\s|['(«“\"])$")
_CONJUNCTION = re.compile(r" (?:i|y) ")
_FEWEST_BEFORE_CONJUNCTION = 3
_LOOSE_CHARACTERS = {"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'"} | dict.fromkeys("‐‑‒–—", "-")


@dataclass(frozen=True, slots=True)
class Named(Generic[Key]):
    """A stretch of a text, and what it names."""

    key: Key
    span: Span


@dataclass(frozen=True, slots=True)
class _Form(Generic[Key]):
    """One way to write a name. `word` is a single word as it was given; `short` was made by leaving out
    a generic word, and then `article` says whether an article must stand before a single one."""

    key: Key
    pattern: str
    word: bool
    short: bool
    article: bool


class Naming(Generic[Key]):
    """Finds names in texts. Of names that begin at one place the longest counts."""

    def __init__(self, names: Iterable[tuple[Key, str]], *, loose: bool = False) -> None:
        """Where two name the same way, the first counts; `loose` texts are typed without capitals."""
        self._loose = loose
        self._forms: dict[str, _Form[Key]] = {}
        given = list(names)
        for key, name in given:
            self._add(_given_form(key, name), name)
        for key, name in given:
            for short in _shortened(name):
                self._add_short(key, name, short)
        patterns = sorted((form.pattern for form in self._forms.values()), key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(patterns) or '(?!)'})(?!\w)")

    @property
    def fingerprint(self) -> str:
        """What tells these names apart from others."""
        told = sorted(map(repr, self._forms.values()))
        return hashlib.sha256("\1".join((VERSION, *told)).encode()).hexdigest()[:16]

    def find(self, text: str) -> list[Named[Key]]:
        """The names in a text, in order."""
        read = plain(text)
        return [
            Named(form.key, Span(*match.span()))
            for match in self._pattern.finditer(read)
            if (form := self._forms.get(squeezed(match[0]))) and self._counts(form, text, match)
        ]

    def keys(self, text: str) -> list[Key]:
        """What a text names, each once, in the order of the text."""
        return list(dict.fromkeys(named.key for named in self.find(text)))

    def _add(self, form: _Form[Key], name: str) -> None:
        if form.pattern:
            self._forms.setdefault(squeezed(name), form)

    def _add_short(self, key: Key, name: str, short: str) -> None:
        held = self._forms.get(squeezed(short))
        if held is None:
            first = plain(_PARTS.findall(name)[0])
            form = _Form(key, _pattern(short), " " not in short, True, first in _PLACES)
            self._add(form, short)

    def _counts(self, form: _Form[Key], text: str, match: re.Match[str]) -> bool:
        """Whether a match has the capitals, and stands in the place, that its form needs."""
        start, end = match.span()
        if form.short and form.word:
            before = plain(text[max(0, start - 8) : start])
            fits = _ARTICLE if form.article else _IN_SENTENCE
            owns = not form.article and plain(text[end : end + 2]) == "'s"
            return text[start].isupper() and (owns or fits.search(before) is not None)
        if self._loose or not (form.word or form.short):
            return True
        return all(
            part[0][0].isupper() or part[0][0].isdecimal() or plain(part[0]) in _JOINTS
            for part in _PARTS.finditer(text, start, end)
        )


def plain(text: str) -> str:
    """Lower case without accents, character for character: places in it are places in the text."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return text.translate({ord(char): _plain(char) for char in set(text)})


def squeezed(name: str) -> str:
    """A name's letters and figures alone, as two spellings of one name have them in common."""
    return "".join(_PARTS.findall(plain(name)))


def _plain(char: str) -> str:
    loose = _LOOSE_CHARACTERS.get(char, char)
    base = unicodedata.normalize("NFKD", loose.lower())[:1]
    return base or char


def _given_form(key: Key, name: str) -> _Form[Key]:
    return _Form(key, _pattern(name), len(name.split()) == 1, False, False)


def _pattern(name: str) -> str:
    """The parts of a name with what may stand between them; humps of "SpliceBio" may stand apart."""
    humped = _HUMP.sub("\0", name)
    parts = [re.escape(plain(part)) for part in _PARTS.findall(humped)]
    between = _PARTS.split(humped)[1:-1]
    gaps = [_NARROW_GAP if gap in ("", "\0") else _GAP for gap in between]
    return "".join(part + gap for part, gap in zip(parts, [*gaps, ""], strict=False))


def _shortened(name: str) -> Iterable[str]:
    """A name without the generic words at its ends, and without what is joined to it."""
    bare = _without_generic(name)
    if bare != name and bare:
        yield bare
    before = _CONJUNCTION.split(name)[0]
    if before != name and len(before.split()) >= _FEWEST_BEFORE_CONJUNCTION:
        yield before


def _without_generic(name: str) -> str:
    """Empty where what is left is no name of its own: "Institute for Bioengineering"."""
    words = name.split()
    while words and plain(words[0]) in _GENERIC:
        words = words[1:]
    while words and plain(words[-1]) in _GENERIC:
        words = words[:-1]
    opens_well = bool(words) and plain(_PARTS.findall(words[0] + " x")[0]) not in _JOINTS
    return " ".join(words) if opens_well and words[0][0].isupper() else ""
