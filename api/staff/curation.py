"""What the staff's form says to a fixed answer, and how one stands in the documents of today.

In: a form, an index. Out: the answer that it makes, and what is wrong with it as a key of the words table.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import uuid4

from api.errors import Problem
from api.staff.forms import Form
from api.store.curated import in_a_year
from api.words import LANGUAGES
from assistant.curated import Fixed, Place, place_at, standing
from assistant.errors import BadQuestion
from assistant.question import Question
from assistant.unfounded import unfounded
from ingest.index.reader import Index
from ingest.terms.analyzer import words

MOST_QUESTIONS = 30
MOST_QUOTES = 12
LONGEST_WORDS = 2_000
State = Literal["review", "expired", "given"]
ORDER: tuple[State, ...] = ("review", "expired", "given")


@dataclass(frozen=True, slots=True)
class Listed:
    """A fixed answer and how it stands: `stands` is whether every quote is where it was.

    `public` is whether the public gets it: it may read every document that is quoted.
    """

    fixed: Fixed
    state: State
    stands: bool
    public: bool


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a form: a key of the words table, and what fills it."""

    key: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A quote as it was checked, and what its document says now; None where there is nothing there."""

    before: str
    now: Place | None


def listed(fixed: Fixed, staff: Index, public: Index, today: str) -> Listed:
    """How an answer stands today."""
    how = [standing(staff, place) for place in fixed.places]
    state: State = "given" if set(how) == {"same"} else "review"
    if fixed.expires <= today:
        state = "expired"
    shown = all(standing(public, place) != "gone" for place in fixed.places)
    return Listed(fixed, state, "gone" not in how, shown)


def changes(index: Index, fixed: Fixed) -> list[Change]:
    """The quotes that no longer stand where they were picked."""
    gone = [place for place in fixed.places if standing(index, place) == "gone"]
    return [Change(place.quote, _now(index, place)) for place in gone]


def read(index: Index, form: Form, kept: Container[str], today: str) -> Fixed:
    """The answer of a form, checked today; places that no passage holds are left out.

    `kept` are the ids of the answers that there are: another id is not taken from a form.
    """
    id_ = form.one("id")
    places = [place_of(index, text) for text in form.all("place")]
    lines = form.one("questions").splitlines()
    own = {language: form.one(f"words_{language}") for language in LANGUAGES}
    return Fixed(
        id=id_ if id_ in kept else uuid4().hex,
        questions=tuple(dict.fromkeys(line.strip() for line in lines if line.strip())),
        words={language: text for language, text in own.items() if text},
        places=tuple(dict.fromkeys(place for place in places if place is not None)),
        checked=today,
        expires=form.one("expires"),
    )


def answering(every: Iterable[Fixed], question: str) -> Fixed | None:
    """The answer that has a question among its wordings; case, accents and signs do not matter."""
    asked = words(question)
    found = (one for one in every if any(words(text) == asked for text in one.questions))
    return next(found, None)


def wrong_with(fixed: Fixed, others: Iterable[Fixed], today: str) -> Wrong | None:
    """The first thing to be mended; `others` are the answers that are kept already."""
    quotes = [place.quote for place in fixed.places]
    besides = [one for one in others if one.id != fixed.id]
    taken = [text for text in fixed.questions if answering(besides, text)]
    own_words = fixed.words.items()
    invented = [one for code, own in own_words for one in unfounded(own, code, quotes)]
    checks = (
        (bool(fixed.questions), Wrong("wrong_no_question")),
        (len(fixed.questions) <= MOST_QUESTIONS, Wrong("wrong_many_questions")),
        (all(map(_can_be_read, fixed.questions)), Wrong("wrong_question")),
        (not taken, Wrong("wrong_taken", ", ".join(taken))),
        (bool(fixed.places), Wrong("wrong_no_quote")),
        (len(fixed.places) <= MOST_QUOTES, Wrong("wrong_many_quotes")),
        (all(len(own) <= LONGEST_WORDS for own in fixed.words.values()), Wrong("wrong_long")),
        (not invented, Wrong("wrong_number", ", ".join(invented))),
        (_is_day(fixed.expires) and fixed.expires > today, Wrong("wrong_expiry")),
    )
    return next((wrong for holds, wrong in checks if not holds), None)


def confirmed(index: Index, fixed: Fixed, today: str) -> Fixed:
    """The answer checked today, for the documents as they are now; a Problem where a quote is gone."""
    places = [place_at(index, place.document_id, place.start, place.end) for place in fixed.places]
    if [place.quote if place else "" for place in places] != [one.quote for one in fixed.places]:
        raise Problem(
            409,
            "quote_gone",
            "A quote of this answer is no longer in its document",
            hint="Change the answer and choose its quotes again.",
        )
    expires = fixed.expires if fixed.expires > today else in_a_year(today)
    kept = tuple(place for place in places if place is not None)
    return replace(fixed, places=kept, checked=today, expires=expires)


def place_of(index: Index, text: str) -> Place | None:
    """A place that a form wrote as document:start:end; None where there is none."""
    document_id, _, span = text.partition(":")
    start, _, end = span.partition(":")
    if not (start.isdecimal() and end.isdecimal() and max(len(start), len(end)) < 12):
        return None
    return place_at(index, document_id, int(start), int(end))


def written(place: Place) -> str:
    """A place as a form writes it."""
    return f"{place.document_id}:{place.start}:{place.end}"


def _now(index: Index, gone: Place) -> Place | None:
    """The same words where they stand now, else the sentences at the place where they stood."""
    document = index.document(gone.document_id)
    moved = document.text.find(gone.quote) if document and gone.quote else -1
    if moved >= 0:
        return place_at(index, gone.document_id, moved, moved + len(gone.quote))
    found = index.at(gone.document_id, gone.start)
    spans = found.passage.sentences if found else ()
    held = [one for one in spans if one.end > gone.start and one.start < gone.end]
    return place_at(index, gone.document_id, held[0].start, held[-1].end) if held else None


def _can_be_read(question: str) -> bool:
    try:
        return not Question.read(question).is_greeting
    except BadQuestion:
        return False


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
