import pytest

from ingest.loaders.pdf.marker import is_item, is_marker, note_mark, without_bullet


@pytest.mark.parametrize(
    "text", ["• one", "•one", "– one", "1. one", "a) one", "(iv) one", "12) one"]
)
def test_items(text: str) -> None:
    assert is_item(text)
    assert not is_marker(text)
    assert is_marker(text.removesuffix("one").strip())


@pytest.mark.parametrize("text", ["one", "1.5 million", "2025. one", "-5 degrees", "a one", "•"])
def test_no_items(text: str) -> None:
    assert not is_item(text)


def test_bullets_go_and_numbers_stay() -> None:
    assert without_bullet("• one") == "one"
    assert without_bullet("2. two") == "2. two"


@pytest.mark.parametrize(
    ("text", "mark"), [("¹ A", "¹"), ("12 A", "12"), ("* A", "*"), ("2025 A", None), ("A 1", None)]
)
def test_note_marks(text: str, mark: str | None) -> None:
    assert note_mark(text) == mark
