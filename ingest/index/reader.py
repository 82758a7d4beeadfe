"""An index opened for one audience to read: passages by vector, by words, by id; documents.

Readers live in any number of processes beside the one writer and see each of its commits without
being reopened. Chroma is loaded at the first search of vectors, or by `warm`.
"""

import threading
import time
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, func, select

from ingest.documents import Audience, Document
from ingest.errors import IndexUnavailable
from ingest.figures.figure import Figure
from ingest.index.database import NOTHING_YET, Database
from ingest.index.entries import Alternative, Counts, Found, LexicalQuery, Location, Recipe, Scored
from ingest.index.rows import (
    DOCUMENT_COLUMNS,
    FIGURE_COLUMNS,
    PASSAGE_COLUMNS,
    document_of,
    figure_of,
    mention_of,
    passage_of,
    record_of,
    sentence_vectors_of,
)
from ingest.index.schema import documents, figures, members, mentions, passages
from ingest.index.state import State, check_recipe, load, load_generation
from ingest.index.terms import TermIndex
from ingest.index.vectors import VectorCollection, VectorStore
from ingest.members.directory import Organisation, organisations
from ingest.members.mentions import Mention

# Seconds to wait for a writer that stands in the way of a search, each time it does.
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
_MAY_READ: dict[Audience, tuple[Audience, ...]] = {
    "public": ("public",),
    "members": ("public", "members"),
    "staff": ("public", "members", "staff"),
}


