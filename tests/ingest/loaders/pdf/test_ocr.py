import stat
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import UnreadableFile
from ingest.loaders.pdf import load_pdf
from ingest.loaders.pdf.ocr import missing
from tests.ingest.loaders.pdf.drawn import draw, texts

# A program that answers as Tesseract does: it lists languages, or writes OUT.txt for `IN OUT -l …`.
PROGRAM = """#!/bin/sh
case "$1" in
  --version) echo "tesseract 5.3.0" ;;
  --list-langs) printf 'List of available languages (3):\\n{languages}\\n' ;;
  *) printf 'Read from the\\nscan with %s\\n\\nSecond para-\\ngraph\\n' "$4" > "$2.txt" ;;
esac
"""


def install(folder: Path, languages: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "tesseract"
    program.write_text(PROGRAM.format(languages=languages))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def scan(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (40, 40), 200)), 0, 0, 500, 700)


def text(canvas: Canvas) -> None:
    canvas.drawString(50, 700, "Typed text")


def test_a_scan_is_reported_by_number(tmp_path: Path) -> None:
    extract = load_pdf(draw(tmp_path / "a.pdf", text, scan, lambda canvas: None))
    assert texts(extract) == ["Typed text"]
    assert extract.warnings == (
        "page 2 has no text (scanned?); install Tesseract and switch OCR on to read it",
        "page 3 has no text",
    )
    assert [page.number for page in extract.pages] == [1, 2, 3]


def test_only_scans_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"no page has text .* switch OCR on"):
        load_pdf(draw(tmp_path / "a.pdf", scan))
    with pytest.raises(UnreadableFile, match=r"no page has text$"):
        load_pdf(draw(tmp_path / "b.pdf", lambda canvas: None))


def test_without_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert missing() == "install Tesseract to read it"
    extract = load_pdf(draw(tmp_path / "a.pdf", text, scan), ocr=True)
    assert extract.warnings == ("page 2 has no text (scanned?); install Tesseract to read it",)


def test_with_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "cat\\neng\\nosd", monkeypatch)
    extract = load_pdf(draw(tmp_path / "a.pdf", scan, text), ocr=True)
    assert texts(extract) == ["Read from the scan with eng+cat", "Second paragraph", "Typed text"]
    assert extract.warnings == ()


def test_without_a_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "osd", monkeypatch)
    assert missing() == "install a Tesseract language to read it: eng, spa, cat"
