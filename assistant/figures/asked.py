"""What a sentence must have to give the figure that a question asks for.

In: the question, what retrieval found, the stored figures. Out: whether a sentence may answer: its figure
is of the place asked for, in money where money is asked for, and counts what is to be counted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures.known import kind_of
from assistant.figures.ledger import Ledger
from assistant.places import are_others, is_elsewhere, is_narrower, places_asked
from assistant.question import Question
from assistant.reading import Read
from assistant.retrieval import Retrieved
from assistant.values import figures_in
from ingest.figures.figure import Figure
from ingest.figures.rows import without_source
from ingest.figures.screening import is_reference
from ingest.passages import SECTION_SEPARATOR, context_of
from ingest.terms.analyzer import analyze, fold

# What is told in money: a number of companies is no turnover. Not its share of something.
_MONEY = re.compile(
    r"\b(?:turnover|revenues?|factur\w+|budget|presupuesto|pressupost|raised?|recaud\w+|recapt\w+|"
    r"costs?|cost[oae]s?|invest(?:ed|s|ing)?|invert\w+|money|dinero|diners|pasta)\b"
)
_SHARE = re.compile(r"%|\b(?:percent\w*|per cent|por ciento|porcentaje|share|part|parte|pib|gdp)\b")
_CURRENCIES = frozenset({"EUR", "USD"})


def asks_for_money(question: Question) -> bool:
    """Whether a question asks for a sum."""
    if question.wants != "number" or question.counts or _SHARE.search(question.folded):
        return False
    return _MONEY.search(question.folded) is not None


@dataclass(frozen=True, slots=True)
class AskedFigure:
    """The figure that a question asks for, to be looked for in sentences."""

    question: Question
    retrieved: Retrieved
    ledger: Ledger

    def may_be_in(self, read: Read) -> bool:
        """Whether a sentence may give it; what lists sources tells of them."""
        if is_reference(read.text, read.candidate.found.passage.section):
            return False
        if self._is_of_another_place(read):
            return False
        if asks_for_money(self.question) and not _has_money(read):
            return False
        return self._counts_what_is_asked(read)

    def _is_of_another_place(self, read: Read) -> bool:
        """By the sentence and the heading right over it, or by what states the same figure elsewhere.

        "Spain's plan" says whose figures are under it.
        """
        said, under = fold(without_source(read.text)), _under(read)
        heading = fold(read.candidate.found.passage.section.rpartition(SECTION_SEPARATOR)[2])
        asked = self.question.folded
        if is_elsewhere(asked, f"{said} {heading}") or is_narrower(asked, f"{said} {under}"):
            return True
        places = [self.ledger.places_of(one) for one in self._stored(read)]
        return any(places) and all(are_others(places_asked(asked), one) for one in places if one)

    def _counts_what_is_asked(self, read: Read) -> bool:
        """Whether a figure counts something that the question names: what one organisation does counts none.

        Which of its words is counted is not known: "how many life science companies".
        """
        if self.question.counts is None:
            return True
        language = read.candidate.found.passage.language
        words = self.retrieved.expanded.words
        ways = {way.term for word in words for way in word.alternatives if way.language == language}
        stored = self._stored(read)
        if not stored:
            return any(not one.value.unit for one in figures_in(read.text, self.question.text))
        return any(
            not kind_of(one) and ways.intersection(analyze(f"{one.what} {one.unit}", language))
            for one in stored
        )

    def _stored(self, read: Read) -> Sequence[Figure]:
        return self.ledger.within(read.candidate.found.document.id, read.span)


def _has_money(read: Read) -> bool:
    return any(figure.value.unit in _CURRENCIES for figure in figures_in(read.text, ""))


def _under(read: Read) -> str:
    """The title and headings of a sentence."""
    found = read.candidate.found
    return context_of(found.document, found.passage.section)
