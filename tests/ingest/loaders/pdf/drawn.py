"""PDFs for tests: drawn with reportlab, or from a content stream written by hand."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    StreamObject,
)
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.documents import Extract
from ingest.loaders.pdf import load_pdf
from ingest.loaders.pdf.content import page_marks
from ingest.loaders.pdf.fonts import FaceBook
from ingest.loaders.pdf.marks import Marks

Draw = Callable[[Canvas], None]

SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi xo zu lla nya que tri clo".split()


def draw(path: Path, *pages: Draw, **options: object) -> Path:
    """A PDF whose pages these functions draw on A4."""
    canvas = Canvas(str(path), pagesize=A4, **options)
    for page in pages:
        canvas.setFont("Helvetica", 10)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return path


def text_lines(
    canvas: Canvas, x: float, y: float, lines: Sequence[str], leading: float = 12
) -> None:
    """Lines one below the other in the current font."""
    for line in lines:
        canvas.drawString(x, y, line)
        y -= leading


def prose(start: int, lines: int, width: int) -> list[str]:
    """Lines of running text without an end, each about `width` characters long.

    No word stands twice in it, nor in the prose of another start below 100.
    """
    number = start * 400
    made: list[str] = []
    for _ in range(lines):
        line = word(number)
        while len(line) + 8 < width:
            number += 1
            line += f" {word(number)}"
        number += 1
        made.append(line)
    return made


def word(number: int) -> str:
    """One of 160,000 different words."""
    return "".join(SYLLABLES[number // 20**power % 20] for power in range(4))


def stream_pdf(
    content: str | bytes,
    *,
    fonts: dict[str, DictionaryObject] | None = None,
    rotate: int = 0,
    edit: Callable[[PdfWriter, DictionaryObject], object] = lambda writer, resources: None,
) -> BytesIO:
    """A one-page PDF (200 by 200) with this content stream; its font is /F1 (Helvetica).

    `edit` may add to the file and to the resources of its page.
    """
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    stream = DecodedStreamObject()
    stream.set_data(content.encode("cp1252") if isinstance(content, str) else content)
    page[NameObject("/Contents")] = writer._add_object(stream)
    named = fonts or {"/F1": helvetica()}
    resources = DictionaryObject()
    resources[NameObject("/Font")] = DictionaryObject(
        {NameObject(name): writer._add_object(font) for name, font in named.items()}
    )
    page[NameObject("/Resources")] = resources
    page.rotate(rotate)
    edit(writer, resources)
    file = BytesIO()
    writer.write(file)
    file.seek(0)
    return file


def helvetica() -> DictionaryObject:
    """The font dictionary of one of the standard fonts."""
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )


def form(content: str, **resources: DictionaryObject) -> StreamObject:
    """A form XObject."""
    stream = DecodedStreamObject()
    stream.set_data(content.encode())
    stream[NameObject("/Subtype")] = NameObject("/Form")
    stream[NameObject("/Resources")] = DictionaryObject(
        {NameObject(f"/{name}"): value for name, value in resources.items()}
    )
    return stream


def marks(file: BytesIO) -> Marks:
    """The marks of the first page."""
    return page_marks(PdfReader(file).pages[0], FaceBook())


def loaded(path: Path, file: BytesIO) -> Extract:
    """The extract of a PDF in memory."""
    path.write_bytes(file.getvalue())
    return load_pdf(path)


def texts(extract: Extract) -> list[str]:
    """The text of each block."""
    return [extract.text[block.start : block.end] for block in extract.blocks]


def kinds(extract: Extract) -> list[tuple[str, str]]:
    """The kind (with a heading's level) and the text of each block."""
    return [
        (f"{b.kind}{b.level or ''}", text)
        for b, text in zip(extract.blocks, texts(extract), strict=True)
    ]
