"""Plain text in, an Extract out: paragraphs between empty lines, form feeds as pages.

Hard-wrapped lines are joined. A heading must look like one beyond doubt: underlined, numbered and
alone, or in capitals and alone.
"""

import re
from pathlib import Path

from ingest.documents import Extract
from ingest.loaders.builder import Builder, clean
from ingest.loaders.encoding import decode

_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,})\s*")
_ITEM = re.compile(r"\s*(?:[-*•–·+]|\d{1,3}[.)]|[a-z]\))\s+(?=\S)")
_NUMBERED = re.compile(r"((?:\d{1,2}\.)*\d{1,2})\.?\s+(\S.*)")
_MAX_HEADING = 80


def load_text(path: Path) -> Extract:
    text = re.sub(r"\r\n?", "\n", decode(path.read_bytes()))
    pages = text.split("\f")
    builder = Builder()
    for number, page in enumerate(pages, start=1):
        if len(pages) > 1:
            if number == len(pages) and not page.strip():
                break
            builder.start_page(number)
        groups = _groups(page)
        for i, lines in enumerate(groups):
            beside = groups[max(i - 1, 0) : i] + groups[i + 1 : i + 2]
            _add_group(builder, lines, in_list=any(_same_numbering(lines, g) for g in beside))
    return builder.finish()


def _groups(page: str) -> list[list[str]]:
    """The page's lines, in groups that empty lines part."""
    groups: list[list[str]] = [[]]
    for line in page.split("\n"):
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _same_numbering(lines: list[str], others: list[str]) -> bool:
    """Whether two groups are numbered to the same depth: entries of a list, then, not headings."""
    first, second = (_NUMBERED.fullmatch(clean(group[0])) for group in (lines, others))
    return bool(first and second and first[1].count(".") == second[1].count("."))


def _add_group(builder: Builder, lines: list[str], *, in_list: bool) -> None:
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]) and len(clean(lines[0])) <= _MAX_HEADING:
        builder.heading(lines[0], 1 if "=" in lines[1] else 2)
        lines = lines[2:]
    elif len(lines) == 1 and not in_list and (level := _heading_level(clean(lines[0]))):
        builder.heading(lines[0], level)
        return
    _add_lines(builder, [line for line in lines if not _UNDERLINE.fullmatch(line)])


def _add_lines(builder: Builder, lines: list[str]) -> None:
    """Joins wrapped lines; a line that opens with a bullet or a number begins a new item."""
    starts = [0] + [i for i, line in enumerate(lines) if i and _ITEM.match(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        text = _join(lines[start:end])
        bullet = _ITEM.match(text)
        if bullet:
            builder.item(text[bullet.end() :])
        else:
            builder.paragraph(text)


def _join(lines: list[str]) -> str:
    """One line of several; a word wrapped at its own hyphen ("ex-" / "vivo") closes up."""
    return re.sub(r"(?<=\w)-\n(?=\w)", "-", "\n".join(line.strip() for line in lines))


def _heading_level(line: str) -> int:
    """The level of a line that stands alone, 0 if it is no heading."""
    if len(line) > _MAX_HEADING or line.endswith((".", ",", ";", ":", "?", "!")):
        return 0
    numbered = _NUMBERED.fullmatch(line)
    if numbered and numbered[2][0].isupper():
        return 2 + numbered[1].count(".")
    letters = [c for c in line if c.isalpha()]
    return 2 if len(letters) >= 4 and " " in line and line.isupper() else 0
