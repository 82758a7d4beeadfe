"""Packages as npm makes them are measured, and ours beside them."""

import io
import tarfile
from pathlib import Path

import pytest

from bench import widget_size
from bench.widget_size import LOADED, Loaded, others, table


def pack(folder: Path, name: str, files: dict[str, bytes]) -> None:
    with tarfile.open(folder / f"{name}-1.0.0.tgz", "w:gz") as archive:
        for path, body in files.items():
            member = tarfile.TarInfo(path)
            member.size = len(body)
            archive.addfile(member, io.BytesIO(body))


def test_the_files_that_a_page_loads_are_counted(tmp_path: Path) -> None:
    pack(tmp_path, "n8n-chat", {path: b"x" * 1500 for path in LOADED["n8n-chat"]} | {"other": b"y"})
    (found,) = others(tmp_path)
    assert found.name == "n8n-chat-1.0.0" and list(map(len, found.files)) == [1500, 1500]
    lines = table([Loaded("this project", (b"x" * 1500,)), found]).splitlines()
    assert lines[2].split("|")[-2].strip() == "1.0" and lines[3].split("|")[-2].strip() == "2.0"


def test_a_folder_without_packages_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["widget_size", str(tmp_path)])
    with pytest.raises(SystemExit, match="npm pack"):
        widget_size.main()
