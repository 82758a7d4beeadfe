"""Numbers written as words, and ranks. In: a text and its language. Out: their values and characters.

"One" is an article too and no number here; nor is one that a word before it points back to ("these three
posts"). Rules and not a library: text2num reads the three languages' words, but gives no ordinals in Spanish
and no account of what surrounds them; quantulum3, which knows units, is English and needs scikit-learn.
"""

import re

from ingest.documents import Language
from ingest.figures.numbers import Number
from ingest.terms.analyzer import fold

_FORMS: dict[Language, str] = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis "
    "diecisiete dieciocho diecinueve veinte",
    "ca": "dos tres quatre cinc sis set vuit nou deu onze dotze tretze catorze quinze setze disset divuit "
    "dinou vint",
}
SPELLED: dict[Language, dict[str, int]] = {
    language: {word: number for number, word in enumerate(forms.split(), start=2)}
    for language, forms in _FORMS.items()
}
SPELLED["ca"]["dues"] = 2
_RANKS = {
    word: number
    for number, forms in enumerate(
        (
            "first primer primero primera", "second segundo segunda segon segona",
            "third tercer tercero tercera", "fourth cuarto cuarta quart quarta",
            "fifth quinto quinta cinque cinquena", "sixth sexto sexta sise sisena",
            "seventh septimo septima sete setena", "eighth octavo octava vuite vuitena",
            "ninth noveno novena nove", "tenth decimo decima dese desena",
        ),
        start=1,
    )
    for word in forms.split()
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:[-·][^\W\d_]+)*")
_POINTS_BACK = re.compile(
    r"\b(?:the|these|those|this|his|her|its|their|other|last|of|los|las|estos|estas|esos|esas|els|les|"
    r"aquests?|"
    r"aquestes|ultim[oa]s|altres|otr[oa]s) $"
)
_FIRST = re.compile(r" (?:first|primer\w*)\b")
_PART_OF_THEM = re.compile(
    r" (?:of|de|d['’])\s?(?:them|these|those|ell[oae]s|aquests?|estos|estas)\b"
)
_ALIKE = frozenset({"nou", "set", "deu", "once", "sis"})
_RANKED = re.compile(
    r"\b(?:rank\w*|position|place[ds]?|puesto|posicion|lugar|lloc|posicio|classificacio|clasificacion)\b"
)
_WHERE = re.compile(
    r" (?:in (?:the )?)?(?:worldwide|world|europe|spain|mundial\w*|europe\w*|en europa|a europa|"
    r"en el mundo|al mon|"
    r"d'europa|de europa|del mundo|del mon)\b"
)

_SCOPE = re.compile(r"(?:(?! (?:and|y|e|i|with|amb|con)\b| (?:in|en|el) \d)[^,.;:()])*")


def spelled_in(text: str, language: Language) -> list[Number]:
    """Cardinal numbers from two to twenty that are written as words."""
    found = []
    for match in _WORD.finditer(text):
        value = SPELLED[language].get(fold(match[0]))
        if value is None or _points_back(text, match) or _is_a_name(text, match):
            continue
        if fold(match[0]) in _ALIKE and not _is_plural_next(text[match.end() :]):
            continue
        found.append(Number(float(value), "", *match.span()))
    return found


def _is_a_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word only looks like a number: "Sant Joan de Déu" has no ten in it."""
    inside = text[: match.start()].rstrip(" \"'(«“")[-1:] not in (
        "",
        ".",
        ":",
        ";",
        "!",
        "?",
        "\n",
        "-",
        "*",
    )
    return inside and match[0][0].isupper() and not match[0].isupper()


def ranks_in(text: str) -> list[Number]:
    """Ordinals that tell a place among others: "ranked fifth", "eighth worldwide"."""
    ranked = _RANKED.search(fold(text)) is not None
    return [
        Number(float(_RANKS[fold(match[0])]), "rank", *match.span())
        for match in _WORD.finditer(text)
        if fold(match[0]) in _RANKS
        and (ranked or (_RANKS[fold(match[0])] > 1 and _WHERE.match(fold(text[match.end() :]))))
    ]


def scope_of(text: str, rank: Number) -> str:
    """Among whom a rank is one: " in Europe" of "fifth in Europe and eighth worldwide"."""
    match = _SCOPE.match(text, rank.end)
    return match[0] if match else ""


def _points_back(text: str, match: re.Match[str]) -> bool:
    """Whether a number is no count but says again what was counted: "these three", "two of them"."""
    after = fold(text[match.end() :])
    if _PART_OF_THEM.match(after):
        return True
    return _POINTS_BACK.search(fold(text[: match.start()])) is not None and not _FIRST.match(after)


def _is_plural_next(after: str) -> bool:
    """Whether a plural follows, or nothing: Catalan "nou" is new, "set" thirst, "deu" owes."""
    following = re.match(r" ([^\W\d_]+)", after)
    return following is None or following[1].endswith("s")
