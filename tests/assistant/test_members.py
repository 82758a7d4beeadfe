"""Which member organisations a text names."""

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
