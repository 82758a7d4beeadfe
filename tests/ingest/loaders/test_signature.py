"""What a file's first bytes say it is, also when they are made to be hard to read."""

from pathlib import Path

import pytest

from ingest.loaders.signature import PLAIN_TEXT, identify

COMMENTS = "<!-- a comment -->\n" * 40


@pytest.mark.parametrize("end", ["", "<p>", "<!-- not closed", "words", " --> <html>"])
def test_many_comments_are_not_html_by_themselves(tmp_path: Path, end: str) -> None:
    path = tmp_path / "notes.md"
    path.write_text(COMMENTS + end)
    assert identify(path) == PLAIN_TEXT


@pytest.mark.parametrize("start", ["", "\n ", '<?xml version="1.0"?>\n', "\ufeff"])
@pytest.mark.parametrize("comments", ["", COMMENTS, "<!---->", "<!-- <html> - -- > -->"])
@pytest.mark.parametrize("tag", ["<!DOCTYPE html>", "<html lang='en'>", "<Body>"])
def test_html_is_known_behind_comments(tmp_path: Path, start: str, comments: str, tag: str) -> None:
    path = tmp_path / "page.txt"
    path.write_text(start + comments + tag, "utf-8")
    assert identify(path).suffix == ".html"
