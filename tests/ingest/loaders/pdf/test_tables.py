from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from ingest.loaders.pdf import load_pdf
from tests.ingest.loaders.pdf.drawn import draw, kinds, prose, text_lines, texts

FIGURES = [
    ["Year", "Companies", "Share of GDP"],
    ["2013", "512", "5.8%"],
    ["2018", "over 1,000", "7.2%"],
    ["2020", "over 1,200", "7.3%"],
]
ROWS = [
    "Year: 2013; Companies: 512; Share of GDP: 5.8%",
    "Year: 2018; Companies: over 1,000; Share of GDP: 7.2%",
    "Year: 2020; Companies: over 1,200; Share of GDP: 7.3%",
]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
BOOK = [
    ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
    ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
    ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
]
SHADED = [("ROWBACKGROUNDS", (0, 0), (-1, -1), [colors.lightgrey, colors.white])]
DARK_HEAD = [
    ("BACKGROUND", (0, 0), (-1, 0), colors.darkblue),
    ("TEXTCOLOR", (0, 0), (-1, 0), colors.white),
    ("LINEBELOW", (0, 1), (-1, -1), 0.3, colors.grey),
]
BOLD_HEAD = [("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")]

Cells = Sequence[Sequence[str]]


def place(
    canvas: Canvas, cells: Cells, style: object, x: float, top: float, **options: object
) -> None:
    table = Table(cells, style=style, **options)
    _, height = table.wrapOn(canvas, 500, 700)
    table.drawOn(canvas, x, top - height)


def read(path: Path, cells: Cells, style: object, **options: object) -> list[str]:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 760, "Table 1. The BioRegion by year")
        place(canvas, cells, style, 72, 750, **options)
        canvas.drawString(72, 400, "The text goes on below.")

    caption, *rows, after = kinds(load_pdf(draw(path / "a.pdf", page)))
    assert caption == ("paragraph", "Table 1. The BioRegion by year")
    assert after == ("paragraph", "The text goes on below.")
    assert {kind for kind, _ in rows} == {"row"}
    return [text for _, text in rows]


@pytest.mark.parametrize(
    "style",
    [GRID, BOOK, SHADED, DARK_HEAD, BOLD_HEAD, []],
    ids="grid book shade dark bold none".split(),
)
def test_each_row_reads_with_its_headings(tmp_path: Path, style: object) -> None:
    assert read(tmp_path, FIGURES, style) == ROWS


@pytest.mark.parametrize("style", [GRID, BOOK, SHADED], ids=["grid", "book", "shade"])
def test_wrapped_cells_are_one_row(tmp_path: Path, style: object) -> None:
    cells = [
        ["Programme", "What it is", "Level"],
        [
            "ATMP\nCatalyst",
            "An accelerator for projects,\nthe first of the European\nUnion",
            "Europe",
        ],
        ["CERTERA", "A consortium for\nfacilities", "Spain"],
        ["PERTE", "A state programme", "Spain"],
    ]
    assert read(tmp_path, cells, style) == [
        "Programme: ATMP Catalyst; What it is: An accelerator for projects, the first of the "
        "European Union; Level: Europe",
        "Programme: CERTERA; What it is: A consortium for facilities; Level: Spain",
        "Programme: PERTE; What it is: A state programme; Level: Spain",
    ]


def test_cells_that_span_are_repeated(tmp_path: Path) -> None:
    cells = [
        ["Hospital", "Funding", "", "Therapy"],
        ["", "2023", "2024", ""],
        ["Clínic", "1", "2", "ARI-0001"],
        ["", "3", "4", "ARI-0002h"],
        ["Sant Pau", "5", "6", "HSP-CAR30"],
    ]
    spans = [
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (1, 0), (2, 0)),
        ("SPAN", (3, 0), (3, 1)),
        ("SPAN", (0, 2), (0, 3)),
        ("FONTNAME", (0, 0), (-1, 1), "Helvetica-Bold"),
    ]
    assert read(tmp_path, cells, GRID + spans) == [
        "Hospital: Clínic; Funding 2023: 1; Funding 2024: 2; Therapy: ARI-0001",
        "Hospital: Clínic; Funding 2023: 3; Funding 2024: 4; Therapy: ARI-0002h",
        "Hospital: Sant Pau; Funding 2023: 5; Funding 2024: 6; Therapy: HSP-CAR30",
    ]


def test_two_columns_without_headings_are_keys_and_values(tmp_path: Path) -> None:
    cells = [["Seat:", "Barcelona"], ["Founded", "2010"], ["Staff", "500"]]
    assert read(tmp_path, cells, GRID) == ["Seat: Barcelona", "Founded: 2010", "Staff: 500"]


