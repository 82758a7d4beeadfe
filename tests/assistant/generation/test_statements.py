"""A stream cut anywhere, to sentences with their keys."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.generation.statements import Drafted, drafted

TEXT = (
    "Dr. Puig makes A [ab12cd]. In 2024 it cost 2.6 million. [ab12cd][ef34ab] "
    "See [the page](https://x.example/a) [ab12cd, ef34ab]!\n\n- A last one [ef34ab]"
)
DRAFTED = [
    Drafted("Dr. Puig makes A.", ("ab12cd",)),
    Drafted("In 2024 it cost 2.6 million.", ("ab12cd", "ef34ab")),
    Drafted("See the page!", ("ab12cd", "ef34ab")),
    Drafted("A last one", ("ef34ab",)),
]


def test_a_text_is_cut_into_sentences_with_their_keys() -> None:
    assert list(drafted([TEXT])) == DRAFTED


@given(st.lists(st.integers(0, len(TEXT)), max_size=12))
def test_it_does_not_matter_where_the_stream_is_cut(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(TEXT)]
    pieces = [TEXT[start:end] for start, end in pairwise(places)]
    assert list(drafted(pieces)) == DRAFTED


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_stream_is_read(pieces: list[str]) -> None:
    for draft in drafted(pieces):
        assert any(map(str.isalnum, draft.text))


def test_a_sentence_is_told_as_soon_as_the_next_begins() -> None:
    seen = []

    def pieces():  # type: ignore[no-untyped-def]
        for piece in ("One [aa].", " Two", " and more [bb]."):
            yield piece
            seen.append(piece)

    stream = drafted(pieces())
    assert next(stream) == Drafted("One.", ("aa",))
    assert len(seen) == 1


def test_markup_addresses_and_reasoning_are_no_text() -> None:
    text = "<think>secret. plan</think>**Bold** `code` www.x.example <b>tag</b> ![i](u) [aa]."
    assert list(drafted([text])) == [Drafted("Bold code tag.", ("aa",))]
    assert list(drafted(["<think>never ended. at all"])) == []
