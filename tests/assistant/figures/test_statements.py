"""What sentences that state one figure say of it together."""

from dataclasses import replace

from assistant.figures.statements import Statements, places_of, stated, with_status
from ingest.figures.figure import Figure
from ingest.index.entries import Alternative, QueryWord
from tests.ingest.figures.texts import figures


def word(term: str) -> QueryWord:
    return QueryWord((Alternative("en", term, 1.0),))


def test_a_share_of_spain_does_not_make_the_count_spain_s() -> None:
    found = figures(
        "In 2024 there were 60 studies, which is 70% of this activity in Spain.",
        "In 2024 Catalonia had 60 active studies.",
    )
    count, share, _ = found
    places = places_of(found)
    assert places[stated(count)] == {"catalonia"}
    assert places[stated(share)] == {"spain"}


def test_a_small_number_is_the_same_figure_by_its_noun_alone() -> None:
    groups, regions, many, others = figures(
        "In 2024 there were 8 work groups.",
        "In 2024 there were 8 regions.",
        "In 2024 there were 60 active studies.",
        "In 2024 there were 60 studies.",
    )
    assert stated(groups) != stated(regions) and stated(many) == stated(others)


def statuses(*lines: str) -> list[str | None]:
    return [one.status for one in with_status(figures(*lines))]


def test_what_another_sentence_announces_is_announced_with_what_stands_beside_it() -> None:
    assert (
        statuses(
            "March 2023: the figures were 800 million euros and 1,000 jobs.",
            "In March 2023 a site was announced with 800 million euros.",
        )
        == ["announced"] * 3
    )


def test_what_came_true_is_not_announced() -> None:
    lines = (
        "The figure of 2023 was 800 million euros.",
        "In 2023 800 million euros were announced.",
        "In 2023 800 million euros were spent.",
    )
    assert statuses(*lines) == [None, "announced", "achieved"]


def test_the_words_of_a_figure_are_those_of_every_sentence_but_not_of_the_title() -> None:
    found = figures(
        "In 2024 there were 60 studies.",
        "What is counted: Active studies of gene therapy; As of: 2024; Value: 60; Unit: studies",
        section="Cell medicine › Studies",
    )
    statements = Statements(found, [False] * len(found))
    assert statements.saying(found[0], word("gene")) == {"gene"}
    assert statements.saying(found[0], word("medicin")) == set()


def test_a_figure_is_one_organisation_s_where_all_sentences_say_so() -> None:
    found = figures("In 2024 Alfa had 60 studies.", "In 2024 there were 60 studies.")
    (other,) = figures("In 2024 Alfa had 500 patients.")
    statements = Statements([*found, other], [True, False, True])
    assert not statements.is_of_one(found[0]) and statements.is_of_one(other)
    assert not statements.is_of_one(replace(other, value=3.0))


def test_no_figures_say_nothing() -> None:
    (one,) = figures("In 2024 there were 60 studies.")
    nothing: list[Figure] = []
    assert Statements(nothing, []).places_of(one) == frozenset()
