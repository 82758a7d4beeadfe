"""Questions of three languages over a small hub: what is quoted, dated, contested, refused."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Delta, Sources
from assistant.errors import BadQuestion
from ingest.documents import Language
from tests.assistant.conftest import Hub


def check_promises(hub: Hub, answer: Answer) -> None:
    """What holds of every answer, whatever was asked."""
    numbers = {citation.number for citation in answer.citations}
    for citation in (*answer.citations, *shown(answer)):
        document = hub.index.document(citation.document_id)
        assert document is not None
        assert document.text[citation.start : citation.end] == citation.quote
    quoted = {citation.number: citation.quote for citation in answer.citations}
    assert all(quoted[one.number] == one.quote for one in shown(answer) if one.number)
    assert len(answer.figures) != 1 and (answer.citations or not shown(answer))
    assert all(set(s.citations) <= numbers and s.citations for s in answer.statements)
    assert {n for s in answer.statements for n in s.citations} == numbers
    assert (answer.status == "abstained") == (not answer.citations) == (not answer.statements)


def shown(answer: Answer) -> list[Citation]:
    """The citations of the cards and of the chart."""
    cards = [(*one.evidence, one.contact.citation) for one in answer.experts]
    quotes = [one for card in cards for one in card if one is not None]
    return quotes + [one.citation for one in answer.figures]


def test_the_sentence_that_answers_is_quoted_to_the_character(hub: Hub) -> None:
    answer = hub.assistant.ask("Who can produce viral vectors?")
    check_promises(hub, answer)
    assert answer.status == "answered"
    assert answer.citations[0].quote == "Vall d'Hebron produces viral vectors and TILs."
    assert answer.citations[0].section == "The hub in 2025 › Viral vectors"
    assert answer.statements[0].support == "verbatim"
    assert answer.text.startswith("Vall d'Hebron produces viral vectors and TILs. [1]")


@pytest.mark.parametrize(
    "question",
    [
        "How many members does the hub have?",
        "Quants membres té el hub?",
        "¿Cuántos miembros tiene el hub?",
    ],
)
def test_values_that_differ_stand_with_their_dates_newest_first(hub: Hub, question: str) -> None:
    answer = hub.assistant.ask(question)
    check_promises(hub, answer)
    assert answer.status == "conflict"
    assert answer.as_of == "2025"
    quotes = [citation.quote for citation in answer.citations]
    assert "more than 70" in quotes[0]
    assert any("45 membres" in quote for quote in quotes)


def test_a_year_in_the_question_chooses_the_value(hub: Hub) -> None:
    answer = hub.assistant.ask("How many members did the hub have in 2025?")
    assert answer.status == "answered"
    assert [c.quote for c in answer.citations] == ["In 2025 the hub has more than 70 members."]


def test_a_year_that_no_document_covers_is_refused(hub: Hub) -> None:
    assert hub.assistant.ask("How many members did the hub have in 1987?").status == "abstained"


def test_a_neighbours_date_is_not_given(hub: Hub) -> None:
    assert "1997" in hub.assistant.ask("When was Avalon founded?").text
    assert hub.assistant.ask("When was Brisa founded?").status == "abstained"


def test_a_figure_is_told_with_the_newer_one_that_follows_it(hub: Hub) -> None:
    answer = hub.assistant.ask("How much was the grant of Avalon Institute?")
    check_promises(hub, answer)
    assert "800 million" in answer.text and "1,300 million" in answer.text


def test_across_languages_the_quote_stays_and_the_words_around_are_the_askers(hub: Hub) -> None:
    answer = hub.assistant.ask("Què és l'exempció hospitalària?")
    assert answer.language == "ca"
    assert answer.text.startswith("Segons «The hub in 2025» (2025): «The hospital exemption")


@pytest.mark.parametrize(
    ("question", "language", "words"),
    [
        ("What is the boiling point of helium?", "en", "do not answer"),
        ("Qui va guanyar la lliga de futbol?", "ca", "no responen"),
        ("¿Cuál es la mejor receta de paella?", "es", "no responden"),
        ("asdf qwer zxcv", None, "Biocat"),
    ],
)
def test_what_the_documents_do_not_answer_is_refused_in_the_askers_language(
    hub: Hub, question: str, language: Language | None, words: str
) -> None:
    answer = hub.assistant.ask(question)
    check_promises(hub, answer)
    assert answer.status == "abstained"
    assert language is None or answer.language == language
    assert words in answer.text


def test_a_greeting_is_greeted(hub: Hub) -> None:
    answer = hub.assistant.ask("Bon dia!")
    assert answer.status == "abstained"
    assert answer.text.startswith("Hola!")


def test_the_stream_tells_the_answer_in_order(hub: Hub) -> None:
    first, *deltas, last = hub.assistant.stream("Who can produce viral vectors?")
    assert isinstance(first, Sources) and isinstance(last, Answer)
    assert first.citations == last.citations
    assert all(isinstance(delta, Delta) for delta in deltas)
    assert "".join(d.text for d in deltas if isinstance(d, Delta)) == last.text


def test_what_is_for_staff_reaches_staff_only(hub: Hub) -> None:
    question = "What is the secret password of the coffee machine?"
    assert hub.assistant.ask(question).status == "abstained"
    assert "cortado" in hub.staff.ask(question).text
    assert not any("cortado" in hit.text for hit in hub.assistant.search("coffee machine", 50))


def test_search_ranks_passages_with_exact_offsets(hub: Hub) -> None:
    hits = hub.assistant.search("inversores", 3)
    assert hits[0].title == "Invivo Capital"
    for hit in hits:
        document = hub.index.document(hit.document_id)
        assert document is not None and document.text[hit.start : hit.end] == hit.text
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_language_that_was_asked_for_is_used(hub: Hub) -> None:
    answer = hub.assistant.ask("Who can produce viral vectors?", language="es")
    assert answer.language == "es"
    assert answer.text.startswith("Según «The hub in 2025»")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=120) | st.text(alphabet="abc hub members 70 ¿?«»\n\t\u202e🙂", max_size=80))
def test_whatever_is_typed_gets_an_answer_that_keeps_its_promises(hub: Hub, typed: str) -> None:
    try:
        answer = hub.assistant.ask(typed)
    except BadQuestion:
        return
    check_promises(hub, answer)


def test_a_quoted_title_is_told_from_its_beginning(hub: Hub) -> None:
    answer = hub.assistant.ask("What do the documents say about “Two institutes”?")
    check_promises(hub, answer)
    assert answer.citations[0].quote == "Avalon Institute was founded in 1997."
    assert {citation.title for citation in answer.citations} == {"Two institutes"}


@pytest.mark.parametrize(
    "question", ["What is Invivo Capital?", "Què fa Invivo Capital?", "¿A qué se dedica Invivo?"]
)
def test_what_a_member_is_or_does_is_told_by_its_profile(hub: Hub, question: str) -> None:
    answer = hub.assistant.ask(question)
    check_promises(hub, answer)
    assert answer.citations[0].quote.startswith("Invivo Capital is an investor")


@pytest.mark.parametrize("question", ["Quina és la previsió?", "What is the weather tomorrow?"])
def test_what_is_suggested_is_answered(hub: Hub, question: str) -> None:
    for suggestion in hub.assistant.ask(question).suggestions:
        assert hub.assistant.ask(suggestion).status != "abstained", suggestion


@pytest.mark.parametrize(
    "question",
    [
        "Who founded Invivo Capital?",
        "¿Cuánto cobra el director de Invivo Capital?",
        "How many employees does Avalon Institute have?",
    ],
)
def test_an_attribute_that_is_not_told_is_refused(hub: Hub, question: str) -> None:
    assert hub.assistant.ask(question).status == "abstained"
