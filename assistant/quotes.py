"""Read sentences to the quotes of an answer, in the order they are told.

In: the question and sentences, best first. Out: evidence within the length of an answer. A sentence
that says again what a better one says adds a citation, not a statement; one that leans on the
sentence before it ("It covers ...") is quoted together with that. No quote is
lengthened over a planted sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.names import named_words
from assistant.planted import is_planted
from assistant.question import Question
from assistant.reading import Read
from assistant.values import figures_in
from ingest.dates import find_year
from ingest.documents import Passage, Span
from ingest.figures.figure import FigureStatus
from ingest.terms.analyzer import words

MOST_WORDS = 90
MOST_STATEMENTS = 3
MOST_IN_LIST = 6
_CLOSE = 1.5
_CLOSE_IN_LIST = 2.5
_SAME_WORDS = 0.65
_NAME = re.compile(r"[^\W\d_]*[A-ZÀ-Ý]\S* \S*[A-ZÀ-Ý]\S*")
_LEANING = re.compile(
    r"(It|Its|They|Their|This|These|That|Those|He|She|Both|Such|Este|Esta|Esto|Estos|Estas|Ello|Su|Sus|Se|Ambos|"
    r"Ambas|Aquest|Aquesta|Aquests|Aquestes|Això|Hi|En|El seu|La seva|Els seus|Les seves|Ambdós)\s"
    # "It" before any comma: "3 million euros of it were public", "a call was opened for it".
    r"|[^,;]{2,60}\b(?:of|for) it\b"
    # "Of this sum ...", "In July 2024 it obtained ...".
    r"|(?:Of|De|D['’]) ?(?:this|that|these|those|it|them|est[aeo]s?|aquest\w*|ell[oae]s?)\s"
    r"|(?:In|On|By|Since|From|At|After|Before|Around) [^,;:.]{2,30}?,? (?:it|its|they|their|he|she)\s"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence to quote, the date of its figure or document, and sentences that say the same.

    `dated` is whether the text states the date of the figure, and not only the document has one; `promised`
    whether its figures are only announced or planned, where the sentence leaves that to others.
    """

    read: Read
    as_of: str | None
    same: tuple[Read, ...] = ()
    dated: bool = True
    promised: FigureStatus | None = None


def quotes(question: Question, sentences: Sequence[Read]) -> tuple[Evidence, ...]:
    """The best sentences, most direct first; those of one passage stand together, as it has them."""
    several = question.wants_several
    most = MOST_IN_LIST if several else MOST_STATEMENTS
    chosen: list[Evidence] = []
    length = 0
    for read in within(sentences, _CLOSE_IN_LIST if several else _CLOSE):
        if any(_holds(one.read, read) for one in chosen):
            continue
        whole = _with_list(with_antecedent(read), MOST_WORDS - length)
        if question.wants == "other":
            whole = _with_sequel(whole, sentences, MOST_WORDS - length)
        place = next(
            (i for i, one in enumerate(chosen) if _repeats(one.read, whole, several)), None
        )
        if place is not None:
            chosen[place] = replace(chosen[place], same=(*chosen[place].same, whole))
            continue
        length += len(whole.text.split())
        if chosen and (len(chosen) == most or (length > MOST_WORDS and not several)):
            break
        chosen = [one for one in chosen if not _holds(whole, one.read)]
        chosen.append(Evidence(whole, date_of(whole)))
    return tuple(_as_told(chosen))


def within(sentences: Sequence[Read], margin: float) -> list[Read]:
    """Sentences that score at most `margin` less than the best."""
    return [read for read in sentences if read.score >= sentences[0].score - margin]


def date_of(read: Read) -> str | None:
    """The date of a sentence's document."""
    return read.candidate.found.document.metadata.date


def leans(text: str) -> bool:
    """Whether a sentence names its subject by a pronoun alone."""
    return _LEANING.match(text) is not None


def with_antecedent(read: Read) -> Read:
    """The sentence, together with those before it where it leans on them, as far as needed."""
    spans = read.candidate.found.passage.sentences
    whole, place = read, _place(read)
    while place and leans(whole.text):
        place -= 1
        longer = _stretched(read, spans[place].start, read.span.end)
        if "\n" in longer.text or longer.span == read.span or len(longer.text.split()) > MOST_WORDS:
            return whole
        whole = longer
    return whole


