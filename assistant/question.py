"""A question as it was typed to what is known of it before anything is searched.

In: text and, when the asker chose one, a language. Out: its language, the languages its words may be
in, what kind of answer it wants (a number, a date, a name), and whether it wants several.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from assistant.errors import BadQuestion
from ingest.documents import Language
from ingest.language import confidences
from ingest.terms.analyzer import fold, words

Wants = Literal["number", "date", "name", "other"]

LONGEST = 4_000
_POSSIBLE = 0.25
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")

_NUMBER = re.compile(
    r"\bhow (?:many|much|long|old|far|large|big|high)\b|\bwhat (?:percent\w*|number|amount|share|"
    r"proportion|price|cost|turnover|figure)|\bpercentage|\bquants?\b|\bquant[ae]s?\b|\bquin(?:a)? "
    r"(?:nombre|percentatge|import|preu|proporcio|quota|xifra|facturacio|pes)|\bcuant[oa]s?\b|\bque "
    r"(?:porcentaje|numero|cantidad|precio|proporcion|cuota|cifra|facturacion|peso)|\bcual (?:es|era|fue) "
    r"(?:el|la) (?:porcentaje|numero|cantidad|precio|proporcion|cuota|cifra|facturacion|peso)|"
    r"\bpercentatge|\bporcentaje"
)
_DATE = re.compile(
    r"\bwhen\b|\b(?:what|which) (?:year|date|day|month|century|decade)|\bquan\b|\bquin (?:any|dia|mes|segle)|"
    r"\ben quin any|\bquina data|\bcuando\b|\bque (?:ano|dia|mes|siglo|fecha)"
)
_NAME = re.compile(
    r"\bwho(?:m|se)?\b|\b(?:what|which) (?:person|compan|organi[sz]ation|hospital|institut|member|cit|countr|"
    r"place|region)|\bwhere\b|\bqui\b|\bquin(?:a|s|es)? (?:persona|empres|entitat|hospital|institut|membre|ciutat|"
    r"pais|lloc)|\bon (?:es|son|esta|estan|puc|fan|fa)\b|\bquien(?:es)?\b|\bque (?:persona|empresa|entidad|"
    r"hospital|instituto|miembro|ciudad|pais|lugar)|\bdonde\b"
)
_SEVERAL = re.compile(
    r"\b(?:which|what) (?:(?!does\b|this\b)\w+ ){0,2}?(?!does\b|this\b)\w{3,}(?<![su])s\b|\bwho (?:are|can|"
    r"makes?|produces?|offers?|does|works?|has|have|develops?)\b|\blist\b|\bquine?s \w+|\bqui (?:son|pot|fa|"
    r"fan|produeix|ofereix|te|treballa|desenvolupa)\b|\bllista|\bque \w{3,}s\b(?! (?:es|fue)\b)|\bcuales\b|"
    r"\bquien (?:puede|hace|produce|ofrece|tiene|trabaja|desarrolla)\b|\bquienes\b|\blista"
)
_GREETING = frozenset(
    (
        "hi hello hey good morning afternoon evening day there thanks thank you bye goodbye hola "
        "buenas buenos dias tardes noches gracias adios bon dia bona tarda nit bones gracies merci "
        "adeu salut que tal ok"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be searched. `languages` are those its words may be in, likeliest first."""

    text: str
    language: Language
    languages: tuple[Language, ...]
    wants: Wants
    wants_several: bool
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
        return cls(
            text=text,
            language=language or ranked[0],
            languages=possible,
            wants=_wants(plain),
            wants_several=_SEVERAL.search(plain) is not None,
            is_greeting=bool(found := words(text)) and set(found) <= _GREETING,
        )


def _clean(typed: str) -> str:
    normal = unicodedata.normalize("NFC", typed.encode("utf-8", "replace").decode())
    return " ".join(_CONTROL.sub(" ", normal).split())


def _wants(plain: str) -> Wants:
    if _NUMBER.search(plain):
        return "number"
    if _DATE.search(plain):
        return "date"
    return "name" if _NAME.search(plain) else "other"
