"""Drawn pages: the highlight lies over the quote and hides nothing, whatever the page is like."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from pypdf import PdfWriter
from pypdf.generic import RectangleObject
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import UnreadableFile
from ingest.loaders.pdf.picture import draw as draw_picture
from ingest.tasks import Drawing, Picture
from tests.ingest.loaders.pdf.drawn import draw, stream_pdf, text_lines
from tests.integration.installation import ROOT

QUOTE = "In October it had more than fifty."
RED = (255, 0, 0)
YELLOW = (255, 224, 102)


def image(picture: Picture) -> Image.Image:
    opened = Image.open(BytesIO(picture.png))
    opened.load()
    assert (opened.mode, opened.size) == ("RGB", (picture.width, picture.height))
    return opened


def only(picture: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int, int, int] | None:
    """The box around the pixels of a colour."""
    difference = ImageChops.difference(picture, Image.new("RGB", picture.size, colour))
    bands = [band.point(lambda value: 255 * (value < 40)) for band in difference.split()]
    return ImageChops.darker(ImageChops.darker(*bands[:2]), bands[2]).getbbox()


def pixels(picture: Picture) -> list[float]:
    assert picture.box is not None
    sides = (picture.width, picture.height) * 2
    return [edge * side for edge, side in zip(picture.box, sides, strict=True)]


def turned(path: Path, turn: int, crop: tuple[int, int, int, int]) -> Path:
    """A page whose quote is red, turned so that it stands upright, and cropped."""

    def page(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(turn)
        text_lines(canvas, 0, 40, ["The hub had 45 members in June."])
        canvas.setFillColorRGB(1, 0, 0)
        text_lines(canvas, 0, 0, [QUOTE])
        canvas.setFillColorRGB(0, 0, 0)
        text_lines(canvas, 0, -40, ["Others say so."])

    writer = PdfWriter(clone_from=draw(path, page))
    writer.pages[0].cropbox = RectangleObject(crop)
    writer.pages[0].rotate(turn)
    writer.write(path)
    return path


@pytest.mark.parametrize("crop", [(0, 0, 595, 841), (40, 90, 560, 700), (-50, -20, 900, 990)])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_quote_alone_is_highlighted(
    tmp_path: Path, turn: int, crop: tuple[int, int, int, int]
) -> None:
    path = turned(tmp_path / "a.pdf", turn, crop)
    picture = draw_picture(Drawing(path, 1, 1200, QUOTE))
    shown = image(picture)
    letters, ground, box = only(shown, RED), only(shown, YELLOW), pixels(picture)
    assert letters is not None and ground is not None
    assert picture.width == 1200 and ground == pytest.approx(box, abs=3)
    # A letter's anti-aliased edge may lie a pixel outside.
    for edge, (letter, outwards) in zip(
        box, zip(letters, (-1, -1, 1, 1), strict=True), strict=True
    ):
        assert outwards * (letter - edge) <= 1.5
    height, size = box[3] - box[1], 10 * 1200 / page_width(path)
    assert 0.9 * size < height < 1.3 * size


def page_width(path: Path) -> float:
    with pypdfium2.PdfDocument(path) as document:
        width: float = document[0].get_width()
        return width


def test_dark_letters_stay_and_white_ones_on_dark_ground_turn_yellow(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        across = canvas.stringWidth("Marmots sleep ")
        canvas.rect(50, 590, 10 + across, 40, fill=1)
        for colour, x, words in ((1, 60, "Marmots sleep"), (0, 62 + across, "and dream.")):
            canvas.setFillColorRGB(colour, colour, colour)
            text_lines(canvas, x, 600, [words])

    path = draw(tmp_path / "a.pdf", page)
    marked = draw_picture(Drawing(path, 1, 900, "Marmots sleep and dream."))
    expected = image(draw_picture(Drawing(path, 1, 900)))
    left, top, right, bottom = (round(edge) for edge in pixels(marked))
    under = expected.crop((left, top, right, bottom))
    expected.paste(ImageChops.darker(under, Image.new("RGB", under.size, YELLOW)), (left, top))
    assert ImageChops.difference(image(marked), expected).getbbox() is None


def test_without_a_quote_it_is_what_pdfium_draws() -> None:
    path = ROOT / "corpus" / "reports" / "2025-hub-overview.pdf"
    picture = draw_picture(Drawing(path, 2, 701))
    with pypdfium2.PdfDocument(path) as document:
        page = document[1]
        expected = page.render(scale=701 / page.get_width()).to_pil().convert("RGB")
    assert picture.box is None
    assert ImageChops.difference(image(picture), expected).getbbox() is None


def test_what_is_not_on_the_page_is_not_highlighted(tmp_path: Path) -> None:
    path = turned(tmp_path / "a.pdf", 0, (0, 0, 595, 841))
    assert draw_picture(Drawing(path, 1, 300, "Nobody says so.")) == draw_picture(
        Drawing(path, 1, 300)
    )


@pytest.mark.parametrize(
    "size",
    [(14_400, 14_400), (200, 14_000), (14_400, 2), (1, 14_400), (0.01, 0.01), (10**9, 10**9)],
)
def test_pages_of_odd_shapes_are_bounded(tmp_path: Path, size: tuple[float, float]) -> None:
    writer = PdfWriter()
    writer.add_blank_page(*size)
    writer.write(tmp_path / "a.pdf")
    try:
        picture = draw_picture(Drawing(tmp_path / "a.pdf", 1, 2000))
    except UnreadableFile:
        return
    image(picture)
    assert 1 <= picture.width <= 2000 and 1 <= picture.height <= 8001
    assert picture.width * picture.height <= 8_100_000


@pytest.mark.parametrize(("user", "given"), [("", None), ("", "other"), ("word", "word")])
@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_encrypted_pages_are_drawn(
    tmp_path: Path, user: str, given: str | None, algorithm: str
) -> None:
    path = turned(tmp_path / "a.pdf", 0, (0, 0, 595, 841))
    plain = draw_picture(Drawing(path, 1, 500, QUOTE))
    writer = PdfWriter(clone_from=path)
    writer.encrypt(user, "owner", algorithm=algorithm)
    writer.write(path)
    assert draw_picture(Drawing(path, 1, 500, QUOTE, password=given)) == plain


def test_what_cannot_be_drawn(tmp_path: Path) -> None:
    path = turned(tmp_path / "a.pdf", 0, (0, 0, 595, 841))
    locked = tmp_path / "b.pdf"
    writer = PdfWriter(clone_from=path)
    writer.encrypt("word")
    writer.write(locked)
    (tmp_path / "c.pdf").write_text("%PDF- but not really")
    for task in (
        Drawing(path, 9, 300),
        Drawing(locked, 1, 300),
        Drawing(locked, 1, 300, "", "", "other"),
        Drawing(tmp_path / "c.pdf", 1, 300),
        Drawing(tmp_path / "none.pdf", 1, 300),
    ):
        with pytest.raises(UnreadableFile):
            draw_picture(task)


_SEEN = 4


@given(
    place=st.tuples(st.integers(-60, 260), st.integers(-60, 260)),
    crop=st.tuples(*[st.integers(-30, 230)] * 4),
    turn=st.sampled_from([0, 90, 180, 270]),
    size=st.integers(1, 90),
)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_a_box_never_leaves_the_page(
    tmp_path: Path,
    place: tuple[int, int],
    crop: tuple[int, int, int, int],
    turn: int,
    size: int,
) -> None:
    matrix = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[turn]
    content = f"BT /F1 {size} Tf {matrix} {place[0]} {place[1]} Tm (Marmots sleep) Tj ET"
    path = tmp_path / "a.pdf"
    writer = PdfWriter(clone_from=stream_pdf(content, rotate=turn))
    writer.pages[0].cropbox = RectangleObject(crop)
    writer.write(path)
    try:
        picture = draw_picture(Drawing(path, 1, 200, "Marmots sleep"))
    except UnreadableFile:
        return
    if picture.box is not None:
        left, top, right, bottom = picture.box
        assert 0 <= left < right <= 1 and 0 <= top < bottom <= 1
        # Letters may cover a box of a pixel or two: nothing in one of any size is lighter than its colour.
        inside = image(picture).crop(tuple(round(edge) for edge in pixels(picture)))
        lightest = [high for _, high in inside.getextrema()]
        assert all(high <= most for high, most in zip(lightest, YELLOW, strict=True))
        if min(inside.size) >= _SEEN:
            assert only(image(picture), YELLOW) is not None
