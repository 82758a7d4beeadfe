"""A brief as Markdown, its sources in footnotes. In: title, lines, what opens and dates it. Out: text."""

import re
from collections.abc import Sequence

from api.staff.brief import Line, Note, Picked
from api.staff.references import reference
from ingest.documents import Language

_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")


def markdown(
    language: Language, title: str, dated: str, lines: Sequence[Line], old: str, base: str
) -> str:
    """The brief; `old` marks what is older than it should be, `base` is this site's address."""
    parts = [f"# {_escaped(title)}", dated]
    notes: list[str] = []
    for line in lines:
        if isinstance(line.item, Note):
            parts.append(_escaped(line.item.text))
        elif isinstance(line.item, Picked) and line.citation is not None:
            number = line.citation.number
            parts.append(_quoted(line.item, number, old if line.old else ""))
            source = _escaped(reference(language, line.citation))
            notes.append(f"[^{number}]: {source}. <{base}{line.citation.url}>")
    return "\n\n".join([*parts, "\n".join(notes)]).strip() + "\n"


def _quoted(item: Picked, number: int, old: str) -> str:
    label = " · ".join(part for part in (item.label, old) if part)
    head = [f"**{_escaped(label)}**"] if label else []
    body = [*head, *_escaped(item.place.quote).splitlines()]
    return "\n".join(f"> {row}" for row in body) + f"[^{number}]"


def _escaped(text: str) -> str:
    """Signs that Markdown would take for its own."""
    return _MARKS.sub(r"\\\1", text)
