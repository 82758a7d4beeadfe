"""Inside `ask`: who looks for somebody gets members, who asks something else gets an answer."""

from dataclasses import replace

import pytest

from assistant.answer import Sources, Turn
from assistant.assistant import Assistant


def test_a_question_that_looks_for_somebody_is_told_whom(assistant: Assistant) -> None:
    answer = assistant.ask("who can produce viral vectors?")
    assert (answer.status, answer.mode, answer.language) == ("answered", "extractive", "en")
    assert "\n- Vectoria. Its profile names" in answer.text
    assert "How to reach it: https://vectoria.example [" in answer.text
    quotes = {citation.number: citation.quote for citation in answer.citations}
    assert all(one.support == "verbatim" for one in answer.statements)
    assert all(quotes[one.citations[0]] == one.text for one in answer.statements)
    assert all(f"[{number}]" in answer.text for number in quotes)


def test_the_members_that_are_listed_are_given_with_the_numbers_of_the_answer(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("who can produce viral vectors?")
    (found,) = (one for one in assistant.experts("viral vectors").experts if one.name == "Vectoria")
    listed = answer.experts[0]
    assert replace(listed, evidence=(), contact=found.contact) == replace(
        found, evidence=(), score=listed.score, why=listed.why
    )
    assert [one.quote for one in listed.evidence] == [one.quote for one in found.evidence]
    told = {citation.quote: citation.number for citation in answer.citations}
    shown = [*listed.evidence, listed.contact.citation]
    assert all(one is not None and one.number == told.get(one.quote, 0) for one in shown)
    assert listed.evidence[0].number == 1 and listed.contact.citation is not None
    assert f"{listed.contact.text} [{listed.contact.citation.number}]" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "quina empresa fa xenotrasplantaments?",
        "Is Vectoria a member of the hub?",
        "What is Vectoria?",
    ],
)
def test_an_answer_that_is_no_list_of_members_has_none(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).experts == ()


def test_it_is_streamed_as_any_answer(assistant: Assistant) -> None:
    events = list(assistant.stream("busco un inversor"))
    answer = assistant.ask("busco un inversor")
    assert isinstance(events[0], Sources) and len(events[0].citations) == len(answer.citations)
    assert answer.text.startswith("Los documentos nombran")
    assert "Fons Alfa" in answer.text and "Fons Beta" in answer.text


def test_where_there_is_nobody_it_abstains(assistant: Assistant) -> None:
    answer = assistant.ask("quina empresa fa xenotrasplantaments?")
    assert (answer.status, answer.citations, answer.statements) == ("abstained", (), ())
    assert "cap organització" in answer.text and "Coordina" in answer.text


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Is Hospital del Port a member of the hub?", "has been a member of the hub since 2024"),
        ("¿Hospital del Port es miembro del hub?", "has been a member of the hub since 2024"),
        ("L'Hospital del Port és membre del hub?", "has been a member of the hub since 2024"),
        ("is Anticora a member of the hub?", "hub_member: actor of the ecosystem"),
        ("Fons Alfa forma part del hub?", "hub_member: yes"),
    ],
)
def test_membership_is_told_as_the_documents_tell_it(
    assistant: Assistant, question: str, quote: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert quote in answer.citations[0].quote and answer.citations[0].quote in answer.text


def test_other_questions_are_answered_as_ever(assistant: Assistant) -> None:
    answer = assistant.ask("What does Hospital del Port produce?")
    assert answer.status == "answered" and not answer.text.startswith("The documents name")


@pytest.mark.parametrize(
    "question",
    [
        "Is Anticora a gene therapy company?",
        "¿Anticora hace terapias avanzadas?",
        "Quina teràpia gènica té Anticora?",
    ],
)
def test_what_a_member_is_not_is_told_with_what_it_is(assistant: Assistant, question: str) -> None:
    quotes = [citation.quote for citation in assistant.ask(question).citations]
    assert quotes[0] == "Anticora is a company that works on antibody-drug conjugates."
    assert quotes[1].startswith("Anticora is not an advanced-therapy company")


def test_what_a_member_is_said_to_do_is_not_denied(assistant: Assistant) -> None:
    answer = assistant.ask("What does Anticora do with antibody-drug conjugates?")
    assert not any("is not an" in citation.quote for citation in answer.citations[:1])


def test_what_others_do_answers_nothing_of_a_member(assistant: Assistant) -> None:
    answer = assistant.ask("Does Fons Alfa make CAR-T?")
    assert not any("Hospital del Port" in citation.quote for citation in answer.citations)


def test_it_is_who_was_named_and_not_the_way_to_reach_them(assistant: Assistant) -> None:
    asked = "Who makes CAR-T?"
    history = [Turn("user", asked), Turn("assistant", assistant.ask(asked).text)]
    answer = assistant.ask("Is it a member of the hub?", history=history)
    assert [one.quote for one in answer.citations] == [
        "Hospital del Port has been a member of the hub since 2024."
    ]


def test_a_name_alone_is_of_the_conversation_s_language(assistant: Assistant) -> None:
    assert assistant.ask("Vectoria").language == "en"
    assert assistant.ask("Vectoria", language="ca").language == "ca"
    history = [
        Turn("user", "¿Qué hace Anticora?"),
        Turn("assistant", "…"),
        Turn("user", "Coordina"),
    ]
    assert assistant.ask("Vectoria", history=history).language == "es"


@pytest.mark.parametrize(
    "question", ["Marítim", "el Marítim", "Hospital del Port", "hospital del port"]
)
def test_a_name_alone_asks_what_its_member_does(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.citations[0].quote == "Hospital del Port produces CAR-T for its patients."
