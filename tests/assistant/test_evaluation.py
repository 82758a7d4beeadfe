"""Judging answers: what is right, which promises are broken, and the sums over all."""

from dataclasses import replace

import pytest

from assistant.answer import Answer, Citation, Statement, Status, Timing
from assistant.evaluation import Expect, Expected, judge, measure

TEXT = "In 2025 the hub has more\nthan 70 members. In 2024 it had 45."
DOCUMENTS = {"d1": TEXT}
NEW, OLD = "In 2025 the hub has more\nthan 70 members.", "In 2024 it had 45."


def citation(number: int, quote: str) -> Citation:
    start = TEXT.index(quote)
    return Citation(
        number, "d1", "Title", "report", None, "", quote, start, start + len(quote), "/file",
        "2025", "en", 0.9,
    )  # fmt: skip


def answer(status: Status, *quotes: str, total: float = 5.0) -> Answer:
    citations = tuple(citation(number, quote) for number, quote in enumerate(quotes, 1))
    return Answer(
        answer_id="a",
        question="q",
        standalone_question="q",
        language="en",
        status=status,
        mode="extractive",
        text=" ".join(quotes),
        statements=tuple(Statement(one.quote, (one.number,), "verbatim") for one in citations),
        citations=citations,
        as_of=None,
        suggestions=(),
        timing_ms=Timing(0.0, 0.0, 0.0, total),
    )


def expected(expect: Expect, *quotes: tuple[str, ...]) -> Expected:
    return Expected("q1", "how many members?", expect, "en", quotes)


@pytest.mark.parametrize(
    ("expect", "wanted", "given", "right"),
    [
        ("answer", [("more than 70 members",)], answer("answered", NEW), True),
        ("answer", [("70 membres", "70 members")], answer("answered", NEW), True),
        ("answer", [("70 members",), ("had 45",)], answer("answered", NEW), False),
        ("answer", [("70 members",), ("had 45",)], answer("conflict", NEW, OLD), True),
        ("answer", [("70 members",)], answer("abstained"), False),
        ("conflict", [("70 members",), ("had 45",)], answer("conflict", NEW, OLD), True),
        ("conflict", [("70 members",), ("had 45",)], answer("answered", NEW, OLD), False),
        ("conflict", [("70 members",), ("had 45",)], answer("conflict", NEW), False),
        ("abstain", [], answer("abstained"), True),
        ("abstain", [], answer("abstained", NEW), False),
        ("abstain", [], answer("answered", NEW), False),
    ],
)
def test_right(expect: Expect, wanted: list[tuple[str, ...]], given: Answer, right: bool) -> None:
    assert judge(expected(expect, *wanted), given, DOCUMENTS.get).right is right


def test_missing_names_the_texts_that_no_quote_has() -> None:
    outcome = judge(
        expected("answer", ("70 members",), ("46", "had 46")),
        answer("answered", NEW),
        DOCUMENTS.get,
    )
    assert outcome.missing == (("46", "had 46"),)


def test_an_answer_that_keeps_its_promises_has_no_breach() -> None:
    given = answer("conflict", NEW, OLD)
    assert judge(expected("answer", ("45",)), given, DOCUMENTS.get).breaches == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"start": 1},
        {"end": 10},
        {"start": -5, "end": -1},
        {"quote": "In 2025 the hub has more than 70 members."},
        {"quote": "", "end": 0},
        {"document_id": "unknown"},
    ],
)
def test_a_quote_must_be_the_documents_text_to_the_character(changes: dict[str, object]) -> None:
    untrue = replace(citation(1, NEW), **changes)  # type: ignore[arg-type]
    given = replace(answer("answered", NEW), citations=(untrue,))
    breaches = judge(expected("answer", ("70",)), given, DOCUMENTS.get).breaches
    assert [breach.promise for breach in breaches] == ["quote"]


@pytest.mark.parametrize("numbers", [(), (2,), (1, 2)])
def test_a_statement_must_rest_on_citations_that_are_there(numbers: tuple[int, ...]) -> None:
    given = replace(
        answer("answered", NEW), statements=(Statement("It grew.", numbers, "verbatim"),)
    )
    (breach,) = judge(expected("answer", ("70",)), given, DOCUMENTS.get).breaches
    assert (breach.id, breach.promise, breach.detail) == ("q1", "statement", "It grew.")


def test_the_language_must_be_the_questions_and_an_abstention_must_not_cite() -> None:
    given = replace(answer("abstained", NEW), language="ca")
    breaches = judge(expected("abstain"), given, DOCUMENTS.get).breaches
    assert [breach.promise for breach in breaches] == ["language", "abstention"]


def test_measures() -> None:
    spanish = replace(expected("conflict", ("70",), ("45",)), language="es")
    untrue = replace(answer("conflict", NEW, OLD, total=40.0), language="es")
    untrue = replace(untrue, citations=(untrue.citations[0], replace(untrue.citations[1], end=2)))
    outcomes = [
        judge(expected("answer", ("70",)), answer("answered", NEW, total=10.0), DOCUMENTS.get),
        judge(expected("answer", ("45",)), answer("abstained", total=20.0), DOCUMENTS.get),
        judge(expected("abstain"), answer("abstained", total=1.0), DOCUMENTS.get),
        judge(expected("abstain"), answer("answered", NEW, total=5.0), DOCUMENTS.get),
        judge(spanish, untrue, DOCUMENTS.get),
    ]
    found = measure(outcomes)
    assert (found.right["en"].n, found.right["en"].of, found.right["en"].percent) == (2, 4, 50.0)
    assert (found.right["es"].n, found.right["es"].of) == (1, 1)
    assert (found.right["ca"].of, found.right["ca"].percent) == (0, 100.0)
    assert (found.abstained.n, found.abstained.of) == (1, 2)
    assert (found.answered.n, found.answered.of) == (2, 3)
    assert (found.quotes_true.n, found.quotes_true.of) == (3, 4)
    assert (found.language_right.n, found.language_right.of) == (5, 5)
    assert (found.median_ms, found.p95_ms) == (10.0, 40.0)
