"""Who is named for a need, with what evidence, and when nobody is."""

from contextlib import closing
from pathlib import Path

import pytest

from api.composition import recipe
from assistant.answer import Expert
from assistant.assistant import Assistant
from assistant.errors import BadQuestion
from assistant.experts.meant import meant
from assistant.members import Members
from assistant.question import Question
from ingest.documents import MemberKind
from ingest.index.entries import Location
from ingest.index.reader import Index
from ingest.index.writer import IndexWriter
from ingest.pipeline import ingest
from ingest.sandbox import Sandbox
from tests.assistant.conftest import shipped_embedder


def named(assistant: Assistant, topic: str, kind: MemberKind | None = None) -> list[str]:
    return [expert.member_id for expert in assistant.experts(topic, kind).experts]


def first(assistant: Assistant, topic: str) -> Expert:
    return assistant.experts(topic).experts[0]


@pytest.mark.parametrize(
    ("topic", "members"),
    [
        ("viral vectors", ["vectoria"]),
        ("Who can make AAV for us?", ["vectoria"]),
        ("necesito vectores virales", ["vectoria"]),
        ("qui fa CAR-T?", ["hospital-del-port"]),
        ("Which companies make CAR-T?", []),
        ("antibody-drug conjugates", ["anticora"]),
        ("gene therapy companies", []),
        ("which investors are there?", ["fons-alfa", "fons-beta", "fons-gamma"]),
        ("busco un inversor para mi empresa", ["fons-alfa", "fons-beta", "fons-gamma"]),
        ("CAR-T for lupus", []),
        ("xenotransplantation", []),
        ("who makes organoids?", []),
    ],
)
def test_who_is_named(assistant: Assistant, topic: str, members: list[str]) -> None:
    assert named(assistant, topic) == members


@pytest.mark.parametrize("topic", ["Hospital del Port", "l'hospital del port", "the HdP", "hdp"])
def test_a_member_is_found_by_its_own_name(assistant: Assistant, topic: str) -> None:
    expert = first(assistant, topic)
    assert expert.member_id == "hospital-del-port"
    assert expert.evidence[0].quote == "Hospital del Port produces CAR-T for its patients."
    assert named(assistant, topic).count("hospital-del-port") == 1
    assert "hospital-del-port" not in named(assistant, topic, "company")


@pytest.mark.parametrize("topic", ["secreta bio", "partners for Vectoria", "like Vectoria"])
def test_a_topic_that_says_more_than_a_name_is_not_it(assistant: Assistant, topic: str) -> None:
    assert not {"vectoria", "secreta-bio"} & set(named(assistant, topic))


def test_a_part_of_a_name_is_enough_where_it_is_no_thing_of_the_field(tmp_path: Path) -> None:
    names = ("Blood and Tissue Bank", "Gene Therapy House", "North Science Park", "Science Park")
    folder = tmp_path / "members"
    folder.mkdir()
    for name in names:
        text = f"---\nname: {name}\n---\n# {name}\n\n{name} is in the north."
        (folder / f"{name}.md").write_text(text, "utf-8")
    embedder, location = shipped_embedder(), Location(tmp_path / "data")
    with IndexWriter.open(location, recipe(embedder)) as writer, Sandbox() as sandbox:
        ingest([folder], writer, embedder, sandbox)
    with closing(Index.open(location)) as index:
        members = Members(index)
        asked = ("tissue bank", "bank", "gene therapy", "the science park", "park north", "north")
        found = [meant(Question.read(topic), members) for topic in asked]
    assert [one and one.id for one in found] == [
        "blood-and-tissue-bank",
        None,
        None,
        "science-park",
        None,
        None,
    ]


def test_being_named_in_passing_is_not_enough(assistant: Assistant) -> None:
    """Two members met at a congress on viral vectors; only one makes them."""
    assert named(assistant, "congress on viral vectors") in ([], ["vectoria"])


