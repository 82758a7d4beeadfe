"""The sources of an answer as lines under its text, for chat programs that show nothing but text.

In: an answer's citations. Out: a line each: its mark, title, date and page. And, in: a message that ends
with such lines, as those programs send it back. Out: the message without them.
"""

import re
from collections.abc import Sequence

from assistant.answer import Citation
from assistant.messages import MESSAGES
from ingest.documents import Language

_LINES = re.compile(r"\n\n\[1\] [^\n]+(?:\n\[\d{1,3}\] [^\n]+)*\Z")


def source_lines(citations: Sequence[Citation], language: Language) -> str:
    """What to put after the text; nothing where nothing is cited."""
    lines = [f"[{one.number}] {_source(one, language)}" for one in citations]
    return "\n\n" + "\n".join(lines) if lines else ""


def without_source_lines(text: str) -> str:
    """The text as the assistant told it."""
    return _LINES.sub("", text.rstrip())


def _source(citation: Citation, language: Language) -> str:
    own = MESSAGES[language]
    date = own.date(citation.date) if citation.date else own.undated
    page = f", {own.page.format(page=citation.page)}" if citation.page is not None else ""
    return f"{' '.join(citation.title.split())} ({date}){page}"
