"""Evidence to an answer's statements, citations and text, with no language model.

In: the verdict on the evidence. Out: statements that are quotes to the character, numbered citations,
and the text that joins them. The assistant's own words are in the asker's language, quotes in theirs.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation, Mode, Statement
from assistant.closeness import closest
from assistant.evidence import Verdict
from assistant.messages import MESSAGES, Messages
from assistant.patients import is_patients
from assistant.question import Question, thanks
from assistant.quotes import Evidence, leans
from assistant.reading import Read
from assistant.retrieval import Retrieved
from assistant.spelling import Correction
from ingest.documents import Document, Span
from ingest.figures.figure import Figure
from ingest.figures.read_out import read_out
from ingest.figures.rows import is_row
from ingest.index.entries import Found

_TITLES = 3
_TOPICS = 4
_YEAR_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Written:
    """Statements with the pieces of text that tell them, in order; `pieces` joined are the text."""

    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    pieces: tuple[str, ...]
    as_of: str | None
    mode: Mode = "extractive"


def document_url(document_id: str, page: int | None) -> str:
    """Where a document's file opens, at a page where it has pages."""
    return f"/v1/documents/{document_id}/file" + (f"#page={page}" if page else "")


def write(question: Question, verdict: Verdict) -> Written:
    """Tell the evidence in order."""
    numbered = _number(verdict.evidence)
    best = max(one.read.score for one in verdict.evidence)
    citations = tuple(
        cite(
            number,
            read.candidate.found,
            read.span,
            read.text,
            verdict.probability * math.exp(min(read.score - best, 0.0)),
        )
        for number, read in enumerate(numbered, start=1)
    )
    numbers = {id(read): number for number, read in enumerate(numbered, start=1)}
    statements = tuple(
        Statement(
            read_out(one.read.text),
            tuple(numbers[id(read)] for read in (one.read, *one.same) if id(read) in numbers),
            "supported" if is_row(one.read.text) else "verbatim",
        )
        for one in verdict.evidence
    )
    dates = [one.as_of for one in verdict.evidence if one.as_of]
    return Written(
        statements,
        citations,
        tuple(_pieces(question, verdict, statements)),
        max(dates, default=None),
    )


def understood(question: Question, corrections: Sequence[Correction]) -> tuple[str, ...]:
    """That words were read as others, so that nobody takes an answer for one about another name."""
    read_as = MESSAGES[question.language].read_as
    return tuple(read_as.format(typed=one.typed, meant=one.meant) + "\n" for one in corrections)


def refuse(question: Question, retrieved: Retrieved) -> str:
    """What is said where nothing answers: that, what comes closest, and whom to ask."""
    messages = MESSAGES[question.language]
    if question.is_greeting:
        return messages.welcome if thanks(question.text) else messages.greeting
    if not retrieved.candidates:
        return f"{messages.empty_index} {messages.contact}"
    asking = messages.own_health if is_patients(question.folded) else messages.contact
    titles = ", ".join(f"“{title}”" for title in closest(question, retrieved, _TITLES))
    covered = [messages.covered.format(titles=titles)] if titles else []
    return " ".join((messages.no_answer, *covered, asking))


