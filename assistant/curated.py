"""Answers that the hub's staff fixed, given first wherever the same question is asked.

In: a question as it was read, and the fixed answers. Out: the events of one of them, or None. It is given
only while every quote still stands where it was picked, in a document that has not changed and that the
asker may read; own words of the staff are told in the asker's language, else the quotes tell it.
"""

import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

from assistant.answer import Answer, Checked, Citation, Delta, Event, Sources, Statement, Timing
from assistant.conversation.followup import Reading
from assistant.messages import MESSAGES, Messages
from assistant.question import Question
from assistant.sameness import SAME, Sameness
from assistant.writing import cite, introduction
from ingest.dates import dates_in
from ingest.documents import Language, Span
from ingest.index.entries import Found
from ingest.index.reader import Index


@dataclass(frozen=True, slots=True)
class Place:
    """A quote, `text[start:end]` of a document as it was when that had this content hash."""

    document_id: str
    content_hash: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """An answer that the staff fixed.

    `questions` are wordings of one question, in any language; `words` the staff's own sentences, by
    language, none where the quotes say it all; `checked` and `expires` are days (YYYY-MM-DD).
    """

    id: str
    questions: tuple[str, ...]
    words: Mapping[Language, str]
    places: tuple[Place, ...]
    checked: str
    expires: str


class Curated(Protocol):
    """Where fixed answers are kept."""

    def current(self) -> Sequence[Fixed]:
        """Those that have not expired; none where they cannot be read."""


Standing = Literal["same", "changed", "gone"]


def standing(index: Index, place: Place) -> Standing:
    """How a quote stands in the documents of an index: as picked, in a changed document, or not at all."""
    found = index.at(place.document_id, place.start)
    if found is None or _said(found, place) != place.quote:
        return "gone"
    return "same" if found.document.content_hash == place.content_hash else "changed"


def place_at(index: Index, document_id: str, start: int, end: int) -> Place | None:
    """The quote between two characters of a document; None where no one passage holds it."""
    found = index.at(document_id, start)
    if found is None or not start < end <= found.passage.end:
        return None
    quote = found.passage.text[start - found.passage.start : end - found.passage.start]
    return Place(document_id, found.document.content_hash, start, end, quote)


class Curator:
    """Gives fixed answers over one index. Safe across threads."""

    def __init__(self, index: Index, sameness: Sameness, curated: Curated) -> None:
        self._index = index
        self._sameness = sameness
        self._curated = curated

    def events(
        self, typed: str, reading: Reading, lead: Sequence[str], started: float
    ) -> Iterator[Event] | None:
        """The events of the answer that was fixed for a question; None where there is none.

        A question that leans on what was said before is none that can be compared.
        """
        question = reading.standalone
        if reading.context is not None or question.is_greeting:
            return None
        for fixed in self._fixed_for(question):
            found = self._found(fixed)
            if found is not None:
                return _told(typed, question, fixed, found, lead, started)
        return None

    def _fixed_for(self, question: Question) -> list[Fixed]:
        """Answers to the same question, the nearest first."""
        scored = [
            (max(self._sameness.of(question, _wording(text)) for text in one.questions), one)
            for one in self._curated.current()
        ]
        near = [pair for pair in scored if pair[0] >= SAME]
        return [one for _, one in sorted(near, key=lambda pair: -pair[0])]

    def _found(self, fixed: Fixed) -> list[Found] | None:
        """The passages of its quotes; None where one is not as it was picked, or not for the asker."""
        passages = [self._index.at(place.document_id, place.start) for place in fixed.places]
        found = [
            one
            for one, place in zip(passages, fixed.places, strict=True)
            if one is not None
            and one.document.content_hash == place.content_hash
            and _said(one, place) == place.quote
        ]
        return found if found and len(found) == len(fixed.places) else None


@lru_cache(maxsize=4096)
def _wording(text: str) -> Question:
    return Question.read(text)


def _said(found: Found, place: Place) -> str:
    begin = found.passage.start
    return found.passage.text[place.start - begin : place.end - begin]


def _told(
    typed: str,
    question: Question,
    fixed: Fixed,
    found: Sequence[Found],
    lead: Sequence[str],
    started: float,
) -> Iterator[Event]:
    messages = MESSAGES[question.language]
    citations = tuple(
        cite(number, one, Span(place.start, place.end), place.quote, 1.0)
        for number, (one, place) in enumerate(zip(found, fixed.places, strict=True), start=1)
    )
    statements = _statements(question.language, fixed, citations)
    checked = messages.checked.format(date=messages.date(fixed.checked))
    pieces = [*lead, *_pieces(messages, question.language, statements, found), f" {checked}"]
    yield Sources(citations)
    yield from map(Delta, pieces)
    total = round(1000 * (time.perf_counter() - started), 2)
    yield Answer(
        answer_id=uuid.uuid4().hex,
        question=typed,
        standalone_question=question.text,
        language=question.language,
        status="answered",
        mode="extractive",
        text="".join(pieces),
        statements=statements,
        citations=citations,
        as_of=max((held for held in map(held_date, citations) if held), default=None),
        suggestions=(),
        timing_ms=Timing(0.0, 0.0, total, total),
        checked=Checked(fixed.checked),
    )


def _statements(
    language: Language, fixed: Fixed, citations: Sequence[Citation]
) -> tuple[Statement, ...]:
    """The staff's own sentence, resting on every quote, or each quote as it stands."""
    own = fixed.words.get(language)
    if own:
        return (Statement(own, tuple(one.number for one in citations), "supported"),)
    return tuple(Statement(one.quote, (one.number,), "verbatim") for one in citations)


def _pieces(
    messages: Messages, language: Language, statements: Sequence[Statement], found: Sequence[Found]
) -> list[str]:
    """A piece a statement; a quote in another language than the asker's is introduced."""
    pieces = []
    for number, one in enumerate(statements):
        text = one.text
        if one.support == "verbatim" and found[number].passage.language != language:
            quoted = messages.quoted.format(quote=text)
            text = f"{introduction(found[number], messages)} {quoted}"
        marks = "".join(f" [{citation}]" for citation in one.citations)
        pieces.append(f"{' ' if number else ''}{text}{marks}")
    return pieces


def held_date(citation: Citation) -> str | None:
    """When a quote holds: the latest date in it that is not after its document's, else that."""
    told = [dated.date for dated in dates_in(citation.quote)]
    if citation.date is None:
        return max(told, default=None)
    return max(
        (date for date in told if date[: len(citation.date)] <= citation.date),
        default=citation.date,
    )
