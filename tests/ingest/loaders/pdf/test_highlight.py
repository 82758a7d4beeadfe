"""Highlighted copies: the annotation lies over the quote's own words, whatever the page is like."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from ingest.documents import Extract, Span
from ingest.errors import UnreadableFile
from ingest.loaders.pdf import load_pdf
from ingest.loaders.pdf.highlight import highlighted, quote_boxes
from ingest.sentences import sentences
from tests.ingest.loaders.pdf.drawn import draw, prose, text_lines
from tests.ingest.loaders.pdf.test_tables import GRID, place
from tests.integration.installation import ROOT

LEADING = 12
LEFT, TOP = 60, 700
LINES = [
    "The hub had 45 members in June. In Octo-",
    "ber it had more than fifty. Others say",
    "so.",
]
QUOTE = "In October it had more than fifty."


def page(canvas: Canvas) -> None:
    text_lines(canvas, LEFT, TOP, LINES, LEADING)


def boxes(copy: bytes, number: int = 1) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of each highlighted stretch."""
    (mark,) = PdfReader(BytesIO(copy)).pages[number - 1]["/Annots"]
    values = [float(value) for value in mark.get_object()["/QuadPoints"]]
    quads = [values[at : at + 8] for at in range(0, len(values), 8)]
    return [(min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])) for q in quads]


