"""Who is who among the stored records of members, and where stored passages name them.

In: a transaction. Out: member ids and mentions as records and texts of now have them. No model is needed, all
is derived: each document remembers the names that it was searched with, so that what is
stale, or was left undone by a crash, is found again.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from ingest.index.rows import PASSAGE_COLUMNS, mention_row, passage_of, record_of
from ingest.index.schema import documents, members, mentions, passages
from ingest.members.directory import StoredRecord, identify
from ingest.members.mentions import NameOf, mentions_in
from ingest.members.naming import Naming

_AUDIENCES = ("public", "members", "staff")


def link(connection: Connection) -> bool:
    """Bring ids and mentions up to date; say whether anything had to change."""
    query = select(members, documents.c.audience).join(documents)
    records = [record_of(row) for row in connection.execute(query)]
    ids = identify(records)
    renamed = [one for one in records if ids[one.document_id, one.ordinal] != one.member_id]
    _rename(connection, renamed, ids)
    naming = Naming(_names(records, ids))
    other = or_(documents.c.linked.is_(None), documents.c.linked != naming.fingerprint)
    stale = list(connection.execute(select(documents.c.id).where(other)).scalars())
    for document_id in stale:
        _search(connection, document_id, naming)
    return bool(renamed or stale)


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


def _names(
    records: Iterable[StoredRecord], ids: dict[tuple[str, int], str]
) -> list[tuple[NameOf, str]]:
    """Every name with its member; one that the public may know is known by the public."""
    ranked = sorted(records, key=lambda one: _AUDIENCES.index(one.audience))
    return [
        ((ids[one.document_id, one.ordinal], one.audience), name)
        for one in ranked
        for name in (one.member.name, *one.member.aliases)
    ]


def _search(connection: Connection, document_id: str, naming: Naming[NameOf]) -> None:
    connection.execute(delete(mentions).where(mentions.c.document_id == document_id))
    query = select(*PASSAGE_COLUMNS).where(passages.c.document_id == document_id)
    stored = map(passage_of, connection.execute(query))
    rows = [mention_row(one) for passage in stored for one in mentions_in(passage, naming)]
    if rows:
        connection.execute(insert(mentions), rows)
    note = update(documents).where(documents.c.id == document_id)
    connection.execute(note.values(linked=naming.fingerprint))
