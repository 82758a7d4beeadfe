"""The JSON of dated figures, as in the contract and with what it leaves open: for whom, and how dated."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from api.schemas import CitationReply, Reply
from ingest.figures.figure import Dating, FigureStatus, Qualifier


def _whole(value: Any) -> Any:
    """70, and not 70.0: counts are whole."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class FigureReply(Reply):
    """A figure in base units: 3 million euros are 3000000, EUR."""

    value: Annotated[int | float, BeforeValidator(_whole)]
    qualifier: Qualifier | None
    unit: str = Field(description="EUR, USD, %, m2, rank, or the noun of what is counted")
    what: str = Field(description="What it is of, in the document's words")
    subject: str = Field(description="For whom or where, in the document's words")
    as_of: str | None = Field(description="YYYY, YYYY-MM or YYYY-MM-DD")
    as_of_from: Dating = Field(
        description="`stated`: the text states the date; `document`: it is the document's own"
    )
    status: FigureStatus | None
    citation: CitationReply
    disagrees_with: list[int] = Field(
        description="Places in this list, from 0, of figures that contradict this one"
    )


class FiguresReply(Reply):
    """Figures of a topic, newest first."""

    figures: list[FigureReply]