def with_next_figure(read: Read) -> Read:
    """The sentence, together with the one after it where that goes on with figures of its own.

    "In 2023 it was 800 million. In 2024 it grew to 1,300": the first alone would be out of date.
    """
    spans = read.candidate.found.passage.sentences
    following = next((span for span in spans if span.start >= read.span.end), None)
    if following is None:
        return read
    longer = _stretched(read, read.span.start, following.end)
    added = longer.text[following.start - read.span.start :]
    goes_on = find_year(added) is not None and len(figures_in(added, "")) > 0
    short = "\n" not in longer.text and len(longer.text.split()) <= MOST_WORDS
    return longer if goes_on and short else read


def _with_list(read: Read, room: int) -> Read:
    """The sentence, together with the list that it opens with a colon, as far as there is room."""
    whole = read
    if read.text.endswith(":"):
        for span in read.candidate.found.passage.sentences:
            longer = _stretched(read, read.span.start, max(span.end, whole.span.end))
            if len(whole.text) <= len(longer.text) and len(longer.text.split()) <= room:
                whole = longer
    return whole


def _with_sequel(read: Read, sentences: Sequence[Read], room: int) -> Read:
    """The sentence, together with the one after it where that goes on about it and there is room."""
    passage = read.candidate.found.passage
    following = next(
        (
            other
            for other in sorted(sentences, key=lambda other: other.span.start)
            if other.candidate.found.passage.id == passage.id and other.span.start >= read.span.end
        ),
        None,
    )
    if following is None or not (following.coverage.any() or leans(following.text)):
        return read
    longer = _stretched(read, read.span.start, following.span.end)
    return read if "\n" in longer.text or len(longer.text.split()) > room else longer


def _place(read: Read) -> int:
    starts = [span.start for span in read.candidate.found.passage.sentences]
    return starts.index(read.span.start)


def _stretched(read: Read, start: int, end: int) -> Read:
    """The sentence from `start` to `end`; as it is where an order that somebody planted lies between."""
    passage = read.candidate.found.passage
    within_it = [span for span in passage.sentences if start <= span.start < end]
    if any(is_planted(_text(passage, span)) for span in within_it):
        return read
    span = Span(start, end)
    return replace(read, span=span, text=_text(passage, span))


def _text(passage: Passage, span: Span) -> str:
    return passage.text[span.start - passage.start : span.end - passage.start]


def _holds(outer: Read, inner: Read) -> bool:
    """Whether one quote lies inside another."""
    return (
        outer.candidate.found.passage.id == inner.candidate.found.passage.id
        and outer.span.start <= inner.span.start
        and inner.span.end <= outer.span.end
    )


def _as_told(chosen: Sequence[Evidence]) -> list[Evidence]:
    """Newer before older where both are of one kind; else best first, passage by passage."""
    passages = [one.read.candidate.found.passage.id for one in chosen]
    if len(set(passages)) == len(chosen) and _are_a_series(chosen):
        return sorted(chosen, key=_year, reverse=True)
    return sorted(
        chosen,
        key=lambda one: (
            passages.index(one.read.candidate.found.passage.id),
            one.read.span.start,
        ),
    )


def _year(one: Evidence) -> str:
    """The latest year that a quote names, else its document's."""
    return find_year(one.read.text) or (one.as_of or "")[:4]


def _are_a_series(chosen: Sequence[Evidence]) -> bool:
    """Whether quotes with figures say the same of different dates."""
    said = {tuple(one.read.coverage > 0) for one in chosen}
    figures = all(any(map(str.isdecimal, one.read.text)) for one in chosen)
    return len(said) == 1 and figures


def _repeats(one: Read, other: Read, several: bool) -> bool:
    """Whether `other` adds nothing to `one`; in a list, whether it is about the same name again."""
    if several and (name := _NAME.match(one.text)) and other.text.startswith(name[0]):
        return True
    said, again = set(words(one.text)), set(words(other.text))
    named = named_words(other.text)
    new = {word for word in again - said if word[0].isdecimal() or word in named}
    return not new and len(said & again) >= _SAME_WORDS * len(again)
