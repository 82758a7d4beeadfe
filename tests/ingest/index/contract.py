"""What every index does, wherever its vectors live. The fixture `location` says where."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from ingest.documents import Audience
from ingest.errors import IndexMismatch, IndexUnavailable
from ingest.figures.extract import figures_of
from ingest.index.entries import Alternative, Counts, Location, QueryWord, Scored
from ingest.index.reader import Index
from ingest.index.writer import IndexWriter
from tests.fakes import RECIPE, HashEmbedder, document


def words(*terms: str) -> list[QueryWord]:
    return [QueryWord((Alternative("en", term, 1.0),)) for term in terms]


def dense(index: Index, text: str, k: int = 10) -> list[Scored]:
    return index.dense(HashEmbedder().embed([text])[0], k)


def texts(index: Index, found: list[Scored]) -> list[str]:
    return [hit.passage.text for hit in index.found(s.passage_id for s in found).values()]


def everything(index: Index) -> set[str]:
    """The texts that a reader can reach by any way."""
    ways = [dense(index, "cell therapy", 100), index.lexical(words("cell", "title"), 100)]
    return {text for way in ways for text in texts(index, way)}


class IndexContract:
    def test_finds_by_vector_and_by_word(self, location: Location) -> None:
        made = document("d1", "vectors for gene therapy", "cell lines and cell banks")
        with IndexWriter.open(location, RECIPE) as writer:
            writer.commit([made])
        index = Index.open(location, RECIPE)

        nearest = dense(index, "gene therapy vectors", 1)
        assert texts(index, nearest) == ["vectors for gene therapy"]
        assert nearest[0].score == pytest.approx(
            float(made.entries[0].vector @ HashEmbedder().embed(["gene therapy vectors"])[0]),
            abs=1e-5,
        )
        assert texts(index, index.lexical(words("banks"), 5)) == ["cell lines and cell banks"]
        assert index.lexical(words("nowhere"), 5) == []
        assert index.lexical([], 5) == []
        assert dense(index, "cell", 0) == []

    def test_gives_back_what_was_put_in(self, location: Location) -> None:
        added = document("d1", "one", "two", "three")
        made, entries = added.document, added.entries
        with IndexWriter.open(location, RECIPE) as writer:
            writer.commit([added])
            assert [e.passage for e in writer.entries("d1")] == [e.passage for e in entries]
            for stored, entry in zip(writer.entries("d1"), entries, strict=True):
                assert np.array_equal(stored.vector, entry.vector)
                assert np.array_equal(stored.sentence_vectors, entry.sentence_vectors)
                assert (stored.terms, stored.context_terms) == (entry.terms, entry.context_terms)
        index = Index.open(location)

        wanted = [entries[2].passage.id, "unknown", entries[0].passage.id]
        found = index.found(wanted)
        assert list(found) == [wanted[0], wanted[2]]
        assert found[wanted[0]].passage == entries[2].passage
        assert found[wanted[0]].document == replace(made, text="")
        assert np.array_equal(found[wanted[0]].sentence_vectors, entries[2].sentence_vectors)
        assert index.document("d1") == made
        assert index.documents() == [replace(made, text="")]
        assert index.document("d2") is None
        assert index.counts() == Counts(1, 3)
        assert index.recipe == RECIPE

    def test_a_reader_sees_commits_without_being_reopened(self, location: Location) -> None:
        with IndexWriter.open(location, RECIPE) as writer:
            writer.commit([document("d1", "cell one"), document("d2", "cell two")])
            index = Index.open(location, RECIPE)
            assert everything(index) == {"cell one", "cell two"}
            before = index.generation

            writer.commit([document("d3", "cell three"), document("d1", "cell four")], ["d2"])
            assert index.generation > before
            assert everything(index) == {"cell three", "cell four"}
            writer.collect()
            assert everything(index) == {"cell three", "cell four"}
            assert len(dense(index, "cell", 10)) == 2

    def test_an_audience_reads_its_own_and_no_more(self, location: Location) -> None:
        audiences: list[Audience] = ["public", "members", "staff"]
        made = [document(f"d{a}", f"cell for {a}", audience=a) for a in audiences]
        with IndexWriter.open(location, RECIPE) as writer:
            writer.commit(made)
        ids = [one.entries[0].passage.id for one in made]
        for number, audience in enumerate(audiences, start=1):
            index = Index.open(location, RECIPE, audience)
            assert everything(index) == {f"cell for {a}" for a in audiences[:number]}
            assert len(dense(index, "cell", 10)) == number
            assert len(index.lexical(words("cell"), 10)) == number
            assert list(index.found(ids)) == ids[:number]
            assert [d.metadata.audience for d in index.documents()] == sorted(audiences[:number])
            assert [index.document(f"d{a}") is not None for a in audiences] == [
                a in audiences[:number] for a in audiences
            ]
            assert index.counts() == Counts(number, number)

    def test_a_document_that_becomes_internal_leaves_the_public(self, location: Location) -> None:
        with IndexWriter.open(location, RECIPE) as writer:
            writer.commit([document("d1", "cell one"), document("d2", "cell two")])
            public = Index.open(location, RECIPE)
            staff = Index.open(location, RECIPE, "staff")
            writer.commit([document("d1", "cell one", audience="staff")])
            assert everything(public) == {"cell two"}
            assert everything(staff) == {"cell one", "cell two"}
            writer.collect()
            assert len(dense(public, "cell", 10)) == 1
            assert len(public.lexical(words("cell"), 10)) == 1
            assert everything(staff) == {"cell one", "cell two"}

    def test_a_passage_whose_language_changes_is_found_in_the_new_one(
        self, location: Location
    ) -> None:
        with IndexWriter.open(location, RECIPE) as writer:
            writer.commit([document("d1", "cell one")])
            writer.commit([document("d1", "cell one", language="ca")])
        index = Index.open(location)
        assert index.lexical(words("cell"), 5) == []
        catalan = [QueryWord((Alternative("ca", "cell", 1.0),))]
        assert texts(index, index.lexical(catalan, 5)) == ["cell one"]

    def test_figures_come_and_go_with_their_document(self, location: Location) -> None:
        public, internal = (
            document("d1", "It had 45 members."),
            document("d2", "It has 3 rooms.", audience="staff"),
        )
        wanted = [
            replace(one, figures=tuple(figures_of(one.document, [e.passage for e in one.entries])))
            for one in (public, internal)
        ]
        with IndexWriter.open(location, RECIPE) as writer:
            writer.commit(wanted)
            index = Index.open(location, RECIPE)
            assert index.figures() == list(wanted[0].figures) != []
            assert Index.open(location, RECIPE, "staff").figures() == [
                figure for one in wanted for figure in one.figures
            ]
            writer.commit([public])
            assert index.figures() == []
            writer.commit(wanted[:1])
            writer.commit(removed=["d1"])
            assert index.figures() == []

    def test_rebuilt_from_sql_it_answers_the_same(self, location: Location) -> None:
        made = [document(f"d{n}", f"cell {n}", f"gene {n}", "common words") for n in range(20)]
        with IndexWriter.open(location, RECIPE) as writer:
            writer.commit(made)
            index = Index.open(location)
            before = (dense(index, "gene 7", 60), index.lexical(words("gene", "7"), 60))
            writer.rebuild()
            after = (dense(index, "gene 7", 60), index.lexical(words("gene", "7"), 60))
        for old, new in zip(before, after, strict=True):
            assert {s.passage_id for s in old} == {s.passage_id for s in new}
            assert [s.score for s in new] == pytest.approx([s.score for s in old], abs=1e-5)

    def test_threads_share_a_reader_while_the_writer_works(self, location: Location) -> None:
        with IndexWriter.open(location, RECIPE) as writer:
            writer.commit([document("d0", "cell stays"), document("d1", "cell version 0")])
            index = Index.open(location)
            errors: list[Exception] = []
            done = threading.Event()

            def search() -> None:
                while not done.is_set():
                    try:
                        assert "cell stays" in everything(index)
                    except Exception as error:
                        errors.append(error)
                        return

            threads = [threading.Thread(target=search) for _ in range(4)]
            for thread in threads:
                thread.start()
            for version in range(1, 6):
                writer.commit([document("d1", f"cell version {version}")])
                writer.collect()
            done.set()
            for thread in threads:
                thread.join()
            assert errors == []
            assert everything(index) == {"cell stays", "cell version 5"}

    def test_recipes_are_never_mixed(self, location: Location) -> None:
        with IndexWriter.open(location, RECIPE) as writer:
            writer.commit([document("d1", "cell one")])
        index = Index.open(location, RECIPE)
        other = replace(RECIPE, model="hash-2")
        message = r"made with model hash-1 \(now hash-2\): run `hub ingest --rebuild`.*--data"
        with pytest.raises(IndexMismatch, match=message):
            Index.open(location, other)
        with pytest.raises(IndexMismatch, match=message):
            IndexWriter.open(location, other)

        with IndexWriter.open(location, other, fresh=True) as writer:
            assert writer.files() == []
            writer.commit([document("d2", "cell two")])
        assert everything(Index.open(location, other)) == {"cell two"}
        with pytest.raises(IndexMismatch, match=r"made with model hash-2 \(now hash-1\)"):
            dense(index, "cell")

    def test_without_an_ingestion_there_is_nothing_to_read(self, location: Location) -> None:
        with pytest.raises(IndexUnavailable, match="nothing is indexed yet: run `hub ingest`"):
            Index.open(location)
        assert not location.data.exists()
