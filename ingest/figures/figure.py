"""A figure of a document: a value with its unit, what it counts and for whom, and when it holds.

Offsets are 0-based characters into the document's text, end exclusive; pages are 1-based.
"""

from dataclasses import dataclass
from typing import Literal

from ingest.documents import Language

Qualifier = Literal["more than", "less than", "at least", "up to", "almost", "about"]
Dating = Literal["stated", "document"]
FigureStatus = Literal["announced", "planned", "achieved"]

# Raised when the rules change, so that indexes are made again.
VERSION = "figures-3"
RANK = "rank"
# Units of what is measured; of what is counted the unit is its noun.
MEASURES = frozenset({"EUR", "USD", "%", "m2", RANK})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as a document states it.

    `value` is in base units: 3 million euros are 3e6, EUR. `unit` is EUR, USD, %, m2, rank, or the noun of
    what is counted, as written; `what` and `subject` are in the document's words too. `sentence` stands
    at `start` to `end`, the number at `at` to `past`. `as_of_from` says whether the text states the date
    or it
    is the document's. `caption` is the line above a table. `counter` is whether the sentence sets the figure
    against the one before it, as another source's.
    """

    document_id: str
    value: float
    qualifier: Qualifier | None
    unit: str
    what: str
    subject: str
    as_of: str | None
    as_of_from: Dating
    status: FigureStatus | None
    sentence: str
    start: int
    end: int
    at: int
    past: int
    page: int | None
    section: str
    caption: str
    language: Language
    counter: bool
