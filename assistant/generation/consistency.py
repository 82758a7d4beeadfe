"""What a written sentence may not say where the sentence that bears it out does not.

In: both. Out: the first kind of thing that does not hold, or None: figures and what they count, spelled
amounts, dates, codes, single letters, names and rare words, denials and reversals. It reads words, not
grammar: who did what to whom is not told apart.
"""

import re
from collections.abc import Callable

from assistant.names import named_words
from assistant.values import figures_in
from ingest.dates import dates_in
from ingest.terms.analyzer import fold, function_words, words

_CODE = re.compile(r"\b(?=[\w-]*\d)(?=[\w-]*[^\W\d_])[\w-]+\b")
# "Series B"; at the start "A" and "I" are words.
_LETTER = re.compile(r"(?<=[^\W\d_] )[A-ZÀ-Ý](?![\w’'])(?!\. [A-ZÀ-Ý])")
_DENIAL = re.compile(
    r"\b(no|non|not|never|none|neither|nor|without|cannot|\w+n['’]t|nunca|ningun[ao]?|sin|jamas|tampoco|"
    r"mai|cap|sense|tampoc)\b"
)
# Turns of phrase that deny nothing.
_NO_DENIAL = re.compile(
    r"\b(sin embargo|no obstante|not only|no solo|no nomes|sense dubte|sin duda)\b"
)
_REVERSAL = re.compile(
    r"\b(los[est]\w*|refus\w+|reject\w+|fail\w*|den(?:y|ied|ies)|cancel\w*|withdr\w+|repaid|pa(?:y|id|ys)|sue[ds]?|"
    r"fraud\w*|criminal\w*|illegal\w*|bankrupt\w*|perd\w+|rechaz\w+|fracas\w+|neg[oa]\w*|retir\w+|pag[oaue]\w*|"
    r"ilegal\w*|quiebra|rebutj\w+|frau\w*|fallida|stole\w*|scandal\w*|escandal\w*|escandol\w*)\b"
)
# Spelled amounts, the three languages' together: who says one must have read one.
_AMOUNTS = tuple(
    re.compile(rf"\b(?:{forms})\b")
    for forms in (
        "hundreds?|cien(?:t[oa]s?)?|cents?|centenars?",
        "thousands?|mil(?:es|ers)?",
        "millions?|millon(?:es)?|mili(?:o|ons)",
        "billions?",
        "dozens?|docenas?|dotzen[ae]s?",
        "half|mitad|meitat|mig|mitja|medi[oa]",
        "third|tercio|terc",
        "quarter|cuarto|cuarta|quart",
        "double|doble|twice",
        "triple",
        "most|majority|mayoria|majoria",
        "all|tod[oa]s|tots|totes",
    )
)
# "one" and "un" are articles too.
_SPELLED = {
    word: number
    for number, forms in enumerate(
        (
            "two dos dues", "three tres", "four cuatro quatre", "five cinco cinc", "six seis sis",
            "seven siete set", "eight ocho vuit", "nine nueve nou", "ten diez deu",
            "eleven once onze", "twelve doce dotze", "thirteen trece tretze",
            "fourteen catorce catorze", "fifteen quince quinze", "sixteen dieciseis setze",
            "seventeen diecisiete disset", "eighteen dieciocho divuit",
            "nineteen diecinueve dinou", "twenty veinte vint",
        ),
        start=2,
    )
    for word in forms.split()
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_AFTER = 60
_BEFORE = 40
_COUNTED = 2


def invented(
    sentence: str, told: str, context: str, says: Callable[[str, str], bool]
) -> str | None:
    """The kind of thing that a sentence says, and neither `told` nor, for dates and names, `context` does.

    `says(word, text)` is whether a text says a word of the sentence, in whichever language.
    """
    whole = f"{context}\n{told}"
    checks = {
        "figure": _figures(sentence) <= _figures(told),
        "amount": _amounts(sentence) <= _amounts(told),
        "counted": all(_counts_the_same(one, sentence, told, says) for one in _counts(sentence)),
        "date": all(_has_date(date.date, whole) for date in dates_in(sentence)),
        "code": _folded(_CODE, sentence) <= _folded(_CODE, whole),
        "letter": set(_LETTER.findall(sentence)) <= set(_LETTER.findall(whole)),
        "name": all(
            says(word, whole)
            for word in named_words(without_dates(sentence))
            if not _is_function_word(word)
        ),
        "denial": denies(sentence) == denies(told),
        "reversal": bool(_REVERSAL.search(fold(told))) or not _REVERSAL.search(fold(sentence)),
    }
    return next((kind for kind, holds in checks.items() if not holds), None)


def denies(text: str) -> bool:
    """Whether a text says that something is not so."""
    return _DENIAL.search(_NO_DENIAL.sub("", fold(text))) is not None


def _folded(pattern: re.Pattern[str], text: str) -> set[str]:
    return {fold(found) for found in pattern.findall(text)}


def _figures(text: str) -> set[tuple[float, str]]:
    """Numbers with their units; one that is spelled counts as one in digits."""
    spelled = {(float(_SPELLED[word]), "") for word in words(text) if word in _SPELLED}
    return spelled | {(one.value.number, one.value.unit) for one in figures_in(text, "")}


def _amounts(text: str) -> set[re.Pattern[str]]:
    folded = fold(text)
    return {amount for amount in _AMOUNTS if amount.search(folded)}


def _counts(text: str) -> list[tuple[float, int]]:
    """Numbers that count things, in digits or spelled, and where they stand."""
    spelled = [
        (float(_SPELLED[fold(found[0])]), found.start())
        for found in _WORD.finditer(text)
        if fold(found[0]) in _SPELLED
    ]
    return spelled + [
        (one.value.number, one.at) for one in figures_in(text, "") if not one.value.unit
    ]


def _counts_the_same(
    counted: tuple[float, int], sentence: str, told: str, says: Callable[[str, str], bool]
) -> bool:
    """Whether what follows a number stands near the same number in what is told."""
    number, at = counted
    nouns = [word for word in words(sentence[at : at + _AFTER]) if _is_content(word)][:_COUNTED]
    near = [
        told[max(0, place - _BEFORE) : place + _AFTER]
        for other, place in _counts(told)
        if other == number
    ]
    return not nouns or not near or any(says(noun, text) for noun in nouns for text in near)


def without_dates(text: str) -> str:
    """The text without its dates, whose months are no names."""
    for date in reversed(dates_in(text)):
        text = text[: date.start] + text[date.end :]
    return text


def _is_content(word: str) -> bool:
    return not (word[0].isdecimal() or word in _SPELLED or _is_function_word(word))


def _is_function_word(word: str) -> bool:
    return any(word in function_words(language) for language in ("en", "es", "ca"))


def _has_date(date: str, told: str) -> bool:
    """A year is told by any date in it; a day by that day alone."""
    return any(one.date.startswith(date) for one in dates_in(told))
