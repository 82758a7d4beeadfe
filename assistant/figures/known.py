"""The figures of an index with the words that find them. In: an index. Out: figures ready to be matched.

Each figure's words stand in levels, from what it is of to the heading over it: the nearer, the surer it
is that
a word of the topic is meant.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from assistant.figures.statements import places_of, stated, with_status
from assistant.members import naming
from assistant.planted import is_planted
from ingest.documents import Document
from ingest.figures.figure import MEASURES, Figure
from ingest.figures.rows import without_source
from ingest.index.reader import Index
from ingest.passages import SECTION_SEPARATOR
from ingest.terms.analyzer import analyze, function_words, stem, words

# How sure a word is meant where it stands: in what the figure is of, for whom, its sentence, the line
# above its
# table, its heading. The title of a report says nothing of one figure in it; that of a profile does.
Sort = Literal["act", "quality", "other"]
_ACT = re.compile(r"ica(?:tions?|cion(?:es|s)?|cio)$")
_QUALITY = re.compile(r"ic(?:[oa]s?|s|al|ally)?$|iques$")
# What is counted are projects, not phases: "projects and products in clinical phases".
_OF_WHAT = re.compile(r" (?:in|of|for|by|en|para|per a)\b")
OWN, SUBJECT, SENTENCE, CAPTION, HEADING = 1.0, 0.95, 0.85, 0.9, 0.7


@dataclass(frozen=True, slots=True)
class Known:
    """A figure, its document without text, and how sure each term is meant.

    `own` are the terms of what it is of, `subject` those of whom, `counted` those of its unit; `sorts` are
    the sorts of words that each term stands for; `of_one` is whether it is told of a member, `places` where
    all that state it say that it holds.
    """

    figure: Figure
    document: Document
    terms: Mapping[str, float]
    own: frozenset[str]
    subject: frozenset[str]
    counted: frozenset[str]
    sorts: Mapping[str, frozenset[Sort]]
    of_one: bool = False
    places: frozenset[str] = frozenset()


def kind_of(figure: Figure) -> str:
    """The measure of a figure; "" where it counts things."""
    return figure.unit if figure.unit in MEASURES else ""


def known_of(index: Index) -> tuple[Known, ...]:
    """Every figure of an index whose sentence nobody planted."""
    documents = {document.id: document for document in index.documents()}
    names = naming(index.members())
    told = [
        one
        for one in index.figures()
        if one.document_id in documents and not is_planted(one.sentence)
    ]
    figures = with_status(told)
    places = places_of(figures)
    return tuple(
        replace(
            known_as(figure, documents[figure.document_id]),
            of_one=bool(names.find(f"{figure.subject}; {figure.what}")),
            places=places[stated(figure)],
        )
        for figure in figures
    )


def sort_of(word: str) -> Sort:
    """Whether a folded word is a quality ("public") or an act ("publication"), which stems confuse."""
    if _ACT.search(word):
        return "act"
    return "quality" if _QUALITY.search(word) else "other"


def known_as(figure: Figure, document: Document) -> Known:
    """A figure with the terms that find it."""
    language = figure.language
    own = analyze(f"{figure.what} {figure.unit}", language)
    terms: dict[str, float] = {}
    sorts: dict[str, set[Sort]] = defaultdict(set)
    is_profile = document.metadata.kind == "profile"
    for level, text in (
        (SUBJECT, figure.subject),
        (CAPTION, figure.caption),
        (SENTENCE, without_source(figure.sentence)),
        (HEADING, figure.section.rpartition(SECTION_SEPARATOR)[2]),
        (HEADING, document.metadata.title if is_profile else ""),
        (OWN, f"{figure.what} {figure.unit}"),
    ):
        for word in words(text):
            if word not in function_words(language):
                term = stem(word, language)
                terms[term] = max(level, terms.get(term, 0.0))
                sorts[term].add(sort_of(word))
    return Known(
        figure,
        document,
        terms,
        frozenset(own),
        frozenset(analyze(figure.subject, language)),
        frozenset(analyze(_OF_WHAT.split(figure.unit)[0], language)),
        {term: frozenset(those) for term, those in sorts.items()},
    )
