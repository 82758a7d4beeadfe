"""Citations to cards: with what is copied, what is picked, and where the quote can be seen in its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from api.files import PDF
from api.staff.age import is_old
from api.staff.references import reference, sentence
from assistant.answer import Citation
from assistant.curated import held_date
from ingest.documents import Language
from ingest.index.reader import Index


@dataclass(frozen=True, slots=True)
class Card:
    """A quote to be shown. `pdf` opens its page with the quote highlighted, where it is a PDF's."""

    citation: Citation
    reference: str
    sentence: str
    old: bool
    source: str
    pdf: str | None


def cards(
    index: Index, citations: Iterable[Citation], language: Language, today: date
) -> list[Card]:
    """A card a citation."""
    return [_card(index, citation, language, today) for citation in citations]


def _card(index: Index, citation: Citation, language: Language, today: date) -> Card:
    found = index.at(citation.document_id, citation.start)
    is_pdf = found is not None and found.document.media_type == PDF
    place = f"{citation.document_id}?start={citation.start}&end={citation.end}"
    page = f"#page={citation.page}" if citation.page else ""
    return Card(
        citation,
        reference(language, citation),
        sentence(language, citation),
        is_old(held_date(citation), today),
        f"/staff/press/source/{place}",
        f"/staff/press/file/{place}{page}" if is_pdf else None,
    )
