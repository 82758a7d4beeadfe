"""The dated figures that an answer tells, with others of their series: what a small chart shows.

In: the question, the stored figures of the values told, and the answer's citations. Out: figures, newest
first; none where they are no series: several measures or things, or a single figure.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product, starmap

from assistant.answer import Citation, Figure
from assistant.figures.agreement import Agreement, Same, are_for_the_same, are_of_the_same, grouped
from assistant.figures.finder import newest_first, told
from assistant.figures.known import SUBJECT, Known, kind_of
from assistant.figures.matching import A_TOPIC, Match, Topic, matches, topic_of
from assistant.figures.series import are_of_one_thing
from assistant.figures.stored import StoredFigures
from assistant.query import Expanded
from assistant.question import Question
from assistant.writing import cite_figure
from ingest.figures.figure import Figure as Stored

_FEWEST = 2
_UNCITED = 0


class Trends:
    """Those of one index. Safe across threads."""

    def __init__(self, stored: StoredFigures) -> None:
        self._stored = stored

    def of(
        self,
        question: Question,
        expanded: Expanded,
        values: Sequence[Stored],
        cited: Sequence[Citation],
    ) -> tuple[Figure, ...]:
        """The figures of the values that were told, with those before and after them."""
        dated = [one for one in values if one.as_of]
        if not dated or len({kind_of(one) for one in values}) > 1:
            return ()
        state = self._stored.current()
        topic = _topic(question, expanded)
        groups = grouped(_found(topic, dated, state.known), question.language)
        series = newest_first(_series(topic, groups, dated, state.agreement))
        if len(series) < _FEWEST or not any(_citing(one, cited) for one in series):
            return ()
        shown = told(series, [_cited(one, cited) for one in series], state.agreement)
        return tuple(shown) if _are_of_one_thing(shown) else ()


def _are_of_one_thing(shown: Sequence[Figure]) -> bool:
    return all(are_of_one_thing(shown[0], one) for one in shown)


def _topic(question: Question, expanded: Expanded) -> Topic:
    """What is asked, of any year: what was before and after belongs to it."""
    topic = topic_of(question, expanded.typed, expanded.words, expanded.rarity)
    return replace(topic, years=frozenset())


def _found(topic: Topic, values: Sequence[Stored], known: Sequence[Known]) -> list[Match]:
    """The dated figures of the topic in the measure of the values, and the values themselves."""
    kind, places = kind_of(values[0]), set(map(_place, values))
    fitting = [one for one in known if one.figure.as_of and kind_of(one.figure) == kind]
    found = matches(topic, fitting)
    have = {_place(match.known.figure) for match in found}
    rest = (one for one in fitting if _place(one.figure) in places - have)
    return [*found, *(Match(one, 0.0, frozenset()) for one in rest)]


def _series(
    topic: Topic, groups: Sequence[Same], values: Sequence[Stored], agreement: Agreement
) -> list[Same]:
    """What was told, and of other dates what is of the same; nothing where what was told is not."""
    places = set(map(_place, values))
    known = [found for one in groups if (found := _told_first(one, places)) is not None]
    if len(topic.words) < A_TOPIC and not all(
        are_for_the_same(known[0].figure, one.figure) for one in known
    ):
        return []
    return known + [
        one
        for one in groups
        if _told_first(one, places) is None
        and any(_goes_on(topic, one, other, known, agreement) for other in known)
    ]


def _told_first(one: Same, places: set[tuple[str, int]]) -> Same | None:
    """A figure that was told, in the words in which it was; None where it was not."""
    ranked = sorted(one.matches, key=lambda match: _place(match.known.figure) not in places)
    return Same(tuple(ranked)) if _place(ranked[0].known.figure) in places else None


def _goes_on(
    topic: Topic, one: Same, other: Same, known: Sequence[Same], agreement: Agreement
) -> bool:
    """Whether a figure is of the same as one that was told, and contradicts it or is of a new date.

    Another of one date is a part, or of something else. Whatever the language, two are of the same that
    say all of a topic in what they are of and for whom. What one organisation got of it is of something else.
    """
    if _is_of_one(one) != _is_of_one(other):
        return False
    if agreement.disagree(one, other):
        return True
    if any(_is_of_one_date(one, those) for those in known):
        return False
    if len(topic.words) >= A_TOPIC and min(one.score, other.score) >= SUBJECT:
        return True
    return any(starmap(are_of_the_same, product(one.matches, other.matches)))


def _is_of_one(same: Same) -> bool:
    return all(match.known.of_one for match in same.matches)


def _is_of_one_date(one: Same, other: Same) -> bool:
    first, second = sorted((one.figure.as_of or "", other.figure.as_of or ""), key=len)
    return second.startswith(first)


def _place(figure: Stored) -> tuple[str, int]:
    return figure.document_id, figure.at


def _citing(one: Same, cited: Sequence[Citation]) -> Citation | None:
    """The citation of the answer that a figure stands in."""
    places = [_place(match.known.figure) for match in one.matches]
    return next(
        (
            citation
            for citation in cited
            if any(
                document == citation.document_id and citation.start <= at < citation.end
                for document, at in places
            )
        ),
        None,
    )


def _cited(one: Same, cited: Sequence[Citation]) -> Citation:
    best = one.matches[0]
    return _citing(one, cited) or cite_figure(_UNCITED, one.figure, best.known.document, best.score)