def test_a_quote_over_two_lines_gets_a_box_on_each(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", page)
    copy = highlighted(path, 1, QUOTE)
    assert copy is not None
    first, second = boxes(copy)
    assert first[1] < TOP < first[3] < TOP + LEADING
    assert second[1] < TOP - LEADING < second[3]
    assert first[0] > LEFT + 100 and second[0] == pytest.approx(LEFT, abs=1)
    assert second[2] < first[2]


def test_the_marks_of_the_quote_are_covered_and_no_others(tmp_path: Path) -> None:
    line = "“It grew (by 43%),” they said."
    path = draw(tmp_path / "a.pdf", lambda canvas: text_lines(canvas, LEFT, TOP, [line]))

    def width(quote: str) -> tuple[float, float]:
        copy = highlighted(path, 1, quote)
        assert copy is not None
        ((left, _, right, _),) = boxes(copy)
        return left, right

    left, right = width("“It grew (by 43%),”")
    assert left == pytest.approx(LEFT, abs=1)
    for shorter in ("“It grew (by 43%)", "“It grew (by 43%", "“It grew (by 43"):
        assert width(shorter)[1] < right - 1
        right = width(shorter)[1]
    assert width("It grew")[0] > LEFT + 2


def test_of_quotes_that_are_alike_the_right_one_is_taken(tmp_path: Path) -> None:
    lines = ["It had 45 members.", *prose(1, 3, 50), "It had 45 members."]
    path = draw(tmp_path / "a.pdf", lambda canvas: text_lines(canvas, LEFT, TOP, lines))
    text = load_pdf(path).text
    at = text.rindex("It had 45 members.")
    copy = highlighted(path, 1, "It had 45 members.", text[:at])
    assert copy is not None
    (box,) = boxes(copy)
    assert box[1] < TOP - 4 * LEADING < box[3]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_and_cropped_page_is_undone(tmp_path: Path, turn: int) -> None:
    """The annotation is in the page's own space, where the text is drawn upright or not."""

    def upright_when_turned(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(turn)
        text_lines(canvas, 0, 0, LINES, LEADING)

    drawn = draw(tmp_path / "a.pdf", upright_when_turned)
    writer = PdfWriter(clone_from=drawn)
    writer.pages[0].cropbox.lower_left = (20, 30)
    writer.pages[0].rotate(turn)
    path = tmp_path / "turned.pdf"
    writer.write(path)
    assert QUOTE in load_pdf(path).text
    copy = highlighted(path, 1, QUOTE)
    assert copy is not None
    for left, bottom, right, top in boxes(copy):
        assert 300 - 220 < left < right < 300 + 220
        assert 400 - 220 < bottom < top < 400 + 220


def test_what_is_not_on_the_page_is_not_marked(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", page)
    assert highlighted(path, 1, "The hub had 46 members in June.") is None
    assert highlighted(path, 1, "…") is None


def test_the_file_itself_stays_as_it_is(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", page)
    before = hashlib.sha256(path.read_bytes()).digest()
    assert highlighted(path, 1, QUOTE) is not None
    assert hashlib.sha256(path.read_bytes()).digest() == before


def test_a_file_that_is_no_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("%PDF- but not really")
    with pytest.raises(UnreadableFile):
        highlighted(path, 1, QUOTE)


@pytest.mark.parametrize(
    "name",
    [
        "2024-10-nota-xarxa.pdf",
        "2026-02-investment-companies.pdf",
        "2026-02-trials-pipeline.pdf",
    ],
)
def test_under_the_boxes_of_a_shipped_report_stand_the_quotes_words(name: str) -> None:
    """PDFium, which has no part in finding them, reads what stands there."""
    path = ROOT / "corpus" / "reports" / name
    extract = load_pdf(path)
    with pypdfium2.PdfDocument(path) as document:
        reader, wrong, count = PdfReader(path), [], 0
        pages = [page.get_textpage() for page in document]
        for quote in quotes(extract):
            sheet = next(one for one in extract.pages if one.start <= quote.start < one.end)
            text, before = (
                extract.text[quote.start : quote.end],
                extract.text[sheet.start : quote.start],
            )
            found = quote_boxes(reader.pages[sheet.number - 1], text, before)
            inner = [(box.x0, box.y0 + 2.2, box.x1, box.y1 - 2.2) for box in found]
            there = " ".join(pages[sheet.number - 1].get_text_bounded(*box) for box in inner)
            is_right = row_is_covered(text, there) if ": " in text else words(text) == words(there)
            count += 1
            wrong += [] if found and is_right else [(text, there)]
    assert count > 50 and len(wrong) <= 1, wrong


def quotes(extract: Extract) -> Iterator[Span]:
    """Sentences and rows."""
    for block in extract.blocks:
        is_row = block.kind == "row"
        within = Span(block.start, block.end)
        yield from [within] if is_row else sentences(extract.text, within.start, within.end)


def words(text: str) -> str:
    return "".join(
        char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum()
    )


def row_is_covered(row: str, there: str) -> bool:
    """All words but those of the headings, and no others."""
    headings = [part.partition(": ")[0] for part in row.split("; ")]
    wanted, headed, found = (
        Counter(filter(None, map(words, text.split()))) for text in (row, " ".join(headings), there)
    )
    return found <= wanted and wanted - found <= headed


def test_a_row_of_several_lines_is_covered_beside_other_text(tmp_path: Path) -> None:
    cells = [
        ["Company", "Million euros", "Kind and date"],
        ["Anticora", "1.5", "seed, May 2020"],
        ["Anticora", "6.7", "pre-Series A,\nJune 2023; phase 2: 84%"],
        ["Vectoria", "9", "grant"],
    ]
    row = "Company: Anticora; Million euros: 6.7; Kind and date: pre-Series A, June 2023; phase 2: 84%"
    expected = ["6.7", "Anticora", "June 2023; phase 2: 84%", "pre-Series A,"]
    assert under(tmp_path, cells, row) == expected
    other = row.replace("Anticora", "Vectoria").replace("6.7", "8")
    assert under(tmp_path, cells, other) == []


def test_a_row_of_a_name_and_its_value_is_covered(tmp_path: Path) -> None:
    cells = [["Members", "70"], ["Work groups", "eight"]]
    assert under(tmp_path, cells, "Work groups: eight") == ["Work groups", "eight"]


def under(folder: Path, cells: list[list[str]], row: str) -> list[str]:
    """What stands under the boxes of a row of a table, a text beside it."""

    def beside(canvas: Canvas) -> None:
        place(canvas, cells, GRID, 60, 700)
        text_lines(canvas, 330, 690, prose(1, 9, 40))

    path = draw(folder / "a.pdf", beside)
    found = quote_boxes(PdfReader(path).pages[0], row, "")
    with pypdfium2.PdfDocument(path) as document:
        read = document[0].get_textpage()
        return sorted(read.get_text_bounded(*box).strip() for box in found)
