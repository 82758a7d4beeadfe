"""From read sentences to a verdict: what is quoted, what contradicts, what is refused."""

from dataclasses import replace
from math import nan

import pytest

from assistant.evidence import THRESHOLD, weigh
from assistant.figures.known import known_as
from assistant.figures.ledger import Ledger
from assistant.figures.statements import with_status
from assistant.writing import write
from tests.assistant.readings import reading
from tests.ingest.figures.texts import figures

LIKELY, UNLIKELY = 3.0, -3.0


def verdict(
    question: str, logits: dict[str, float], **given: dict[str, str]
) -> tuple[str, list[str]]:
    asked, retrieved, reads, reader = reading(question, logits, **given)  # type: ignore[arg-type]
    found = weigh(asked, retrieved, reads, reader)
    return found.status, [one.read.text for one in found.evidence]


def test_the_likeliest_sentence_is_quoted() -> None:
    told = {"Vall makes viral vectors.": LIKELY, "Avalon sells viral vectors.": UNLIKELY}
    assert verdict("Who makes viral vectors?", told) == ("answered", ["Vall makes viral vectors."])


def test_what_is_unlikely_to_answer_is_refused() -> None:
    assert verdict("Who makes viral vectors?", {"Vall sells viral vectors.": UNLIKELY}) == (
        "abstained",
        [],
    )


def test_nothing_read_is_refused() -> None:
    assert verdict("Who makes viral vectors?", {}) == ("abstained", [])


def test_a_name_that_the_passage_lacks_is_refused_however_sure_the_reader_is() -> None:
    told = {"Vall makes viral vectors.": 9.0}
    assert verdict("Does Zyxquor make viral vectors?", told)[0] == "abstained"


def test_a_score_that_is_no_number_is_refused() -> None:
    assert verdict("Who makes viral vectors?", {"Vall makes viral vectors.": nan})[0] == "abstained"


def test_values_of_one_thing_that_differ_are_a_conflict_newest_first() -> None:
    old, new = "The hub has 45 members.", "The hub has 70 members."
    dates = {old: "2024-06", new: "2025"}
    found = verdict("How many members does the hub have?", {old: LIKELY, new: 2.0}, dates=dates)
    assert found == ("conflict", [new, old])


def test_a_sentence_that_tells_both_values_is_an_answer() -> None:
    both = "The hub had 45 members in 2024 and 70 members in 2025."
    told = {both: LIKELY, "The hub has 70 members.": 2.0}
    assert verdict("How many members does the hub have?", told) == ("answered", [both])


def test_a_question_for_a_figure_is_not_answered_without_one() -> None:
    told = {"The hub has many members.": LIKELY}
    assert verdict("How many members does the hub have?", told)[0] == "abstained"


def test_a_year_that_was_asked_for_chooses_among_sentences() -> None:
    told = {"The hub had 45 members in 2024.": 3.0, "The hub had 70 members in 2025.": 3.2}
    assert verdict("How many members had the hub in 2024?", told) == (
        "answered",
        ["The hub had 45 members in 2024."],
    )


@pytest.mark.parametrize(("threshold", "status"), [(0.0, "answered"), (1.0, "abstained")])
def test_the_threshold_decides(threshold: float, status: str) -> None:
    assert 0 < THRESHOLD < 1
    asked, retrieved, reads, reader = reading("Who makes vectors?", {"Vall makes vectors.": 0.0})
    assert weigh(asked, retrieved, reads, reader, threshold=threshold).status == status


def test_all_trials_are_not_those_of_the_kind_that_is_counted() -> None:
    told = {"Catalonia has 1,200 active trials.": LIKELY}
    assert verdict("How many trials are there in Catalonia?", told)[0] == "answered"
    assert verdict("How many trials of viral vectors are there?", told)[0] == "abstained"


def test_a_share_is_no_number_of_people() -> None:
    told = {"The sector has 7.6% of the domestic product.": LIKELY}
    assert verdict("How many people work in the sector?", told)[0] == "abstained"


