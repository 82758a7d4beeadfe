"""What an answer lists."""

from assistant.conversation.listed import items


def test_lines_are_items() -> None:
    assert items("Values differ:\n- In 2025: 70. [1] [4]\n- In 2024: 45. [2]") == [
        "In 2025: 70.",
        "In 2024: 45.",
    ]
    assert items("1. One\n2) Two\n") == ["One", "Two"]


def test_running_text_is_cut_at_its_citations() -> None:
    assert items("Alba makes A. [1] Brisa makes B. [2] [3]") == ["Alba makes A.", "Brisa makes B."]


def test_a_text_that_lists_nothing_is_one_item() -> None:
    assert items("Nothing to see.") == ["Nothing to see."]
    assert items("") == [""]
