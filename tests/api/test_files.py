"""Original files: their bytes, their ranges, and headers under which nothing in them runs."""

import os
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api.errors import Problem
from api.files import open_file
from ingest.scan import content_hash
from tests.api.scripted import PLAIN, Views

NAMES = list(PLAIN)
HASH = content_hash(Path(__file__))


def address(name: str) -> str:
    return f"/v1/documents/d{NAMES.index(name)}/file"


@pytest.mark.parametrize(
    ("name", "content_type", "disposition"),
    [
        ("note.md", "text/plain; charset=utf-8", 'inline; filename="note.md"'),
        ("table.csv", "text/plain; charset=utf-8", 'inline; filename="table.csv"'),
        ("page.html", "text/html; charset=utf-8", 'inline; filename="page.html"'),
        (
            "slides.pptx",
            "application/vnd.openxmlformats-officedocument",
            'attachment; filename="slides.pptx"',
        ),
        ("vector.svg", "image/svg+xml", 'attachment; filename="vector.svg"'),
        (
            "informe 2025 «ç».pdf",
            "application/pdf",
            "inline; filename*=utf-8''informe%202025%20%C2%AB%C3%A7%C2%BB.pdf",
        ),
    ],
)
def test_type_and_name(client: TestClient, name: str, content_type: str, disposition: str) -> None:
    response = client.get(address(name))
    assert response.text == PLAIN[name][1]
    assert response.headers["content-type"] == content_type
    assert response.headers["content-disposition"] == disposition
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["page.html", "vector.svg", "note.md", "slides.pptx"])
def test_nothing_but_a_pdf_leaves_the_sandbox(client: TestClient, name: str) -> None:
    policy = client.get(address(name)).headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "allow-scripts" not in policy and "script-src" not in policy


def test_a_pdf_may_show_itself_and_run_nothing(client: TestClient) -> None:
    policy = client.get(address(NAMES[5])).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "script" not in policy


def test_head_and_ranges(client: TestClient) -> None:
    pdf = address(NAMES[5])
    head = client.head(pdf)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["accept-ranges"] == "bytes"
    part = client.get(pdf, headers={"Range": "bytes=9-12"})
    assert (part.status_code, part.text) == (206, "0123")
    assert part.headers["content-range"] == f"bytes 9-12/{len(PLAIN[NAMES[5]][1])}"
    assert client.get(pdf, headers={"Range": "bytes=-4"}).text == "6789"
    assert client.get(pdf, headers={"Range": "bytes=15-"}).text == "6789"


@pytest.mark.parametrize("wanted", ["bytes=999-", "bytes=5-2", "bytes=x", "lines=1-2", "bytes=-"])
def test_a_range_that_makes_no_sense(client: TestClient, wanted: str) -> None:
    response = client.get(address("note.md"), headers={"Range": wanted})
    assert (response.status_code, response.json()["error"]["code"]) == (416, "bad_range")
    assert response.headers["content-range"].startswith("bytes */")


def test_a_file_that_is_gone(client: TestClient, views: Views, tmp_path: Path) -> None:
    (tmp_path / "files" / "note.md").unlink()
    response = client.get(address("note.md"))
    assert (response.status_code, response.json()["error"]["code"]) == (404, "file_gone")
    assert str(tmp_path) not in response.text
    (tmp_path / "files" / "table.csv").unlink()
    (tmp_path / "files" / "table.csv").mkdir()
    assert client.get(address("table.csv")).status_code == 404


def test_a_file_that_was_rewritten_is_not_sent(client: TestClient, tmp_path: Path) -> None:
    note = tmp_path / "files" / "note.md"
    assert client.get(address("note.md")).status_code == 200
    note.write_text("---\naudience: staff\n---\nOnly for staff", "utf-8")
    for response in (client.get(address("note.md")), client.head(address("note.md"))):
        assert response.status_code == 404 and "staff" not in response.text
    error = client.get(address("note.md"), headers={"Range": "bytes=0-3"}).json()["error"]
    assert error["code"] == "file_changed" and "next ingestion" in error["hint"]
    note.write_text(PLAIN["note.md"][1], "utf-8")
    assert client.get(address("note.md")).text == PLAIN["note.md"][1]


def test_other_bytes_of_the_same_size_and_time_are_not_sent(
    client: TestClient, tmp_path: Path
) -> None:
    table = tmp_path / "files" / "table.csv"
    assert client.get(address("table.csv")).status_code == 200
    before = table.stat()
    table.write_text("x,y\n8,9\n", "utf-8")
    os.utime(table, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert table.stat().st_size == before.st_size
    assert client.get(address("table.csv")).json()["error"]["code"] == "file_changed"


@pytest.mark.parametrize("suffix", [".yaml", ".yml"])
def test_a_sidecar_that_came_later_closes_the_file(
    client: TestClient, tmp_path: Path, suffix: str
) -> None:
    assert client.get(address("table.csv")).status_code == 200
    sidecar = tmp_path / "files" / f"table.csv{suffix}"
    sidecar.write_text("audience: staff\n", "utf-8")
    response = client.get(address("table.csv"))
    assert (response.status_code, response.json()["error"]["code"]) == (404, "file_changed")
    sidecar.unlink()
    assert client.get(address("table.csv")).status_code == 200


def content_type(path: Path) -> str:
    return open_file(path, "text/markdown", content_hash(path), None).headers["content-type"]


def test_text_in_another_encoding_is_not_called_utf8(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_bytes("Teràpies".encode("latin-1"))
    assert content_type(tmp_path / "note.md") == "text/plain"


def test_a_letter_at_the_samples_end_does_not_hide_utf8(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("x" + "à" * 70_000, "utf-8")
    assert content_type(tmp_path / "note.md").endswith("charset=utf-8")


@given(st.text(max_size=30).map("bytes={}".format) | st.from_regex(r"bytes=[0-9, -]{0,12}"))
def test_no_range_header_breaks_the_file(header: str) -> None:
    here = Path(__file__)
    try:
        assert open_file(here, "text/plain", HASH, header).status_code == 200
    except Problem as problem:
        assert problem.status == 416
