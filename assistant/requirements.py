"""What a sentence must have, beside the reader's good opinion, to answer a question at all.

In: the question, what retrieval found, and read sentences, best first. Out: those that hold for the
organisations, years, places and attributes asked for, and have the kind of answer that is wanted: the
figure of a neighbour is a wrong figure.
"""

import re
from collections.abc import Sequence

import numpy as np

from assistant.attributes import tells_what_is_asked
from assistant.disagreement import about_the_same
from assistant.figures.asked import AskedFigure
from assistant.figures.ledger import NO_FIGURES, Ledger
from assistant.fitness import is_about_itself
from assistant.members import naming
from assistant.names import named_words
from assistant.query import acronyms
from assistant.question import Question
from assistant.quotes import date_of, leans, within
from assistant.reading import FEATURES, Read
from assistant.retrieval import Retrieved
from ingest.figures.rows import without_source
from ingest.figures.screening import is_reference
from ingest.members.directory import Organisation
from ingest.passages import context_of
from ingest.terms.analyzer import fold

# A name, code or rare word of the question (1 is the rarest) that the whole passage lacks: it is
# about another thing.
LACKING = 0.95
_CLOSE = 6.0
# So many words that a passage has none of are another subject; of a single one it may have a synonym.
_MANY = 3
# Kinds of answer that are none without what they are about.
_DEMANDING = frozenset({"number", "date", "contact", "reason"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def fitting(
    question: Question,
    retrieved: Retrieved,
    sentences: Sequence[Read],
    members: Sequence[Organisation] = (),
    ledger: Ledger = NO_FIGURES,
) -> list[Read]:
    """The sentences that may answer; `members` are the organisations that the question names, `ledger`
    has the figures that are stored."""
    found = _of_the_members(question, members, sentences)
    if question.wants == "name":
        found = [read for read in found if _names_what_is_asked(retrieved, read)]
    asked = AskedFigure(question, retrieved, ledger, members)
    found = [
        read
        for read in _of_the_kind(question, retrieved, found, asked)
        if tells_what_is_asked(question.folded, _said(read)) and _is_of_the_world(retrieved, read)
    ]
    found = asked.of_the_whole(_of_the_years(question, found, ledger))
    return found if found and _is_about_it(question, retrieved, found[0]) else []


def _is_about_it(question: Question, retrieved: Retrieved, best: Read) -> bool:
    """Whether a passage has the rare words of the question, and any of its words beside the names."""
    if _lacking(best) >= LACKING:
        return False
    named = named_words(question.text)
    others = [word not in named for word in retrieved.expanded.typed]
    return sum(others) < _MANY or bool(best.in_passage[others].any())


def _is_of_the_world(retrieved: Retrieved, read: Read) -> bool:
    """Whether a sentence tells of more than its document, or has more of what is asked than names."""
    if not is_about_itself(read.text):
        return True
    named = named_words(read.text)
    own = np.array([word not in named for word in retrieved.expanded.typed], dtype=bool)
    return bool((read.coverage[own] > 0).any())


def _names_what_is_asked(retrieved: Retrieved, read: Read) -> bool:
    """Whether a sentence, or what stands over it, has the names of the question; one that leans need not."""
    names = np.array(retrieved.expanded.rarity) >= LACKING
    own = read.in_passage if leans(read.text) else read.coverage + read.in_context
    return bool(np.all(own[names] > 0))


def _lacking(best: Read) -> float:
    return float(best.features[FEATURES.index("lacking")])


def _said(read: Read) -> str:
    """The sentence, folded, without where a table has it from."""
    return fold(without_source(read.text))


def _under(read: Read) -> str:
    """The title and headings of a sentence."""
    found = read.candidate.found
    return context_of(found.document, found.passage.section)


def _of_the_members(
    question: Question, members: Sequence[Organisation], sentences: Sequence[Read]
) -> list[Read]:
    """Sentences of passages that name an organisation the question names.

    Where a figure or its like is asked for, the sentence itself or a heading of it must name one.
    """
    if not members:
        return list(sentences)
    names = naming(members)
    demanding = question.wants in _DEMANDING
    return [
        read
        for read in sentences
        if names.find(without_source(read.text) if demanding else read.candidate.found.passage.text)
        or names.find(_under(read))
    ]


def _of_the_years(question: Question, sentences: Sequence[Read], ledger: Ledger) -> list[Read]:
    """Sentences that hold for a year the question names; all of them where it names none."""
    years = _YEAR.findall(question.text)
    if not years or not sentences:
        return list(sentences)
    return [
        read
        for read in within(sentences, _CLOSE)
        if (_holds_for(read, years) or _is_dated(read, years, ledger))
        and about_the_same(sentences[0], read)
    ]


def _of_the_kind(
    question: Question, retrieved: Retrieved, sentences: Sequence[Read], asked: AskedFigure
) -> list[Read]:
    """Sentences that have the number (of what is counted), date, contact or reason asked for.

    What the question names must stand in the sentence itself, its section or its title.
    """
    if question.wants not in _DEMANDING or not sentences:
        return list(sentences)
    kind = FEATURES.index("kind_of_answer")
    return [
        read
        for read in within(sentences, _CLOSE)
        if read.features[kind] > 0
        and not is_reference(read.text, read.candidate.found.passage.section)
        and _says_what_is_named(question, retrieved, read)
        and (question.wants != "number" or asked.may_be_in(read))
    ]


def _says_what_is_named(question: Question, retrieved: Retrieved, read: Read) -> bool:
    """Whether a sentence, with what stands over it, has what is counted, the names and the acronyms asked
    for; an acronym may stand in a sentence that it leans on."""
    typed, codes = retrieved.expanded.typed, acronyms(question.text)
    said = read.coverage + read.in_context > 0
    named = np.array(retrieved.expanded.rarity) >= LACKING
    named |= np.array([word == question.counts for word in typed], dtype=bool)
    coded = np.array([word in codes for word in typed], dtype=bool)
    near = read.in_passage > 0 if leans(read.text) else said
    return bool(said[named].all() and near[coded & ~named].all())


def _holds_for(read: Read, years: Sequence[str]) -> bool:
    """Whether a sentence, or its heading, names one of the years; its document's date counts where the
    sentence names no year itself."""
    said = f"{read.text} {read.candidate.found.passage.section}"
    if not _YEAR.search(read.text):
        said += f" {date_of(read)}"
    return any(year in said for year in years)


def _is_dated(read: Read, years: Sequence[str], ledger: Ledger) -> bool:
    """Whether a figure of a sentence holds for one of the years, though only the text before it says so."""
    figures = ledger.within(read.candidate.found.document.id, read.span)
    return any((one.as_of or "")[:4] in years for one in figures)
