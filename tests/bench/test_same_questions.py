"""The measures of same_questions, over questions whose answers are known."""

from assistant.question import Question
from bench.same_questions import Group, exact, figures, groups, measure, word_overlap

ONE = Group(
    ("How many members are there?", "how many MEMBERS are there", "¿Cuántos miembros hay?"),
    ("How many groups are there?",),
    False,
)
OTHER = Group(("Who leads the hub?",), (), True)


def test_recall_precision_and_wrong_matches() -> None:
    scored = measure([ONE, OTHER], [ONE], exact, 1)
    assert len(scored) == 4
    assert figures(scored, 1.0) == ["0.500", "1.000", "0"]
    assert figures(scored, 0.0) == ["1.000", "0.500", "2"]
    assert figures(scored, 2.0) == ["0.000", "-", "0"]


def test_a_wording_in_each_language_leaves_less_to_find() -> None:
    assert ONE.fixed(3) == ["How many members are there?", "¿Cuántos miembros hay?"]
    assert len(measure([ONE, OTHER], [ONE], exact, 3)) == 3


def test_shared_words_count_by_how_rare_they_are() -> None:
    score = word_overlap([ONE, OTHER])
    asked = Question.read(ONE.same[0])
    assert score(asked, Question.read(ONE.same[1])) == 1.0
    assert 0 <= score(asked, Question.read(ONE.near[0])) < 1


def test_the_set_has_both_kinds_of_groups_in_three_languages() -> None:
    every = groups()
    assert {group.held_back for group in every} == {False, True}
    for group in every:
        assert len(group.fixed(3)) == 3 and group.near
        assert not set(group.same) & set(group.near)