def test_a_kind_leaves_its_own(assistant: Assistant) -> None:
    assert named(assistant, "CAR-T", "hospital") == ["hospital-del-port"]
    assert named(assistant, "CAR-T", "company") == []
    assert named(assistant, "companies that are members of the hub") == ["vectoria"]


def test_staff_find_whom_the_public_does_not_know(assistant: Assistant, staff: Assistant) -> None:
    assert named(staff, "who makes organoids?") == ["secreta-bio"]
    assert "Secreta" not in str(assistant.experts("organoids"))


def test_an_expert_says_why_in_the_askers_language(assistant: Assistant) -> None:
    whys = [
        first(assistant, q).why for q in ("Who makes CAR-T?", "¿Quién hace CAR-T?", "qui fa CAR-T?")
    ]
    assert whys[0] == "Its profile names “CAR-T production” among its capabilities."
    assert whys[1].startswith("Su perfil recoge «")
    assert whys[2] == "El seu perfil recull «producció de CAR-T» entre les seves capacitats."


def test_evidence_is_quoted_to_the_character(assistant: Assistant) -> None:
    expert = first(assistant, "Who makes viral vectors?")
    assert expert.evidence[0].quote == "Vectoria is a company that produces viral vectors."
    numbers = [citation.number for citation in expert.evidence]
    assert numbers == list(range(1, len(numbers) + 1))
    assert 0 < expert.score <= 1 and expert.website == "https://vectoria.example"


def test_the_way_to_reach_somebody_is_what_the_documents_give(assistant: Assistant) -> None:
    own = first(assistant, "Who makes viral vectors?").contact
    assert own.text == "https://vectoria.example"
    assert own.citation is not None and own.text in own.citation.quote
    hub = first(assistant, "Who makes CAR-T?").contact
    assert hub.text == "through Coordina, which coordinates the hub"
    assert hub.citation is not None and "Coordina" in hub.citation.quote
    coordinator = first(assistant, "antibody-drug conjugates").contact
    assert coordinator.citation is not None
    assert coordinator.citation.quote == "The hub's own contact is through Coordina."


def test_where_nobody_has_it_all_who_has_a_part_is_told(assistant: Assistant) -> None:
    message = assistant.experts("Who has CAR-T for lupus?").message or ""
    assert "no organisation" in message and "Coordina coordinates it" in message
    assert "For a part of it: Hospital del Port has “CAR-T production”" in message
    assert "not the same" not in message
    assert "cap organització" in (assistant.experts("qui fa teràpia amb fags?").message or "")


def test_what_is_only_alike_is_told_as_something_else(assistant: Assistant) -> None:
    message = assistant.experts("Who works on chemical linkers for drug conjugates?").message or ""
    assert "“antibody-drug conjugates”, which Anticora has; that is not the same" in message


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "viral vector hospitals",
            "Vectoria, a company. Its profile names “viral vector production”",
        ),
        ("hospitales con vectores virales", "Vectoria, una empresa. Su perfil recoge"),
        ("members with antibody-drug conjugates", "Anticora, a company."),
    ],
)
def test_who_is_of_another_kind_or_no_member_has_just_what_is_needed(
    assistant: Assistant, question: str, told: str
) -> None:
    found = assistant.experts(question)
    assert found.experts == () and told in (found.message or "")


def test_who_is_near_the_hub_is_not_told_as_a_member(assistant: Assistant) -> None:
    assert "do not say that it is a member" in first(assistant, "antibody-drug conjugates").why
    assert "member" not in first(assistant, "Who makes viral vectors?").why
    assert named(assistant, "companies of the hub") == ["vectoria"]


@pytest.mark.parametrize(
    "question", ["Who does not make CAR-T?", "¿Qué empresas no hacen CAR-T?", "Qui no fa CAR-T?"]
)
def test_nobody_is_listed_for_what_they_do_not_do(assistant: Assistant, question: str) -> None:
    found = assistant.experts(question)
    assert found.experts == () and found.message
    assert assistant.ask(question).status == "abstained"


