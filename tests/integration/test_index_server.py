"""The same contract with the vectors in a real Chroma server, which two indexes may share."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from ingest.errors import IndexUnavailable
from ingest.index.entries import Location
from ingest.index.reader import Index
from ingest.index.writer import IndexWriter
from tests.fakes import RECIPE, document
from tests.ingest.index.contract import IndexContract, dense, everything

_START_SECONDS = 60


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    program = Path(sys.executable).with_name("chroma")
    command = [program, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "ANONYMIZED_TELEMETRY": "False"}
    with subprocess.Popen(command, cwd=folder, env=environment, **quiet) as process:
        url = f"http://127.0.0.1:{port}"
        _wait_for(f"{url}/api/v2/heartbeat")
        yield url
        process.terminate()


def _wait_for(url: str) -> None:
    for _ in range(_START_SECONDS * 10):
        try:
            urlopen(url).close()  # noqa: S310
            return
        except URLError:
            time.sleep(0.1)
    raise TimeoutError(url)


@pytest.fixture
def location(tmp_path: Path, server: str) -> Location:
    return Location(tmp_path / "data", chroma_url=server)


class TestServer(IndexContract):
    """The contract, with Chroma behind a URL."""


def test_two_indexes_on_one_server_do_not_know_of_each_other(
    location: Location, tmp_path: Path
) -> None:
    other = Location(tmp_path / "other", chroma_url=location.chroma_url)
    for place, text in ((location, "cell one"), (other, "cell two")):
        with IndexWriter.open(place, RECIPE) as writer:
            writer.commit([document("d1", text)])
    with IndexWriter.open(other, RECIPE) as writer:
        writer.rebuild()
    assert everything(Index.open(location)) == {"cell one"}
    assert len(dense(Index.open(location), "cell", 9)) == 1
    assert everything(Index.open(other)) == {"cell two"}


def test_an_index_moves_to_a_server_and_back(location: Location) -> None:
    embedded = Location(location.data)
    with IndexWriter.open(embedded, RECIPE) as writer:
        writer.commit([document("d1", "cell one"), document("d2", "cell two")])
    with IndexWriter.open(location, RECIPE) as writer:
        writer.commit([], ["d1"])
    assert everything(Index.open(location)) == {"cell two"}
    with IndexWriter.open(embedded, RECIPE):
        pass
    index = Index.open(embedded)
    assert everything(index) == {"cell two"}
    assert len(dense(index, "cell", 9)) == 1


def test_what_the_server_lost_is_given_to_it_again(location: Location) -> None:
    import chromadb

    with IndexWriter.open(location, RECIPE) as writer:
        writer.commit([document("d1", "cell one")])
        name = writer._state.collection("public")
    assert location.chroma_url is not None
    host, port = location.chroma_url.removeprefix("http://").split(":")
    chromadb.HttpClient(host, int(port)).delete_collection(name)
    index = Index.open(location)
    with pytest.raises(IndexUnavailable, match=r"the Chroma server at http://.* cannot be used"):
        dense(index, "cell")
    with IndexWriter.open(location, RECIPE):
        pass
    assert everything(index) == {"cell one"}
