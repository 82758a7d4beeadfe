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


def test_a_follow_up_narrows_the_search(assistant: Assistant) -> None:
    asked = "qui fa vectors virals?"
    history = [Turn("user", asked), Turn("assistant", assistant.ask(asked).text)]
    answer = assistant.ask("només empreses", history=history)
    assert answer.status == "answered" and "Vectoria" in answer.text
    assert assistant.ask("només hospitals", history=history).status == "abstained"


def test_a_follow_up_asks_about_who_was_named(assistant: Assistant) -> None:
    asked = "who can produce viral vectors?"
    history = [Turn("user", asked), Turn("assistant", assistant.ask(asked).text)]
    answer = assistant.ask("and their website?", history=history)
    assert "https://vectoria.example" in answer.text


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


@pytest.mark.parametrize(
    ("asked", "then", "standalone"),
    [
        ("who can produce viral vectors?", "and CAR-T?", "who can produce CAR-T?"),
        ("¿quién fabrica CAR-T?", "¿y plásmidos?", "¿quién fabrica plásmidos?"),
        ("qui fa CAR-T?", "i per a la leucèmia?", "qui fa CAR-T per a la leucèmia?"),
        ("who can produce viral vectors?", "anyone else?", "who can produce viral vectors?"),
        ("What does Vectoria do?", "who else does that?", "Who works on viral vector production?"),
    ],
)
def test_a_follow_up_seeks_another_thing(
    assistant: Assistant, asked: str, then: str, standalone: str
) -> None:
    history = [Turn("user", asked), Turn("assistant", assistant.ask(asked).text)]
    assert assistant.ask(then, history=history).standalone_question == standalone


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
    "question",
    [
        "Can Vectoria make viral vectors for us?",
        "¿Puede Vectoria fabricar vectores virales?",
        "Pot Vectoria fabricar vectors virals?",
        "Vectoria fa vectors virals?",
    ],
)
def test_whether_a_member_does_a_thing_is_told_by_what_says_so(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert [one.quote for one in answer.citations] == [
        "Vectoria is a company that produces viral vectors."
    ]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Can Vectoria make CAR-T for us?", "do not say that Vectoria does this. Of its"),
        ("¿Puede Vectoria fabricar CAR-T?", "no dicen que Vectoria haga esto. De sus"),
        ("Pot Vectoria fabricar CAR-T?", "no diuen que Vectoria faci això. De les seves"),
    ],
)
def test_what_else_a_member_does_is_no_answer_to_whether_it_does_a_thing(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.citations) == ("abstained", ())
    assert told in answer.text and "viral vector production" in answer.text
    assert "\n- Hospital del Port, " in answer.text


def test_others_that_do_a_thing_are_no_investors_in_it(assistant: Assistant) -> None:
    answer = assistant.ask("Does Fons Alfa invest in viral vectors?")
    assert answer.status == "abstained" and "Vectoria" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "What does Vectoria do with CAR-T?",
        "Can I contact Vectoria?",
        "Is Vectoria's plant approved?",
        "Can Vectoria help us?",
    ],
)
def test_other_questions_about_a_member_are_none_of_what_it_can_do(
    assistant: Assistant, question: str
) -> None:
    assert "do not say that Vectoria does this" not in assistant.ask(question).text


@pytest.mark.parametrize(
    ("asked", "then", "standalone"),
    [
        ("Who makes CAR-T?", "and in Madrid?", "Who makes CAR-T in Madrid?"),
        ("Who makes CAR-T in Reus?", "and in Madrid?", "Who makes CAR-T in Madrid?"),
        ("¿Quién hace CAR-T?", "solo en Andorra", "¿Quién hace CAR-T en Andorra?"),
        ("Qui fa CAR-T a Reus?", "i a Girona?", "Qui fa CAR-T a Girona?"),
        ("Is ARI-1 approved by EMA?", "and OC-2?", "Is OC-2 approved by EMA?"),
        ("Is ARI-1 approved by EMA?", "and in Spain?", "Is ARI-1 approved by AEMPS?"),
        ("L'ARI-1 està aprovat per l'EMA?", "i a Espanya?", "L'ARI-1 està aprovat per l'AEMPS?"),
        ("Did ARI-1 get approval?", "and in Spain?", "Did ARI-1 get approval in Spain?"),
    ],
)
def test_a_place_or_a_product_takes_the_place_of_its_like(
    assistant: Assistant, asked: str, then: str, standalone: str
) -> None:
    history = [Turn("user", asked), Turn("assistant", "…")]
    assert assistant.ask(then, history=history).standalone_question == standalone


