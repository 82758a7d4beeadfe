"""What a written sentence may not have that its passages lack: figures, dates, names, codes, a denial.

In: a sentence, and all that its passages say. Out: the first thing that does not hold, or None.
"""

import re

from assistant.names import named_words
from assistant.values import figures_in
from ingest.dates import dates_in
from ingest.terms.analyzer import fold, words

_CODE = re.compile(r"\b(?=[\w-]*\d)(?=[\w-]*[^\W\d_])[\w-]+\b")
_DENIAL = re.compile(
    r"\b(no|not|never|none|neither|nor|without|cannot|\w+n['’]t|nunca|ningun[ao]?|sin|jamas|tampoco|"
    r"mai|cap|sense|tampoc)\b"
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


def invented(sentence: str, told: str) -> str | None:
    """The kind of thing that a sentence says and its passages do not."""
    if not _figures(sentence) <= _figures(told):
        return "figure"
    if any(not _has_date(date.date, told) for date in dates_in(sentence)):
        return "date"
    if not {fold(code) for code in _CODE.findall(sentence)} <= {
        fold(c) for c in _CODE.findall(told)
    }:
        return "code"
    return None


def lacking_names(sentence: str, told: str, translated: set[str]) -> set[str]:
    """Words of names that neither the passages say, nor are `translated` from what they say."""
    return named_words(sentence) - set(words(told)) - translated


def denies(text: str) -> bool:
    """Whether a text says that something is not so."""
    return _DENIAL.search(fold(text)) is not None


def _figures(text: str) -> set[tuple[float, str]]:
    """Numbers with their units; one that is spelled counts as one in digits."""
    spelled = {(float(_SPELLED[word]), "") for word in words(text) if word in _SPELLED}
    return spelled | {(one.value.number, one.value.unit) for one in figures_in(text, "")}


def _has_date(date: str, told: str) -> bool:
    """A year is told by any date in it; a day by that day alone."""
    return any(one.date.startswith(date) for one in dates_in(told))
