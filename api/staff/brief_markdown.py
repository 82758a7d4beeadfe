"""A brief as Markdown, its sources in footnotes. In: a finished brief. Out: text."""

import re

from api.staff.brief import Cited, Finished, Note
from api.staff.references import reference

_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")
# Where a line begins these make lists, rules and headings.
_BEGINNINGS = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)])(?=\s|$))", re.M)


def markdown(brief: Finished) -> str:
    """The brief."""
    parts = [f"# {_escaped(brief.title)}", brief.dated]
    notes: list[str] = []
    for part in brief.parts():
        if isinstance(part, Note):
            parts.append(_escaped(part.text))
            continue
        parts.append(_quoted(part))
        source = _escaped(reference(brief.language, part.citation))
        notes.append(f"[^{part.citation.number}]: {source}. <{brief.base}{part.citation.url}>")
    return "\n\n".join([*parts, "\n".join(notes)]).strip() + "\n"


def _quoted(cited: Cited) -> str:
    head = [f"**{_escaped(cited.label)}**", ""] if cited.label else []
    rows = [*head, *map(_escaped, cited.citation.quote.splitlines())]
    return "\n".join(f"> {row}".rstrip() for row in rows) + f"[^{cited.citation.number}]"


def _escaped(text: str) -> str:
    """Signs that Markdown would take for its own."""
    return _BEGINNINGS.sub(_escaped_beginning, _MARKS.sub(r"\\\1", text))


def _escaped_beginning(match: re.Match[str]) -> str:
    space, sign, number, after = match.groups("")
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{after}"
