import pytest

from ingest.documents import Language
from ingest.language import confidences, detect, detect_with_default


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Who develops CAR-T therapies in Catalonia?", "en"),
        ("What is PRECISEU?", "en"),
        ("¿Qué es PRECISEU?", "es"),
        ("¿Quién produce vectores virales en Cataluña?", "es"),
        ("Què és CERTERA?", "ca"),
        ("Quants assaigs clínics hi ha a Catalunya?", "ca"),
        ("Qui fabrica CAR-T a Barcelona?", "ca"),
        ("quan comenca el congres", "ca"),
        ("L'Institut de Recerca Germans Trias és membre del hub.", "ca"),
    ],
)
def test_detect(text: str, language: Language) -> None:
    assert detect(text) == language
    assert detect_with_default(text, "en") == language


def test_confidences_sum_to_one() -> None:
    values = confidences("The hub has more than 70 members.")
    assert set(values) == {"en", "es", "ca"}
    assert sum(values.values()) == pytest.approx(1)
    assert values["en"] > 0.9


@pytest.mark.parametrize("text", ["", "70", "你好", "CAR-T", "Vall d'Hebron", "\x00\n"])
@pytest.mark.parametrize("default", ["en", "es", "ca"])
def test_what_tells_nothing_takes_the_default(text: str, default: Language) -> None:
    assert detect_with_default(text, default) == default


def test_a_text_without_words_is_english() -> None:
    assert confidences("123") == {"en": 0.0, "es": 0.0, "ca": 0.0}
    assert detect("123") == "en"