def test_empty_cells_are_left_out(tmp_path: Path) -> None:
    cells = [["", "2023", "2024"], ["Members", "45", ""], ["Groups", "", "8"]]
    assert read(tmp_path, cells, GRID) == ["Members; 2023: 45", "Groups; 2024: 8"]


def test_headings_repeat_or_hold_on_the_next_page(tmp_path: Path) -> None:
    more = [["2023", "over 1,400", "7.9%"], ["2024", "1,523", "7.6%"]]
    widths = [100, 100, 100]

    def first(canvas: Canvas) -> None:
        place(canvas, FIGURES, GRID + BOLD_HEAD, 72, 760, colWidths=widths)

    def without_head(canvas: Canvas) -> None:
        place(canvas, more, GRID, 72, 800, colWidths=widths)

    def with_head(canvas: Canvas) -> None:
        place(canvas, [FIGURES[0], *more], GRID + BOLD_HEAD, 72, 760, colWidths=widths)

    rows = [*ROWS, "Year: 2023; Companies: over 1,400; Share of GDP: 7.9%"]
    rows.append("Year: 2024; Companies: 1,523; Share of GDP: 7.6%")
    for name, second in (("a", without_head), ("b", with_head)):
        extract = load_pdf(draw(tmp_path / f"{name}.pdf", first, second))
        assert texts(extract) == rows
        assert extract.pages[1].start == extract.blocks[3].start


def test_a_table_in_a_column_does_not_cut_the_other(tmp_path: Path) -> None:
    left, right = prose(0, 30, 45), prose(5, 12, 45)

    def page(canvas: Canvas) -> None:
        text_lines(canvas, 50, 760, left)
        text_lines(canvas, 320, 760, right)
        place(canvas, FIGURES, GRID, 320, 600)

    found = texts(load_pdf(draw(tmp_path / "a.pdf", page)))
    assert found == [" ".join([*left, *right]), *ROWS]


def test_a_table_below_two_columns_is_read_after_both(tmp_path: Path) -> None:
    left, right = prose(0, 12, 45), prose(5, 12, 45)

    def page(canvas: Canvas) -> None:
        text_lines(canvas, 50, 760, left)
        text_lines(canvas, 320, 760, right)
        canvas.drawString(50, 590, "Table 1. Figures")
        place(canvas, [row[:2] for row in FIGURES], GRID, 50, 580)

    found = texts(load_pdf(draw(tmp_path / "a.pdf", page)))
    assert found[:2] == [" ".join([*left, *right]), "Table 1. Figures"]
    assert found[2] == "Year: 2013; Companies: 512"


def test_headings_without_wide_gaps(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(60, 700, "Programme")
        canvas.drawRightString(188, 700, "Million euros")
        canvas.setFont("Helvetica", 10)
        for y, (name, value) in zip(
            (686, 672, 658), (("A", "1"), ("B", "2"), ("C", "3")), strict=True
        ):
            canvas.drawString(60, y, name)
            canvas.drawRightString(188, y, value)

    rows = ["Programme: A; Million euros: 1", "Programme: B; Million euros: 2"]
    assert texts(load_pdf(draw(tmp_path / "a.pdf", page)))[:2] == rows


def test_white_rows_between_shaded_cells(tmp_path: Path) -> None:
    cells = [FIGURES[0], FIGURES[1], ["2015", "seven hundred\nand more", "6%"], FIGURES[3]]

    def page(canvas: Canvas) -> None:
        place(canvas, cells, [], 72, 750, colWidths=100, rowHeights=30)
        for row in (0, 2):  # under the text, as a browser paints each cell
            for column in range(3):
                canvas.rect(72 + 100 * column, 720 - 30 * row, 100, 30, fill=0, stroke=1)

    found = texts(load_pdf(draw(tmp_path / "a.pdf", page)))
    assert found == [
        ROWS[0],
        "Year: 2015; Companies: seven hundred and more; Share of GDP: 6%",
        ROWS[2],
    ]


def test_frames_and_charts_are_no_tables(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(60, 600, 400, 100)
        text_lines(canvas, 72, 680, ["A box with one text in it,", "over two lines."])
        for index in range(6):
            canvas.rect(80 + 40 * index, 300, 30, 40 + 10 * index, fill=1)
        canvas.drawString(80, 285, "2019 to 2024")

    assert texts(load_pdf(draw(tmp_path / "a.pdf", page))) == [
        "A box with one text in it, over two lines.",
        "2019 to 2024",
    ]
