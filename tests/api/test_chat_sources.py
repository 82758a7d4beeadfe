"""Sources under a text, and gone again when it comes back."""

from dataclasses import replace

import pytest

from api.chat_sources import source_lines, without_source_lines
from assistant.answer import Citation
from ingest.documents import Language

CITATION = Citation(
    1, "d1", "The hub\nin 2025", "report", 8, "", "A quote.", 0, 8, "/v1/documents/d1/file#page=8",
    "2025-06", "en", 0.9,
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "[1] The hub in 2025 (June 2025), page 8"),
        ("es", "[1] The hub in 2025 (junio de 2025), página 8"),
        ("ca", "[1] The hub in 2025 (juny de 2025), pàgina 8"),
    ],
)
def test_each_citation_has_a_line_in_the_asker_s_language(language: Language, line: str) -> None:
    other = replace(CITATION, number=2, date=None, page=None)
    lines = source_lines([CITATION, other], language).split("\n")
    assert lines[:3] == ["", "", line]
    assert lines[3].startswith("[2] The hub in 2025 (")


def test_nothing_cited_is_nothing_told() -> None:
    assert source_lines([], "en") == ""


def test_they_are_taken_off_a_message_that_comes_back() -> None:
    text = "It has 70 members. [1]\n- and eight groups. [2]"
    assert without_source_lines(text + source_lines([CITATION, CITATION], "en")) == text
    assert without_source_lines(text) == text
