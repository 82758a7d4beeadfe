"""Random values of a kind, told in three languages: figures, dates, names, addresses, choices of a list.

In: a specification such as "count 5 400" or "disease". Out: a value, equal to another if it means the same.
"""

import calendar
from collections.abc import Callable
from random import Random

from models.recipes.reader_templates.subjects import draw, word
from models.recipes.reader_templates.texts import LANGUAGES, Texts, parse, read

_LISTS: dict[str, list[Texts]] = {
    name: [parse(line) for line in lines.splitlines()]
    for name, lines in read("values.yaml").items()
}
_POINTS = {"en": (",", "."), "es": (".", ","), "ca": (".", ",")}


def sample(specification: str, rng: Random) -> Texts:
    """A value of the kind that a slot asks for."""
    kind, *limits = specification.split()
    if kind in _LISTS:
        return rng.choice(_LISTS[kind])
    return _SAMPLERS[kind](rng, *map(int, limits))


def _same(text: str) -> Texts:
    return {language: (text,) for language in LANGUAGES}


def _texts(en: str, es: str, ca: str) -> Texts:
    return parse(f"{en} | {es} | {ca}")


def _figures(number: float) -> list[str]:
    """A number as each language writes it."""
    plain = f"{number:,}"
    return [
        plain.translate(str.maketrans(",.", "".join(_POINTS[language]))) for language in LANGUAGES
    ]


def _count(rng: Random, low: int, high: int) -> Texts:
    number = rng.randint(low, high)
    en, es, ca = _figures(number)
    if not 3 <= number <= 12:
        return _texts(en, es, ca)
    words = _LISTS["numbers"][number - 3]
    return _texts(*(f"{number} / {words[language][0]}" for language in LANGUAGES))


def _year(rng: Random, low: int = 2016, high: int = 2026) -> Texts:
    return _same(str(rng.randint(low, high)))


def _millions(rng: Random, low: int, high: int) -> Texts:
    tenths = rng.randint(1, 9) / 10 if rng.random() < 0.5 else 0
    en, es, ca = _figures(rng.randint(low, high) + tenths)
    return _texts(
        f"{en} million euros / €{en} million", f"{es} millones de euros", f"{ca} milions d'euros"
    )


def _euros(rng: Random, low: int, high: int) -> Texts:
    en, es, ca = _figures(rng.randint(low, high) * 100)
    return _texts(f"{en} euros / €{en}", f"{es} euros", f"{ca} euros")


def _percent(rng: Random, low: int = 5, high: int = 95) -> Texts:
    en, es, ca = _figures(rng.randint(low, high))
    return _texts(f"{en}% / {en} per cent", f"{es}% / {es} %", f"{ca}% / {ca} %")


def _month(rng: Random) -> Texts:
    month, year = rng.choice(_LISTS["months"]), rng.randint(2017, 2026)
    en, es, ca = (month[language][0] for language in LANGUAGES)
    return _texts(f"{en} {year}", f"{es} de {year}", f"{ca} de {year}")


def _date(rng: Random) -> Texts:
    number, year = rng.randint(1, 12), rng.randint(2022, 2028)
    day = rng.randint(2, calendar.monthrange(year, number)[1])
    en, es, ca = (_LISTS["months"][number - 1][language][0] for language in LANGUAGES)
    return _texts(
        f"{day} {en} {year} / {en} {day}, {year}",
        f"{day} de {es} de {year}",
        f"{day} de {ca} de {year}",
    )


def _span_of(unit: str) -> Callable[[Random, int, int], Texts]:
    units = parse(unit)

    def sampled(rng: Random, low: int, high: int) -> Texts:
        number = _count(rng, low, high)
        return {
            language: tuple(f"{figure} {units[language][0]}" for figure in number[language])
            for language in LANGUAGES
        }

    return sampled


def _email(rng: Random) -> Texts:
    box = rng.choice(["info", "contact", "office", "hola", "projects", "secretariat"])
    return _same(f"{box}@{word(rng).lower()}.example")


def _phone(rng: Random) -> Texts:
    # No number of the country begins with 0.
    return _same(f"0{rng.randint(10, 99)} {rng.randint(100, 999)} {rng.randint(100, 999)}")


def _web(rng: Random) -> Texts:
    return _same(rng.choice(["https://", "www.", ""]) + f"{word(rng).lower()}.example")


def _street(rng: Random) -> Texts:
    name, number = word(rng), rng.randint(2, 180)
    return _texts(
        f"{number} {name} Street", f"la calle {name}, {number}", f"el carrer {name}, {number}"
    )


def _of_kind(kind: str) -> Callable[[Random], Texts]:
    return lambda rng: draw(kind, rng).full


_SAMPLERS: dict[str, Callable[..., Texts]] = {
    "count": _count,
    "year": _year,
    "millions": _millions,
    "euros": _euros,
    "percent": _percent,
    "month": _month,
    "date": _date,
    "years": _span_of("years | años | anys"),
    "months_long": _span_of("months | meses | mesos"),
    "weeks": _span_of("weeks | semanas | setmanes"),
    "email": _email,
    "phone": _phone,
    "web": _web,
    "street": _street,
    "organisation": _of_kind("organisation"),
    "person": _of_kind("person"),
}
