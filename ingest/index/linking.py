"""Who is who among the stored records of members, and where stored passages name them.

In: a transaction. Out: member ids and mentions as records and texts of now have them. No model is needed, all
is derived: each document remembers the names that it was searched with, so that what is
stale, or was left undone by a crash, is found again.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from ingest.index.rows import PASSAGE_COLUMNS, mention_row, passage_of, record_of
from ingest.index.schema import documents, members, mentions, passages
from ingest.index.state import AUDIENCES
from ingest.members.directory import StoredRecord, identify
from ingest.members.mentions import NameOf, mentions_in
from ingest.members.naming import Naming


def link(connection: Connection) -> bool:
    """Bring ids and mentions up to date; say whether anything had to change."""
    renamed = name_members(connection)
    namings = _namings(_records(connection))
    fingerprint = " ".join(naming.fingerprint for naming in namings)
    other = or_(documents.c.linked.is_(None), documents.c.linked != fingerprint)
    stale = list(connection.execute(select(documents.c.id).where(other)).scalars())
    for document_id in stale:
        _search(connection, document_id, namings)
    if stale:
        connection.execute(update(documents).values(linked=fingerprint))
    return bool(renamed or stale)


def name_members(connection: Connection) -> bool:
    """Give each record the id of its member; say whether any had another. No text is searched."""
    records = _records(connection)
    ids = identify(records)
    renamed = [one for one in records if ids[one.document_id, one.ordinal] != one.member_id]
    _rename(connection, renamed, ids)
    return bool(renamed)


def _records(connection: Connection) -> list[StoredRecord]:
    query = select(members, documents.c.audience).join(documents)
    return [record_of(row) for row in connection.execute(query)]


def _rename(
    connection: Connection, records: Sequence[StoredRecord], ids: dict[tuple[str, int], str]
) -> None:
    if not records:
        return
    change = (
        update(members)
        .where(members.c.document_id == bindparam("of"), members.c.ordinal == bindparam("at"))
        .values(member_id=bindparam("to"))
    )
    places = [(one.document_id, one.ordinal) for one in records]
    connection.execute(change, [{"of": of, "at": at, "to": ids[of, at]} for of, at in places])


def _namings(records: Sequence[StoredRecord]) -> list[Naming[NameOf]]:
    """The names that documents of each audience give: what staff are told hides no public name."""
    return [
        Naming(
            ((one.member_id, audience), name)
            for one in records
            if one.audience == audience and one.member_id
            for name in (one.member.name, *one.member.aliases)
        )
        for audience in AUDIENCES
    ]


def _search(connection: Connection, document_id: str, namings: Sequence[Naming[NameOf]]) -> None:
    connection.execute(delete(mentions).where(mentions.c.document_id == document_id))
    query = select(*PASSAGE_COLUMNS).where(passages.c.document_id == document_id)
    stored = map(passage_of, connection.execute(query))
    rows = [mention_row(one) for passage in stored for one in mentions_in(passage, namings)]
    if rows:
        connection.execute(insert(mentions), rows)
