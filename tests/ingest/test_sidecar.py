from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.sidecar import is_sidecar, password_of, read_sidecar, sidecar_of
from tests.ingest.samples import write


def test_a_sidecar_is_found_and_read(tmp_path: Path) -> None:
    report = write(tmp_path / "a.pdf", "x")
    assert sidecar_of(report) is None
    assert read_sidecar(report) == {}
    beside = write(tmp_path / "a.pdf.yaml", "\ufeffTitle: Informe\naudience: staff\n")
    assert sidecar_of(report) == beside
    assert is_sidecar(beside)
    assert read_sidecar(report) == {"title": "Informe", "audience": "staff"}


def test_a_yaml_file_beside_nothing_is_no_sidecar(tmp_path: Path) -> None:
    assert not is_sidecar(write(tmp_path / "a.pdf.yaml", ""))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("audience: [", "sidecar is not valid YAML .line"),
        ("- a\n- b", "key: value"),
        ("audiences: staff", "did you mean audience"),
        ("author: me", 'key "author"'),
        ("title: a\ntitle: b", "twice"),
        (b"title: \xff", "UTF-8"),
        ("a: " + "x" * 200_000, "longer"),
        ("x" * 2_000_000, "larger"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]", 'key "a"'),
    ],
)
def test_a_bad_sidecar_is_an_error(tmp_path: Path, content: str | bytes, message: str) -> None:
    report = write(tmp_path / "a.pdf", "x")
    write(tmp_path / "a.pdf.yaml", content)
    with pytest.raises(UnreadableFile, match=message) as caught:
        read_sidecar(report)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "password"), [("password: open sesame", "open sesame"), ("password: 1234", "1234")]
)
def test_password(tmp_path: Path, content: str, password: str) -> None:
    report = write(tmp_path / "a.pdf", "x")
    assert password_of(read_sidecar(report)) is None
    write(tmp_path / "a.pdf.yaml", content)
    assert password_of(read_sidecar(report)) == password


def test_another_suffix_is_not_overlooked(tmp_path: Path) -> None:
    report = write(tmp_path / "a.pdf", "x")
    write(tmp_path / "a.pdf.yml", "audience: staff")
    with pytest.raises(UnreadableFile, match="rename"):
        sidecar_of(report)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    report = write(tmp_path / "a.pdf", "x")
    (tmp_path / "a.pdf.yaml").mkdir()
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read_sidecar(report)
