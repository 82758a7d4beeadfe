"""A PDF to an extract: clean text in reading order, its blocks and pages, what it says of itself.

In: a path, perhaps a password, whether scanned pages may be sent to Tesseract. Out: an `Extract`,
or `UnreadableFile` with a one-line reason. Pages are drawn one by one and kept as plain lines.
"""

from collections.abc import Sequence
from pathlib import Path

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, IndirectObject

from ingest.documents import Extract
from ingest.errors import UnreadableFile
from ingest.loaders.builder import Builder
from ingest.loaders.pdf import ocr as tesseract
from ingest.loaders.pdf.content import page_marks
from ingest.loaders.pdf.fonts import FaceBook
from ingest.loaders.pdf.furniture import without_furniture
from ingest.loaders.pdf.layout import PageText, page_text
from ingest.loaders.pdf.opening import opened, reading
from ingest.loaders.pdf.properties import properties
from ingest.loaders.pdf.repair import one_line, vocabulary_of
from ingest.loaders.pdf.style import Style
from ingest.loaders.pdf.writing import Writer


def load_pdf(path: Path, *, password: str | None = None, ocr: bool = False) -> Extract:
    """Reads one PDF."""
    with reading(path), path.open("rb") as file:
        reader = opened(file, path, password)
        return _extract(reader, ocr=ocr)


def _extract(reader: PdfReader, *, ocr: bool) -> Extract:
    read = _pages(reader)
    pages = without_furniture(read, Style.of(read).size)
    builder = Builder()
    writer = Writer(builder, pages)
    for page, before in zip(pages, read, strict=True):
        builder.start_page(page.number)
        writer.write(page)
        if page.hides_text:
            builder.warn(f"page {page.number}: hidden text was left out")
        if builder.page_is_empty and (page.has_images or not before.items):
            _read_scan(builder, reader, page, ocr=ocr)
    extract = builder.finish(properties(reader))
    if not extract.text:
        raise UnreadableFile(_no_text(pages, ocr=ocr))
    return extract


def _pages(reader: PdfReader) -> list[PageText]:
    faces = FaceBook()
    pages = []
    count = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        marks = page_marks(page, faces)
        pages.append(page_text(number, marks, keep_pagination=count == 1))
        _forget(reader, page)
    return pages


def _forget(reader: PdfReader, page: PageObject) -> None:
    """Lets go of a page's drawing, which pypdf would keep until the end."""
    contents = page.get("/Contents")
    if contents is None:
        return
    parts = list(contents) if isinstance(contents, ArrayObject) else [contents]
    for part in parts:
        reference = part if isinstance(part, IndirectObject) else part.indirect_reference
        if reference is not None:
            reader.resolved_objects.pop((reference.generation, reference.idnum), None)


def _read_scan(builder: Builder, reader: PdfReader, page: PageText, *, ocr: bool) -> None:
    """Reads the images of a page without text, or says what that needs."""
    advice = _advice(ocr=ocr)
    if not page.has_images:
        builder.warn(f"page {page.number} has no text")
    elif advice:
        builder.warn(f"page {page.number} has no text (scanned?); {advice}")
    else:
        for lines in tesseract.paragraphs(reader.pages[page.number - 1]):
            builder.paragraph(one_line(lines, vocabulary_of(lines)))
        if builder.page_is_empty:
            builder.warn(f"page {page.number} has no text, and OCR finds none in its images")


def _no_text(pages: Sequence[PageText], *, ocr: bool) -> str:
    if not pages:
        return "it has no pages"
    if not any(page.has_images for page in pages):
        return "no page has text"
    return f"no page has text (scanned?); {_advice(ocr=ocr) or 'OCR finds none either'}"


def _advice(*, ocr: bool) -> str | None:
    """What a person has to do so that scans are read; none if OCR is on and works."""
    return tesseract.missing() if ocr else "install Tesseract and switch OCR on to read it"
