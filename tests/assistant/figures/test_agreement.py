"""Which figures are the same, which contradict each other, and which are parts of a whole."""

import pytest

import models
from assistant.figures.agreement import Agreement, Same, grouped
from assistant.figures.known import known_as
from assistant.figures.ledger import Ledger
from assistant.figures.matching import Match, matches, topic_of
from assistant.lexicon import Lexicon
from assistant.query import expand
from assistant.question import Question
from ingest.documents import Document, Metadata
from ingest.figures.figure import Figure
from tests.ingest.figures.texts import figures

LEXICON = Lexicon.open(models.LEXICON)
METADATA = Metadata("Report", "report", "2026-02", "en", "public")
DOCUMENT = Document("d1", "/corpus/d1.md", "text/markdown", "0", METADATA, "", ())


def disagreeing(*lines: str) -> list[tuple[float, float]]:
    """The pairs of values, in the order of the text, that contradict each other."""
    same, agreement = compared(figures(*lines))
    return [
        (one.figure.value, other.figure.value)
        for place, one in enumerate(same)
        for other in same[place + 1 :]
        if agreement.disagree(one, other)
    ]


def compared(found: list[Figure]) -> tuple[list[Same], Agreement]:
    known = [known_as(one, DOCUMENT) for one in found]
    matches = [Match(one, 1.0, frozenset({0, 1})) for one in known]
    return [Same((match,)) for match in matches], Agreement(known)


@pytest.mark.parametrize(
    ("lines", "pairs"),
    [
        (("In 2024 the hub had 45 members.", "The hub had 52 members in 2024."), [(45, 52)]),
        (("In 2024 the hub had over 45 members.", "The hub had 52 members in 2024."), []),
        (("In 2024 the hub had up to 60 members.", "The hub had 52 members in 2024."), []),
        (("In 2024 the hub had about 51 members.", "The hub had 52 members in 2024."), []),
        (("In 2024 the hub had about 80 members.", "The hub had 52 members in 2024."), [(80, 52)]),
        (("In June 2024 the hub had 45 members.", "The hub had 52 members in May 2024."), []),
        (("In 2023 the hub had 45 members.", "The hub had 52 members in 2024."), []),
        (("In 2022 it counted 50 companies: 30 start-ups and 20 corporations.",), []),
        (("In 2024 it took 45 million euros.", "In 2024 it had 52 members."), []),
        (("In 2025 there were 9 projects.", "The first 6 projects came in 2025."), []),
        (
            (
                "On 27 January 2026 CERTERA had 43 centres in 14 regions.",
                "Another source counts 44 entities.",
            ),
            [(43, 44)],
        ),
    ],
)
def test_disagreements(lines: tuple[str, ...], pairs: list[tuple[float, float]]) -> None:
    assert disagreeing(*lines) == pairs


def test_a_publication_is_not_public_though_stems_say_so() -> None:
    (public,) = figures("Hay 8 modelos públicos en 2025.", language="es")
    (articles,) = figures("Hay 9 publicaciones en 2025.", language="es")
    question = Question.read("publications")
    expanded = expand("publications", ("en", "es", "ca"), LEXICON)
    topic = topic_of(question, expanded.typed, expanded.words, expanded.rarity)
    found = matches(topic, [known_as(one, DOCUMENT) for one in (public, articles)])
    assert [one.known.figure.value for one in found] == [9]


def test_where_a_figure_holds_another_sentence_may_say() -> None:
    found = figures(
        "On 24 April 2025 it stood at 2,481 million euros.",
        "What is counted: Public money; Scope: Spain; As of: 24 April 2025; Value: 2481; Unit: million euros",
    )
    ledger = Ledger([known_as(one, DOCUMENT) for one in found])
    assert [ledger.statements.places_of(one) for one in found] == [frozenset({"spain"})] * 2


def test_a_row_s_figure_is_found_in_prose_of_the_same_date() -> None:
    row, prose, _ = found = figures(
        "What is counted: Members; As of: October 2024; Value: 50; Unit: members",
        "In October 2024 it had 50 members.",
        "In 2023 it had 50 members.",
    )
    ledger = Ledger([known_as(one, DOCUMENT) for one in found])
    assert ledger.in_prose(row) == [prose]


def test_the_same_figure_is_one_with_its_most_exact_date() -> None:
    found = figures("In 2024 the hub had 45 members.", "On 10 June 2024 there were 45 members.")
    same = grouped([Match(known_as(one, DOCUMENT), 1.0, frozenset({0})) for one in found], "en")
    assert [(len(one.matches), one.figure.as_of) for one in same] == [(2, "2024-06-10")]


def test_a_document_s_date_does_not_make_another_figure() -> None:
    found = figures("In 2024 the hub had 45 members.", "The hub is large.", "45 members are many.")
    same = grouped([Match(known_as(one, DOCUMENT), 1.0, frozenset({0})) for one in found], "en")
    assert [one.figure.as_of for one in same] == ["2024"]


def test_the_ledger_knows_parts_and_rivals() -> None:
    whole, part, _, centres, _, entities = found = figures(
        "In 2022 it counted 50 companies: 30 start-ups and 20 corporations.",
        "A press article of 27 January 2026 counts 43 centres in 14 regions.",
        "Another source counts 44 entities.",
    )
    ledger = Ledger([known_as(one, DOCUMENT) for one in found])
    assert ledger.at("d1", whole.at) == whole and ledger.at("d1", whole.at + 1) is None
    assert ledger.are_parts(whole, part) and not ledger.are_parts(whole, centres)
    assert ledger.rival_of(centres) == entities and ledger.rival_of(entities) == centres
    assert ledger.rival_of(whole) is None
