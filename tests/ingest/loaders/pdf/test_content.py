from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from ingest.loaders.pdf import load_pdf
from tests.ingest.loaders.pdf.drawn import draw, form, helvetica, loaded, marks, stream_pdf, texts


def places(content: str, rotate: int = 0) -> list[tuple[str, int, int]]:
    found = marks(stream_pdf(content, rotate=rotate)).fragments
    return [(f.text, round(f.x0), round(f.y)) for f in found]


def test_positions_and_sizes() -> None:
    content = "2 0 0 2 10 20 cm BT /F1 6 Tf 1 0 0 1 5 5 Tm (One two) Tj 0 -10 Td (Three) Tj ET"
    assert places(content) == [("One", 20, 30), ("two", 46, 30), ("Three", 20, 10)]
    assert marks(stream_pdf(content)).fragments[0].size == 12


def test_next_line_operators() -> None:
    content = "BT /F1 10 Tf 12 TL 10 100 Td (a) Tj T* (b) Tj (c) ' 1 2 (d e) \" 0 -20 TD (f) Tj T* (g) Tj ET"
    assert places(content) == [
        ("a", 10, 100),
        ("b", 10, 88),
        ("c", 10, 76),
        ("d", 10, 64),
        ("e", 23, 64),
        ("f", 10, 44),
        ("g", 10, 24),
    ]


def test_kerning_keeps_words_and_gaps_part_them() -> None:
    assert places("BT /F1 10 Tf 10 50 Td [(W)80(or)-20(d)-300(next)] TJ ET") == [
        ("Word", 10, 50),
        ("next", 36, 50),
    ]


@pytest.mark.parametrize(("rotate", "place"), [(0, (20, 150)), (90, (150, 180)), (180, (180, 50))])
def test_rotated_pages(rotate: int, place: tuple[int, int]) -> None:
    fragment = marks(stream_pdf("BT /F1 10 Tf 20 150 Td (a) Tj ET", rotate=rotate)).fragments[0]
    assert fragment.angle == (-rotate // 90) % 4
    turned_back = {0: (fragment.x0, fragment.y), 3: (fragment.y, -fragment.x0)}
    expected = turned_back.get(fragment.angle, (-fragment.x0, -fragment.y))
    assert (round(expected[0]), round(expected[1])) == place


def test_state_is_saved_and_restored() -> None:
    content = "q 2 0 0 2 0 0 cm q BT /F1 9 Tf (a) Tj ET Q Q Q BT /F1 8 Tf 30 30 Td (b) Tj ET"
    found = marks(stream_pdf(content)).fragments
    assert [(f.text, f.size) for f in found] == [("a", 18), ("b", 8)]


def test_rules_areas_and_images() -> None:
    found = marks(
        stream_pdf(
            "10 10 m 110 10 l S 0.9 g 20 20 100 50 re f 1 g 0 150 200 40 re f "
            "0 g 20 80 100 1 re f q 50 0 0 40 100 100 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"
        )
    )
    flat = {(round(r.x0), round(r.y0), round(r.x1)) for r in found.rules if r.horizontal}
    assert flat == {
        (10, 10, 110),
        (20, 20, 120),
        (20, 70, 120),
        (20, 80, 120),
        (0, 150, 200),
        (0, 190, 200),
    }
    areas = [tuple(map(round, area)) for area in found.areas]
    assert areas == [(20, 20, 120, 70), (20, 80, 120, 81)]  # not the white one
    assert [tuple(map(round, image)) for image in found.images] == [(100, 100, 150, 140)]


def with_form(content: str, *, cyclic: bool) -> BytesIO:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    fonts = DictionaryObject({NameObject("/F1"): helvetica()})
    inner = writer._add_object(form("BT /F1 10 Tf 20 20 Td (inside) Tj ET /X Do", Font=fonts))
    if cyclic:
        objects = DictionaryObject({NameObject("/X"): inner})
        inner.get_object()["/Resources"][NameObject("/XObject")] = objects
    stream = form(content)
    page[NameObject("/Contents")] = writer._add_object(stream)
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/X"): inner})}
    )
    file = BytesIO()
    writer.write(file)
    return BytesIO(file.getvalue())


@pytest.mark.parametrize("cyclic", [False, True])
def test_forms_are_followed_but_not_into_themselves(cyclic: bool) -> None:
    found = marks(with_form("q 1 0 0 1 100 0 cm /X Do Q /X Do", cyclic=cyclic)).fragments
    assert [(f.text, round(f.x0)) for f in found] == [("inside", 120), ("inside", 20)]


def test_running_heads_that_the_file_marks(tmp_path: Path) -> None:
    head = "/Artifact <</Type /Pagination>> BDC BT /F1 8 Tf 20 190 Td (A head) Tj ET EMC "
    file = stream_pdf(head + "BT /F1 10 Tf 20 100 Td (Body text) Tj ET")
    assert texts(loaded(tmp_path / "one.pdf", file)) == ["A head", "Body text"]
    writer = PdfWriter()
    for _ in range(2):
        writer.append(PdfReader(file))
    writer.write(tmp_path / "two.pdf")
    assert texts(load_pdf(tmp_path / "two.pdf")) == ["Body text", "Body text"]


def test_slanted_text_is_left_out_and_turned_text_follows(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "Body of the page.")
        canvas.saveState()
        canvas.rotate(45)
        canvas.drawString(300, 100, "DRAFT")
        canvas.restoreState()
        canvas.rotate(90)
        canvas.drawString(300, -30, "On the edge")

    assert texts(load_pdf(draw(tmp_path / "a.pdf", page))) == ["Body of the page.", "On the edge"]


OPERANDS = st.sampled_from(
    ["1", "-3.5", "1e9", "/F1", "(a b)", "[(c) -300 (d)]", "<</A 1>>", "<41>"]
)
OPERATORS = st.sampled_from(
    "q Q cm BT ET Tf Td TD Tm T* Tj TJ ' \" Tr Tz Do re m l c f S g rg scn BDC BMC EMC gs".split()
)


@given(st.lists(st.one_of(OPERANDS, OPERATORS), max_size=60))
def test_any_stream_of_operators_can_be_run(parts: list[str]) -> None:
    content = "BT /F1 10 Tf 20 100 Td (start) Tj " + " ".join(parts)
    found = marks(stream_pdf(content))
    assert found.fragments[0].text == "start"