def test_the_place_of_a_product_is_that_of_the_one_asked_about_last(assistant: Assistant) -> None:
    history = [
        Turn("user", "Is ARI-1 approved by EMA?"),
        Turn("assistant", "…"),
        Turn("user", "and OC-2?"),
        Turn("assistant", "…"),
    ]
    told = assistant.ask("and in Spain?", history=history).standalone_question
    assert told == "Is OC-2 approved by AEMPS?"


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        ("Who makes viral vectors?", "and not in Tarragona?"),
        ("Who makes viral vectors?", "and not Vectoria?"),
        ("¿Quién fabrica vectores virales?", "¿y fuera de Tarragona?"),
        ("¿Quién fabrica vectores virales?", "¿y no en Tarragona?"),
        ("Qui fabrica vectors virals?", "i que no sigui a Tarragona?"),
    ],
)
def test_a_follow_up_that_leaves_somebody_out_keeps_its_not(
    assistant: Assistant, asked: str, then: str
) -> None:
    history = [Turn("user", asked), Turn("assistant", assistant.ask(asked).text)]
    answer = assistant.ask(then, history=history)
    assert (answer.status, answer.experts) == ("abstained", ())
    assert then.lstrip("¿").rstrip("?") in answer.standalone_question


@pytest.mark.parametrize(
    "question",
    [
        "Who invested in Beneficia?",
        "Who are Beneficia's investors?",
        "¿Quién invirtió en Beneficia?",
        "¿Quiénes son los inversores de Beneficia?",
        "qui va invertir en Beneficia?",
    ],
)
def test_who_put_money_in_a_member_is_told_by_what_names_them(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert [one.quote for one in answer.citations] == [
        "Beneficia raised a seed round of 2 million euros from Fons Alfa."
    ]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who invested in Anticora?", "do not say who put money in Anticora"),
        ("¿Quién ha invertido en Anticora?", "no dicen quién ha puesto dinero en Anticora"),
        ("qui ha posat diners a Anticora?", "no diuen qui ha posat diners a Anticora"),
    ],
)
def test_money_without_whom_it_came_from_is_no_answer_to_who_gave_it(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.citations) == ("abstained", ()) and told in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "which programme helps start-ups?",
        "¿Hay algún programa para empresas emergentes?",
        "quin programa ajuda les empreses emergents?",
        "Which accelerator can help my gene therapy start-up?",
    ],
)
def test_a_programme_that_helps_companies_is_an_accelerator(
    assistant: Assistant, question: str
) -> None:
    assert [one.member_id for one in assistant.ask(question).experts][:1] == ["coordina"]


@pytest.mark.parametrize(
    "question",
    [
        "Which hospitals have clean rooms and how many?",
        "¿Qué hospitales tienen salas blancas y cuántas?",
        "Quins hospitals tenen sales blanques i quantes?",
        "How many clean rooms does each hospital have?",
        "¿Cuántas salas blancas tiene cada hospital?",
        "Quantes sales blanques té cada hospital?",
    ],
)
def test_who_has_a_thing_and_how_many_is_told_with_who_and_the_number(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert "\n- Hospital del Port. " in answer.text
    assert answer.experts[0].evidence[0].quote == "Hospital del Port has two cleanrooms."


@pytest.mark.parametrize(
    "question",
    [
        "Who is the director of the hub?",
        "who runs the Advanced Therapies Hub of Catalonia?",
        "¿Quién dirige el hub?",
        "qui és el director del hub?",
        "qui mana a la xarxa?",
    ],
)
def test_the_head_of_the_hub_is_told_by_who_coordinates_it(
    assistant: Assistant, question: str
) -> None:
    assert [one.quote for one in assistant.ask(question).citations] == [
        "Coordina coordinates the hub.",
        "Marta Roca is the director of Coordina.",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "how do I contact the hub?",
        "website of the hub",
        "¿cuál es la página web del hub?",
        "com puc contactar amb el hub?",
    ],
)
def test_the_way_to_the_hub_is_told_by_who_coordinates_it(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert {one.title for one in answer.citations} == {"Coordina"}
    assert answer.citations[0].quote == "The hub's own contact is through Coordina."


@pytest.mark.parametrize(
    "question",
    [
        "ha salido ya la web nueva del hub?",
        "what is on the hub's website?",
        "who directs Coordina?",
    ],
)
def test_other_questions_of_the_hub_s_website_and_heads_are_answered_as_ever(
    assistant: Assistant, question: str
) -> None:
    quotes = [one.quote for one in assistant.ask(question).citations]
    assert "Coordina coordinates the hub." not in quotes[:1]
    assert quotes[:1] != ["The hub's own contact is through Coordina."]


@pytest.mark.parametrize(
    "question", ["Marítim", "el Marítim", "Hospital del Port", "hospital del port"]
)
def test_a_name_alone_asks_what_its_member_does(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.citations[0].quote == "Hospital del Port produces CAR-T for its patients."
