"""Figures as people write them, in their language. In: figures of a topic. Out: their text."""

from assistant.answer import Figure
from ingest.documents import Language

_MILLION = 1_000_000
_SIGNS = {
    "more than": ">",
    "less than": "<",
    "at least": "≥",
    "up to": "≤",
    "almost": "≲",
    "about": "≈",
}
_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "million": "million",
        "millions": "million",
        "of EUR": "EUR",
        "of USD": "USD",
    },
    "es": {
        "more than": "más de",
        "less than": "menos de",
        "at least": "al menos",
        "up to": "hasta",
        "almost": "casi",
        "about": "unos",
        "announced": "anunciado",
        "planned": "previsto",
        "achieved": "logrado",
        "rank": "puesto",
        "million": "millón",
        "millions": "millones",
        "EUR": "euros",
        "USD": "dólares",
        "of EUR": "de euros",
        "of USD": "de dólares",
    },
    "ca": {
        "more than": "més de",
        "less than": "menys de",
        "at least": "almenys",
        "up to": "fins a",
        "almost": "gairebé",
        "about": "uns",
        "announced": "anunciat",
        "planned": "previst",
        "achieved": "assolit",
        "rank": "lloc",
        "million": "milió",
        "millions": "milions",
        "EUR": "euros",
        "USD": "dòlars",
        "of EUR": "d'euros",
        "of USD": "de dòlars",
    },
}
_MONEY = frozenset({"EUR", "USD"})


def amount(figure: Figure, language: Language = "en") -> str:
    """The value with its unit: "42,068 million EUR", "7,6 %", "70 members"."""
    value, unit = figure.value, figure.unit
    if unit == "rank":
        return f"{_say(language, unit)} {_plain(language, value)}"
    if unit == "%":
        return f"{_plain(language, value)}{'' if language == 'en' else ' '}%"
    if unit in _MONEY and abs(value) >= _MILLION:
        millions = "million" if abs(value) == _MILLION else "millions"
        said = f"{_say(language, millions)} {_say(language, f'of {unit}')}"
        return f"{_plain(language, value / _MILLION)} {said}"
    shown = "m²" if unit == "m2" else _say(language, unit) if unit in _MONEY else unit
    return f"{_plain(language, value)} {shown}".strip()


def written(figure: Figure, language: Language = "en") -> str:
    """The amount with its qualifier: "more than 70 members"."""
    said = amount(figure, language)
    return f"{_say(language, figure.qualifier)} {said}" if figure.qualifier else said


def marked(figure: Figure, language: Language = "en") -> str:
    """The amount as a chart shows it, with signs: "> 70 members (announced) ≠"."""
    sign = f"{_SIGNS[figure.qualifier]} " if figure.qualifier else ""
    clash = " ≠" if figure.disagrees_with else ""
    return f"{sign}{amount(figure, language)}{_promised(figure, language)}{clash}"


def status_in(language: Language, figure: Figure) -> str | None:
    """Whether it was announced, planned or achieved, where its document says."""
    return _say(language, figure.status) if figure.status else None


def told(figure: Figure, language: Language = "en") -> str:
    """The amount in words, and whether it is only announced or planned: a chart that is read aloud."""
    return f"{written(figure, language)}{_promised(figure, language)}"


def _promised(figure: Figure, language: Language) -> str:
    """A bar that stands for something to come must not look like one that is there."""
    to_come = figure.status in ("announced", "planned")
    return f" ({status_in(language, figure)})" if to_come else ""


def _say(language: Language, word: str) -> str:
    return _WORDS[language].get(word, word)


def _plain(language: Language, value: float) -> str:
    """1,469.5 in English; 1.469,5 in Spanish and Catalan; no more decimals than there are."""
    digits = f"{value:,.0f}" if value == int(value) else f"{value:,.6f}".rstrip("0").rstrip(".")
    return digits if language == "en" else digits.translate(str.maketrans(",.", ".,"))
