"""A question as it was typed to what is known of it before anything is searched.

In: text and, when the asker chose one, a language. Out: its language, the languages its words may be
in, what kind of answer it wants (a number, a date, a name), and whether it wants several.
"""

import re
import unicodedata
from dataclasses import dataclass

from assistant.errors import BadQuestion
from assistant.question_kinds import Wants, counted, wants, wants_several
from ingest.documents import Language
from ingest.language import confidences
from ingest.terms.analyzer import fold, words

LONGEST = 4_000
_POSSIBLE = 0.25
_CLEAR = 0.45
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")

_GREETINGS: dict[Language, frozenset[str]] = {
    "en": frozenset(
        "hi hello hey good morning afternoon evening there thanks thank you bye ok".split()
    ),
    "es": frozenset("hola buenas buenos dias tardes noches gracias adios que tal".split()),
    "ca": frozenset("hola bon bona bones dia tarda nit gracies merci adeu salut que tal".split()),
}
_THANKS = frozenset("thanks thank gracias gracies merci".split())


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be searched.

    `languages` are those its words may be in, likeliest first; `counts` is the word for what it
    counts, if it does.
    """

    text: str
    folded: str
    language: Language
    languages: tuple[Language, ...]
    wants: Wants
    wants_several: bool
    counts: str | None
    is_greeting: bool

    @classmethod
    def read(cls, typed: str, language: Language | None = None) -> "Question":
        """Read what was typed; raise BadQuestion where there is nothing to read or too much."""
        text = _clean(typed)
        if not any(char.isalnum() for char in text):
            raise BadQuestion("the question is empty: type what you would like to know")
        if len(text) > LONGEST:
            raise BadQuestion(
                f"the question has {len(text):,} characters: shorten it to {LONGEST:,} or fewer"
            )
        sure = confidences(text)
        ranked = sorted(sure, key=lambda name: -sure[name])
        possible = tuple(name for name in ranked if sure[name] >= _POSSIBLE) or ("en", "es", "ca")
        plain = fold(text)
        greeted = [name for name in ranked if set(words(text)) <= _GREETINGS[name]]
        return cls(
            text=text,
            folded=plain,
            language=language or (greeted[0] if greeted else _spoken(sure)),
            languages=possible,
            wants=wants(plain),
            wants_several=wants_several(plain),
            counts=counted(plain),
            is_greeting=bool(greeted),
        )


def thanks(text: str) -> bool:
    """Whether a greeting is one of thanks."""
    return not _THANKS.isdisjoint(words(text))


def is_greeting(text: str) -> bool:
    """Whether a text greets and asks nothing."""
    said = set(words(text))
    return bool(said) and any(said <= greetings for greetings in _GREETINGS.values())


def _spoken(sure: dict[Language, float]) -> Language:
    """The likeliest language; English where a name alone was typed, which is of none."""
    best = max(sure, key=lambda name: sure[name])
    return best if sure[best] >= _CLEAR else "en"


def _clean(typed: str) -> str:
    normal = unicodedata.normalize("NFC", typed.encode("utf-8", "replace").decode())
    return " ".join(_CONTROL.sub(" ", normal).split())
