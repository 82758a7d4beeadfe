"""So many calls at a time, and of one address half of them."""

import pytest

from api.errors import Problem
from api.slots import Slots


def refused(slots: Slots, address: str | None) -> bool:
    try:
        slots.take(address)
    except Problem as problem:
        assert (problem.status, problem.code) == (503, "busy") and problem.retry_after
        return True
    return False


def test_one_address_leaves_half_to_the_others() -> None:
    slots = Slots(4)
    assert [refused(slots, "a") for _ in range(3)] == [False, False, True]
    assert [refused(slots, "b") for _ in range(3)] == [False, False, True]
    assert refused(slots, None) and slots.taken == 4
    slots.give_back("a")
    assert not refused(slots, "a")


def test_who_is_free_may_have_all() -> None:
    slots = Slots(3)
    assert [refused(slots, None) for _ in range(4)] == [False, False, False, True]


def test_a_slot_is_free_again_after_a_failure() -> None:
    slots = Slots(1)
    with pytest.raises(ValueError), slots.held("a"):
        raise ValueError
    with slots.held("a"):
        assert slots.taken == 1
    assert slots.taken == 0
