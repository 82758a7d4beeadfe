"""Real files of every format but PDF, made on the spot; and what tests ask of an extract."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import openpyxl
import pptx
from docx.document import Document
from openpyxl import Workbook
from pptx.presentation import Presentation

from ingest.documents import Extract


def blocks(extract: Extract) -> list[tuple[str, int, str]]:
    """Each block as its kind, level and text."""
    return [(b.kind, b.level, extract.text[b.start : b.end]) for b in extract.blocks]


def texts(extract: Extract) -> list[str]:
    return [text for _, _, text in blocks(extract)]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def make_docx(path: Path, fill: Callable[[Document], object]) -> Path:
    document = docx.Document()
    fill(document)
    document.save(str(path))
    return path


def make_pptx(path: Path, fill: Callable[[Presentation], object]) -> Path:
    presentation = pptx.Presentation()
    fill(presentation)
    presentation.save(str(path))
    return path


def make_xlsx(path: Path, fill: Callable[[Workbook], object]) -> Path:
    book = openpyxl.Workbook()
    fill(book)
    book.save(path)
    return path


def make_zip(path: Path, parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def repack(source: Path, target: Path, changes: Mapping[str, bytes]) -> Path:
    """A copy of a ZIP archive with some of its parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(source.read_bytes())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return make_zip(target, {**parts, **changes})


def simple_docx(path: Path) -> Path:
    def fill(document: Document) -> None:
        document.add_heading("Members", 1)
        document.add_paragraph("The hub has more than 70 members.")

    return make_docx(path, fill)


def simple_pptx(path: Path) -> Path:
    def fill(presentation: Presentation) -> None:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = "Members"
        slide.placeholders[1].text = "The hub has more than 70 members."

    return make_pptx(path, fill)


def simple_xlsx(path: Path) -> Path:
    def fill(book: Workbook) -> None:
        book.active.title = "Members"
        book.active.append(["Year", "Members"])
        book.active.append([2025, 70])

    return make_xlsx(path, fill)
