"""Names in questions and answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.names import name_spans, year_spans


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("And Vall d'Hebron?", ["Vall d'Hebron"]),
        ("How much did SpliceBio raise?", ["SpliceBio"]),
        ("SpliceBio raised money.", ["SpliceBio"]),
        ("I a l'Hospital Clínic?", ["Hospital Clínic"]),
        ("Què fa el Banc de Sang i Teixits?", ["Banc de Sang i Teixits"]),
        ("What about Sant Joan de Déu", ["Sant Joan de Déu"]),
        ("¿Y Minoryx?", ["Minoryx"]),
        ("Members pay nothing.", []),
        ("hospital exemption", []),
    ],
)
def test_names_are_found_where_they_stand(text: str, names: list[str]) -> None:
    assert [text[span.start : span.end] for span in name_spans(text)] == names


def test_years() -> None:
    text = "y en 2024, no en 1200 ni 20245"
    assert [text[span.start : span.end] for span in year_spans(text)] == ["2024"]


@given(st.text(max_size=200))
def test_any_text_has_spans_inside_it(text: str) -> None:
    for span in name_spans(text):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start].isupper()
