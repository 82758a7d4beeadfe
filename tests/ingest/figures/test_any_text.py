"""Whatever a text says: no crash, spans inside it, numbers that stand there, and dates that are dates."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ingest.figures.numbers import numbers_in
from ingest.figures.spelled import ranks_in, spelled_in
from tests.ingest.figures.texts import figures

_WORDS = st.sampled_from(
    "the hub had more than about 45 members 1,200 7.9% million euros M€ $ m² in 2024 June 10 and or "
    "to from 39 163 "
    "two fifth worldwide since until ; : , . of entities año 2.195 publicacions (2020) 1394/2007 "
    "AAV8 SB-007 Value "
    "Unit Source Date tenia més de 50 membres el 10 de juny de 2024 +34 93 310 33 30".split()
)
_SENTENCES = st.lists(_WORDS, max_size=25).map(" ".join)
_ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=80).map(
    lambda text: text.replace("\n", " ")
)
_ROWS = st.lists(st.tuples(_SENTENCES, _SENTENCES), max_size=5).map(
    lambda cells: "; ".join(f"{label}: {value}" for label, value in cells)
)
_LANGUAGE = st.sampled_from(["en", "es", "ca"])


@given(st.lists(_SENTENCES | _ANY | _ROWS, min_size=1, max_size=4), _LANGUAGE)
def test_figures_stand_in_their_text(lines: list[str], language: str) -> None:
    text = "\n".join(lines)
    for one in figures(*lines, language=language):  # type: ignore[arg-type]
        assert text[one.start : one.end] == one.sentence
        assert one.start <= one.at < one.past <= one.end
        assert one.unit
        assert one.as_of is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", one.as_of)
        assert (one.as_of == "2026-02") or one.as_of_from == "stated"


@given(_ANY | _SENTENCES, _LANGUAGE)
def test_numbers_begin_with_a_digit_or_a_word(text: str, language: str) -> None:
    for number in numbers_in(text):
        assert text[number.start].isdecimal() and number.start < number.end <= len(text)
    for number in [*spelled_in(text, language), *ranks_in(text)]:  # type: ignore[arg-type]
        assert text[number.start : number.end].isalpha()


@given(
    st.integers(0, 10**9), st.sampled_from([",", "."]), st.sampled_from(["", "million ", "mil "])
)
def test_a_value_agrees_with_its_digits(value: int, mark: str, scale: str) -> None:
    digits = f"{value:,}".replace(",", mark)
    shown = f"a sum of {digits} {scale}euros"
    factor = {"": 1, "million ": 1e6, "mil ": 1e3}[scale]
    years = 1900 <= value <= 2099 and mark not in digits
    assert [one.value for one in numbers_in(shown)] == ([] if years else [value * factor])
