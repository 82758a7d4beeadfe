"""Where a quote stands, in words: for footnotes, cards and the clipboard."""

from api.staff.words import date_in, speaking
from assistant.answer import Citation
from ingest.documents import Language
from ingest.figures.read_out import read_out
from ingest.figures.rows import is_row


def reference(language: Language, citation: Citation) -> str:
    """Title, date and page."""
    parts = [f"“{citation.title}”", date_in(language, citation.date)]
    if citation.page is not None:
        parts.append(speaking(language)("page", number=citation.page))
    return ", ".join(parts)


def sentence(language: Language, citation: Citation) -> str:
    """The quote with its reference, to be pasted elsewhere; a table row is read out."""
    if is_row(citation.quote):
        return f"{read_out(citation.quote)} ({reference(language, citation)})"
    return f"“{citation.quote}” ({reference(language, citation)})"
