from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter, errors
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from ingest.errors import UnreadableFile
from ingest.loaders.pdf import load_pdf
from ingest.loaders.pdf.opening import reading, reason
from tests.ingest.loaders.pdf.drawn import draw, texts

PATH = Path("report.pdf")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return draw(tmp_path / "a.pdf", lambda canvas: canvas.drawString(50, 700, "Good text"))


def refusal(path: Path, **options: str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        load_pdf(path, **options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("error", "start"),
    [
        (RecursionError(), "damaged PDF: its objects refer to each other in a loop"),
        (errors.EmptyFileError(), "empty file"),
        (errors.FileNotDecryptedError(), "encrypted: put its password in report.pdf.yaml"),
        (errors.WrongPasswordError(), "encrypted"),
        (errors.DependencyError(), "encrypted in a way that is not supported"),
        (errors.LimitReachedError("Too\nlarge."), "damaged PDF, or larger inside than can be read"),
        (errors.PdfReadError("Bad \x00 xref."), "damaged PDF: Bad xref"),
        (errors.PyPdfError(), "damaged PDF: PyPdfError"),
        (PermissionError(), "permission denied"),
        (FileNotFoundError(2, "No such file"), "cannot be opened: No such file"),
        (AttributeError("'NoneType'"), "damaged PDF: its inner structure is broken"),
    ],
)
def test_reasons(error: Exception, start: str) -> None:
    found = reason(error, PATH)
    assert found.startswith(start) and "\n" not in found


def test_memory_errors_pass() -> None:
    with pytest.raises(MemoryError), reading(PATH):
        raise MemoryError


def encrypted(path: Path, user: str, algorithm: str) -> Path:
    writer = PdfWriter(clone_from=path)
    writer.encrypt(user, "owner", algorithm=algorithm)
    writer.write(path)
    return path


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_passwords(good: Path, algorithm: str) -> None:
    right, wrong = "open sesame", "close sesame"
    encrypted(good, right, algorithm)
    assert texts(load_pdf(good, password=right)) == ["Good text"]
    assert refusal(good).startswith("encrypted: put its password in a.pdf.yaml (key `password`)")
    assert "does not open it" in refusal(good, password=wrong)


def test_an_empty_password_needs_no_word(good: Path) -> None:
    assert texts(load_pdf(encrypted(good, "", "AES-128"))) == ["Good text"]


def test_what_is_no_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert "cannot be opened" in refusal(path)
    for content, start in ((b"", "empty file"), (b"<html>text</html>", "not a PDF")):
        path.write_bytes(content)
        assert refusal(path).startswith(start)
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 9)
    assert refusal(path).startswith("damaged PDF")


def test_truncated(good: Path) -> None:
    good.write_bytes(good.read_bytes()[:300])
    assert refusal(good).startswith("damaged PDF")


def test_a_page_tree_that_holds_itself(good: Path) -> None:
    writer = PdfWriter(clone_from=good)
    pages = writer.root_object["/Pages"]
    pages[NameObject("/Kids")] = ArrayObject([pages.indirect_reference])
    writer.write(good)
    assert refusal(good)


def test_resources_that_hold_themselves(good: Path) -> None:
    writer = PdfWriter(clone_from=good)
    fonts = writer.pages[0]["/Resources"]["/Font"]
    loop = writer._add_object(DictionaryObject())
    font = next(iter(fonts.values())).get_object()
    for key in ("/Encoding", "/ToUnicode", "/DescendantFonts", "/FontDescriptor"):
        font[NameObject(key)] = loop
    loop.get_object()[NameObject("/Loop")] = loop
    writer.write(good)
    try:
        assert texts(load_pdf(good)) == ["Good text"]
    except UnreadableFile as error:
        assert "\n" not in str(error)


def test_no_pages(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.root_object["/Pages"][NameObject("/Kids")] = ArrayObject()
    writer.root_object["/Pages"][NameObject("/Count")] = NumberObject(0)
    writer.write(tmp_path / "a.pdf")
    assert len(PdfReader(tmp_path / "a.pdf").pages) == 0
    assert refusal(tmp_path / "a.pdf") == "it has no pages"
