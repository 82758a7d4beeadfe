"""Conversations: theirs alone, bounded, and gone when they have expired."""

from pathlib import Path

import pytest

from api.store.conversations import Conversations
from api.store.database import Database
from assistant.answer import Turn
from tests.api.store.conftest import HandClock, on_disk


@pytest.fixture
def conversations(database: Database, clock: HandClock) -> Conversations:
    return Conversations(database, 24, clock)


def said(number: int) -> tuple[Turn, Turn]:
    return Turn("user", f"question {number}"), Turn("assistant", f"answer {number}")


def test_turns_come_back_in_order(conversations: Conversations) -> None:
    assert conversations.turns("public", "c1") == []
    conversations.add("public", "c1", (), said(1))
    conversations.add("public", "c1", (), said(2))
    assert conversations.turns("public", "c1") == [*said(1), *said(2)]


def test_what_came_before_counts_only_where_nothing_is_known(conversations: Conversations) -> None:
    conversations.add("public", "c1", said(0), said(1))
    conversations.add("public", "c1", said(7), said(2))
    assert conversations.turns("public", "c1") == [*said(0), *said(1), *said(2)]


def test_audiences_and_names_are_kept_apart(conversations: Conversations) -> None:
    conversations.add("staff", "c1", (), said(1))
    assert conversations.turns("public", "c1") == []
    assert conversations.turns("staff", "c2") == []
    assert not conversations.delete("public", "c1")
    assert conversations.turns("staff", "c1") == [*said(1)]


def test_the_last_hundred_turns_are_kept(conversations: Conversations, folder: Path) -> None:
    for number in range(55):
        conversations.add("public", "c1", (), said(number))
    conversations.add("public", "c2", (), said(99))
    kept = conversations.turns("public", "c1")
    assert len(kept) == 100
    assert (kept[0], kept[-1]) == (said(5)[0], said(54)[1])
    assert conversations.turns("public", "c2") == [*said(99)]


def test_they_expire_a_day_after_their_last_question(
    conversations: Conversations, clock: HandClock
) -> None:
    conversations.add("public", "c1", (), said(1))
    clock.turn(hours=23)
    conversations.add("public", "c1", (), said(2))
    clock.turn(hours=23)
    assert len(conversations.turns("public", "c1")) == 4
    clock.turn(hours=1)
    assert conversations.turns("public", "c1") == []
    conversations.add("public", "c1", (), said(3))
    assert conversations.turns("public", "c1") == [*said(3)]


def test_what_expired_is_gone_from_the_disk(
    conversations: Conversations, database: Database, clock: HandClock, folder: Path
) -> None:
    conversations.add("public", "a-name-of-mine", (), said(1))
    clock.turn(hours=1)
    conversations.add("public", "other", (), said(2))
    assert b"question 1" in on_disk(folder)
    assert b"a-name-of-mine" not in on_disk(folder)
    clock.turn(hours=23)
    conversations.expire()
    assert database.empty_log()
    assert b"question 1" not in on_disk(folder)
    assert b"answer 2" in on_disk(folder)


def test_what_is_deleted_is_gone_from_the_disk(conversations: Conversations, folder: Path) -> None:
    assert not conversations.delete("public", "c1")
    assert not folder.exists()
    conversations.add("public", "c1", (), said(1))
    assert conversations.delete("public", "c1")
    assert not conversations.delete("public", "c1")
    assert b"question 1" not in on_disk(folder)


def test_a_nul_character_is_left_out(conversations: Conversations) -> None:
    conversations.add("public", "c1", (), (Turn("user", "a\0b"),))
    assert conversations.turns("public", "c1") == [Turn("user", "ab")]
