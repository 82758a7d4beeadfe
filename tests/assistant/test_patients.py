"""Who asks for their own health, and who asks of a therapy."""

import pytest

from assistant.patients import is_patients
from ingest.terms.analyzer import fold
from tests.assistant.conftest import Hub


@pytest.mark.parametrize(
    "question",
    [
        "can I get CAR-T for my daughter?",
        "my mother has leukaemia, where can she be treated?",
        "I have multiple myeloma, who can help?",
        "mi hijo tiene leucemia, ¿dónde lo pueden tratar?",
        "¿Dónde me pueden tratar?",
        "la meva mare té un càncer, hi ha cap teràpia?",
        "tinc un limfoma",
    ],
)
def test_somebody_s_own_health_is_a_patient_s_question(question: str) -> None:
    assert is_patients(fold(question))


@pytest.mark.parametrize(
    "question",
    [
        "Which hospitals treat leukaemia?",
        "I have a company that makes CAR-T",
        "my company needs a partner for a cancer therapy",
        "tengo una empresa de terapia celular",
        "nuestro ensayo en pacientes con leucemia",
        "what are the side effects of CAR-T?",
    ],
)
def test_other_questions_of_an_illness_are_none(question: str) -> None:
    assert not is_patients(fold(question))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("my son has lupus, which hospital can cure my son?", "one for their doctor"),
        ("mi hijo está enfermo de lupus, ¿se cura?", "corresponde al médico"),
        ("la meva filla està malalta de lupus, es cura?", "correspon al metge"),
    ],
)
def test_no_patient_is_sent_to_a_press_office(hub: Hub, question: str, told: str) -> None:
    answer = hub.assistant.ask(question)
    assert answer.status == "abstained"
    assert told in answer.text
    assert not any(word in answer.text for word in ("press", "prensa", "premsa"))
