"""What a sentence must have to give the figure that a question asks for.

In: the question, what retrieval found, the stored figures. Out: whether a sentence may answer: its figure
is of the place and year asked for, a share where a share is, in money where money is, and it counts what
is to be counted: not one organisation's where the field's is asked for, nor more than what the question
narrows it to.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.figures.known import kind_of
from assistant.figures.ledger import Ledger
from assistant.figures.matching import are_distinct
from assistant.figures.statements import without_shares
from assistant.figures.wanted import Wanted
from assistant.places import are_others, is_elsewhere, is_narrower, places_asked
from assistant.question import Question
from assistant.question_kinds import counts_people
from assistant.reading import Read
from assistant.retrieval import Retrieved
from assistant.values import figures_in
from ingest.figures.figure import Figure
from ingest.figures.rows import without_source
from ingest.index.entries import QueryWord
from ingest.members.directory import Organisation
from ingest.passages import SECTION_SEPARATOR, context_of
from ingest.terms.analyzer import analyze, fold, words

# A part of a whole that is told in no figure.
_FRACTION = re.compile(
    r"\b(?:half|third|quarter|most|majority|mitad|meitat|terci\w*|terc|mayor\w*|major\w*)\b"
)
_WORDS_OF_A_NAME = 2


@dataclass(frozen=True, slots=True)
class AskedFigure:
    """The figure that a question asks for, to be looked for in sentences."""

    question: Question
    retrieved: Retrieved
    ledger: Ledger
    members: Sequence[Organisation] = ()

    def may_be_in(self, read: Read) -> bool:
        """Whether a sentence may give it."""
        if self._is_of_another_place(read) or self._is_of_another_year(read):
            return False
        if not self._is_of_the_kind(read) or not self._is_as_narrow(read):
            return False
        return not self._is_of_one_organisation(read) and self._counts_what_is_asked(read)

    @property
    def _wanted(self) -> Wanted:
        return Wanted.of(self.question)

    def _is_of_the_kind(self, read: Read) -> bool:
        """Whether a sentence has a share, a sum or a rank, where one is asked for."""
        wanted = self._wanted
        if wanted.kind not in ("share", "money", "rank"):
            return True
        told = figures_in(read.text, self.question.text if wanted.kind == "rank" else "")
        if self._fitting(read) or any(wanted.fits(one.value.unit) for one in told):
            return True
        return wanted.kind == "share" and _FRACTION.search(fold(read.text)) is not None

    def _is_of_another_year(self, read: Read) -> bool:
        """Whether the text dates every figure of the kind, and none of them in a year asked for."""
        years, figures = self._wanted.years, self._fitting(read)
        if not years or not figures:
            return False
        return all(
            one.as_of_from == "stated" and (one.as_of or "")[:4] not in years for one in figures
        )

    def _is_of_one_organisation(self, read: Read) -> bool:
        """Whether a figure of all is asked for, and this is of one, or from the profile of one.

        A follow-up may carry only some words of a name.
        """
        if self.members:
            return False
        about = read.candidate.found.document.metadata
        if self.question.counts is not None and about.kind == "profile":
            return len({*words(about.title)} & {*words(self.question.text)}) < _WORDS_OF_A_NAME
        return self._wanted.of_all and self._is_of_one(read)

    def of_the_whole(self, reads: Sequence[Read]) -> list[Read]:
        """The sentences without those on what one organisation got, where others tell of the whole."""
        if self._wanted.kind != "money" or self.members:
            return list(reads)
        return [read for read in reads if not self._is_of_one(read)] or list(reads)

    def _is_of_one(self, read: Read) -> bool:
        figures = self._counting(read) if self.question.counts else self._fitting(read)
        of_one = [self.ledger.statements.is_of_one(figure) for figure in figures]
        return bool(of_one) and all(of_one)

    def _is_as_narrow(self, read: Read) -> bool:
        """Whether all that states a figure says what the counted things are of, the measured sum is, or
        the share is of: all trials are not those of advanced therapies."""
        if self.members:
            return True
        figures = self._fitting(read)
        narrow = self._words_of(self._wanted.narrowed_to(self.retrieved.expanded.typed))
        if not figures:
            said = read.coverage + read.in_context
            return bool(np.all(said[narrow] > 0))
        return any(self._is_said(one, narrow) for one in figures)

    def _is_said(self, figure: Figure, narrow: Sequence[int]) -> bool:
        """Whether what states a figure says each of the words; of a share all that it is of, and most others,
        for among them is what the question does with it. The capital in a name is no "capital riesgo"."""
        said = {place: self._saying(figure, place) for place in narrow}
        if self._wanted.kind == "share":
            whole = self._words_of(self._wanted.shared(self.retrieved.expanded.typed))
            all_of_it = all(said[place] for place in whole)
            return not said or (all_of_it and 2 * sum(map(bool, said.values())) > len(said))
        return (
            are_distinct([*said.values()]) if self._wanted.kind == "money" else all(said.values())
        )

    def _words_of(self, told: str) -> list[int]:
        """The places of words among those that were typed."""
        said = frozenset(words(told))
        return [i for i, typed in enumerate(self.retrieved.expanded.typed) if typed in said]

    def _saying(self, figure: Figure, place: int) -> set[str]:
        return self.ledger.statements.saying(figure, self.retrieved.expanded.words[place])

    def _is_of_another_place(self, read: Read) -> bool:
        """By the sentence and the heading right over it, or by what states the same figure elsewhere.

        "Spain's plan" says whose figures are under it.
        """
        said, under = fold(without_source(read.text)), _under(read)
        if self._wanted.kind != "share":
            said = without_shares(said)
        heading = fold(read.candidate.found.passage.section.rpartition(SECTION_SEPARATOR)[2])
        asked = self.question.folded
        if is_elsewhere(asked, f"{said} {heading}") or is_narrower(asked, f"{said} {under}"):
            return True
        places = [self.ledger.statements.places_of(one) for one in self._fitting(read)]
        return any(places) and all(are_others(places_asked(asked), one) for one in places if one)

    def _counts_what_is_asked(self, read: Read) -> bool:
        """Whether a figure counts something that the question names: what one organisation does counts none.

        Which of the words before its verb is counted is not known: "how many life science companies".
        """
        people, stored = counts_people(self.question.folded), self._stored(read)
        if self.question.counts is None and not people:
            return True
        if not stored:
            return any(not one.value.unit for one in figures_in(read.text, self.question.text))
        return any(not kind_of(one) for one in stored) if people else bool(self._counting(read))

    def _counting(self, read: Read) -> list[Figure]:
        """The stored figures of the sentence that count what the question names."""
        language = read.candidate.found.passage.language
        ways = {
            way.term
            for word in self._words_counted()
            for way in word.alternatives
            if way.language == language
        }
        return [
            one
            for one in self._stored(read)
            if not kind_of(one) and ways.intersection(analyze(f"{one.what} {one.unit}", language))
        ]

    def _words_counted(self) -> Sequence[QueryWord]:
        """Hospitals of "how many hospitals have CAR-T"; all words where its verb is none of the usual."""
        expanded = self.retrieved.expanded
        said = frozenset(words(self._wanted.counted))
        pairs = zip(expanded.typed, expanded.words, strict=True)
        return [one for typed, one in pairs if typed in said] or expanded.words

    def _fitting(self, read: Read) -> list[Figure]:
        """The stored figures of the sentence that are of the kind asked for."""
        return [one for one in self._stored(read) if self._wanted.fits(kind_of(one))]

    def _stored(self, read: Read) -> Sequence[Figure]:
        return self.ledger.within(read.candidate.found.document.id, read.span)


def _under(read: Read) -> str:
    """The title and headings of a sentence."""
    found = read.candidate.found
    return context_of(found.document, found.passage.section)
