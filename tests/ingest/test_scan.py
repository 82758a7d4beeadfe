import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.scan import Failure, SourceFile, content_hash, printable, scan
from tests.ingest.samples import write

NOBODY = 65534


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that a user without rights can enter, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def without_rights() -> Iterator[None]:
    """Permissions do not hold root back: as root, become nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def names(*paths: Path) -> list[str]:
    return [file.path.name for file in scan(paths).files]


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.PDF", "c.jpg", ".d.md", "~$e.docx", "a.PDF.yaml", "sub/f.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, "x")
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".git" / "g.md", "x")
    found = scan([tmp_path])
    assert [file.path.name for file in found.files] == ["a.PDF", "b.md", "f.txt"]
    assert {file.root for file in found.files} == {tmp_path}
    assert found.failures == ()


def test_a_file_is_listed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.md", "x")
    monkeypatch.chdir(tmp_path)
    found = scan([tmp_path, Path("a.md"), tmp_path / "." / "a.md"])
    assert found.files == (SourceFile(path, tmp_path),)
    assert scan([Path("a.md")]).files == (SourceFile(path, tmp_path),)


def test_named_files_that_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "x")
    picture = write(tmp_path / "a.jpg", "x")
    sidecar = write(tmp_path / "a.md.yaml", "x")
    missing = tmp_path / "missing.pdf"
    found = scan([picture, sidecar, missing])
    assert found.files == ()
    reasons = {failure.path: failure.reason for failure in found.failures}
    assert "not read" in reasons[picture]
    assert "a.md" in reasons[sidecar]
    assert reasons[missing] == "there is no such file or folder"


def test_links(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    (folder / "sub").mkdir(parents=True)
    write(folder / "sub" / "a.md", "x")
    (folder / "sub" / "loop").symlink_to(folder)
    outside = tmp_path / "outside"
    outside.mkdir()
    write(outside / "b.md", "x")
    (folder / "linked").symlink_to(outside)
    (folder / "broken.md").symlink_to(tmp_path / "nothing")
    found = scan([folder])
    assert sorted(file.path.name for file in found.files) == ["a.md", "b.md"]
    assert found.failures == (Failure(folder / "broken.md", "there is no such file or folder"),)


def test_pipes_do_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert scan([tmp_path]).failures[0].reason == "it is not a regular file"


def test_permissions(open_folder: Path) -> None:
    write(open_folder / "a.md", "x").chmod(0)
    (open_folder / "closed").mkdir(mode=0)
    write(open_folder / "b.md", "x").chmod(0o644)
    with without_rights():
        found = scan([open_folder])
        with pytest.raises(UnreadableFile, match="permissions"):
            content_hash(open_folder / "a.md")
    (open_folder / "closed").chmod(0o755)
    assert [file.path.name for file in found.files] == ["b.md"]
    assert {failure.path.name for failure in found.failures} == {"a.md", "closed"}
    assert {failure.reason for failure in found.failures} == {"its permissions forbid reading it"}


def test_odd_names(tmp_path: Path) -> None:
    odd = ["a\nb.md", "gènica–«x» ü.md", "\u202efdp.md", " .md", "'; DROP TABLE--.md", "%s.md"]
    for name in odd:
        write(tmp_path / name, "x")
    broken = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.md"))
    write(broken, "x")
    found = scan([tmp_path])
    assert sorted(file.path.name for file in found.files) == sorted(odd)
    assert found.failures == (Failure(broken, "its name is not valid UTF-8; rename it"),)
    for path in (broken, *(file.path for file in found.files)):
        shown = printable(path)
        assert shown.isprintable()
        shown.encode()


def test_printable() -> None:
    assert printable(Path("a\nb\u202e\udcff–é.md")) == "a\\nb\\u202e\\udcff–é.md"


def test_hash_is_of_file_and_sidecar(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "text")
    plain = content_hash(path)
    assert content_hash(write(tmp_path / "b.md", "text")) == plain
    write(tmp_path / "a.md.yaml", "")
    with_empty_sidecar = content_hash(path)
    write(tmp_path / "a.md.yaml", "title: T")
    with_sidecar = content_hash(path)
    write(tmp_path / "a.md.yaml", "itle: T")
    write(tmp_path / "a.md", "textt")
    assert len({plain, with_empty_sidecar, with_sidecar, content_hash(path)}) == 4


def test_documents_of_other_kinds_are_named_and_pictures_passed_over(tmp_path: Path) -> None:
    for name in ("old.doc", "open.odt", "photo.png", "~$old.docx", "note.md"):
        write(tmp_path / name, "text")
    found = scan([tmp_path])
    assert [file.path.name for file in found.files] == ["note.md"]
    assert [failure.path.name for failure in found.failures] == ["old.doc", "open.odt"]
    assert ".docx" in found.failures[0].reason
