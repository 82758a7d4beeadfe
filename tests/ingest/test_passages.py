"""Blocks to passages: by structure, whole sentences, exact offsets, within the window."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Block, BlockKind, Document, Metadata, Page
from ingest.passages import LONGEST, split


def count_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def build(
    parts: Sequence[tuple[BlockKind, str]], pages: Sequence[int] = ()
) -> tuple[Document, list[Block]]:
    """A document of these blocks; `pages` says at which blocks a new page starts."""
    text, blocks, starts = "", list[Block](), list[int]()
    for number, (kind, part) in enumerate(parts):
        text += "\n\n" if text else ""
        if number in pages:
            starts.append(len(text))
        blocks.append(Block(kind, len(text), len(text) + len(part), int(kind == "heading")))
        text += part
    ends = [*starts[1:], len(text)]
    made = [Page(n, s, e) for n, (s, e) in enumerate(zip(starts, ends, strict=False), start=1)]
    metadata = Metadata("Title", "report", None, "en", "public")
    return Document("d1", "/d1", "text/plain", "h", metadata, text, tuple(made)), blocks


def test_a_passage_knows_its_heading_and_page_and_keeps_to_them() -> None:
    document, blocks = build(
        [
            ("heading", "Members"),
            ("paragraph", "The hub has many members. They meet often."),
            ("paragraph", "Some are hospitals."),
            ("heading", "Money"),
            ("paragraph", "It costs money."),
        ],
        pages=(0, 2),
    )
    found = split(document, blocks, count_words, 256)
    assert [(p.section, p.page, p.text) for p in found] == [
        ("Members", 1, "The hub has many members. They meet often."),
        ("Members", 2, "Some are hospitals."),
        ("Money", 2, "It costs money."),
    ]


def test_rows_are_sentences_of_their_own_apart_from_prose() -> None:
    rows: list[tuple[BlockKind, str]] = [
        ("row", f"Year: {y}; Members: {y - 1980}. Yes") for y in (2024, 2025)
    ]
    document, blocks = build([("paragraph", "The table follows."), *rows])
    prose, table = split(document, blocks, count_words, 256)
    assert prose.text == "The table follows."
    assert [document.text[s.start : s.end] for s in table.sentences] == [text for _, text in rows]


def test_a_heading_with_nothing_under_it_is_not_lost() -> None:
    document, blocks = build([("heading", "First"), ("heading", "Second")])
    (found,) = split(document, blocks, count_words, 256)
    assert [document.text[s.start : s.end] for s in found.sentences] == ["First", "Second"]


def test_ids_come_from_content() -> None:
    document, blocks = build([("paragraph", "Same words.")])
    first, again = (split(document, blocks, count_words, 256)[0].id for _ in range(2))
    other, other_blocks = build([("paragraph", "Other words.")])
    assert first == again != split(other, other_blocks, count_words, 256)[0].id


WORDS = st.lists(
    st.sampled_from(["alpha", "beta.", "Gamma", "delta,", "Epsilon."]), min_size=1, max_size=700
)


@given(
    st.lists(
        st.tuples(st.sampled_from(["paragraph", "heading", "row", "item"]), WORDS),
        min_size=1,
        max_size=5,
    )
)
def test_passages_are_exact_ordered_whole_and_fit(parts: list[tuple[BlockKind, list[str]]]) -> None:
    document, blocks = build([(kind, " ".join(text)) for kind, text in parts])
    found = split(document, blocks, count_words, 256)
    for passage in found:
        assert passage.text == document.text[passage.start : passage.end]
        assert (
            passage.start == passage.sentences[0].start and passage.end == passage.sentences[-1].end
        )
        assert len(passage.text.split()) <= LONGEST
    assert all(a.end <= b.start for a, b in pairwise(found))
    kept = [w for p in found for w in p.text.split()]
    said = [w for kind, words in parts if kind != "heading" for w in words]
    assert [w for w in kept if w in said][: len(said)] or not said
    assert len(kept) >= len(said)
