"""Whether two questions ask the same, in whichever languages: how near their vectors are, or 0.

In: two questions. Out: their cosine, once nothing tells them apart: numbers, dates, denials, places, the
kind of answer, what is asked of a thing, and every word that says something must be in the other, as it
is or translated. A wrong match is the worst thing, so what cannot be aligned is not the same. The
threshold is measured in `bench/same_questions.py`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.attributes import attributes_asked
from assistant.generation.consistency import denies
from assistant.names import named_words
from assistant.places import places_named
from assistant.query import Expanded
from assistant.question import Question
from ingest.dates import dates_in
from ingest.documents import Language
from ingest.index.entries import QueryWord
from ingest.terms.analyzer import stem, words

SAME = 0.4
Vector = NDArray[np.float32]
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Where a word is the other's translation, but not the other way round, vectors must be nearer by so much.
_LOOSE = 0.5
# Words that ask, or name what every question here is about; no answer hangs on them.
_ASKING = frozenset(
    words(
        "number amount sum figure date day year tell explain mean means consist consists have catalonia "
        "take takes place involved participate participates big large size "
        "numero importe suma cifra fecha dia ano significa consiste explica tener tenir hay cataluna "
        "participa participan grande tamano "
        "nombre import xifra data dia any significa consisteix explica digues hi ha catalunya "
        "participa participen gran mida"
    )
)
# Words that say the same here, beside what the word list translates.
_ALIKE = tuple(
    frozenset(words(those))
    for those in (
        "share percentage part proportion porcentaje parte cuota percentatge proporcio quota",
        "organisation organisations organization organizations entity entities entidad entidades "
        "organizacion organizaciones entitat entitats organitzacio organitzacions",
        "money funding financing dinero financiacion diners financament",
        "raise raised raising captado capto captar captaron captat captada recaudo recaudado",
        "name called llama llamaba nom diu deia",
        "make makes produce produces produced producing produce producen produeix produeixen fabrica "
        "fabrican fabriquen",
        "certified certification certificada certificado certificacion certificat certificacio",
    )
)
# What turns a question into another one; most are dropped as function words, or translated too freely.
_TURNS = tuple(
    re.compile(rf"\b(?:{forms})\b")
    for forms in (
        r"ends?|ended|ending|finish\w*|clos\w+|acab\w*|termin\w*|finali[zt]\w*|tanc\w+|cierr\w+|cerr\w+",
        r"begin\w*|began|begun|starts?|started|empez\w*|empiez\w*|inici\w*|comen[cz]\w*|comien\w*",
        r"before|former\w*|previous\w*|formerly|antes|anterior\w*|abans|antigu\w*|antig\w*",
        r"after|afterwards|despues|despres|posterior\w*",
        r"only|just|solo|solamente|nomes|sols",
        r"more|mas|mes|over|above|increas\w+|aument\w+|augment\w+",
        r"less|fewer|under|below|menos|menys|decreas\w+|disminu\w+",
        r"most|best|largest|biggest|highest|mayor|mejor|major|millor",
        r"least|worst|smallest|lowest|menor|peor|pitjor",
        r"first|primer\w*",
        r"last|latest|newest|ultim\w*|darrer\w*",
        r"new|nova|nou|noves|nous|nuev\w+",
        r"current\w*|now|today|actual\w*|ahora|ara|avui|hoy",
        r"each|every|per|por|cada",
        # What is wished, due or possible is not what is.
        r"wants?|wishe?s?|wanted|hopes?|quier\w+|quiso|espera\w*|vol|volen|voldria\w*",
        r"should|must|ought|deb\w+|hauri\w+|ha de|tiene que|han de|tienen que",
        r"might|may|could|would|podri\w+|podr[ae]\w*|haria\w*|tendri\w+|tindri\w+",
        # What was so for a time: the number then.
        r"had|used to|did (?:\w+ ){1,4}have|tenian?|habian?|havien|havia|tenien",
        r"this (?:year|month|week)|est[ea] (?:ano|mes|semana)|aquest (?:any|mes)|aquesta setmana",
        # Who does it, and to whom it is done.
        r"whom|who (?:does|do|did)|a quien(?:es)?|a qui",
        r"against|contra|en contra|opposed to",
        r"without|sin|sense",
        # Any one, and not the one that is meant.
        r"(?:an?|any|una?|algun|alguna|cualquier|qualsevol) (?:hub|network|red|xarxa)",
    )
)
_FUTURE = re.compile(r"\b(?:will|shall|going to|\w{2,}(?:rá|rán|rà|ran)|va a|van a)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Word:
    """A folded word, its stem in each language it may be of, and per language the stems that say it."""

    typed: str
    roots: tuple[tuple[Language, str], ...]
    ways: dict[Language, frozenset[str]]


_Linked = Callable[[_Word, _Word], bool]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What tells a question from another; `facts` must be equal, `words` must say each other, and `names`
    that both have must stand in one order: who invests in whom."""

    said: tuple[str, ...]
    names: tuple[str, ...]
    facts: tuple[object, ...]
    words: tuple[_Word, ...]
    vector: Vector


