from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.loaders.pdf import load_pdf
from tests.ingest.loaders.pdf.drawn import draw, prose, text_lines, texts

Draw = Callable[[Canvas], None]


def page(number: int, head: str, foot: str) -> Draw:
    def paint(canvas: Canvas) -> None:
        canvas.drawString(60, 800, head)
        text_lines(canvas, 60, 700, prose(3 * number, 8, 80))
        canvas.drawRightString(535, 40, foot)

    return paint


@pytest.mark.parametrize(
    "foot", ["{}", "Page {} of 3", "- {} -", "Hub 2025 | {}", "{}/3", "Pàgina {}"]
)
def test_running_heads_and_page_numbers_go(tmp_path: Path, foot: str) -> None:
    pages = [page(n, "Sector report 2025", foot.format(n)) for n in (1, 2, 3)]
    extract = load_pdf(draw(tmp_path / "a.pdf", *pages))
    assert texts(extract) == [" ".join(prose(3 * n, 8, 80)) for n in (1, 2, 3)]


def test_roman_numbers_go(tmp_path: Path) -> None:
    pages = [page(n, "", number) for n, number in ((1, "i"), (2, "ii"), (3, "iii"))]
    assert len(texts(load_pdf(draw(tmp_path / "a.pdf", *pages)))) == 3


def test_a_head_that_changes_with_the_chapter_goes(tmp_path: Path) -> None:
    heads = ["One", "One", "Two", "Two", "Three"]
    pages = [page(n, head, "") for n, head in enumerate(heads)]
    assert len(texts(load_pdf(draw(tmp_path / "a.pdf", *pages)))) == 5


def test_one_page_keeps_everything(tmp_path: Path) -> None:
    found = texts(load_pdf(draw(tmp_path / "a.pdf", page(1, "Letter head", "1"))))
    assert (found[0], found[-1]) == ("Letter head", "1")


def test_headings_and_years_at_one_place_stay(tmp_path: Path) -> None:
    def titled(year: int) -> Draw:
        def paint(canvas: Canvas) -> None:
            canvas.setFont("Helvetica-Bold", 16)
            canvas.drawString(60, 800, "Figures")
            canvas.setFont("Helvetica", 10)
            canvas.drawString(60, 780, f"Year {year}")
            text_lines(canvas, 60, 700, prose(year, 8, 80))

        return paint

    found = texts(load_pdf(draw(tmp_path / "a.pdf", titled(2024), titled(2025))))
    assert [found[0], found[1], found[3], found[4]] == [
        "Figures",
        "Year 2024",
        "Figures",
        "Year 2025",
    ]
