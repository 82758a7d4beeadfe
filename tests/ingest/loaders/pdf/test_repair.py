import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.loaders.pdf.repair import cleaned, one_line, vocabulary_of


@pytest.mark.parametrize(
    ("left", "right", "known", "joined"),
    [
        ("the thera-", "pies reach", "", "the therapies reach"),
        ("a CAR-", "T therapy", "", "a CAR-T therapy"),
        ("an mRNA-", "like vector", "", "an mRNA-like vector"),
        ("a pre-", "Series A round", "", "a pre-Series A round"),
        ("from 2023-", "2025 on", "", "from 2023-2025 on"),
        ("a cell-", "based product", "", "a cell-based product"),
        ("a spin-", "off of", "each spin-off", "a spin-off of"),
        ("a spin-", "off of", "", "a spinoff of"),
        ("posar-", "se a", "cal asseure-se", "posar-se a"),
        ("co-", "ordinated", "coordinated by", "coordinated"),
        ("co-", "ordinated", "co-ordinated by", "co-ordinated"),
        ("anti-CD19-", "specific", "", "anti-CD19-specific"),
        ("a dash -", "apart", "", "a dash - apart"),
        ("teràpia gè\u00ad", "nica", "", "teràpia gènica"),
        ("the end", "of it", "", "the end of it"),
    ],
)
def test_line_ends(left: str, right: str, known: str, joined: str) -> None:
    assert one_line([left, right], vocabulary_of([left, right, known])) == joined


def test_characters() -> None:
    assert cleaned("e\ufb03cient\u00a0 \ufb02ow , co\u2011operació ce\u0140les") == (
        "efficient flow, co-operació cel·les"
    )


@given(st.lists(st.text()))
def test_one_line_is_one_line_without_double_spaces(lines: list[str]) -> None:
    text = one_line(lines, vocabulary_of(lines))
    assert len(text.splitlines()) <= 1 and "  " not in text and text == text.strip()