class Words(Protocol):
    """What knows a question's words and vector: a retriever."""

    def expand(self, question: Question) -> Expanded:
        """The question's words with all the ways to say them."""

    def embed(self, text: str) -> Vector:
        """The text's vector, of unit length."""


class Sameness:
    """Compares questions. Safe across threads."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._read = lru_cache(maxsize=4096)(self._asked)

    def of(self, one: Question, other: Question) -> float:
        """From 0 to 1; 1 where both are said in the same words."""
        asked, known = self._read(one), self._read(other)
        if asked.said == known.said:
            return 1.0
        if not _alike(asked, known, _is_other):
            return 0.0
        loose = 0.0 if _alike(asked, known, _is_same) else _LOOSE
        return max(float(asked.vector @ known.vector) - loose, 0.0)

    def cosine(self, one: Question, other: Question) -> float:
        """How near the vectors are, whatever tells the questions apart."""
        return float(self._read(one).vector @ self._read(other).vector)

    def _asked(self, question: Question) -> _Asked:
        expanded = self._words.expand(question)
        return _Asked(
            tuple(words(question.text)),
            _names(question.text),
            _facts(question),
            tuple(
                _word(typed, word, question.languages)
                for typed, word in zip(expanded.typed, expanded.words, strict=True)
                if typed not in _ASKING and not any(turn.fullmatch(typed) for turn in _TURNS)
            ),
            self._words.embed(question.text),
        )


def _facts(question: Question) -> tuple[object, ...]:
    text, folded = question.text, question.folded
    return (
        frozenset(_NUMBER.findall(text)),
        frozenset(dated.date for dated in dates_in(text)),
        denies(text),
        places_named(folded) - {"catalonia"},
        question.wants,
        attributes_asked(folded),
        frozenset(number for number, turn in enumerate(_TURNS) if turn.search(folded)),
        _FUTURE.search(text) is not None,
    )


def _names(text: str) -> tuple[str, ...]:
    named = named_words(text)
    return tuple(dict.fromkeys(word for word in words(text) if word in named))


def _shared(one: _Asked, other: _Asked) -> list[str]:
    """The names of one question that the other has too, in its order."""
    return [name for name in one.names if name in other.names]


def _word(typed: str, word: QueryWord, languages: Sequence[Language]) -> _Word:
    ways: dict[Language, set[str]] = {}
    for way in word.alternatives:
        ways.setdefault(way.language, set()).add(way.term)
    roots = tuple((name, stem(typed, name)) for name in languages)
    return _Word(typed, roots, {name: frozenset(terms) for name, terms in ways.items()})


def _alike(one: _Asked, other: _Asked, linked: _Linked) -> bool:
    """Whether nothing tells two questions apart. A question of asking words alone is like no other."""
    return (
        one.facts == other.facts
        and _shared(one, other) == _shared(other, one)
        and bool(one.words)
        and all(any(linked(word, theirs) for theirs in other.words) for word in one.words)
        and all(any(linked(theirs, word) for word in one.words) for theirs in other.words)
    )


def _is_same(one: _Word, other: _Word) -> bool:
    """Whether each word has a way to say the other."""
    return _says(one, other) and _says(other, one)


def _is_other(one: _Word, other: _Word) -> bool:
    """Whether either word has a way to say the other."""
    return _says(one, other) or _says(other, one)


def _says(one: _Word, other: _Word) -> bool:
    if any(one.typed in those and other.typed in those for those in _ALIKE):
        return True
    return any(root in one.ways.get(name, frozenset()) for name, root in other.roots)
