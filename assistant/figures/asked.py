"""What a sentence must have to give the figure that a question asks for.

In: the question, what retrieval found, the stored figures. Out: whether a sentence may answer: its figure
is of the place asked for, in money where money is asked for, and counts what is to be counted: not one
organisation's where the field's is asked for, nor more than what the question narrows it to.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures.known import kind_of
from assistant.figures.ledger import Ledger
from assistant.places import are_others, is_elsewhere, is_narrower, places_asked
from assistant.question import Question
from assistant.question_kinds import counts_people
from assistant.reading import Read
from assistant.retrieval import Retrieved
from assistant.values import figures_in
from ingest.figures.figure import Figure
from ingest.figures.rows import without_source
from ingest.figures.screening import is_reference
from ingest.index.entries import QueryWord
from ingest.members.directory import Organisation
from ingest.passages import SECTION_SEPARATOR, context_of
from ingest.terms.analyzer import analyze, fold, words

# What is told in money: a number of companies is no turnover. Not its share of something.
_MONEY = re.compile(
    r"\b(?:turnover|revenues?|factur\w+|budget|presupuesto|pressupost|raised?|recaud\w+|recapt\w+|"
    r"costs?|cost[oae]s?|invest(?:ed|s|ing)?|invert\w+|money|dinero|diners|pasta)\b"
)
_SHARE = re.compile(r"%|\b(?:percent\w*|per cent|por ciento|porcentaje|share|part|parte|pib|gdp)\b")
# What the counted things are of: "how many clinical trials of advanced therapies".
_NARROWED = re.compile(
    r"\b(?:how many|quant[ae]?s|cuant[oa]s) (?:\w+ ){1,3}?(?:of|de|d['’]) ?((?!the\b|l[ao]s?\b|el)\w+ \w+)"
)
_COUNTED = re.compile(
    r"\b(?:how many|quant[ae]?s|cuant[oa]s) (.+?) "
    r"(?:has|have|had|is|are|was|were|do|does|did|hi ha|te|tenen|fan|hay|tiene|tienen|hacen)\b"
)
_WORDS_OF_A_NAME = 2
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
    members: Sequence[Organisation] = ()

    def may_be_in(self, read: Read) -> bool:
        """Whether a sentence may give it; what lists sources tells of them."""
        if is_reference(read.text, read.candidate.found.passage.section):
            return False
        if self._is_of_another_place(read):
            return False
        if asks_for_money(self.question) and not _has_money(read):
            return False
        if self._is_of_one_organisation(read) or not self._is_as_narrow(read):
            return False
        return self._counts_what_is_asked(read)

    def _is_of_one_organisation(self, read: Read) -> bool:
        """Whether a count of all is asked for, and this is from the profile of one.

        A follow-up may carry only some words of a name.
        """
        about = read.candidate.found.document.metadata
        if self.question.counts is None or self.members or about.kind != "profile":
            return False
        return len({*words(about.title)} & {*words(self.question.text)}) < _WORDS_OF_A_NAME

    def _is_as_narrow(self, read: Read) -> bool:
        """Whether a sentence, or what stands over it, says what the counted things are of: all trials are
        not those of advanced therapies."""
        narrowed = _NARROWED.search(self.question.folded) if self.question.counts else None
        if narrowed is None:
            return True
        wanted = frozenset(words(narrowed[1]))
        said = read.coverage + read.in_context
        typed = self.retrieved.expanded.typed
        return all(share > 0 for word, share in zip(typed, said, strict=True) if word in wanted)

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

        Which of the words before its verb is counted is not known: "how many life science companies".
        """
        if counts_people(self.question.folded):
            return any(not one.value.unit for one in figures_in(read.text, self.question.text))
        if self.question.counts is None:
            return True
        language = read.candidate.found.passage.language
        counted = self._words_counted()
        ways = {
            way.term for word in counted for way in word.alternatives if way.language == language
        }
        stored = self._stored(read)
        if not stored:
            return any(not one.value.unit for one in figures_in(read.text, self.question.text))
        return any(
            not kind_of(one) and ways.intersection(analyze(f"{one.what} {one.unit}", language))
            for one in stored
        )

    def _words_counted(self) -> Sequence[QueryWord]:
        """Hospitals of "how many hospitals have CAR-T"; all words where its verb is none of the usual."""
        expanded = self.retrieved.expanded
        phrase = _COUNTED.search(self.question.folded)
        said = frozenset(words(phrase[1])) if phrase else frozenset()
        pairs = zip(expanded.typed, expanded.words, strict=True)
        return [one for typed, one in pairs if typed in said] or expanded.words

    def _stored(self, read: Read) -> Sequence[Figure]:
        return self.ledger.within(read.candidate.found.document.id, read.span)


def _has_money(read: Read) -> bool:
    return any(figure.value.unit in _CURRENCIES for figure in figures_in(read.text, ""))


def _under(read: Read) -> str:
    """The title and headings of a sentence."""
    found = read.candidate.found
    return context_of(found.document, found.passage.section)
