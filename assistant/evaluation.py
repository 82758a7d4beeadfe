"""Answers against what was expected of them, and against what every answer promises.

In: expected answers (a line each of a question file: id, question, `expect`, language, `quotes`, kind),
the answers, and the documents' texts. Out: what was right, what was missing, which promise was broken,
and measures over all. An expected text is any of its alternatives, with white space folded.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from assistant.answer import Answer, Citation
from ingest.documents import Language

Expect = Literal["answer", "conflict", "abstain"]
Promise = Literal["quote", "statement", "language", "abstention"]
TextOf = Callable[[str], str | None]

LANGUAGES: tuple[Language, ...] = ("en", "es", "ca")
_PERCENTILE = 0.95


@dataclass(frozen=True, slots=True)
class Expected:
    """A question, asked after those of `before`, and its right answer; each of `quotes` is alternatives,
    of which one must stand."""

    id: str
    question: str
    expect: Expect
    language: Language
    quotes: tuple[tuple[str, ...], ...]
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Breach:
    """A promise that an answer breaks: `quote` is not the document's text, `statement` lacks a
    citation, `language` is not the question's, `abstention` cites."""

    id: str
    promise: Promise
    detail: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One judged answer; `missing` are the expected texts that no quote has."""

    expected: Expected
    answer: Answer
    right: bool
    missing: tuple[tuple[str, ...], ...]
    breaches: tuple[Breach, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """`n` of `of`."""

    n: int
    of: int

    @property
    def percent(self) -> float:
        """100 where there is nothing to get wrong."""
        return 100 * self.n / self.of if self.of else 100.0


@dataclass(frozen=True, slots=True)
class Measures:
    """Over all questions: `abstained` is of the unanswerable, `answered` of the answerable; times in
    milliseconds."""

    right: dict[Language, Share]
    abstained: Share
    answered: Share
    quotes_true: Share
    language_right: Share
    median_ms: float
    p95_ms: float


def judge(expected: Expected, answer: Answer, text_of: TextOf) -> Outcome:
    """Judge one answer; `text_of` gives a document's text by its id."""
    quotes = [folded(citation.quote) for citation in answer.citations]
    missing = tuple(
        alternatives
        for alternatives in expected.quotes
        if not any(folded(text) in quote for text in alternatives for quote in quotes)
    )
    return Outcome(
        expected,
        answer,
        _is_right(expected, answer, missing),
        missing,
        tuple(_breaches(expected, answer, text_of)),
    )


def measure(outcomes: Sequence[Outcome]) -> Measures:
    """Measures over judged answers, of which there must be one at least."""
    unanswerable = [one for one in outcomes if one.expected.expect == "abstain"]
    answerable = [one for one in outcomes if one.expected.expect != "abstain"]
    broken = [breach.promise for one in outcomes for breach in one.breaches]
    citations = sum(len(one.answer.citations) for one in outcomes)
    times = sorted(one.answer.timing_ms.total for one in outcomes)
    return Measures(
        right={language: _right(outcomes, language) for language in LANGUAGES},
        abstained=Share(sum(_abstained(one) for one in unanswerable), len(unanswerable)),
        answered=Share(sum(not _abstained(one) for one in answerable), len(answerable)),
        quotes_true=Share(citations - broken.count("quote"), citations),
        language_right=Share(len(outcomes) - broken.count("language"), len(outcomes)),
        median_ms=median(times),
        p95_ms=times[math.ceil(_PERCENTILE * len(times)) - 1],
    )


def _is_right(expected: Expected, answer: Answer, missing: tuple[tuple[str, ...], ...]) -> bool:
    if expected.expect == "abstain":
        return answer.status == "abstained" and not answer.citations
    fitting = ("conflict",) if expected.expect == "conflict" else ("answered", "conflict")
    return answer.status in fitting and not missing


def _breaches(expected: Expected, answer: Answer, text_of: TextOf) -> list[Breach]:
    found: list[tuple[Promise, str]] = [
        ("quote", citation.quote)
        for citation in answer.citations
        if not _is_true(citation, text_of)
    ]
    numbers = {citation.number for citation in answer.citations}
    found += [
        ("statement", statement.text)
        for statement in answer.statements
        if not statement.citations or not numbers.issuperset(statement.citations)
    ]
    if answer.language != expected.language:
        found.append(("language", f"{answer.language} instead of {expected.language}"))
    if answer.status == "abstained" and answer.citations:
        found.append(("abstention", f"{len(answer.citations)} citations"))
    return [Breach(expected.id, promise, detail) for promise, detail in found]


def _is_true(citation: Citation, text_of: TextOf) -> bool:
    text = text_of(citation.document_id)
    inside = 0 <= citation.start < citation.end
    return text is not None and inside and text[citation.start : citation.end] == citation.quote


def _right(outcomes: Sequence[Outcome], language: Language) -> Share:
    asked = [one for one in outcomes if one.expected.language == language]
    return Share(sum(one.right for one in asked), len(asked))


def _abstained(outcome: Outcome) -> bool:
    return outcome.answer.status == "abstained"


def folded(text: str) -> str:
    """A text with each stretch of white space as one blank."""
    return " ".join(text.split())