def test_what_is_done_for_hospitals_counts_none_that_has_it() -> None:
    told = {"The centre has 2 CAR-T therapies in Catalonia.": LIKELY}
    assert verdict("How many hospitals have CAR-T?", told)[0] == "abstained"


def test_a_share_of_something_else_is_no_answer() -> None:
    told = {"Catalonia has 38% of the publications of Spain.": LIKELY}
    assert verdict("What share of the publications does Catalonia have?", told)[0] == "answered"
    assert verdict("What share of the hospitals does Catalonia have?", told)[0] == "abstained"


def test_a_share_is_no_rank_and_no_count() -> None:
    told = {"Catalonia had 1,200 trials in 2022.": LIKELY}
    assert verdict("What share of the trials does Catalonia have?", told)[0] == "abstained"


def test_a_part_that_is_told_in_a_word_is_a_share() -> None:
    told = {"Catalonia has half of the 12 hospitals.": LIKELY}
    assert verdict("What share of the hospitals does Catalonia have?", told)[0] == "answered"


def test_a_document_s_year_is_not_that_of_a_sentence_with_a_year_of_its_own() -> None:
    line = "Companies raised 250 million euros in 2022."
    asked = "How much did companies raise in 2025?"
    assert verdict(asked, {line: LIKELY}, dates={line: "2025"})[0] == "abstained"
    undated = "Companies raised 250 million euros."
    assert verdict(asked, {undated: LIKELY}, section="Money in 2025")[0] == "answered"  # type: ignore[arg-type]


def test_a_sum_is_of_what_is_asked() -> None:
    told = {"Companies raised 250 million euros of loans.": LIKELY}
    assert verdict("How much venture capital was raised?", told)[0] == "abstained"


def test_what_is_still_to_come_says_so_where_the_sentence_does_not() -> None:
    lines = (
        "The site of 2023 has 800 million euros.",
        "In 2023 a site with 800 million euros was announced.",
    )
    question, retrieved, reads, reader = reading("How much has the site?", {lines[0]: LIKELY})
    figures_of_both = with_status(
        [replace(one, document_id=reads[0].candidate.found.document.id) for one in figures(*lines)]
    )
    ledger = Ledger([known_as(one, reads[0].candidate.found.document) for one in figures_of_both])
    found = weigh(question, retrieved, reads, reader, ledger=ledger)
    assert [one.promised for one in found.evidence] == ["announced"]
    told = "".join(write(question, found).pieces)
    assert told.startswith(lines[0]) and "(as announced)" in told


def test_the_first_of_something_does_not_contradict_the_whole() -> None:
    whole, first = "The hub has 18 projects.", "The hub has its first 6 projects."
    question, retrieved, reads, reader = reading(
        "How many projects has the hub?", {whole: 3.0, first: 2.9}
    )
    known = [
        known_as(
            replace(one, document_id=read.candidate.found.document.id),
            read.candidate.found.document,
        )
        for read in reads
        for one in figures(read.text)
    ]
    found = weigh(question, retrieved, reads, reader, ledger=Ledger(known))
    assert (found.status, [one.read.text for one in found.evidence]) == ("answered", [whole])


def test_a_sum_with_other_numbers_in_its_line_counts_nobody_who_works() -> None:
    row = (
        "What is counted: AstraZeneca, Barcelona hub to 2027, announced; Scope: Company; As of: 2024; "
        "Value: 1300; Unit: million euros; Source: naciodigital.cat, 254302"
    )
    asked = "How many people work at AstraZeneca?"
    question, retrieved, reads, reader = reading(asked, {row: LIKELY})
    found = reads[0].candidate.found.document
    told = figures(row)
    assert {one.unit for one in told} == {"EUR"}
    known = [known_as(replace(one, document_id=found.id), found) for one in told]
    verdict = weigh(question, retrieved, reads, reader, ledger=Ledger(known))
    assert verdict.status == "abstained"
