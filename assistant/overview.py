"""A question what a document says, its title quoted, to the sentences that open that document.

In: the question and the read sentences of what was found. Out: the first sentences that are fit to be
quoted, in the document's order; none where no title is quoted. The assistant suggests such questions itself.
"""

import re
from collections.abc import Sequence

from assistant.fitness import CAPTION, fitness
from assistant.question import Question
from assistant.quotes import MOST_STATEMENTS, Evidence, date_of
from assistant.reading import Read
from assistant.retrieval import Retrieved
from ingest.terms.analyzer import fold

_ABOUT = re.compile(
    r"^\W*(?:what do(?:es)? the documents? say about|que dicen? (?:los|el) documentos? sobre|"
    r"que diu(?:en)? (?:els|el) documents? sobre) [“«\"](.+)[”»\"]\W*$"
)


def overview(
    question: Question, retrieved: Retrieved, sentences: Sequence[Read]
) -> tuple[Evidence, ...]:
    """The opening sentences of the document whose title the question quotes."""
    about = _ABOUT.match(question.folded)
    if about is None:
        return ()
    of_it = [
        read
        for read in sentences
        if fold(read.candidate.found.document.metadata.title) == about[1].strip()
        and fitness(question, retrieved.expanded, read.text, read.candidate.found) > CAPTION
    ]
    # Several documents may have one title: the one that was found best is meant.
    of_one = [read for read in of_it if _document(read) == _document(of_it[0])]
    opening = sorted(of_one, key=lambda read: read.span.start)[:MOST_STATEMENTS]
    return tuple(Evidence(read, date_of(read)) for read in opening)


def _document(read: Read) -> str:
    return read.candidate.found.document.id
