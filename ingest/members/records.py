"""What documents say of member organisations: a profile's head, or the rows of a table that lists members.

In: a document and its blocks. Out: a record for each organisation, and warnings for rows that say something
wrong. A table lists members where its rows have a name and a member kind.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from ingest.documents import Block, Document, Member, MemberKind, Span
from ingest.errors import UnreadableFile
from ingest.fields import read_choice, read_list, read_text, read_website

_KINDS: tuple[MemberKind, ...] = get_args(MemberKind)
_HEADING = re.compile(r"(?:^|; )([^:;]{1,40}): ")


@dataclass(frozen=True, slots=True)
class Record:
    """What a document says of one organisation; `row` is where a table does, None in a profile."""

    member: Member
    row: Span | None = None


def records_of(
    document: Document, blocks: Sequence[Block]
) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    """The records of a document, and a line for each row that cannot be used."""
    if document.metadata.member is not None:
        return (Record(document.metadata.member),), ()
    records: list[Record] = []
    warnings: list[str] = []
    for span in _rows(blocks):
        cells = _cells(document.text[span.start : span.end])
        if not {"name", "member_kind"} <= cells.keys():
            continue
        try:
            records.append(Record(_member(cells), span))
        except UnreadableFile as error:
            warnings.append(f'the member "{cells["name"]}" is left out: {error}')
    return tuple(records), tuple(warnings)


def _rows(blocks: Iterable[Block]) -> Iterable[Span]:
    return (Span(block.start, block.end) for block in blocks if block.kind == "row")


def _cells(row: str) -> dict[str, str]:
    """The cells of a row that is written out ("name: X; aliases: a;b; ..."), by heading."""
    found = list(_HEADING.finditer(row))
    ends = [match.start() for match in found[1:]] + [len(row)]
    return {
        "_".join(match[1].casefold().split()): row[match.end() : end]
        for match, end in zip(found, ends, strict=True)
    }


def _member(cells: dict[str, str]) -> Member:
    return Member(
        name=read_text(cells, "name") or "",
        aliases=read_list(cells, "aliases"),
        kind=read_choice(cells, "member_kind", _KINDS) or "other",
        capabilities=read_list(cells, "capabilities"),
        website=read_website(cells, "website"),
        hub_member=read_text(cells, "hub_member"),
    )
