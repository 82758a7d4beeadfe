"""From read sentences to a verdict: what is quoted, what contradicts, what is refused."""

from math import nan

import pytest

from assistant.evidence import THRESHOLD, weigh
from tests.assistant.readings import reading

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
