"""Follow-ups over a small hub: what is carried, what is exchanged, what is left as it is."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Turn
from ingest.documents import Language
from tests.assistant.conftest import Hub


def talk(hub: Hub, *questions: str) -> Answer:
    """The answer to the last question, each asked in the light of those before."""
    history: list[Turn] = []
    for question in questions:
        answer = hub.assistant.ask(question, history=history)
        history += [Turn("user", question), Turn("assistant", answer.text)]
    return answer


@pytest.mark.parametrize(
    ("first", "then", "quoted"),
    [
        ("When was Avalon Institute founded?", "and how much was its grant?", "800 million"),
        ("¿Cuántos miembros tiene el hub?", "¿y en 2024?", "45 membres"),
        ("Què fa Invivo Capital?", "és un inversor?", "Invivo Capital is an investor"),
        ("Who produces viral vectors?", "do they also produce TILs?", "viral vectors and TILs"),
    ],
)
def test_what_is_unsaid_comes_from_the_turn_before(
    hub: Hub, first: str, then: str, quoted: str
) -> None:
    answer = talk(hub, first, then)
    assert answer.status != "abstained"
    assert any(quoted in citation.quote for citation in answer.citations)


def test_a_bare_name_takes_the_place_of_the_last_one(hub: Hub) -> None:
    answer = talk(hub, "When was Avalon Institute founded?", "And Brisa Foundation?")
    assert answer.standalone_question == "When was Brisa Foundation founded?"
    assert answer.status == "abstained"  # Avalon's year is not Brisa's


def test_names_are_carried_from_turn_to_turn(hub: Hub) -> None:
    answer = talk(
        hub, "When was Avalon Institute founded?", "And Brisa Foundation?", "what does it work on?"
    )
    assert "Brisa" in answer.standalone_question
    assert "Avalon" not in answer.standalone_question


def test_a_change_of_topic_is_not_dragged_back(hub: Hub) -> None:
    answer = talk(hub, "When was Avalon Institute founded?", "What is the hospital exemption?")
    assert answer.status == "answered"
    assert answer.standalone_question == "What is the hospital exemption?"
    assert "hospital exemption" in answer.citations[0].quote


def test_a_whole_question_is_read_as_without_history(hub: Hub) -> None:
    alone = hub.assistant.ask("How many members did the hub have in 2025?")
    after = talk(hub, "Who produces viral vectors?", "How many members did the hub have in 2025?")
    assert after.standalone_question == alone.standalone_question
    assert after.text == alone.text


def test_the_place_in_a_list_is_meant(hub: Hub) -> None:
    history = [
        Turn("user", "Which organisations are there?"),
        Turn("assistant", "- Avalon Institute was founded in 1997. [1]\n- Invivo Capital. [2]"),
    ]
    answer = hub.assistant.ask("is the second one an investor?", history=history)
    assert "Invivo" in answer.standalone_question
    assert any("Invivo Capital is an investor" in one.quote for one in answer.citations)


def test_the_list_is_counted_on_through(hub: Hub) -> None:
    history = [
        Turn("user", "Which organisations are there?"),
        Turn("assistant", "- Avalon Institute was founded in 1997. [1]\n- Invivo Capital. [2]"),
        Turn("user", "the first one"),
        Turn("assistant", "Avalon Institute was founded in 1997. [1]"),
    ]
    answer = hub.assistant.ask("and the second one?", history=history)
    assert answer.standalone_question == "What is Invivo Capital?"


def test_the_subject_alone_is_carried_and_not_what_else_was_asked_of_it(hub: Hub) -> None:
    answer = talk(hub, "When was Avalon Institute founded?", "who is its director?", "what is it?")
    assert answer.standalone_question == "what is it? (Avalon Institute)"


def test_thanks_are_no_topic(hub: Hub) -> None:
    answer = talk(hub, "Who produces viral vectors?", "Thanks!", "do they also produce TILs?")
    assert "Thanks" not in answer.standalone_question
    assert any("TILs" in one.quote for one in answer.citations)


@pytest.mark.parametrize(
    "question", ["When did it get a grant?", "¿Y en 2024?", "qui el dirigeix?"]
)
def test_what_leans_on_nothing_is_asked_back(hub: Hub, question: str) -> None:
    answer = hub.assistant.ask(question)
    assert (answer.status, answer.citations) == ("abstained", ())
    assert answer.text.startswith(("What is it about?", "¿De qué se trata?", "De què es tracta?"))


@pytest.mark.parametrize(
    ("first", "then", "language"),
    [
        ("¿Cuántos miembros tiene el hub?", "¿y en 2024?", "es"),
        ("Quants membres té el hub?", "2024?", "ca"),
        ("How many members does the hub have?", "2024?", "en"),
        ("How many members does the hub have?", "¿y cuántos en 2024?", "es"),
    ],
)
def test_a_follow_up_is_answered_in_its_own_language_or_the_last(
    hub: Hub, first: str, then: str, language: Language
) -> None:
    assert talk(hub, first, then).language == language


def test_evidence_is_this_turn_s_alone(hub: Hub) -> None:
    answer = talk(hub, "Who produces viral vectors?", "and what is their phone number?")
    assert answer.status == "abstained"
    assert answer.citations == ()


TURN = st.builds(
    Turn,
    st.sampled_from(["user", "assistant"]),
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            ["And Brisa Foundation?", "the second one", "2024?", "- a\n- B. [1]", "Hola"]
        ),
    ),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(TURN, max_size=6), st.sampled_from(["and it?", "i el segon?", "¿Y Brisa Foundation?"])
)
def test_any_history_is_understood(hub: Hub, history: list[Turn], question: str) -> None:
    answer = hub.assistant.ask(question, history=history)
    assert (answer.status == "abstained") == (not answer.citations)