def test_an_order_among_capabilities_is_not_followed_or_told(assistant: Assistant) -> None:
    whys = [expert.why for expert in assistant.experts("Who makes CAR-T?").experts]
    assert len(whys) == 1 and "instructions" not in whys[0]


def test_a_topic_that_cannot_be_read_is_refused(assistant: Assistant) -> None:
    with pytest.raises(BadQuestion):
        assistant.experts("  ")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who works on antibody-drug conjugates?", "says that this is not an advanced therapy."),
        ("¿Quién hace conjugados de anticuerpo?", "dice que no se trata de una terapia avanzada."),
        ("Qui fa conjugats d'anticòs?", "diu que no es tracta d’una teràpia avançada."),
    ],
)
def test_what_is_no_advanced_therapy_is_told_as_such(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert [one.member_id for one in answer.experts] == ["anticora"]
    assert told in answer.text and "Anticora is not an advanced-therapy company" in answer.text
    assert "advanced therapy" not in first(assistant, "Who makes viral vectors?").why


@pytest.mark.parametrize(
    "question",
    ["Who invests in medical devices?", "inversores para una ronda serie C", "investors in lupus"],
)
def test_an_investor_is_not_named_for_what_it_is_not_said_to_invest_in(
    assistant: Assistant, question: str
) -> None:
    found = assistant.experts(question)
    assert found.experts == ()
    assert "- Fons Alfa, " in (found.message or "") and "Vectoria" not in (found.message or "")


def test_an_investor_is_named_for_what_it_is_said_to_invest_in(assistant: Assistant) -> None:
    assert named(assistant, "Who invests in bioprinting?") == ["fons-gamma"]
    assert named(assistant, "Who invests in series A rounds?") == ["fons-gamma"]
    assert named(assistant, "Who invests in series B rounds?") == []


def test_the_askers_own_project_leaves_all_investors_with_what_is_unsaid(
    assistant: Assistant,
) -> None:
    experts = assistant.experts("an investor for our bioprinting start-up").experts
    unsaid = {one.member_id: "do not say that it invests in this" in one.why for one in experts}
    assert unsaid == {"fons-alfa": True, "fons-beta": True, "fons-gamma": False}
    assert experts[0].member_id == "fons-gamma"
    assert not any("do not say" in one.why for one in assistant.experts("investors").experts)


def test_a_programme_with_somebody_is_not_what_its_name_says(assistant: Assistant) -> None:
    """Hospital del Port works with a house whose name has organoids in it; it does none itself."""
    assert "hospital-del-port" not in named(assistant, "organoids")


@pytest.mark.parametrize("topic", ["accelerator", "¿Quién tiene una aceleradora?", "acceleradora"])
def test_who_runs_a_thing_comes_before_who_takes_part_in_it(
    assistant: Assistant, topic: str
) -> None:
    assert named(assistant, topic) == ["coordina", "anticora"]


@pytest.mark.parametrize(
    ("topic", "members"),
    [
        ("phase 1 trial", ["hospital-del-port"]),
        ("ensayo de fase I", ["hospital-del-port"]),
        ("assaig clínic de fase I/II", []),
        ("phase II clinical trial", []),
    ],
)
def test_a_phase_is_that_phase(assistant: Assistant, topic: str, members: list[str]) -> None:
    assert named(assistant, topic) == members


@pytest.mark.parametrize(
    "topic", ["market access", "acceso al mercado", "accés al mercat", "cell banking"]
)
def test_what_nobody_does_is_not_put_together_from_parts(assistant: Assistant, topic: str) -> None:
    assert named(assistant, topic) == []


def test_members_in_general_are_those_that_are_called_so_first(assistant: Assistant) -> None:
    found = named(assistant, "which organisations are members of the hub?")
    assert found.index("hospital-del-port") < found.index("vectoria")
    assert "anticora" not in found
