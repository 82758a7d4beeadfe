"""A crash at any moment of a commit leaves the old state or the new one, and no debris for long."""

import subprocess
import sys
from pathlib import Path

from ingest.documents import Document
from ingest.index.entries import Location
from ingest.index.reader import Index
from ingest.index.state import AUDIENCES
from ingest.index.terms import TermIndex
from ingest.index.vectors import VectorStore
from ingest.index.writer import IndexWriter
from tests.fakes import RECIPE
from tests.ingest.index.contract import everything

_ROOT = Path(__file__).parents[2]


def test_crashes_all_along_a_commit(tmp_path: Path) -> None:
    script = [sys.executable, "-m", "tests.integration.crash_writer", tmp_path]
    subprocess.run(script, check=True, cwd=_ROOT)
    old, new = contents(tmp_path / "old"), contents(tmp_path / "new")
    assert old[1] == [f"member-{n}" for n in range(4)]
    assert new[1] == ["member-3", "member-one"]
    left = []
    for data in sorted(path for path in tmp_path.iterdir() if path.name.isdigit()):
        left.append(contents(data))
        with IndexWriter.open(Location(data), RECIPE):
            pass
        assert contents(data) == left[-1], data.name
        assert_no_debris(data)
        if left[-1] == new:
            assert not [p for p in data.rglob("*") if p.is_file() and b"gene d0" in p.read_bytes()]
    assert all(state in (old, new) for state in left)
    assert old in left and new in left


def contents(data: Path) -> tuple[list[Document | None], list[str], set[str], set[str]]:
    """What readers get: documents with their texts, members, and what searches find."""
    staff, public = (Index.open(Location(data), RECIPE, who) for who in ("staff", "public"))
    documents = [staff.document(document.id) for document in staff.documents()]
    members = [member.id for member in staff.members()]
    found = (everything(staff), everything(public))
    assert found[0] == {line for d in documents if d is not None for line in d.text.split("\n")}
    staff.close()
    public.close()
    return documents, members, *found


def assert_no_debris(data: Path) -> None:
    """Both derived indexes hold just what SQL holds."""
    location = Location(data)
    writer = IndexWriter.open(location, RECIPE)
    state, documents = writer._state, writer.documents()
    store = VectorStore.open(location)
    for audience in AUDIENCES:
        ids = sorted(
            entry.passage.id
            for document in documents
            if document.metadata.audience == audience
            for entry in writer.entries(document.id)
        )
        assert sorted(store.collection(state.collection(audience)).ids()) == ids
        assert sorted(TermIndex.open(state.term_folder(data, audience)).ids()) == ids
    writer.close()
