"""Turns of any order to exchanges."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Turn
from assistant.conversation.exchanges import Exchange, exchanges


def test_questions_are_paired_with_what_was_told() -> None:
    turns = [
        Turn("assistant", "Hello!"),
        Turn("user", "Who makes A?"),
        Turn("assistant", "Alba."),
        Turn("assistant", "And Brisa."),
        Turn("user", "Where?"),
    ]
    assert exchanges(turns) == [
        Exchange("Who makes A?", "Alba.\nAnd Brisa."),
        Exchange("Where?", ""),
    ]


def test_a_message_without_words_is_no_question() -> None:
    assert exchanges([Turn("user", "  ?! "), Turn("assistant", "Pardon?")]) == []


def test_the_latest_are_kept() -> None:
    found = exchanges([Turn("user", f"question {number}") for number in range(30)])
    assert found[-1].asked == "question 29"
    assert len(found) < 10


@given(st.lists(st.builds(Turn, st.sampled_from(["user", "assistant"]), st.text(max_size=50))))
def test_any_history_is_read(turns: list[Turn]) -> None:
    assert all(any(map(str.isalnum, one.asked)) for one in exchanges(turns))


def test_thanks_and_what_is_told_to_them_are_no_exchange() -> None:
    turns = [
        Turn("user", "Hi, what is A?"),
        Turn("assistant", "A hub."),
        Turn("user", "Thanks!"),
        Turn("assistant", "Hello!"),
    ]
    assert exchanges(turns) == [Exchange("what is A?", "A hub.")]
