"""Workers for pictures: what they make is kept, what fails or changes is not shown, too much must wait."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from api.drawings import FAILED_SECONDS, Drawings, Kept
from api.errors import Problem
from ingest.documents import Document, Metadata
from ingest.errors import UnreadableFile
from ingest.sandbox import Limits
from ingest.scan import content_hash
from ingest.tasks import Done, Drawing, Task
from tests.api.noting import Noting
from tests.ingest.loaders.pdf.drawn import draw, stream_pdf, text_lines


@pytest.fixture
def drawings() -> Iterator[Drawings]:
    drawings = Drawings(Limits(seconds=6, memory=2**30))
    yield drawings
    drawings.close()


def document(path: Path) -> Document:
    about = Metadata("Title", "report", None, "en", "public")
    return Document("d", str(path), "application/pdf", content_hash(path), about, "", ())


def note(path: Path) -> Path:
    path.write_text("for all")
    return path


def made(drawings: Drawings, path: Path, task: Task[object]) -> object:
    return asyncio.run(drawings.made(document(path), task))


def test_what_is_made_once_is_kept(drawings: Drawings, tmp_path: Path) -> None:
    task = Noting(note(tmp_path / "a.txt"))
    assert made(drawings, task.path, task) == made(drawings, task.path, task) == "for all"
    assert task.count == 1
    task.path.write_text("other")
    assert made(drawings, task.path, task) == "other"
    assert task.count == 2


def test_what_fails_fails_once(drawings: Drawings, tmp_path: Path) -> None:
    task = Noting(note(tmp_path / "a.txt"), fails=True)
    for _ in range(2):
        with pytest.raises(UnreadableFile, match="it is broken"):
            made(drawings, task.path, task)
    assert task.count == 1


def test_what_was_made_of_another_file_is_not_given(drawings: Drawings, tmp_path: Path) -> None:
    task = Noting(note(tmp_path / "a.txt"), changes=True)
    before = document(task.path)
    for _ in range(2):
        with pytest.raises(Problem) as raised:
            asyncio.run(drawings.made(before, task))
        assert raised.value.code == "file_changed"
        note(task.path)
    assert task.count == 2


def test_one_too_many_must_come_back(tmp_path: Path) -> None:
    drawings = Drawings(waiting=1)
    first, second = (Noting(note(tmp_path / f"{name}.txt")) for name in "ab")

    async def together() -> list[object]:
        calls = (drawings.made(document(one.path), one) for one in (first, second))
        return await asyncio.gather(*calls, return_exceptions=True)

    given = asyncio.run(together())
    (refused,) = (one for one in given if isinstance(one, Problem))
    assert (refused.status, refused.code) == (503, "busy") and refused.retry_after
    assert "for all" in given
    drawings.close()


def test_one_address_leaves_room_for_the_pages_of_others(tmp_path: Path) -> None:
    drawings = Drawings(waiting=2)
    tasks = [Noting(note(tmp_path / f"{name}.txt")) for name in "abc"]

    async def together() -> list[object]:
        callers = zip(tasks, ("one", "one", "other"), strict=True)
        calls = (drawings.made(document(task.path), task, who) for task, who in callers)
        return await asyncio.gather(*calls, return_exceptions=True)

    given = asyncio.run(together())
    drawings.close()
    assert given[2] == "for all"
    assert sorted(isinstance(one, Problem) for one in given[:2]) == [False, True]


def test_what_failed_is_tried_again_after_a_while() -> None:
    now = 0.0
    kept = Kept(100_000, lambda: now)
    kept.put("a", "it took too long")
    kept.put("b", Done("drawn"))
    now = FAILED_SECONDS
    assert kept.get("a") == "it took too long"
    now += 1
    assert kept.get("a") is None and kept.get("b") == Done("drawn")
    kept.put("a", Done("drawn too"))
    assert kept.get("a") == Done("drawn too")


def test_the_oldest_goes_first() -> None:
    kept = Kept(35_000)
    for name in "abc":
        kept.put(name, Done(name))
    assert kept.get("a") == Done("a")
    kept.put("d", "a reason")
    assert [kept.get(name) is not None for name in "abcd"] == [True, False, True, True]
    kept.put("e", Done(b"x" * 40_000))
    assert kept.get("e") is None and kept.get("d") == "a reason"
    kept.put("f", Done(b"x" * 20_000))
    assert [kept.get(name) is not None for name in "acdf"] == [False, False, False, True]


def laughing(path: Path) -> Path:
    """Forms that draw the next one ten times: 10 to the 12th rectangles."""
    writer = PdfWriter(clone_from=stream_pdf("/X Do"))
    resources = writer.pages[0]["/Resources"].get_object()
    inner = NameObject("/X")
    drawn: DictionaryObject | None = None
    for _ in range(12):
        stream = StreamObject()
        stream.set_data(b"0 0 9 9 re f" if drawn is None else b"/X Do " * 10)
        stream[NameObject("/Subtype")] = NameObject("/Form")
        stream[NameObject("/BBox")] = ArrayObject([FloatObject(n) for n in (0, 0, 200, 200)])
        names = DictionaryObject()
        if drawn is not None:
            names[NameObject("/XObject")] = DictionaryObject({inner: drawn})
        stream[NameObject("/Resources")] = names
        drawn = writer._add_object(stream)
    resources[NameObject("/XObject")] = DictionaryObject({inner: drawn})
    writer.write(path)
    return path


def swollen(path: Path) -> Path:
    """A picture of 100,000 by 100,000 pixels."""
    writer = PdfWriter(clone_from=stream_pdf("200 0 0 200 0 0 cm /X Do"))
    picture = StreamObject()
    picture.set_data(b"\0" * 1_000_000)
    for name, value in (("Width", 100_000), ("Height", 100_000), ("BitsPerComponent", 8)):
        picture[NameObject(f"/{name}")] = NumberObject(value)
    picture[NameObject("/Subtype")] = NameObject("/Image")
    picture[NameObject("/ColorSpace")] = NameObject("/DeviceRGB")
    resources = writer.pages[0]["/Resources"].get_object()
    resources[NameObject("/XObject")] = DictionaryObject(
        {NameObject("/X"): writer._add_object(picture.flate_encode())}
    )
    writer.write(path)
    return path


def crowded(path: Path) -> Path:
    """Tens of thousands of small words and lines."""
    words = b"".join(b"BT /F1 1 Tf %d %d Td (ab) Tj ET 0 0 m %d 9 l S\n" % (n % 190, n // 190 % 190, n)
                     for n in range(20_000))  # fmt: skip
    path.write_bytes(stream_pdf(words).getvalue())
    return path


def endless(path: Path) -> Path:
    """Pages whose list of pages is itself."""
    whole = stream_pdf("BT /F1 12 Tf (ab) Tj ET").getvalue()
    path.write_bytes(whole.replace(b"/Type /Page\n", b"/Type /Pages\n/Kids [ 1 0 R 2 0 R ]\n"))
    return path


@pytest.mark.parametrize("hostile", [laughing, swollen, crowded, endless])
def test_a_hostile_file_costs_its_own_picture_alone(
    drawings: Drawings, tmp_path: Path, hostile: object
) -> None:
    bad = hostile(tmp_path / "bad.pdf")  # type: ignore[operator]
    good = draw(tmp_path / "good.pdf", lambda canvas: text_lines(canvas, 60, 700, ["Marmots."]))
    for quote in ("", "Marmots."):
        with suppress(UnreadableFile):
            assert made(drawings, bad, Drawing(bad, 1, 300, quote)).png  # type: ignore[attr-defined]
        picture = made(drawings, good, Drawing(good, 1, 300, "Marmots.", quote))
        assert picture.box is not None  # type: ignore[attr-defined]
