"""An index opened by its one writer: documents with their passages in, one visible change a commit.

A commit gives the derived indexes the new passages first, where readers ignore what SQL does not
know; the SQL commit makes them visible. What is then too much in them `collect` takes out, at the
end or, after a crash, when the index is next opened.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType

from sqlalchemy import Connection, delete, func, insert, or_, select

from ingest.documents import Document
from ingest.index.database import Database
from ingest.index.derived import Derived
from ingest.index.entries import Addition, Entry, FileRecord, Location, Recipe
from ingest.index.linking import link, name_members
from ingest.index.lock import WriterLock
from ingest.index.rows import (
    DOCUMENT_COLUMNS,
    FILE_COLUMNS,
    document_of,
    document_row,
    entry_of,
    figure_row,
    file_of,
    file_row,
    passage_row,
    record_row,
)
from ingest.index.schema import documents, figures, files, members, meta, passages, tables
from ingest.index.state import AUDIENCES, State, check_recipe, load, store


class IndexWriter:
    """A context manager: on leaving, what was removed is taken out of every file."""

    def __init__(
        self, lock: WriterLock, database: Database, derived: Derived, state: State
    ) -> None:
        self._lock = lock
        self._database = database
        self._derived = derived
        self._state = state

    @classmethod
    def open(cls, location: Location, recipe: Recipe, *, fresh: bool = False) -> "IndexWriter":
        """Open an index to write to it, after mending what a crash left; `fresh` empties it first.

        Raises IndexLocked while another process writes, IndexMismatch if the recipe is another.
        """
        with ExitStack() as opened:
            lock = WriterLock.acquire(location.data)
            opened.callback(lock.release)
            database = Database.open(location)
            opened.callback(database.close)
            with database.transaction() as connection:
                state = _renewed(connection, recipe) if fresh else _prepared(connection, recipe)
            writer = cls(lock, database, Derived(location, database), state)
            writer._mend()
            opened.pop_all()
        return writer

    def __enter__(self) -> "IndexWriter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self.collect()
        finally:
            self.close()

    def files(self) -> list[FileRecord]:
        """Every file that was read, as it was then."""
        with self._database.transaction() as connection:
            return [file_of(row) for row in connection.execute(select(*FILE_COLUMNS))]

    def documents(self) -> list[Document]:
        """Every document, its text left empty."""
        with self._database.transaction() as connection:
            return [document_of(row) for row in connection.execute(select(*DOCUMENT_COLUMNS))]

    def entries(self, document_id: str) -> list[Entry]:
        """The passages of a document with their vectors, in order."""
        query = select(passages).where(passages.c.document_id == document_id)
        with self._database.transaction() as connection:
            rows = connection.execute(query.order_by(passages.c.ordinal)).all()
        return [entry_of(row, self._state.recipe.dimension) for row in rows]

    def count_passages(self) -> int:
        with self._database.transaction() as connection:
            return connection.execute(select(func.count(passages.c.id))).scalar_one()

    def commit(
        self,
        added: Sequence[Addition] = (),
        removed: Sequence[str] = (),
        files: Sequence[FileRecord] = (),
    ) -> None:
        """Put documents in, or in the place of their former state, and take others out, at once.

        `files` are all files of every document that is added.
        """
        self._save(pending=True)
        self._add_to_derived(added)
        state = replace(self._state, generation=self._state.generation + 1)
        with self._database.transaction() as connection:
            _remove(connection, [*removed, *(one.document.id for one in added)])
            _insert(connection, added)
            _replace_files(connection, files)
            name_members(connection)
            store(connection, state)
        self._state = state

    def record(self, files: Sequence[FileRecord]) -> None:
        """Note all files of documents that are as they were; readers see no difference."""
        with self._database.transaction() as connection:
            _replace_files(connection, files)

    def link(self) -> None:
        """Look for members' names in documents that are new, or in all where the names changed."""
        state = replace(self._state, generation=self._state.generation + 1)
        with self._database.transaction() as connection:
            if not link(connection):
                return
            store(connection, state)
        self._state = state

    def collect(self) -> None:
        """Take what was removed out of the derived indexes and off the disk, if anything was."""
        if self._state.pending:
            self._publish(self._derived.reconcile(self._state))

    def rebuild(self) -> None:
        """Make both derived indexes anew from SQL; readers change over when they are complete."""
        self._save(pending=True)
        editions = replace(
            self._state, vectors=self._state.vectors + 1, terms=self._state.terms + 1
        )
        self._publish(self._derived.reconcile(editions))

    def close(self) -> None:
        """Let go of the index. Without `collect` before, the next writer finishes the work."""
        self._derived.close()
        self._database.close()
        self._lock.release()

    def _mend(self) -> None:
        if not self._state.pending and not self._derived.look_whole(self._state):
            self._save(pending=True)
        self.collect()

    def _publish(self, state: State) -> None:
        self._state = replace(state, generation=state.generation + 1)
        self._save(pending=True)
        self._derived.sweep(self._state)
        if self._database.scrub():
            self._save(pending=False)

    def _save(self, *, pending: bool) -> None:
        self._state = replace(self._state, pending=pending)
        with self._database.transaction() as connection:
            store(connection, self._state)

    def _add_to_derived(self, added: Sequence[Addition]) -> None:
        with self._database.transaction() as connection:
            held = _held(connection, [one.document.id for one in added])
        for audience in AUDIENCES:
            new = [
                entry
                for one in added
                if one.document.metadata.audience == audience
                for entry in one.entries
                if held.get(entry.passage.id) != _signature(one.document, entry)
            ]
            self._derived.add(self._state, audience, new)


