"""Sentences of three languages, and the property that no character is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import sentences


def _split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Dr. Mateo leads it.", "It has four cleanrooms."],
        ["El Sr. Pareras és soci.", "Té 3.05 M EUR, p. ex. el 2020."],
        ["¿Quién lo hace?", "Lo hace Leitat."],
        ["It raised 1.5 M EUR.", "“Fine.”", "Then more!"],
        ["Vegeu l'art. 17 i l'apartat núm. 3.", "Després, res."],
        ["The share was 7.6% (2024).", "[2] It fell."],
        ["J. Smith et al. wrote it."],
        ["It ended in 2024. and nobody knew."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    assert _split(" ".join(parts)) == parts


def test_a_stretch_of_the_text_is_split_at_its_own_offsets() -> None:
    text = "Before. One here. Two here. After."
    spans = sentences(text, 8, 27)
    assert [text[s.start : s.end] for s in spans] == ["One here.", "Two here."]


@given(st.text(alphabet=" .!?…\"'«»()abÀÉ1\n\t ", max_size=200))
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    kept = "".join(text[span.start : span.end] for span in spans)
    assert "".join(kept.split()) == "".join(text.split())
