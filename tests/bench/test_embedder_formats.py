"""The table of forms, for a small model: a row each, the float one without loss."""

from pathlib import Path

import pytest

from bench import embedder_formats
from tests import small_bert


def test_every_form_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small_bert.save(tmp_path, embedder_formats.paragraphs())
    embedder_formats.main(tmp_path)
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert tuple(rows[0]) == embedder_formats.HEAD
    assert [row[0] for row in rows[2:]] == list(embedder_formats.FORMS)
    assert rows[2][4:] == ["1.0000", "1.0000"]
    assert all(0.9 < float(cell) <= 1 for row in rows[2:] for cell in row[4:])


def test_there_are_texts_enough() -> None:
    assert len(embedder_formats.paragraphs()) == embedder_formats.PARAGRAPHS
    assert len(embedder_formats.questions()) == embedder_formats.QUESTIONS
