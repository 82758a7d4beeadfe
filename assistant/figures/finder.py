"""A topic in, dated figures out: newest first, each with its quote, disagreements marked.

In: what is asked for, in English, Spanish or Catalan. Out: figures of it over one index.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Citation, Figure
from assistant.figures.agreement import Agreement, Same, grouped, rivals
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
        numbered = enumerate(same, start=1)
        return told(same, [_citation(number, one) for number, one in numbered], state.agreement)

    def _same(self, topic: Question, known: tuple[Known, ...]) -> list[Same]:
        expanded = self._retriever.expand(topic)
        found = matches(topic_of(topic, expanded.typed, expanded.words, expanded.rarity), known)
        return newest_first(grouped(_with_rivals(found, known), topic.language))


def newest_first(same: Sequence[Same]) -> list[Same]:
    """Figures by date, and those of one date the surest first."""
    return sorted(
        same,
        key=lambda one: (one.figure.as_of or "", one.score, one.figure.value),
        reverse=True,
    )


def told(same: Sequence[Same], cited: Sequence[Citation], agreement: Agreement) -> list[Figure]:
    """Figures with their citations, and which of them contradict each other."""
    return [
        _figure(
            one,
            citation,
            [place for place, other in enumerate(same) if agreement.disagree(one, other)],
        )
        for one, citation in zip(same, cited, strict=True)
    ]


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


def _citation(number: int, same: Same) -> Citation:
    best = same.matches[0]
    return cite_figure(number, same.figure, best.known.document, best.score)


def _figure(same: Same, citation: Citation, disagrees_with: list[int]) -> Figure:
    figure = same.figure
    return Figure(
        value=figure.value,
        qualifier=figure.qualifier,
        unit=figure.unit,
        what=figure.what,
        subject=figure.subject,
        as_of=figure.as_of,
        as_of_from=figure.as_of_from,
        status=figure.status,
        citation=citation,
        disagrees_with=tuple(disagrees_with),
    )
