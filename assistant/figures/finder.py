"""A topic in, dated figures out: newest first, each with its quote, disagreements marked.

In: what is asked for, in English, Spanish or Catalan. Out: figures of it over one index.
"""

from dataclasses import replace

from assistant.answer import Figure
from assistant.figures.agreement import Same, grouped, rivals
from assistant.figures.known import Known
from assistant.figures.matching import Match, matches, topic_of
from assistant.figures.stored import StoredFigures
from assistant.lexicon import LANGUAGES
from assistant.question import Question
from assistant.retrieval import Retriever
from assistant.writing import cite_figure


class Figures:
    """Finds the figures of one index. Safe across threads."""

    def __init__(self, stored: StoredFigures, retriever: Retriever) -> None:
        self._stored = stored
        self._retriever = retriever

    def about(self, topic: Question) -> list[Figure]:
        """The figures of a topic, newest first; none where the documents have none.

        A topic is a few words, too few to tell their language by: they are looked for in all three.
        """
        topic = replace(topic, languages=tuple(dict.fromkeys((*topic.languages, *LANGUAGES))))
        state = self._stored.current()
        same = self._same(topic, state.known)
        return [
            _told(
                number,
                one,
                [i for i, other in enumerate(same) if state.agreement.disagree(one, other)],
            )
            for number, one in enumerate(same, start=1)
        ]

    def _same(self, topic: Question, known: tuple[Known, ...]) -> list[Same]:
        expanded = self._retriever.expand(topic)
        found = matches(topic_of(topic, expanded.typed, expanded.words, expanded.rarity), known)
        return sorted(
            grouped(_with_rivals(found, known), topic.language),
            key=lambda one: (one.figure.as_of or "", one.score, one.figure.value),
            reverse=True,
        )


def _with_rivals(found: list[Match], known: tuple[Known, ...]) -> list[Match]:
    """The matches, and the figures that a text sets against them as another source's."""
    have = {id(match.known): match for match in found}
    more = []
    for pair in rivals(known):
        inside = [place for place in pair if id(known[place]) in have]
        if len(inside) == 1:
            (other,) = pair - set(inside)
            more.append(
                Match(
                    known[other], have[id(known[inside[0]])].score, have[id(known[inside[0]])].own
                )
            )
    return found + more


def _told(number: int, same: Same, disagrees_with: list[int]) -> Figure:
    figure, best = same.figure, same.matches[0]
    return Figure(
        value=figure.value,
        qualifier=figure.qualifier,
        unit=figure.unit,
        what=figure.what,
        subject=figure.subject,
        as_of=figure.as_of,
        as_of_from=figure.as_of_from,
        status=figure.status,
        citation=cite_figure(number, figure, best.known.document, best.score),
        disagrees_with=tuple(disagrees_with),
    )
