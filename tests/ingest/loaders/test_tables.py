import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.loaders.builder import Builder, clean
from ingest.loaders.tables import add_table
from tests.ingest.samples import blocks


def read(grid: list[list[str]]) -> list[tuple[str, str]]:
    builder = Builder()
    add_table(builder, grid)
    return [(kind, text) for kind, _, text in blocks(builder.finish())]


def test_each_row_carries_its_headings() -> None:
    grid = [["Year", "Companies"], ["2018", "over 1,000"], ["2025", "1,650"]]
    assert read(grid) == [
        ("row", "Year: 2018; Companies: over 1,000"),
        ("row", "Year: 2025; Companies: 1,650"),
    ]


def test_titles_above_and_notes_below() -> None:
    grid = [
        ["Table 1. Companies of the BioRegion", ""],
        ["Year", "Companies"],
        ["2025", "1650"],
        ["Source: Biocat, 2025", ""],
    ]
    assert read(grid) == [
        ("paragraph", "Table 1. Companies of the BioRegion"),
        ("row", "Year: 2025; Companies: 1650"),
        ("paragraph", "Source: Biocat, 2025"),
    ]


def test_years_across() -> None:
    grid = [["Indicator", "2022", "2025"], ["Companies", "50", "65"], ["Trials", "80", "–"]]
    assert read(grid) == [
        ("row", "Indicator: Companies; 2022: 50; 2025: 65"),
        ("row", "Indicator: Trials; 2022: 80; 2025: –"),
    ]


def test_a_column_without_heading_keeps_its_value() -> None:
    assert read([["", "Value"], ["Jobs", "12"]]) == [("row", "Jobs; Value: 12")]


def test_facts_of_two_columns_have_no_header() -> None:
    grid = [["Founded", "2018"], ["City", "Barcelona"], ["Staff", "120"]]
    assert read(grid) == [
        ("row", "Founded: 2018"),
        ("row", "City: Barcelona"),
        ("row", "Staff: 120"),
    ]


def test_numbers_without_header() -> None:
    assert read([["2018", "12", "a"], ["2019", "13", "b"]]) == [
        ("row", "2018; 12; a"),
        ("row", "2019; 13; b"),
    ]


def test_an_empty_line_does_not_end_the_header() -> None:
    grid = [["Year", "Companies"], ["2018", "1000"], ["", ""], ["2025", "1650"], ["2026", "1700"]]
    assert read(grid)[1:] == [
        ("row", "Year: 2025; Companies: 1650"),
        ("row", "Year: 2026; Companies: 1700"),
    ]


def test_a_second_table_has_its_own_header() -> None:
    grid = [
        ["Year", "Companies"],
        ["2018", "1000"],
        ["", ""],
        ["Trials by phase", ""],
        ["Phase", "Trials"],
        ["I", "12"],
    ]
    assert read(grid)[1:] == [("paragraph", "Trials by phase"), ("row", "Phase: I; Trials: 12")]


def test_one_column_is_prose() -> None:
    assert read([["First remark."], ["Second remark."]]) == [
        ("paragraph", "First remark."),
        ("paragraph", "Second remark."),
    ]


@pytest.mark.parametrize("grid", [[], [[]], [["", ""]], [["\u200b"], []]])
def test_empty(grid: list[list[str]]) -> None:
    assert read(grid) == []


CELLS = st.text(max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), max_size=8))
def test_no_value_is_lost(rows: list[list[str]]) -> None:
    rows = [row for row in rows if all(map(clean, row))]
    found = read([["A", "B", "C", "D", "E"], *rows])
    names = "ABCDE"
    assert (
        found
        == [
            ("row", "; ".join(f"{n}: {clean(v)}" for n, v in zip(names, row, strict=False)))
            for row in rows
        ]
        or not rows
    )


@given(st.lists(st.lists(CELLS, max_size=5), max_size=8))
def test_any_grid(grid: list[list[str]]) -> None:
    for kind, text in read(grid):
        assert kind in ("row", "paragraph")
        assert text == clean(text) != ""
