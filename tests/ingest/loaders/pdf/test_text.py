import pytest

from tests.ingest.loaders.pdf.drawn import marks, stream_pdf


def written(content: str) -> str:
    fragments = marks(stream_pdf(f"BT /F1 10 Tf 20 100 Td {content} ET")).fragments
    return " ".join(fragment.text for fragment in fragments)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("[(caf\\264)445(e)] TJ", "café"),  # the accent, then back, then its letter
        ("[(cafe)445(\\264)] TJ", "café"),  # the letter, then back, then its accent
        ("[(cig\\250)445(u)0(e)] TJ", "cigüe"),
        ("(\\264) Tj -1 0 Td (E) Tj", "É"),  # an accent placed by itself
        ("(Fran) Tj (c) Tj -0.8 0 Td [(a)] TJ", "Fran c a"),
        ("(a \\264 b) Tj", "a ´ b"),  # an accent over nothing stays as it is
        ("(rock \\264n\\264 roll) Tj", "rock ´n´ roll"),
    ],
)
def test_accents_of_their_own_join_their_letter(content: str, text: str) -> None:
    assert written(content) == text


def test_spacing_counts_in_positions() -> None:
    content = "BT /F1 10 Tf 2 Tc 5 Tw 50 Tz 20 100 Td (aa b) Tj ET"
    first, second = marks(stream_pdf(content)).fragments
    # two letters and a space: half of their widths (5.56, 5.56, 2.78), of 3 times Tc and of Tw
    assert round(second.x0 - first.x0, 2) == 12.45
    assert second.spaced and not first.spaced
