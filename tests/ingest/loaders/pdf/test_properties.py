from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from ingest.loaders.pdf import load_pdf
from ingest.loaders.pdf.properties import is_sensible_title
from tests.ingest.loaders.pdf.drawn import draw


def test_title_date_and_language(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", lambda canvas: canvas.drawString(50, 700, "Text"))
    writer = PdfWriter(clone_from=path)
    writer.add_metadata(
        {"/Title": "Teràpies  avançades", "/CreationDate": "D:20241023120000+02'00'"}
    )
    writer.root_object[NameObject("/Lang")] = TextStringObject("ca-ES")
    writer.write(path)
    assert load_pdf(path).metadata == {
        "title": "Teràpies avançades",
        "created": "2024-10",
        "language": "ca-ES",
    }


def test_broken_metadata_is_left_out(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", lambda canvas: canvas.drawString(50, 700, "Text"))
    writer = PdfWriter(clone_from=path)
    writer.add_metadata({"/Title": "untitled", "/CreationDate": "yesterday", "/ModDate": "D:x"})
    writer.write(path)
    assert load_pdf(path).metadata == {}


@pytest.mark.parametrize(
    "title", ["ATMP Catalonia, 2023-2025", "Memòria 2024", "Report.next steps", "ISO 9001"]
)
def test_titles(title: str) -> None:
    assert is_sensible_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "untitled",
        "report.docx",
        "Microsoft Word - report.doc",
        "Document1",
        "12",
        "",
        "final v2.pdf",
    ],
)
def test_no_titles(title: str) -> None:
    assert not is_sensible_title(title)
