"""The picture of the curves: it tells all their names, and is the same each time."""

from pathlib import Path

import pytest

from bench.coverage import Curve, Point
from bench.curve_picture import STYLES, draw

CURVE = Curve((Point(0.1, 0.0), Point(0.5, 0.1), Point(0.9, 0.4)), Point(0.5, 0.1))
PANELS = {
    "First": {"English": CURVE, "Catalan": CURVE},
    "Second": {"English": CURVE},
}


@pytest.fixture
def picture(tmp_path: Path) -> str:
    draw(PANELS, 0.35, tmp_path / "curves.svg")
    return (tmp_path / "curves.svg").read_text("utf-8")


def test_titles_names_and_threshold_are_told(picture: str) -> None:
    assert picture.rstrip().endswith("</svg>")
    told = [
        "First", "Second", "English", "Catalan", "threshold, 0.35",
        "wrong among the answers", "answered of the answerable questions",
    ]  # fmt: skip
    assert [text for text in told if text not in picture] == []


def test_the_same_curves_make_the_same_file(picture: str, tmp_path: Path) -> None:
    draw(PANELS, 0.35, tmp_path / "again.svg")
    assert (tmp_path / "again.svg").read_text("utf-8") == picture


def test_lines_are_told_apart_without_colours() -> None:
    assert len({style.dashes for style in STYLES}) == len(STYLES)
    assert len({style.marker for style in STYLES}) == len(STYLES)