def ask_back(question: Question, topics: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """What is asked where a question names nothing, and questions about what the documents cover."""
    messages = MESSAGES[question.language]
    offered = list(topics)[:_TOPICS]
    example = messages.for_example.format(topics=", ".join(offered)) if offered else ""
    suggested = tuple(messages.who_does.format(topic=topic) for topic in offered)
    return f"{messages.what_about} {example}".strip(), suggested


def suggest(question: Question, retrieved: Retrieved) -> tuple[str, ...]:
    """Questions about the documents that come close to a question that was not answered."""
    about = MESSAGES[question.language].about
    return tuple(
        about.format(topic=f"“{title}”") for title in closest(question, retrieved, _TITLES)
    )


def _number(evidence: Sequence[Evidence]) -> list[Read]:
    """Sentences in the order they are cited: each statement's own, then others that say the same."""
    own = [one.read for one in evidence]
    return own + [read for one in evidence for read in one.same[:1]]


def cite(number: int, found: Found, span: Span, quote: str, score: float) -> Citation:
    """The citation of a stretch of a document; `quote` is the text that stands there."""
    metadata = found.document.metadata
    return Citation(
        number=number,
        document_id=found.document.id,
        title=metadata.title,
        kind=metadata.kind,
        page=found.passage.page,
        section=found.passage.section,
        quote=quote,
        start=span.start,
        end=span.end,
        url=document_url(found.document.id, found.passage.page),
        date=metadata.date,
        language=found.passage.language,
        score=round(score, 4),
    )


def numbered(citation: Citation, cited: Sequence[Citation]) -> Citation:
    """The citation with the number that an answer gives its quote; 0 where it does not cite it."""
    place = (citation.document_id, citation.start, citation.end)
    numbers = (one.number for one in cited if (one.document_id, one.start, one.end) == place)
    return replace(citation, number=next(numbers, 0))


def cite_figure(number: int, figure: Figure, document: Document, score: float) -> Citation:
    """The citation of the sentence or row that a figure stands in."""
    metadata = document.metadata
    return Citation(
        number=number,
        document_id=document.id,
        title=metadata.title,
        kind=metadata.kind,
        page=figure.page,
        section=figure.section,
        quote=figure.sentence,
        start=figure.start,
        end=figure.end,
        url=document_url(document.id, figure.page),
        date=metadata.date,
        language=figure.language,
        score=round(score, 4),
    )


def _pieces(question: Question, verdict: Verdict, statements: Sequence[Statement]) -> list[str]:
    messages = MESSAGES[question.language]
    as_list = verdict.status == "conflict" or (question.wants_several and len(statements) > 1)
    evidence = verdict.evidence
    before = [None, *(one.read.candidate.found.document.id for one in evidence)]
    told = [
        _told(
            question,
            verdict,
            one,
            messages,
            introduced=last == one.read.candidate.found.document.id,
        )
        + "".join(f" [{n}]" for n in statement.citations)
        for last, one, statement in zip(before, evidence, statements, strict=False)
    ]
    if not as_list:
        return [told[0], *(f" {text}" for text in told[1:])]
    lead = [_lead(evidence, messages)] if verdict.status == "conflict" else []
    lines = [f"- {text}" for text in told]
    return [line if i == 0 else f"\n{line}" for i, line in enumerate([*lead, *lines])]


def _lead(evidence: Sequence[Evidence], messages: Messages) -> str:
    """Whether documents differ of one date, or tell how a figure went on.

    A year and a month of it are two dates; a document's date is none of what it tells.
    """
    dates = [one.as_of for one in evidence]
    goes_on = all(one.dated and one.as_of for one in evidence) and len(set(dates)) == len(dates)
    return messages.over_time if goes_on else messages.conflict


def _told(
    question: Question, verdict: Verdict, one: Evidence, messages: Messages, *, introduced: bool
) -> str:
    """A quote as it stands in the answer: introduced where its language is not the asker's, or
    where it does not say itself what it is about; and whether what it tells is still to come."""
    told = _dated(question, verdict, one, messages, introduced=introduced)
    if one.promised is None:
        return told
    return f"{told} {messages.announced if one.promised == 'announced' else messages.planned}"


def _dated(
    question: Question, verdict: Verdict, one: Evidence, messages: Messages, *, introduced: bool
) -> str:
    """A quote, with its date or its document where it needs them."""
    found, said = one.read.candidate.found, read_out(one.read.text)
    date = messages.date(one.as_of) if one.as_of else messages.undated
    if verdict.status == "conflict":
        return (
            f"{date}: {said}" if one.dated else f"{said} {messages.of_document.format(date=date)}"
        )
    if found.passage.language != question.language or leans(said):
        # A row that is read out is told in its words, but not to the character.
        quoted = said if is_row(one.read.text) else messages.quoted.format(quote=said)
        return quoted if introduced else f"{introduction(found, messages)} {quoted}"
    names_its_date = one.as_of is not None and one.as_of[:_YEAR_LENGTH] in said
    if question.wants == "number" and one.as_of and not names_its_date:
        return (
            f"{said} ({date})" if one.dated else f"{said} {messages.of_document.format(date=date)}"
        )
    return said


def introduction(found: Found, messages: Messages) -> str:
    """What a quote in another language than the asker's is introduced with: its title and date."""
    metadata = found.document.metadata
    date = messages.date(metadata.date) if metadata.date else messages.undated
    return messages.according_to.format(title=metadata.title, date=date)
