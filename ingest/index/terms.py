"""Terms in Tantivy: words already folded and stemmed in, passage ids by BM25 out.

The only module that knows Tantivy. Each language has its own fields, so that a stem of one never
meets another's. A folder is only ever added to: Tantivy keeps removed terms in its segments, so a
new folder is written in its place.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from ingest.documents import Language
from ingest.errors import IndexUnavailable
from ingest.index.entries import Alternative, LexicalQuery, QueryWord, Scored

LANGUAGES: tuple[Language, ...] = ("en", "es", "ca")
CONTEXT_WEIGHT = 0.4
_ID = "id"
_TERMS = "terms"
_CONTEXT = "context"
_HEAP_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class TermRow:
    """What is indexed of a passage; terms are separated by spaces."""

    id: str
    language: Language
    terms: str
    context_terms: str


class TermIndex:
    """A term index as it was when opened: what is added or removed later does not show."""

    def __init__(self, index: tantivy.Index) -> None:
        index.config_reader(reload_policy="manual")
        index.reload()
        self._schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def open(cls, folder: Path) -> "TermIndex":
        with _translated(folder):
            return cls(tantivy.Index.open(str(folder)))

    def search(self, query: LexicalQuery, k: int) -> list[Scored]:
        """The k best passages, best first."""
        clauses = [
            (Occur.Should, clause)
            for word in query
            if word.alternatives
            for clause in self._clauses(word)
        ]
        hits = self._searcher.search(Query.boolean_query(clauses), limit=k, count=False).hits
        return [Scored(self._id(address), score) for score, address in hits]

    def similar(self, way: Alternative, edits: int, k: int) -> list[Scored]:
        """The k best passages with a term, in text or title, at most so many edits from this one."""
        ways = [
            Query.fuzzy_term_query(self._schema, f"{field}_{way.language}", way.term, edits)
            for field in (_TERMS, _CONTEXT)
        ]
        query = Query.boolean_query([(Occur.Should, one) for one in ways])
        hits = self._searcher.search(query, limit=k, count=False).hits
        return [Scored(self._id(address), score) for score, address in hits]

    @property
    def size(self) -> int:
        """How many passages there are."""
        return int(self._searcher.num_docs)

    def frequency(self, way: Alternative) -> int:
        """How many passages have a term in their text, those removed since included."""
        return int(self._searcher.doc_freq(f"{_TERMS}_{way.language}", way.term))

    def ids(self) -> list[str]:
        """Every id, once for each time that it was added."""
        found = self._searcher.search(Query.all_query(), limit=max(1, self._searcher.num_docs))
        return [self._id(address) for _, address in found.hits]

    def _clauses(self, word: QueryWord) -> Iterator[Query]:
        for field, weight in ((_TERMS, 1.0), (_CONTEXT, CONTEXT_WEIGHT)):
            ways = [self._term(field, weight, way) for way in word.alternatives]
            yield Query.disjunction_max_query(ways)

    def _term(self, field: str, weight: float, way: Alternative) -> Query:
        query = Query.term_query(
            self._schema, f"{field}_{way.language}", way.term, index_option="freq"
        )
        return Query.boost_query(query, weight * way.weight)

    def _id(self, address: tantivy.DocAddress) -> str:
        return str(self._searcher.doc(address).get_first(_ID))


def write(folder: Path, rows: Iterable[TermRow]) -> None:
    """Make a new term index; what lay in the folder is lost."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with _translated(folder):
        _add(tantivy.Index(_schema(), path=str(folder)), rows)


def append(folder: Path, rows: Iterable[TermRow]) -> None:
    """Add to a term index."""
    with _translated(folder):
        _add(tantivy.Index.open(str(folder)), rows)


def _add(index: tantivy.Index, rows: Iterable[TermRow]) -> None:
    writer = index.writer(_HEAP_BYTES, num_threads=1)
    for row in rows:
        document = tantivy.Document()
        document.add_text(_ID, row.id)
        document.add_text(f"{_TERMS}_{row.language}", row.terms)
        document.add_text(f"{_CONTEXT}_{row.language}", row.context_terms)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(_ID, stored=True, tokenizer_name="raw", index_option="basic")
    for language in LANGUAGES:
        for field in (_TERMS, _CONTEXT):
            builder.add_text_field(
                f"{field}_{language}", tokenizer_name="whitespace", index_option="freq"
            )
    return builder.build()


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError) as error:
        reason = str(error).strip().splitlines()[0]
        raise IndexUnavailable(
            f"the term index in {folder} cannot be used ({reason}); "
            "`hub doctor` says how to mend it"
        ) from error
