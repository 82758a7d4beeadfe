import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Block, Page
from ingest.errors import UnreadableFile
from ingest.loaders import builder as module
from ingest.loaders.builder import Builder, clean

KINDS = ["heading", "paragraph", "item", "row", "page"]


def build(steps: list[tuple[str, str]]) -> Builder:
    builder = Builder()
    page = 0
    for kind, text in steps:
        if kind == "page":
            page += 1
            builder.start_page(page)
        elif kind == "heading":
            builder.heading(text, len(text) % 5)
        else:
            getattr(builder, kind)(text)
    return builder


def test_blocks_and_separators() -> None:
    steps = [("heading", "A"), ("row", "x: 1"), ("row", "x: 2"), ("paragraph", "End.")]
    extract = build(steps).finish({"title": "T"})
    assert extract.text == "A\n\nx: 1\nx: 2\n\nEnd."
    assert extract.blocks[2] == Block("row", 8, 12)
    assert extract.metadata == {"title": "T"}
    assert extract.pages == ()


def test_a_table_goes_on_over_a_page_as_two() -> None:
    extract = build([("page", ""), ("row", "a"), ("page", ""), ("row", "b")]).finish()
    assert extract.text == "a\n\nb"
    assert extract.pages == (Page(1, 0, 1), Page(2, 3, 4))


def test_the_highest_heading_is_level_one() -> None:
    builder = Builder()
    builder.heading("A", 3)
    builder.heading("B", 4)
    assert [block.level for block in builder.finish().blocks] == [1, 2]


def test_a_page_without_blocks_stays() -> None:
    extract = build(
        [("page", ""), ("item", "a"), ("page", ""), ("item", " "), ("page", "")]
    ).finish()
    assert extract.pages == (Page(1, 0, 1), Page(2, 1, 1), Page(3, 1, 1))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\u00a0b\u2003c\u2028d", "a b c d"),
        ("co\u00adope\u200bra\ufeffció\u2060", "cooperació"),
        ("Universitat\x00 de\x07 Barcelona\ud800", "Universitat de Barcelona"),
        ("cafe\u0301 \uf0b7", "café"),
        ("\u202eabc\u202c", "abc"),
        ("col·labora – «sí» 5 m²", "col·labora – «sí» 5 m²"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_CHARACTERS", 1_000)
    builder = Builder()
    with pytest.raises(UnreadableFile, match="split the file"):
        for _ in range(100):
            builder.row("x" * 50)


@given(st.text())
def test_clean_text_is_one_plain_line(raw: str) -> None:
    text = clean(raw)
    assert clean(text) == text == unicodedata.normalize("NFC", text)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in text)
    text.encode()


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.text(max_size=30)), max_size=30))
def test_offsets(steps: list[tuple[str, str]]) -> None:
    extract = build(steps).finish()
    kept = [(kind, clean(text)) for kind, text in steps if kind != "page" and clean(text)]
    assert [(b.kind, extract.text[b.start : b.end]) for b in extract.blocks] == kept
    assert "".join(extract.text.split("\n")) == "".join(text for _, text in kept)
    numbers = [page.number for page in extract.pages]
    assert numbers == list(range(1, len(numbers) + 1))
    for block in extract.blocks:
        inside = [p for p in extract.pages if p.start <= block.start and block.end <= p.end]
        before_any_page = not extract.pages or block.end <= extract.pages[0].start
        assert len(inside) == 1 or before_any_page
    assert all(a.end <= b.start for a, b in zip(extract.pages, extract.pages[1:], strict=False))
