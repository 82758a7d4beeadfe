from pathlib import Path

import pytest

from ingest.documents import Page
from ingest.loaders import load
from tests.ingest.samples import blocks, write


def read(tmp_path: Path, text: str | bytes) -> list[tuple[str, int, str]]:
    return blocks(load(write(tmp_path / "a.txt", text)))


def test_paragraphs_and_wrapped_lines(tmp_path: Path) -> None:
    text = "The hub has more\r\nthan 70 members.\r\n\r\n\r\nIts ex-\r\nvivo work grows.\r\n"
    assert read(tmp_path, text) == [
        ("paragraph", 0, "The hub has more than 70 members."),
        ("paragraph", 0, "Its ex-vivo work grows."),
    ]


def test_headings(tmp_path: Path) -> None:
    text = (
        "Report\n======\n\n1. Members\n\nMany.\n\n1.1 Hospitals\n\nSome.\n\n"
        "CLINICAL TRIALS\n\nFew.\n\nCosts\n-----\nNone."
    )
    assert read(tmp_path, text) == [
        ("heading", 1, "Report"),
        ("heading", 2, "1. Members"),
        ("paragraph", 0, "Many."),
        ("heading", 3, "1.1 Hospitals"),
        ("paragraph", 0, "Some."),
        ("heading", 2, "CLINICAL TRIALS"),
        ("paragraph", 0, "Few."),
        ("heading", 2, "Costs"),
        ("paragraph", 0, "None."),
    ]


@pytest.mark.parametrize(
    "line", ["1. The first sentence of a list ends in a stop.", "ATMP", "Is it so?", "12 members"]
)
def test_what_is_no_heading(tmp_path: Path, line: str) -> None:
    assert read(tmp_path, f"{line}\n\nMore.")[0][0] != "heading"


def test_lists(tmp_path: Path) -> None:
    text = (
        "Members:\n- Hospital Clínic,\n  Barcelona\n* IBEC\n\n1. Leitat\n\n2. Cellab\n\n3. Biocat"
    )
    assert read(tmp_path, text) == [
        ("paragraph", 0, "Members:"),
        ("item", 0, "Hospital Clínic, Barcelona"),
        ("item", 0, "IBEC"),
        ("item", 0, "Leitat"),
        ("item", 0, "Cellab"),
        ("item", 0, "Biocat"),
    ]


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    extract = load(write(tmp_path / "a.txt", "One.\n\fTwo.\n\f"))
    assert extract.text == "One.\n\nTwo."
    assert extract.pages == (Page(1, 0, 4), Page(2, 6, 10))
