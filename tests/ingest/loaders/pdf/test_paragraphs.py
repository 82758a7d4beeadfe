from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ingest.loaders.pdf import load_pdf
from tests.ingest.loaders.pdf.drawn import draw, kinds, prose, text_lines, texts


def test_lines_join_and_distance_parts_paragraphs(tmp_path: Path) -> None:
    first, second = prose(0, 4, 80), prose(1, 3, 80)

    def page(canvas: Canvas) -> None:
        text_lines(canvas, 60, 700, first)
        text_lines(canvas, 60, 640, second)

    assert texts(load_pdf(draw(tmp_path / "a.pdf", page))) == [" ".join(first), " ".join(second)]


def test_an_indent_or_a_short_last_line_begins_a_paragraph(tmp_path: Path) -> None:
    parts = [prose(start, 4, 80) for start in range(3)]
    for lines in parts:
        lines[-1] += " end."
    parts[0][-1] = "a short end."
    parts[1][0] = parts[1][0].capitalize()

    def page(canvas: Canvas) -> None:
        text_lines(canvas, 60, 700, parts[0] + parts[1])
        canvas.drawString(75, 604, parts[2][0])
        text_lines(canvas, 60, 592, parts[2][1:])

    found = texts(load_pdf(draw(tmp_path / "a.pdf", page)))
    assert found == [" ".join(lines) for lines in parts]


def test_headings_have_levels_by_size_and_weight(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 20)
        text_lines(canvas, 60, 780, ["A long title that goes on", "over two lines"], 24)
        canvas.setFont("Helvetica", 14)
        canvas.drawString(60, 720, "A section")
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(60, 700, "A part of it")
        canvas.setFont("Helvetica", 10)
        text_lines(canvas, 60, 688, ["Text under it", *prose(0, 5, 80)])
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(60, 600, "Table 1. A caption is no heading")

    assert kinds(load_pdf(draw(tmp_path / "a.pdf", page))) == [
        ("heading1", "A long title that goes on over two lines"),
        ("heading2", "A section"),
        ("heading3", "A part of it"),
        ("paragraph", " ".join(["Text under it", *prose(0, 5, 80)])),
        ("paragraph", "Table 1. A caption is no heading"),
    ]


def test_list_items(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        text_lines(canvas, 60, 700, prose(0, 4, 80))
        text_lines(canvas, 70, 640, ["•", "•"], 24)
        text_lines(canvas, 82, 640, ["The first item goes on", "over two lines", "The second"])
        canvas.drawString(70, 604, "1. A numbered item")
        canvas.drawString(70, 592, "- A dashed item")

    assert kinds(load_pdf(draw(tmp_path / "a.pdf", page)))[1:] == [
        ("item", "The first item goes on over two lines"),
        ("item", "The second"),
        ("item", "1. A numbered item"),
        ("item", "A dashed item"),
    ]


def test_footnotes_come_last_and_their_marks_leave_the_text(tmp_path: Path) -> None:
    def raised(canvas: Canvas, x: float, y: float, text: str, size: float) -> None:
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y, text)

    def page(canvas: Canvas) -> None:
        left, right = prose(0, 40, 45), prose(1, 45, 45)
        text_lines(canvas, 50, 760, left[:-1])
        canvas.drawString(50, 292, "with 50 companies")
        raised(canvas, 50 + canvas.stringWidth("with 50 companies", "Helvetica", 10), 296, "1", 6)
        canvas.setFont("Helvetica", 10)
        text_lines(canvas, 320, 760, right)
        canvas.drawString(320, 200, "in 300 m")
        raised(canvas, 320 + canvas.stringWidth("in 300 m", "Helvetica", 10), 204, "2", 6)
        for y, mark, note in ((80, "1", "A source of 2022."), (70, "2", "And one of 2024.")):
            raised(canvas, 50, y + 3, mark, 5)
            raised(canvas, 55, y, note, 8)

    found = texts(load_pdf(draw(tmp_path / "a.pdf", page)))
    assert found[-2:] == ["¹ A source of 2022.", "² And one of 2024."]
    assert f"with 50 companies {prose(1, 1, 45)[0]}" in found[0]
    assert found[1] == "in 300 m²"


def test_a_table_of_contents_is_a_list(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Hospitals . . . . . . . . . . . . . . . . . . . . . . 3")
        canvas.drawString(60, 688, "Companies .............................. 12")

    assert kinds(load_pdf(draw(tmp_path / "a.pdf", page))) == [
        ("item", "Hospitals … 3"),
        ("item", "Companies … 12"),
    ]
