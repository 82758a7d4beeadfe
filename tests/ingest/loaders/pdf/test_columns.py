from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.loaders.pdf import load_pdf
from tests.ingest.loaders.pdf.drawn import draw, prose, text_lines, texts


def read(tmp_path: Path, page: object) -> str:
    return " ".join(texts(load_pdf(draw(tmp_path / "a.pdf", page))))  # type: ignore[arg-type]


@pytest.mark.parametrize("shift", [0, 3, 6])
def test_two_columns_below_a_title(tmp_path: Path, shift: int) -> None:
    left, right = prose(0, 12, 45), prose(5, 12, 45)

    def page(canvas: Canvas) -> None:
        canvas.drawCentredString(
            297, 800, "A title that runs over both of the columns of this page"
        )
        text_lines(canvas, 50, 760, left)
        text_lines(canvas, 320, 760 - shift, right)

    found = read(tmp_path, page)
    assert found.startswith("A title that runs over both")
    assert " ".join(left) in found and " ".join(right) in found
    assert found.index(left[-1]) < found.index(right[0])


def test_three_columns(tmp_path: Path) -> None:
    columns = [prose(start, 10, 30) for start in (0, 3, 7)]

    def page(canvas: Canvas) -> None:
        for x, lines in zip((40, 220, 400), columns, strict=True):
            text_lines(canvas, x, 700, lines)

    found = read(tmp_path, page)
    assert " ".join(" ".join(lines) for lines in columns) in found


def test_what_crosses_the_gutter_parts_the_columns(tmp_path: Path) -> None:
    above, below = (prose(0, 6, 45), prose(4, 6, 45)), (prose(8, 6, 45), prose(2, 6, 45))
    crossing = "This sentence runs over the whole width of the page and over both of its columns."

    def page(canvas: Canvas) -> None:
        for y, (left, right) in ((760, above), (600, below)):
            text_lines(canvas, 50, y, left)
            text_lines(canvas, 320, y, right)
        canvas.drawString(50, 640, crossing)

    found = read(tmp_path, page)
    places = [found.index(text) for text in (above[0][0], above[1][0], crossing, below[0][0])]
    assert places == sorted(places)
    assert found.index(below[0][-1]) < found.index(below[1][0])


def test_a_sentence_goes_on_in_the_next_column(tmp_path: Path) -> None:
    left, right = prose(0, 8, 45), prose(5, 8, 45)
    left[-1] += " hos-"
    right[0] = "pitals " + right[0].lower()

    def page(canvas: Canvas) -> None:
        text_lines(canvas, 50, 760, left)
        text_lines(canvas, 320, 760, right)

    (whole,) = texts(load_pdf(draw(tmp_path / "a.pdf", page)))
    assert " hospitals " in whole


def test_one_column_with_short_lines_stays_one(tmp_path: Path) -> None:
    lines = prose(0, 30, 90)
    lines[4], lines[11] = "A short line.", "Another short line."
    found = read(tmp_path, lambda canvas: text_lines(canvas, 50, 760, lines))
    assert found == " ".join(lines)
