from io import BytesIO
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.documents import Extract
from ingest.errors import UnreadableFile
from ingest.loaders.pdf import load_pdf
from ingest.loaders.pdf.load import _pages
from tests.ingest.loaders.pdf.drawn import draw, prose, stream_pdf, text_lines, texts

ONE_FOLDER = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
FONTS = st.sampled_from(["Helvetica", "Times-Roman", "Helvetica-Bold", "Courier"])
PIECES = st.tuples(
    FONTS,
    st.integers(4, 30),
    st.integers(-20, 620),
    st.integers(-20, 860),
    st.text(st.characters(codec="cp1252"), max_size=60),
    st.sampled_from([0, 0, 0, 90, 30]),
)


def check(extract: Extract) -> None:
    """What holds for every extract of a PDF."""
    assert extract.text and extract.pages
    numbers = [page.number for page in extract.pages]
    assert numbers == list(range(1, len(numbers) + 1))
    pages = iter(extract.pages)
    page = next(pages)
    end = 0
    for block in extract.blocks:
        assert end <= block.start < block.end
        end = block.end
        while block.start >= page.end:
            page = next(pages)
        assert page.start <= block.start and block.end <= page.end
        text = extract.text[block.start : block.end]
        assert len(text.splitlines()) == 1 and "  " not in text and text == text.strip()
    assert "".join(extract.text.split()) == "".join("".join(texts(extract)).split())


def painted(pages: list[list[tuple[str, int, int, int, str, int]]]) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for pieces in pages:
        for font, size, x, y, text, angle in pieces:
            canvas.saveState()
            canvas.setFont(font, size)
            canvas.translate(x, y)
            canvas.rotate(angle)
            canvas.drawString(0, 0, text)
            if size % 5 == 0:
                canvas.rect(0, 0, 10 * size, size)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@ONE_FOLDER
@given(st.lists(st.lists(PIECES, max_size=25), min_size=1, max_size=4))
def test_any_page_gives_blocks_that_hold_together(
    tmp_path: Path, pages: list[list[tuple[str, int, int, int, str, int]]]
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(painted(pages))
    try:
        check(load_pdf(path))
    except UnreadableFile as error:
        assert str(error).startswith("no page has text")


@ONE_FOLDER
@given(st.data())
def test_any_damage_gives_an_extract_or_one_line(tmp_path: Path, data: st.DataObject) -> None:
    good = stream_pdf("BT /F1 10 Tf 20 100 Td (Good) Tj ET").getvalue()
    start = data.draw(st.integers(0, len(good)))
    length = data.draw(st.integers(0, 40))
    path = tmp_path / "a.pdf"
    path.write_bytes(good[:start] + data.draw(st.binary(max_size=20)) + good[start + length :])
    try:
        check(load_pdf(path))
    except UnreadableFile as error:
        assert str(error) and "\n" not in str(error)


def test_pages_and_their_characters(tmp_path: Path) -> None:
    def page(number: int) -> list[str]:
        return prose(number, 3, 80)

    draws = [lambda canvas, n=n: text_lines(canvas, 60, 700, page(n)) for n in (1, 2)]
    extract = load_pdf(draw(tmp_path / "a.pdf", draws[0], lambda canvas: None, draws[1]))
    check(extract)
    first, empty, last = extract.pages
    assert extract.text[first.start : first.end] == " ".join(page(1))
    assert empty.start == empty.end
    assert extract.text[last.start : last.end] == " ".join(page(2))


def test_a_drawing_is_forgotten_once_it_is_read(tmp_path: Path) -> None:
    draws = [lambda canvas: text_lines(canvas, 60, 700, prose(1, 3, 80))] * 5
    reader = PdfReader(draw(tmp_path / "a.pdf", *draws))
    assert len(_pages(reader)) == 5
    held = {reference.idnum for page in reader.pages for reference in [page.raw_get("/Contents")]}
    assert not held & {number for _, number in reader.resolved_objects}
