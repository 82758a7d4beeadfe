"""A writer in one process, readers in another: each answer is of one state, the last state is seen."""

import subprocess
import sys
from pathlib import Path

from ingest.index.entries import Location
from ingest.index.reader import Index
from ingest.index.writer import IndexWriter
from tests.fakes import RECIPE, document
from tests.ingest.index.contract import dense, everything, texts

_ROOT = Path(__file__).parents[2]
_WRITE = """
import sys
from pathlib import Path
from ingest.index.entries import Location
from ingest.index.writer import IndexWriter
from tests.fakes import RECIPE, document
for version in range(1, 6):
    with IndexWriter.open(Location(Path(sys.argv[1])), RECIPE) as writer:
        many = [document(f"n{version}-{n}", f"many {n}") for n in range(60)]
        writer.commit([document("d1", f"cell version {version}"), *many])
        writer.commit(removed=[one.document.id for one in many])
"""


def test_readers_follow_a_writer_in_another_process(tmp_path: Path) -> None:
    location = Location(tmp_path / "data")
    with IndexWriter.open(location, RECIPE) as writer:
        writer.commit([document("d0", "cell stays"), document("d1", "cell version 0")])
    index = Index.open(location)
    versions = []
    with subprocess.Popen([sys.executable, "-c", _WRITE, location.data], cwd=_ROOT) as process:
        while process.poll() is None:
            found = texts(index, dense(index, "cell version", 100))
            assert "cell stays" in found
            versions += [text for text in found if text.startswith("cell version")]
    assert process.returncode == 0
    assert versions == sorted(versions)
    assert len(set(versions)) > 2
    assert everything(index) == {"cell stays", "cell version 5"}
    assert len(dense(index, "cell version", 100)) == 2
