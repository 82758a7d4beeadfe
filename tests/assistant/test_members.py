"""Which member organisations a text names."""

import models
from assistant.lexicon import Lexicon
from assistant.members import Members
from tests.assistant.conftest import Hub


def test_members_are_those_with_a_profile(hub: Hub) -> None:
    assert [member.name for member in Members(hub.index).all()] == ["Invivo Capital"]


def test_a_name_is_found_however_it_is_written(hub: Hub) -> None:
    members = Members(hub.index)
    assert [m.name for m in members.named_in("invivo capital and INVIVO Capital")] == [
        "Invivo Capital"
    ]
    assert members.named_in("Invivo Capitals, or another") == []
    assert members.named_in("") == []


def test_topics_are_terms_of_the_field_in_the_asker_s_language(hub: Hub) -> None:
    concepts = Lexicon.open(models.LEXICON).concepts
    members = Members(hub.index)
    assert members.topics(concepts, "en") == ["gene therapy", "investor"]
    assert members.topics(concepts, "ca") == ["teràpia gènica", "inversor"]
