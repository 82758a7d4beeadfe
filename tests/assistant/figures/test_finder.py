"""A topic to dated figures, over a small hub in three languages."""

import pytest

from assistant.answer import Figure
from assistant.errors import BadQuestion
from tests.assistant.conftest import Hub


def briefly(found: list[Figure]) -> list[tuple[object, ...]]:
    return [(one.value, one.qualifier, one.as_of) for one in found]


@pytest.mark.parametrize(
    "topic", ["members of the hub", "miembros de la red", "membres de la xarxa"]
)
def test_a_series_newest_first_in_any_language(hub: Hub, topic: str) -> None:
    found = hub.assistant.figures(topic)
    assert briefly(found) == [
        (70, "more than", "2025"),
        (50, "more than", "2024-10"),
        (45, None, "2024-06-10"),
    ]
    assert all(one.as_of_from == "stated" and not one.disagrees_with for one in found)


def test_every_quote_is_the_document_s(hub: Hub) -> None:
    for number, one in enumerate(hub.assistant.figures("members of the hub"), 1):
        document = hub.index.document(one.citation.document_id)
        assert document is not None and one.citation.number == number
        assert document.text[one.citation.start : one.citation.end] == one.citation.quote


def test_a_year_narrows(hub: Hub) -> None:
    assert briefly(hub.assistant.figures("members of the hub in 2025")) == [
        (70, "more than", "2025")
    ]


def test_sums_are_no_counts_and_another_s_figure_is_not_the_hub_s(hub: Hub) -> None:
    assert briefly(hub.assistant.figures("grant of Avalon Institute"))[0][0] == 800e6
    assert [one.value for one in hub.assistant.figures("work groups")] == [8]


@pytest.mark.parametrize("topic", ["members of the Lunar League", "coffee machines", "password"])
def test_no_figure_is_an_empty_list(hub: Hub, topic: str) -> None:
    assert hub.assistant.figures(topic) == []


@pytest.mark.parametrize("topic", ["", "  ", "?!"])
def test_an_empty_topic_is_told(hub: Hub, topic: str) -> None:
    with pytest.raises(BadQuestion):
        hub.assistant.figures(topic)
