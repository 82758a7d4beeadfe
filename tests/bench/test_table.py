"""Markdown tables."""

from bench.table import markdown


def test_columns_are_padded_and_numbers_stand_on_the_right() -> None:
    assert markdown(["name", "n"], [["a", "1,000"], ["longer", "2"]]).splitlines() == [
        "| name   |     n |",
        "| ------ | ----: |",
        "| a      | 1,000 |",
        "| longer |     2 |",
    ]
