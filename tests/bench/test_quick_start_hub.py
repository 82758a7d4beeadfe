"""This project's side answers from a real index."""

from pathlib import Path

import models
from api.composition import location, recipe
from api.settings import Settings
from bench.quick_start_hub import time_questions
from ingest.embedding import open_embedder
from ingest.index.writer import IndexWriter
from ingest.pipeline import ingest
from ingest.sandbox import Sandbox


def test_every_question_is_timed(tmp_path: Path) -> None:
    (tmp_path / "file.md").write_text("# Trains\n\nThe train leaves at noon.\n", "utf-8")
    embedder = open_embedder("", models.EMBEDDER)
    where = location(Settings.load(tmp_path / "data"))
    with IndexWriter.open(where, recipe(embedder)) as writer, Sandbox() as sandbox:
        ingest([tmp_path / "file.md"], writer, embedder, sandbox)
    assert len(time_questions(tmp_path / "data", ["When does it leave?", "Who?", "Quan?"])) == 3