class Index:
    """What one audience may read of an index. Threads may share one."""

    def __init__(
        self, location: Location, database: Database, recipe: Recipe, audience: Audience
    ) -> None:
        self._location = location
        self._database = database
        self._audiences = _MAY_READ[audience]
        self._lock = threading.Lock()
        self.recipe = recipe
        self._view = self._open_view()

    @classmethod
    def open(
        cls, location: Location, recipe: Recipe | None = None, audience: Audience = "public"
    ) -> "Index":
        """Open what an ingestion made; raise IndexMismatch if its recipe is not the one given."""
        database = Database.open_existing(location)
        with database.transaction() as connection:
            state = load(connection)
        if state is None or state.generation == 0:
            raise IndexUnavailable(NOTHING_YET)
        return cls(location, database, recipe or state.recipe, audience)

    @property
    def generation(self) -> int:
        """Grows whenever the index changes; cheap to ask."""
        with self._database.transaction() as connection:
            return load_generation(connection)

    def warm(self) -> None:
        """Load now what the first search would load."""
        self._current().collections()

    def dense(self, vector: NDArray[np.float32], k: int) -> list[Scored]:
        """The `k` passages nearest to a vector, best first."""
        return self._search(
            lambda view: [c.search(vector, k) for c in view.collections()] if k > 0 else [], k
        )

    def lexical(self, query: LexicalQuery, k: int) -> list[Scored]:
        """The `k` passages that match a query's words best, best first."""
        return self._search(
            lambda view: [index.search(query, k) for index in view.terms] if k > 0 else [], k
        )

    def similar(self, ways: Iterable[Alternative], edits: int, k: int) -> list[Scored]:
        """The `k` passages with a term at most so many edits from one of these, best first."""
        terms = list(ways)
        return self._search(
            lambda view: [i.similar(way, edits, k) for i in view.terms for way in terms], k
        )

    def frequencies(self, words: Iterable[Sequence[Alternative]]) -> tuple[list[int], int]:
        """How many passages have each word's commonest term, about, and how many there are."""
        terms = self._current().terms
        counts = [
            max((sum(index.frequency(way) for index in terms) for way in ways), default=0)
            for ways in words
        ]
        return counts, sum(index.size for index in terms)

    def found(self, ids: Iterable[str]) -> dict[str, Found]:
        """The passages of these ids, in their order; ids that are not here are left out."""
        wanted = list(ids)
        columns = [*PASSAGE_COLUMNS, passages.c.sentence_vectors]
        query = select(*columns).join(documents).where(passages.c.id.in_(wanted), self._readable())
        with self._database.transaction() as connection:
            rows = {row.id: row for row in connection.execute(query)}
            parents = select(*DOCUMENT_COLUMNS).where(
                documents.c.id.in_({row.document_id for row in rows.values()})
            )
            of = {row.id: document_of(row) for row in connection.execute(parents)}
        dimension = self.recipe.dimension
        return {
            id_: Found(passage_of(row), of[row.document_id], sentence_vectors_of(row, dimension))
            for id_ in wanted
            if (row := rows.get(id_)) is not None
        }

    def at(self, document_id: str, place: int) -> Found | None:
        """The passage that holds a character of a document; None where no readable one does."""
        query = select(passages.c.id).where(
            passages.c.document_id == document_id,
            passages.c.first <= place,
            passages.c.past > place,
        )
        with self._database.transaction() as connection:
            ids = list(connection.execute(query).scalars())
        return next(iter(self.found(ids).values()), None)

    def documents(self) -> list[Document]:
        """Every document, its text left empty, by path."""
        query = select(*DOCUMENT_COLUMNS).where(self._readable())
        with self._database.transaction() as connection:
            found = [document_of(row) for row in connection.execute(query)]
        return sorted(found, key=lambda document: document.path)

    def document(self, document_id: str) -> Document | None:
        """One document with its text; None if there is none that this audience may read."""
        query = select(documents).where(documents.c.id == document_id, self._readable())
        with self._database.transaction() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else document_of(row, row.text)

    def figures(self) -> list[Figure]:
        """Every figure of the documents, in the order of each text."""
        query = select(*FIGURE_COLUMNS).join(documents).where(self._readable())
        with self._database.transaction() as connection:
            rows = connection.execute(query.order_by(figures.c.number))
            return [figure_of(row) for row in rows]

    def counts(self) -> Counts:
        """How many documents and passages there are to read."""
        with self._database.transaction() as connection:
            return Counts(
                connection.execute(
                    select(func.count()).select_from(documents).where(self._readable())
                ).scalar_one(),
                connection.execute(
                    select(func.count(passages.c.id)).join(documents).where(self._readable())
                ).scalar_one(),
            )

    def members(self) -> list[Organisation]:
        """The members that the documents tell of, by name."""
        query = select(members, documents.c.audience).join(documents).where(self._readable())
        with self._database.transaction() as connection:
            return organisations(map(record_of, connection.execute(query)))

    def mentions(self) -> list[Mention]:
        """Where documents name members, document by document, in order."""
        known = mentions.c.audience.in_(self._audiences)
        query = select(mentions).join(documents).where(self._readable(), known)
        query = query.order_by(mentions.c.document_id, mentions.c.first)
        with self._database.transaction() as connection:
            return [mention_of(row) for row in connection.execute(query)]

    def passage_ids(self, document_ids: Iterable[str]) -> list[str]:
        """The passages of some documents, in order."""
        wanted = passages.c.document_id.in_(list(document_ids))
        query = select(passages.c.id).join(documents).where(wanted, self._readable())
        query = query.order_by(passages.c.document_id, passages.c.ordinal)
        with self._database.transaction() as connection:
            return list(connection.execute(query).scalars())

    def close(self) -> None:
        self._database.close()

    def _readable(self) -> ColumnElement[bool]:
        return documents.c.audience.in_(self._audiences)

    def _search(self, search: Callable[["_View"], list[list[Scored]]], k: int) -> list[Scored]:
        for pause in _PAUSES:
            view = self._current()
            try:
                return _merged(search(view), k)
            except IndexUnavailable:
                # The writer may have put a new edition in the place of what was being searched; or, in
                # another process, be writing the very files that Chroma was reading.
                if self._current() is view:
                    time.sleep(pause)
                    self._reopen(view)
        return _merged(search(self._current()), k)

    def _current(self) -> "_View":
        view = self._view
        if view.generation == self.generation:
            return view
        with self._lock:
            if self._view is view:
                self._view = self._open_view()
            return self._view

    def _reopen(self, view: "_View") -> None:
        """Open the same generation anew: what Chroma had half read when it failed is not to be trusted."""
        with self._lock:
            if self._view is view:
                self._view = self._open_view()

    def _open_view(self) -> "_View":
        """Open the current editions; again if the writer replaced them meanwhile."""
        while True:
            state = self._load()
            check_recipe(state.recipe, self.recipe)
            try:
                return _View(self._location, state, self._audiences)
            except IndexUnavailable:
                if self._load() == state:
                    raise

    def _load(self) -> State:
        with self._database.transaction() as connection:
            state = load(connection)
        if state is None:
            raise IndexUnavailable(NOTHING_YET)
        return state


class _View:
    """The derived indexes of one generation, for some audiences."""

    def __init__(self, location: Location, state: State, audiences: Sequence[Audience]) -> None:
        self.generation = state.generation
        self.terms = [TermIndex.open(state.term_folder(location.data, a)) for a in audiences]
        self._names = [state.collection(audience) for audience in audiences]
        self._location = location
        self._lock = threading.Lock()
        self._collections: list[VectorCollection] | None = None

    def collections(self) -> list[VectorCollection]:
        with self._lock:
            if self._collections is None:
                store = VectorStore.open(self._location)
                self._collections = [store.collection(name) for name in self._names]
            return self._collections


def _merged(results: Sequence[Sequence[Scored]], k: int) -> list[Scored]:
    """The best `k` of all, each passage once."""
    best: dict[str, Scored] = {}
    for scored in (scored for result in results for scored in result):
        if scored.passage_id not in best or best[scored.passage_id].score < scored.score:
            best[scored.passage_id] = scored
    return sorted(best.values(), key=lambda scored: (-scored.score, scored.passage_id))[:k]
