"""The two indexes derived from SQL, as the writer sees them: Chroma's vectors and Tantivy's terms.

In: new entries, and what SQL holds. Out: collections and term folders with exactly the passages of
SQL, made from it without a model.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from ingest.documents import Audience
from ingest.errors import IndexUnavailable
from ingest.index import terms
from ingest.index.database import Database
from ingest.index.entries import Entry, Location
from ingest.index.schema import documents, passages
from ingest.index.state import AUDIENCES, TERMS, State
from ingest.index.terms import TermIndex, TermRow
from ingest.index.vectors import FOLDER, VectorStore

_ROWS = 2_000


class Derived:
    """Keeps the derived indexes in step with the database."""

    def __init__(self, location: Location, database: Database) -> None:
        self._location = location
        self._database = database
        self._opened: VectorStore | None = None

    def add(self, state: State, audience: Audience, entries: Sequence[Entry]) -> None:
        """Add passages to an audience's current editions."""
        if not entries:
            return
        vectors = {entry.passage.id: entry.vector for entry in entries}
        self._store.ensure(state.collection(audience)).add(
            list(vectors), lambda ids: np.stack([vectors[id_] for id_ in ids])
        )
        terms.append(state.term_folder(self._location.data, audience), map(_term_row, entries))

    def look_whole(self, state: State) -> bool:
        """A cheap check that nothing was lost: the files are there, a server's counts right."""
        folders = [state.term_folder(self._location.data, audience) for audience in AUDIENCES]
        if state.home != (self._location.chroma_url or "") or not all(f.exists() for f in folders):
            return False
        if self._location.chroma_url is None:
            return (self._location.data / FOLDER / "chroma.sqlite3").exists()
        return all(
            self._store.ensure(state.collection(audience)).count() == self._count(audience)
            for audience in AUDIENCES
        )

    def reconcile(self, state: State) -> State:
        """Make both indexes hold what SQL holds; the state returned names the editions that do."""
        for audience in AUDIENCES:
            stored = set(self._ids(audience))
            collection = self._store.ensure(state.collection(audience))
            held = collection.ids()
            collection.add(sorted(stored - held), self._vectors)
            collection.remove(sorted(held - stored))
        if not all(self._terms_hold(state, audience) for audience in AUDIENCES):
            state = replace(state, terms=state.terms + 1)
            for audience in AUDIENCES:
                folder = state.term_folder(self._location.data, audience)
                terms.write(folder, self._term_rows(audience))
        return replace(state, home=self._location.chroma_url or "")

    def sweep(self, state: State) -> None:
        """Delete every edition but the current ones."""
        current = state.term_folder(self._location.data, AUDIENCES[0]).parent
        for folder in (self._location.data / TERMS).iterdir():
            if folder != current:
                shutil.rmtree(folder, ignore_errors=True)
        names = [state.collection(audience) for audience in AUDIENCES]
        self._store.drop_others(state.collection_prefix, names)

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()

    @property
    def _store(self) -> VectorStore:
        if self._opened is None:
            self._opened = VectorStore.open(self._location)
        return self._opened

    def _terms_hold(self, state: State, audience: Audience) -> bool:
        try:
            index = TermIndex.open(state.term_folder(self._location.data, audience))
        except IndexUnavailable:
            return False
        return sorted(index.ids()) == sorted(self._ids(audience))

    def _count(self, audience: Audience) -> int:
        query = select(func.count(passages.c.id)).join(documents)
        with self._database.transaction() as connection:
            return connection.execute(query.where(documents.c.audience == audience)).scalar_one()

    def _ids(self, audience: Audience) -> list[str]:
        query = select(passages.c.id).join(documents).where(documents.c.audience == audience)
        with self._database.transaction() as connection:
            return list(connection.execute(query).scalars())

    def _vectors(self, ids: Sequence[str]) -> NDArray[np.float32]:
        query = select(passages.c.id, passages.c.vector).where(passages.c.id.in_(ids))
        with self._database.transaction() as connection:
            blobs = {row.id: row.vector for row in connection.execute(query)}
        return np.stack([np.frombuffer(blobs[id_], "<f4") for id_ in ids])

    def _term_rows(self, audience: Audience) -> Iterator[TermRow]:
        columns = (getattr(passages.c, name) for name in TermRow.__slots__)
        query = select(*columns).join(documents).where(documents.c.audience == audience)
        with self._database.transaction() as connection:
            for row in connection.execution_options(yield_per=_ROWS).execute(query):
                yield TermRow(*row)


def _term_row(entry: Entry) -> TermRow:
    passage = entry.passage
    return TermRow(
        passage.id, passage.language, " ".join(entry.terms), " ".join(entry.context_terms)
    )
