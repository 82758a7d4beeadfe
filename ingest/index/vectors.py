"""Vectors in Chroma, embedded or behind a URL: ids and vectors in, nearest ids out, nothing else.

The only module that knows Chroma. It is imported at first use (0.7 s), and what it raises becomes
IndexUnavailable here.
"""

import itertools
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from ingest.errors import IndexUnavailable
from ingest.index.entries import Location, Scored

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api import ClientAPI

FOLDER = "chroma"
# How widely Chroma looks about: 98% of the true 50 nearest of 10,000 found, 95% with its default.
_EF_SEARCH = 200
_openings = itertools.count(1)


class VectorStore:
    """A connection to Chroma. Threads may share one.

    An embedded store answers from what it has in memory: to see what another process wrote since,
    open a new one.
    """

    def __init__(self, client: "ClientAPI", hint: str) -> None:
        self._client = client
        self._hint = hint
        # Searches may still run in other threads when a newer store takes over.
        self._close = weakref.finalize(self, _close, client)

    @classmethod
    def open(cls, location: Location) -> "VectorStore":
        """Connect to the server if one is set, else open the data folder's own store."""
        url = location.chroma_url
        hint = f"the Chroma server at {url}" if url else f"the vectors in {location.data / FOLDER}"
        with _translated(hint):
            client = _remote(url) if url else _embedded(location.data / FOLDER)
            return cls(client, hint)

    def collection(self, name: str) -> "VectorCollection":
        """An existing collection."""
        with _translated(self._hint):
            collection = self._client.get_collection(name, embedding_function=None)
        return VectorCollection(self, collection, self._hint)

    def ensure(self, name: str) -> "VectorCollection":
        """A collection, made if there is none; distances are cosines."""
        with _translated(self._hint):
            collection = self._client.get_or_create_collection(
                name,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": _EF_SEARCH}},
            )
        return VectorCollection(self, collection, self._hint)

    def drop_others(self, prefix: str, keep: Iterable[str]) -> None:
        """Delete the collections of that prefix but those to keep."""
        with _translated(self._hint):
            names = {collection.name for collection in self._client.list_collections()}
            for name in names - set(keep):
                if name.startswith(prefix):
                    self._client.delete_collection(name)

    def batches(self, ids: Sequence[str]) -> Iterator[Sequence[str]]:
        """The ids in the largest batches that Chroma takes."""
        with _translated(self._hint):
            size = self._client.get_max_batch_size()
        for start in range(0, len(ids), size):
            yield ids[start : start + size]

    def close(self) -> None:
        self._close()


class VectorCollection:
    """One collection: all that a reader of one audience gets."""

    def __init__(self, store: VectorStore, collection: "Collection", hint: str) -> None:
        self._store = store
        self._collection = collection
        self._hint = hint

    def search(self, vector: NDArray[np.float32], k: int) -> list[Scored]:
        """The k nearest, best first; scores are cosines."""
        with _translated(self._hint):
            result = self._collection.query(
                query_embeddings=vector[np.newaxis], n_results=k, include=["distances"]
            )
        if not result["ids"][0] and self.count():
            # While another process writes, Chroma may find nothing among much.
            raise IndexUnavailable(f"{self._hint} are being written to; try again")
        distances = result["distances"]
        assert distances is not None  # noqa: S101  (asked for)
        return [
            Scored(id_, 1.0 - distance)
            for id_, distance in zip(result["ids"][0], distances[0], strict=True)
        ]

    def ids(self) -> set[str]:
        with _translated(self._hint):
            return set(self._collection.get(include=[])["ids"])

    def count(self) -> int:
        with _translated(self._hint):
            return self._collection.count()

    def add(
        self, ids: Sequence[str], vectors_of: Callable[[Sequence[str]], NDArray[np.float32]]
    ) -> None:
        """Store vectors, asked for in batches; ids that are there already are replaced."""
        for batch in self._store.batches(ids):
            vectors = vectors_of(batch)
            with _translated(self._hint):
                self._collection.upsert(ids=list(batch), embeddings=vectors)

    def remove(self, ids: Sequence[str]) -> None:
        for batch in self._store.batches(ids):
            with _translated(self._hint):
                self._collection.delete(ids=list(batch))


def _close(client: "ClientAPI") -> None:
    # Not declared by ClientAPI, yet both kinds of client have it.
    client.close()  # type: ignore[attr-defined]


def _embedded(folder: Path) -> "ClientAPI":
    from chromadb import PersistentClient
    from chromadb.config import Settings

    folder.mkdir(parents=True, exist_ok=True)
    path = _spelled(folder, next(_openings))
    return PersistentClient(path, settings=Settings(anonymized_telemetry=False))


def _spelled(folder: Path, number: int) -> str:
    """The path of a folder, spelled as only this number is: its binary digits as "./" and "/".

    Within a process Chroma shares one store between clients of the same path, with its memory of
    what was read; a path spelled anew each time gives each client its own, and stays short.
    """
    return f"{folder}/" + f"{number:b}".replace("1", "./").replace("0", "/")


def _remote(url: str) -> "ClientAPI":
    from chromadb import HttpClient
    from chromadb.config import Settings

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise IndexUnavailable(f"{url} is not the address of a Chroma server: http://HOST:PORT")
    return HttpClient(
        host=parts.hostname,
        port=parts.port or (443 if parts.scheme == "https" else 8000),
        ssl=parts.scheme == "https",
        settings=Settings(anonymized_telemetry=False),
    )


@contextmanager
def _translated(hint: str) -> Iterator[None]:
    # Chroma's errors have no one root: they are its own, httpx's, ValueError, AttributeError.
    try:
        yield
    except IndexUnavailable:
        raise
    except Exception as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise IndexUnavailable(
            f"{hint} cannot be used ({reason}); `hub doctor` says how to mend it"
        ) from error
