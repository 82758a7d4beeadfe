"""Answers that the staff fixed: to whom they are given, how they are told, and when they are not."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from assistant.answer import Answer, Delta, Sources, Turn
from assistant.assistant import Assistant
from assistant.curated import Fixed, Place, place_at, standing
from ingest.embedding.protocol import Embedder
from ingest.index.reader import Index
from tests.assistant.conftest import Hub, shipped_embedder
from tests.assistant.test_assistant import check_promises

QUESTION = "How many members does the hub have?"
SPANISH, CATALAN = "¿Cuántos miembros tiene el hub?", "Quants membres té el hub?"
QUOTE = "In 2025 the hub has more than 70 members."
SECRET = "The secret password of the coffee machine is cortado."  # noqa: S105


class Kept(list[Fixed]):
    """Fixed answers in memory."""

    def current(self) -> Sequence[Fixed]:
        return self


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return shipped_embedder()


@pytest.fixture
def place(hub: Hub) -> Callable[[str], Place]:
    """The place of a quote, as the staff may read it."""
    index = staff_index(hub)

    def find(quote: str) -> Place:
        for document in index.documents():
            whole = index.document(document.id)
            if whole is not None and quote in whole.text:
                start = whole.text.index(quote)
                found = place_at(index, document.id, start, start + len(quote))
                assert found is not None
                return found
        raise AssertionError(quote)

    return find


def staff_index(hub: Hub) -> Index:
    return hub.staff._retriever._index


def fixed(place: Place, question: str = QUESTION, **words: str) -> Fixed:
    return Fixed("f1", (question,), words, (place,), "2026-11-24", "2027-11-24")  # type: ignore[arg-type]


def asking(hub: Hub, embedder: Embedder, *kept: Fixed, staff: bool = False) -> Assistant:
    index = staff_index(hub) if staff else hub.index
    return Assistant.open(index, embedder, curated=Kept(kept))


@pytest.mark.parametrize("question", [QUESTION, QUESTION.lower(), SPANISH, CATALAN])
def test_it_is_given_first_in_any_language(
    hub: Hub, embedder: Embedder, place: Callable[[str], Place], question: str
) -> None:
    answer = asking(hub, embedder, fixed(place(QUOTE))).ask(question)
    check_promises(hub, answer)
    assert answer.checked is not None and answer.checked.date == "2026-11-24"
    assert (answer.status, answer.mode, answer.as_of) == ("answered", "extractive", "2025")
    assert [one.quote for one in answer.citations] == [QUOTE]
    assert [one.support for one in answer.statements] == ["verbatim"]
    assert QUOTE in answer.text and answer.question == question


def test_it_says_that_it_was_checked_in_the_askers_language(
    hub: Hub, embedder: Embedder, place: Callable[[str], Place]
) -> None:
    text = asking(hub, embedder, fixed(place(QUOTE))).ask(CATALAN).text
    assert text.endswith("[1] (Comprovat pel hub, 24 de novembre de 2026.)")
    assert text.startswith("Segons «The hub in 2025» (2025): «In 2025 the hub")


def test_it_is_as_of_when_its_quotes_hold(
    hub: Hub, embedder: Embedder, place: Callable[[str], Place]
) -> None:
    kept = fixed(place("El 10 de juny de 2024 la xarxa tenia 45 membres."))
    assert asking(hub, embedder, kept).ask(QUESTION).as_of == "2024-06-10"
    kept = fixed(place("Invivo Capital is an investor in advanced therapy companies."))
    assert asking(hub, embedder, kept).ask(QUESTION).as_of == "2025"


def test_own_words_are_told_in_their_language_and_rest_on_the_quotes(
    hub: Hub, embedder: Embedder, place: Callable[[str], Place]
) -> None:
    own = "El hub tiene más de 70 miembros."
    assistant = asking(hub, embedder, fixed(place(QUOTE), es=own))
    answer = assistant.ask(SPANISH)
    check_promises(hub, answer)
    assert [(one.text, one.support) for one in answer.statements] == [(own, "supported")]
    assert assistant.ask(QUESTION).statements[0].text == QUOTE


@pytest.mark.parametrize(
    "question",
    [
        "How many members did the hub have in 2024?",
        "Quants membres tenia la xarxa el juny de 2024?",
        "How many work groups does the hub have?",
        "Who can produce viral vectors?",
        "hello",
    ],
)
def test_other_questions_are_answered_from_the_documents(
    hub: Hub, embedder: Embedder, place: Callable[[str], Place], question: str
) -> None:
    assert asking(hub, embedder, fixed(place(QUOTE))).ask(question).checked is None


def test_a_follow_up_that_leans_on_what_was_said_is_not_compared(
    hub: Hub, embedder: Embedder, place: Callable[[str], Place]
) -> None:
    assistant = asking(hub, embedder, fixed(place(QUOTE), "How many does it have?"))
    before = [Turn("user", "Who is Invivo Capital?"), Turn("assistant", "An investor.")]
    assert assistant.ask("How many does it have?", history=before).checked is None


def test_the_stream_keeps_its_order(
    hub: Hub, embedder: Embedder, place: Callable[[str], Place]
) -> None:
    first, *deltas, answer = asking(hub, embedder, fixed(place(QUOTE))).stream(QUESTION)
    assert isinstance(first, Sources) and isinstance(answer, Answer)
    assert first.citations == answer.citations
    assert "".join(one.text for one in deltas if isinstance(one, Delta)) == answer.text


def test_what_rests_on_a_staff_document_is_never_given_to_the_public(
    hub: Hub, embedder: Embedder, place: Callable[[str], Place]
) -> None:
    question = "What is the password of the coffee machine?"
    kept = fixed(place(SECRET), question, en="It is cortado, as the staff know.")
    both = replace(kept, places=(place(QUOTE), *kept.places))
    for one in (kept, both):
        public = asking(hub, embedder, one).ask(question)
        assert public.checked is None and "cortado" not in public.text
        assert asking(hub, embedder, one, staff=True).ask(question).checked is not None


@pytest.mark.parametrize(
    ("change", "how"),
    [
        ({"content_hash": "of before"}, "changed"),
        ({"start": 1, "end": 42}, "gone"),
        ({"quote": "In 2025 the hub has more than 90 members."}, "gone"),
        ({"document_id": "nowhere"}, "gone"),
    ],
)
def test_it_is_withheld_while_a_cited_document_is_not_as_it_was(
    hub: Hub,
    embedder: Embedder,
    place: Callable[[str], Place],
    change: dict[str, object],
    how: str,
) -> None:
    right = place(QUOTE)
    assert standing(hub.index, right) == "same"
    changed = replace(right, **change)  # type: ignore[arg-type]
    assert standing(hub.index, changed) == how
    assert asking(hub, embedder, fixed(changed)).ask(QUESTION).checked is None


def test_the_nearest_of_several_is_given(
    hub: Hub, embedder: Embedder, place: Callable[[str], Place]
) -> None:
    near = fixed(place("The hospital exemption allows"), SPANISH)
    exact = replace(fixed(place(QUOTE)), id="f2")
    answer = asking(hub, embedder, near, exact).ask(QUESTION)
    assert answer.citations[0].quote == QUOTE


def test_a_place_is_within_one_passage(hub: Hub, place: Callable[[str], Place]) -> None:
    right = place(QUOTE)
    assert place_at(hub.index, right.document_id, right.start, right.start) is None
    assert place_at(hub.index, right.document_id, right.start, 9_999) is None
    assert place_at(hub.index, right.document_id, 9_999, 10_000) is None
