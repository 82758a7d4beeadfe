"""The connection to Chroma: clients that see each other's work, and errors that say what is wrong."""

import itertools
import os
import socket
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import IndexUnavailable
from ingest.index import vectors as module
from ingest.index.entries import Location
from ingest.index.vectors import VectorStore


def test_a_store_opened_anew_sees_what_another_wrote(tmp_path: Path) -> None:
    """Chroma's own memory of a collection does not: it is why readers open a new store."""
    location = Location(tmp_path)
    writer = VectorStore.open(location)
    vectors = np.eye(4, dtype=np.float32)
    ids = ["a", "b", "c", "d"]
    writer.ensure("one-1").add(ids[:2], lambda batch: vectors[: len(batch)])
    early = VectorStore.open(location).collection("one-1")
    assert early.search(vectors[0], 9)[0].passage_id == "a"

    writer.ensure("one-1").add(ids[2:], lambda batch: vectors[2:])
    writer.ensure("one-1").remove(["a"])
    late = VectorStore.open(location).collection("one-1")
    assert {s.passage_id for s in late.search(vectors[2], 9)} == {"b", "c", "d"}
    assert late.ids() == {"b", "c", "d"} and late.count() == 3
    best = late.search(vectors[2], 1)[0]
    assert (best.passage_id, best.score) == ("c", pytest.approx(1.0))


def test_every_opening_spells_the_path_anew_and_keeps_it_short(tmp_path: Path) -> None:
    spelled = [module._spelled(tmp_path, number) for number in range(1, 5_000)]
    assert len(set(spelled)) == len(spelled)
    assert max(map(len, spelled)) < len(str(tmp_path)) + 30
    assert all(os.path.samefile(path, tmp_path) for path in spelled[::500])


def test_a_store_finds_its_vectors_after_thousands_of_openings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    eye = np.eye(3, dtype=np.float32)
    VectorStore.open(Location(tmp_path)).ensure("one-1").add(["a", "b"], lambda batch: eye[:2])
    monkeypatch.setattr(module, "_openings", itertools.count(1_000_000))
    writer = VectorStore.open(Location(tmp_path))
    writer.ensure("one-1").add(["c"], lambda batch: eye[2:])
    for _ in range(5):
        store = VectorStore.open(Location(tmp_path))
        found = store.collection("one-1").search(eye[2], 3)
        assert found[0].passage_id == "c" and {s.passage_id for s in found} == {"a", "b", "c"}
        store.close()
    writer.close()


def test_other_editions_are_dropped(tmp_path: Path) -> None:
    store = VectorStore.open(Location(tmp_path))
    for name in ("hub-x-1", "hub-x-2", "hub-y-1"):
        store.ensure(name)
    store.drop_others("hub-x-", ["hub-x-2"])
    with pytest.raises(IndexUnavailable, match="cannot be used"):
        store.collection("hub-x-1")
    assert [store.collection(name).count() for name in ("hub-x-2", "hub-y-1")] == [0, 0]


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://localhost", "http://"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(IndexUnavailable, match="is not the address of a Chroma server"):
        VectorStore.open(Location(tmp_path, chroma_url=url))


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(IndexUnavailable, match=f"the Chroma server at {url} cannot be used"):
        VectorStore.open(Location(tmp_path, chroma_url=url))
