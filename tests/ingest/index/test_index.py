"""The index with its embedded stores, and what only these have: files that can be lost."""

import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest

from ingest.errors import IndexMismatch, IndexUnavailable
from ingest.index.database import Database
from ingest.index.entries import FileRecord, Location, Scored
from ingest.index.reader import Index
from ingest.index.schema import meta
from ingest.index.vectors import VectorCollection
from ingest.index.writer import IndexWriter
from tests.fakes import RECIPE, document
from tests.ingest.index.contract import IndexContract, dense, everything, texts, words


@pytest.fixture
def location(tmp_path: Path) -> Location:
    return Location(tmp_path / "data")


class TestEmbedded(IndexContract):
    """The contract, with Chroma in the data folder."""


@pytest.mark.parametrize("lost", ["chroma", "terms"])
def test_lost_files_are_made_again_from_sql(location: Location, lost: str) -> None:
    with IndexWriter.open(location, RECIPE) as writer:
        writer.commit([document("d1", "cell one"), document("d2", "cell two")])
    shutil.rmtree(location.data / lost)
    with IndexWriter.open(location, RECIPE):
        pass
    index = Index.open(location)
    assert len(dense(index, "cell", 9)) == len(index.lexical(words("cell"), 9)) == 2
    assert everything(index) == {"cell one", "cell two"}


@pytest.mark.parametrize("with_reader", [False, True])
def test_removed_text_is_gone_from_every_file(location: Location, with_reader: bool) -> None:
    """Also while a reader holds the database open, and for text that only was replaced."""
    secret = [f"secretword{n}" for n in range(40)]
    long_text = " ".join(f"hidden{n}" for n in range(2_000))
    with IndexWriter.open(location, RECIPE) as writer:
        writer.commit([document("d1", *secret), document("d2", "stays", "replaced"),
                       document("d3", long_text)])  # fmt: skip
        reader = Index.open(location) if with_reader else None
        assert _files_with(location.data, "secretword7", "replaced", "hidden1999")
        if reader is not None:
            assert "stays" in everything(reader) and reader.document("d1")
        writer.commit([document("d2", "stays", "new")], ["d1", "d3"])
        writer.collect()
        gone = (*secret, "replaced", "hidden7", "hidden1999")
        assert _files_with(location.data, *gone) == []
        assert _files_with(location.data, "stays")
    if reader is not None:
        assert everything(reader) == {"stays", "new"}
        reader.close()
    assert _files_with(location.data, *gone) == []


def _files_with(folder: Path, *wanted: str) -> list[str]:
    contents = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return [
        f"{path.name}: {word}" for path, data in contents.items() for word in wanted
        if word.encode() in data
    ]  # fmt: skip


def test_files_are_recorded_with_their_documents(location: Location) -> None:
    def file(path: str, document_id: str, size: int = 1) -> FileRecord:
        return FileRecord(path, "/c", "hash", size, 1, document_id)

    with IndexWriter.open(location, RECIPE) as writer:
        one, two = document("d1", "one"), document("d2", "two")
        writer.commit(
            [one, two], files=[file("/c/a", "d1"), file("/c/b", "d1"), file("/c/c", "d2")]
        )
        generation = Index.open(location).generation
        writer.record([file("/c/a", "d1", size=2)])
        assert set(writer.files()) == {file("/c/a", "d1", size=2), file("/c/c", "d2")}
        assert Index.open(location).generation == generation
        # A path that another document takes over, and a document that goes with its files.
        writer.commit([document("d3", "three")], ["d2"], [file("/c/a", "d3")])
        assert writer.files() == [file("/c/a", "d3")]
        assert [d.id for d in writer.documents()] == ["d1", "d3"]


def test_an_unchanged_index_is_opened_without_chroma(location: Location) -> None:
    """`hub ingest` of an unchanged corpus is quick because of this."""
    with IndexWriter.open(location, RECIPE) as writer:
        writer.commit([document("d1", "one")])
    before = Index.open(location).generation
    with IndexWriter.open(location, RECIPE) as writer:
        assert writer.count_passages() == 1
        assert writer._derived._opened is None
    assert Index.open(location).generation == before


def test_an_index_of_another_version_is_refused_until_rebuilt(location: Location) -> None:
    with IndexWriter.open(location, RECIPE) as writer:
        writer.commit([document("d1", "one")])
    database = Database.open(location)
    with database.transaction() as connection:
        connection.execute(meta.update().where(meta.c.key == "schema").values(value="0"))
    database.close()
    with pytest.raises(IndexMismatch, match="another version of this program"):
        Index.open(location)
    with pytest.raises(IndexMismatch, match="--rebuild"):
        IndexWriter.open(location, RECIPE)
    with IndexWriter.open(location, RECIPE, fresh=True) as writer:
        writer.commit([document("d2", "two")])
    assert everything(Index.open(location)) == {"two"}


@pytest.mark.parametrize("failures", [2, 20])
def test_a_search_that_a_writer_stands_in_the_way_of_is_tried_again(
    location: Location, monkeypatch: pytest.MonkeyPatch, failures: int
) -> None:
    with IndexWriter.open(location, RECIPE) as writer:
        writer.commit([document("d0", "cell stays")])
    index = Index.open(location, RECIPE)
    left = [IndexUnavailable("Failed to get hnsw segment writer")] * failures
    search = VectorCollection.search

    def interrupted(self: VectorCollection, vector: object, k: int) -> list[Scored]:
        if left:
            raise left.pop()
        return search(self, vector, k)  # type: ignore[arg-type]

    monkeypatch.setattr(VectorCollection, "search", interrupted)
    with nullcontext() if failures == 2 else pytest.raises(IndexUnavailable):
        assert texts(index, dense(index, "cell stays", 1)) == ["cell stays"]
    index.close()
