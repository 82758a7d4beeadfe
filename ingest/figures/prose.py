"""A sentence to its figures, with what it takes from the one before it and from its heading.

In: a sentence with its place. Out: figures, and the context for the next sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.documents import Document, Language, Passage, Span
from ingest.figures.context import Context, stems_of
from ingest.figures.dating import Dates, dates_of, only_date, stated_date
from ingest.figures.figure import Dating, Figure, Qualifier
from ingest.figures.naming import counted_noun, is_time, named_before, subject_of, what_of
from ingest.figures.numbers import Number, numbers_in
from ingest.figures.qualifiers import qualifier_of
from ingest.figures.screening import is_no_figure
from ingest.figures.spelled import ranks_in, spelled_in
from ingest.figures.status import status_of
from ingest.passages import SECTION_SEPARATOR

_ANOTHER_SOURCE = re.compile(
    r"(?:another|other|an?other) (?:source|article|report)|otra? (?:fuente|articulo|informe)|"
    r"una? altra (?:font|article|informe)|otra fuente|altres fonts|otras fuentes|other sources",
    re.I,
)
_THAT_DATE = re.compile(r"^[^,;]{0,40}\b(?:that (?:date|day)|aquella (?:data|fecha)|esa fecha)\b")
_OR = re.compile(r" (?:or|o) ")
_AND = re.compile(r" (?:and|y|i) ")
_BETWEEN = re.compile(r"\b(?:between|entre)(?: about| unos| uns)? $", re.I)
_TO = re.compile(r" ?(?:to|a|al|-|–) ?")
_SAME_MONEY = re.compile(r"(?:\b(?:and|y|i|e)|,) (?:about |other |otros |altres )?$")
_OF_KIND = re.compile(r" (?:de|of|in|en) ")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence or row stands."""

    document: Document
    passage: Passage
    span: Span

    @property
    def text(self) -> str:
        return self.document.text[self.span.start : self.span.end]

    @property
    def heading(self) -> str:
        return self.passage.section.rpartition(SECTION_SEPARATOR)[2]

    @property
    def named_heading(self) -> str:
        """The nearest heading that has a name in it, else the nearest.

        The title of a report on two things says of no figure in it which of them it is of.
        """
        headings = self.passage.section.split(SECTION_SEPARATOR)[::-1]
        is_report = self.document.metadata.kind == "report"
        if is_report and len(headings) > 1 and _AND.search(headings[-1]):
            del headings[-1]
        return next((one for one in headings if subject_of(one[1:])), self.heading)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number of a sentence with its unit, as far as the sentence tells it."""

    number: Number
    unit: str
    noun: str
    qualifier: Qualifier | None


@lru_cache(maxsize=64)
def all_numbers(text: str, language: Language) -> tuple[Number, ...]:
    """The numbers of a text that may be figures, in order: digits, words, ranks. Asked for often."""
    found = [*numbers_in(text), *spelled_in(text, language), *ranks_in(text)]
    kept = [number for number in found if not is_no_figure(text, number)]
    return tuple(sorted(kept, key=lambda number: number.start))


def figures_of_sentence(place: Place, before: Context) -> tuple[list[Figure], Context]:
    """The figures of a sentence, and the context that it makes."""
    text, language = place.text, place.passage.language
    leans = before.leant_on_by(text, language)
    dates = dates_of(text, place.document.metadata.date)
    counted = list(_counted(text, language, before))
    subject = _subject(place, before, counted[0].number.start if counted else len(text))
    carried = before.date if leans else None
    found: list[Figure] = []
    for one in counted:
        found.append(_figure(place, one, _When(dates, carried, before.date), subject, found))
    own = dates.own[0].date if dates.own else None
    nouns = [one.noun for one in counted if one.noun and not is_time(one.noun)]
    after = Context(
        section=place.passage.section,
        sentence=text,
        date=own or (dates.attributed[0].date if dates.attributed else None) or carried,
        noun=nouns[-1] if nouns else before.noun,
        subject=subject,
        stems=stems_of(text, language),
    )
    return found, after


def _subject(place: Place, before: Context, first: int) -> str:
    """Whom a sentence is about: a name before its first figure, else that of the sentence it leans on, else
    of its headings."""
    said = subject_of(place.text[:first])
    if before.subject and before.is_meant_by(place.text):
        return before.subject
    if not said and before.leant_on_by(place.text, place.passage.language):
        said = before.subject
    heading = place.named_heading
    # Of two that a heading names, the sentence goes on about the one before.
    goes_on = before.subject in _AND.split(heading)
    return said or (before.subject if goes_on else heading)


def _counted(text: str, language: Language, before: Context) -> Iterator[_Counted]:
    """The numbers that count or measure something; what one leaves out, those before it say."""
    noun = ""
    money: Number | None = None
    numbers = all_numbers(text, language)
    for number, following in zip(numbers, [*numbers[1:], None], strict=False):
        number = _like(money, _from_to(number, following, text), text)
        own = "" if number.unit else _noun_of(text, number, language)
        if own and not is_time(own):
            noun = own
        unit = number.unit or own or noun or before.noun
        if number.unit in ("EUR", "USD"):
            money = number
        if unit:
            shown = "" if number.unit else unit
            yield _Counted(number, unit, shown, _qualifier(text, number, unit, language))


def _noun_of(text: str, number: Number, language: Language) -> str:
    """The noun that a number counts; of "two or three experts" each counts experts."""
    upper = _upper_end(text, number, language)
    last = upper or number
    return counted_noun(text, last.end, language) or named_before(text, number, language)


def _upper_end(text: str, number: Number, language: Language) -> Number | None:
    """The second number of a range that this one begins: "two or three", "between 20 and 30"."""
    joint = _OR.match(text, number.end)
    if joint is None and _BETWEEN.search(text[: number.start]):
        joint = _AND.match(text, number.end)
    if joint is None:
        return None
    return next((one for one in all_numbers(text, language) if one.start == joint.end()), None)


def _from_to(number: Number, following: Number | None, text: str) -> Number:
    """The first end of a change takes unit and scale of the second: "from 39 to 163 m²"."""
    if following is None or number.unit or not _TO.fullmatch(text[number.end : following.start]):
        return number
    scale = following.scale / number.scale
    return replace(number, unit=following.unit, value=number.value * scale, scale=following.scale)


def _like(money: Number | None, number: Number, text: str) -> Number:
    """A sum whose currency or scale stands with the one before it: "2.5 million and 8 in equity"."""
    if money is None or number.unit or not text[number.start].isdecimal():
        return number
    if number.scale > 1:
        return replace(number, unit=money.unit)
    between = text[money.end : number.start]
    listed = _SAME_MONEY.search(text[: number.start]) and len(between) < 40
    if listed and money.scale > 1 and number.value < 1000 and _OF_KIND.match(text, number.end):
        return replace(number, unit=money.unit, value=number.value * money.scale, scale=money.scale)
    return number


def _qualifier(text: str, number: Number, unit: str, language: Language) -> Qualifier | None:
    if not number.unit:
        if _upper_end(text, number, language):
            return "at least"
        others = (_upper_end(text, one, language) for one in all_numbers(text, language))
        if any(one is not None and one.start == number.start for one in others):
            return "up to"
    before, after = text[: number.start], text[number.end :]
    return qualifier_of(before, after, lasts=is_time(unit))


@dataclass(frozen=True, slots=True)
class _When:
    """The dates of a sentence, that of the one it leans on, and that of the one before in any case."""

    dates: Dates
    carried: str | None
    before: str | None


def _stated(place: Place, number: Number, when: _When) -> str | None:
    """The date that the text states: in the sentence, else in the one it leans on, else in the heading."""
    text = place.text
    if _ANOTHER_SOURCE.search(text):  # whose date is its own
        return stated_date(when.dates, text, number.start, number.end)
    if when.before and _THAT_DATE.search(text[number.end :]):
        return when.before
    stated = stated_date(when.dates, text, number.start, number.end)
    if when.dates.own or when.dates.periods:
        return stated
    return when.carried or stated or only_date(place.heading, place.document.metadata.date)


def _past(place: Place, before: Figure) -> int:
    """Where the figure before ends in the sentence, with the noun that it counts."""
    past = before.past - place.span.start
    noun = f" {before.unit}"
    return past + len(noun) if place.text.startswith(noun, past) else past


def _figure(
    place: Place,
    one: _Counted,
    when: "_When",
    subject: str,
    earlier: Sequence[Figure],
) -> Figure:
    text, metadata = place.text, place.document.metadata
    number = one.number
    before = earlier[-1] if earlier else None
    stated = _stated(place, number, when)
    as_of_from: Dating = "stated" if stated else "document"
    return Figure(
        document_id=place.document.id,
        value=number.value,
        qualifier=one.qualifier,
        unit=one.unit,
        what=what_of(
            text,
            number,
            one.noun,
            _past(place, before) if before else 0,
            before.what if before and number.unit in (before.unit, "%") else "",
        ),
        subject=subject,
        as_of=stated or metadata.date,
        as_of_from=as_of_from,
        status=status_of(text),
        sentence=text,
        start=place.span.start,
        end=place.span.end,
        at=place.span.start + number.start,
        past=place.span.start + number.end,
        page=place.passage.page,
        section=place.passage.section,
        caption="",
        language=place.passage.language,
        counter=_ANOTHER_SOURCE.search(text) is not None,
    )
