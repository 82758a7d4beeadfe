import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from ingest import loaders
from ingest.documents import Extract
from ingest.errors import UnreadableFile
from ingest.loaders import SUFFIXES, archive, load, media_type, reason
from tests.ingest.samples import (
    make_zip,
    repack,
    simple_docx,
    simple_pptx,
    simple_xlsx,
    write,
)

OFFICE = {".docx": simple_docx, ".pptx": simple_pptx, ".xlsx": simple_xlsx}
MAIN_PARTS = {
    ".docx": "word/document.xml",
    ".pptx": "ppt/slides/slide1.xml",
    ".xlsx": "xl/worksheets/sheet1.xml",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
FUZZ = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        load(path)
    message = str(caught.value)
    assert "\n" not in message and message
    return message


def make_pdf(path: Path) -> Path:
    canvas = Canvas(str(path))
    canvas.drawString(100, 700, "The hub has more than 70 members.")
    canvas.save()
    return path


def test_every_suffix_has_a_loader(tmp_path: Path) -> None:
    make_pdf(tmp_path / "a.pdf")
    for suffix, make in OFFICE.items():
        make(tmp_path / f"a{suffix}")
    for suffix in SUFFIXES:
        path = tmp_path / f"a{suffix}"
        if not path.exists():
            write(path, "The hub has more than 70 members.")
        assert "70" in load(path).text
        assert media_type(path).partition("/")[0] in ("text", "application")


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_empty(tmp_path: Path, suffix: str) -> None:
    assert refusal(write(tmp_path / f"a{suffix}", "")) == "the file is empty"


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_too_large(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    with path.open("wb") as file:
        file.truncate(200_000_001)
    assert "split the file" in refusal(path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", "<!DOCTYPE html><p>x", "named .pdf but its content is HTML; rename it to .html"),
        ("a.pdf", "\ufeff<!-- x -->\n<html>", "HTML"),
        ("a.docx", "Just words.", "plain text; rename it to .txt"),
        ("a.txt", "<html><p>x", "HTML"),
        ("a.csv", b"%PDF-1.7 ...", "PDF; rename it to .pdf"),
        ("a.md", b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        ("a.pdf", b"\xff\xd8\xff\xe0", "a JPEG picture"),
        ("a.docx", b"{\\rtf1 x}", "RTF"),
        ("a.txt", bytes(range(256)) * 10, "binary"),
        ("a.html", b"\0\1\2\3" * 100, "binary"),
        ("a.pdf", b"\x1f\x8b\x08", "gzip"),
        ("a.docx", OLE, "an old Office file"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_content_that_is_not_what_the_name_says(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    assert message in refusal(write(tmp_path / name, content))


def test_office_files_under_each_others_names(tmp_path: Path) -> None:
    document = simple_docx(tmp_path / "a.docx").read_bytes()
    assert "a Word file; rename it to .docx" in refusal(write(tmp_path / "a.xlsx", document))
    assert "a ZIP archive" in refusal(make_zip(tmp_path / "a.pptx", {"a.txt": b"x"}))


def test_what_is_no_readable_file(tmp_path: Path) -> None:
    assert "not read" in refusal(write(tmp_path / "a.exe", "x"))
    assert refusal(tmp_path / "missing.md") == "there is no such file"
    (tmp_path / "folder.md").mkdir()
    assert refusal(tmp_path / "folder.md") == "it is not a regular file"


@pytest.mark.parametrize("suffix", sorted(OFFICE))
@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_truncated(tmp_path: Path, suffix: str, share: float) -> None:
    whole = OFFICE[suffix](tmp_path / f"whole{suffix}").read_bytes()
    path = write(tmp_path / f"a{suffix}", whole[: int(len(whole) * share)])
    assert refusal(path) == "the file is damaged or cut off"


@pytest.mark.parametrize("suffix", sorted(OFFICE))
class TestHostileArchives:
    def change(self, tmp_path: Path, suffix: str, part: str, content: bytes) -> Path:
        plain = OFFICE[suffix](tmp_path / f"plain{suffix}")
        return repack(plain, tmp_path / f"a{suffix}", {part: content})

    def test_ratio(self, tmp_path: Path, suffix: str) -> None:
        path = self.change(tmp_path, suffix, "media/zeros.bin", bytes(20_000_000))
        assert "zip bomb" in refusal(path)

    def test_total(self, tmp_path: Path, suffix: str) -> None:
        path = self.change(tmp_path, suffix, "media/small.bin", b"x")
        lie_about_size(path, "media/small.bin", 400_000_000)
        assert "unpacks to more than 300 MB" in refusal(path)

    def test_a_false_size_is_no_way_round(self, tmp_path: Path, suffix: str) -> None:
        path = self.change(tmp_path, suffix, MAIN_PARTS[suffix], b"<x>" + bytes(9_000_000))
        lie_about_size(path, MAIN_PARTS[suffix], 10)
        assert "damaged" in refusal(path)

    def test_entities(self, tmp_path: Path, suffix: str) -> None:
        bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
        for content in (bomb, bomb.decode().encode("utf-16"), b" " * 1_048_570 + bomb):
            path = self.change(tmp_path, suffix, MAIN_PARTS[suffix], content)
            assert "XML bomb" in refusal(path)

    def test_many_parts(self, tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(archive, "MAX_ENTRIES", 100)
        plain = OFFICE[suffix](tmp_path / f"plain{suffix}")
        parts = {f"media/{i}": b"" for i in range(101)}
        assert "parts" in refusal(repack(plain, tmp_path / f"a{suffix}", parts))

    def test_other_compression(self, tmp_path: Path, suffix: str) -> None:
        plain = OFFICE[suffix](tmp_path / f"plain{suffix}")
        with zipfile.ZipFile(plain) as whole:
            parts = {name: whole.read(name) for name in whole.namelist()}
        path = make_zip(tmp_path / f"a{suffix}", parts, zipfile.ZIP_LZMA)
        assert "packed in a way" in refusal(path)

    def test_encrypted_parts(self, tmp_path: Path, suffix: str) -> None:
        path = OFFICE[suffix](tmp_path / f"a{suffix}")
        data = bytearray(path.read_bytes())
        at = data.find(b"PK\x01\x02")
        data[at + 8] |= 1
        assert "password" in refusal(write(path, bytes(data)))

    def test_missing_and_broken_parts(self, tmp_path: Path, suffix: str) -> None:
        for content in (b"", b"<w:p", b"<x/>"):
            path = self.change(tmp_path, suffix, "[Content_Types].xml", content)
            assert "damaged" in refusal(path)


def lie_about_size(path: Path, part: str, size: int) -> None:
    """Sets the size that the archive's directory declares for a part."""
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(part)] != part.encode():
        at = data.find(b"PK\x01\x02", at + 4)
    struct.pack_into("<I", data, at + 24, size)
    path.write_bytes(data)


def test_text_that_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loaders.builder, "MAX_CHARACTERS", 100)
    assert "split the file" in refusal(write(tmp_path / "a.txt", "words and more. " * 20))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (PermissionError(13, "x"), "permissions forbid"),
        (FileNotFoundError(2, "x"), "no longer there"),
        (IsADirectoryError(21, "x"), "a folder"),
        (OSError(5, "x"), "from the disk"),
        (OSError("no workbook"), "(OSError: no workbook)"),
        (zipfile.BadZipFile("x"), "damaged or cut off"),
        (zlib.error("x"), "damaged or cut off"),
        (EOFError(), "damaged or cut off"),
        (RecursionError("x"), "nested too deeply"),
        (UnicodeDecodeError("utf-8", b"", 0, 1, "x"), "broken encoding"),
        (ModuleNotFoundError("x"), "library"),
        (KeyError("no\nitem"), "(KeyError: 'no\\nitem')"),
        (ValueError("a\nb" + "x" * 500), "(ValueError: a bxxx"),
    ],
)
def test_foreign_errors_become_one_line(error: Exception, expected: str) -> None:
    assert expected in reason(error)
    assert "\n" not in reason(error) and len(reason(error)) < 200


def lands(path: Path) -> None:
    try:
        assert isinstance(load(path), Extract)
    except UnreadableFile as error:
        assert "\n" not in str(error)


@FUZZ
@given(st.binary(max_size=2_000), st.sampled_from(sorted(SUFFIXES - {".pdf"})))
def test_random_bytes(tmp_path: Path, data: bytes, suffix: str) -> None:
    lands(write(tmp_path / f"a{suffix}", data))


@FUZZ
@given(st.text(max_size=500), st.sampled_from([".csv", ".html", ".md", ".txt"]))
def test_random_text(tmp_path: Path, text: str, suffix: str) -> None:
    lands(write(tmp_path / f"a{suffix}", text.encode(errors="surrogatepass")))


MARKUP = st.lists(
    st.sampled_from(
        ["<table>", "<tr>", "<td rowspan=99>", "</table>", "<li>", "<p>", "</p>", "<h2>", "|", "\n",
         "- ", "# ", "---\n", "a: b\n", "> ", "```", "<!--", "-->", "[x](y)", "*", "text", "<dl>",
         "<dt>", "<dd>", "<br>", "<main>", "<article>", "\n\n", "    ", "&nbsp;", "<![CDATA["]
    ),
    max_size=60,
)  # fmt: skip


@FUZZ
@given(MARKUP, st.sampled_from([".html", ".md"]))
def test_random_markup(tmp_path: Path, pieces: list[str], suffix: str) -> None:
    lands(write(tmp_path / f"a{suffix}", "".join(pieces)))


@FUZZ
@given(st.sampled_from(sorted(OFFICE)), st.integers(0), st.binary(min_size=1, max_size=40))
def test_damaged_archives(tmp_path: Path, suffix: str, at: int, damage: bytes) -> None:
    path = OFFICE[suffix](tmp_path / f"a{suffix}")
    data = bytearray(path.read_bytes())
    at %= len(data)
    data[at : at + len(damage)] = damage
    lands(write(path, bytes(data)))


@FUZZ
@given(st.sampled_from(sorted(OFFICE)), st.integers(0), st.integers(0), st.binary(max_size=10))
def test_damaged_parts(tmp_path: Path, suffix: str, which: int, at: int, damage: bytes) -> None:
    plain = OFFICE[suffix](tmp_path / f"plain{suffix}")
    with zipfile.ZipFile(plain) as whole:
        names = [name for name in whole.namelist() if name.endswith((".xml", ".rels"))]
        name = names[which % len(names)]
        part = bytearray(whole.read(name))
    at %= len(part) + 1
    part[at : at + len(damage)] = damage
    lands(repack(plain, tmp_path / f"a{suffix}", {name: bytes(part)}))