def _prepared(connection: Connection, recipe: Recipe) -> State:
    """The state of the index there is, or of a new, empty one."""
    tables.create_all(connection)
    state = load(connection)
    if state is None:
        state = State.new(recipe)
        store(connection, state)
    check_recipe(state.recipe, recipe)
    return state


def _renewed(connection: Connection, recipe: Recipe) -> State:
    """An empty index in the place of whatever there is, even of another version."""
    meta.create(connection, checkfirst=True)
    old = {row.key: row.value for row in connection.execute(select(meta))}
    tables.drop_all(connection)
    tables.create_all(connection)
    state = State.new(recipe)
    if old:
        state = replace(
            state,
            index_id=old["index_id"],
            generation=int(old["generation"]) + 1,
            vectors=int(old["vectors"]) + 1,
            terms=int(old["terms"]) + 1,
        )
    store(connection, state)
    return state


def _signature(document: Document, entry: Entry) -> tuple[str, ...]:
    """What of a passage the derived indexes depend on, beyond what its id is made of."""
    terms = (" ".join(entry.terms), " ".join(entry.context_terms))
    return (document.metadata.audience, entry.passage.language, *terms)


def _held(connection: Connection, document_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Signatures of the passages that these documents have."""
    columns = passages.c
    query = (
        select(
            columns.id,
            documents.c.audience,
            columns.language,
            columns.terms,
            columns.context_terms,
        )
        .join(documents)
        .where(documents.c.id.in_(document_ids))
    )
    return {id_: tuple(signature) for id_, *signature in connection.execute(query)}


def _remove(connection: Connection, document_ids: Sequence[str]) -> None:
    """Delete documents; their passages, figures and files go with them."""
    connection.execute(delete(documents).where(documents.c.id.in_(document_ids)))


def _insert(connection: Connection, added: Sequence[Addition]) -> None:
    rows = [passage_row(entry) for one in added for entry in one.entries]
    if added:
        connection.execute(insert(documents), [document_row(one.document) for one in added])
    if rows:
        connection.execute(insert(passages), rows)
    told = [
        record_row(one.document.id, ordinal, record)
        for one in added
        for ordinal, record in enumerate(one.records)
    ]
    if told:
        connection.execute(insert(members), told)
    if numbers := [figure_row(figure) for one in added for figure in one.figures]:
        connection.execute(insert(figures), numbers)


def _replace_files(connection: Connection, records: Sequence[FileRecord]) -> None:
    if records:
        of_document = files.c.document_id.in_({record.document_id for record in records})
        of_path = files.c.path.in_([record.path for record in records])
        connection.execute(delete(files).where(or_(of_document, of_path)))
        connection.execute(insert(files), [file_row(record) for record in records])
