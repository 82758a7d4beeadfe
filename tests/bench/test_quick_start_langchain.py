"""The LangChain side really reads, embeds, stores and finds."""

from pathlib import Path

from bench.quick_start_langchain import ask, ingest, time_questions


def test_what_is_ingested_is_found_again(tmp_path: Path) -> None:
    files, index = tmp_path / "files", tmp_path / "index"
    files.mkdir()
    sentence = "Cleanrooms keep cell therapies sterile. "
    (files / "long.md").write_text(sentence * 40, "utf-8")
    (files / "other.txt").write_text("Trains leave at noon.", "utf-8")
    (files / "ignored.yaml").write_text("title: Nothing", "utf-8")
    done = ingest(files, index)
    assert done["passages"] == 3
    assert done["characters"] == 40 * len(sentence) + len("Trains leave at noon.")
    assert ask(index, "When do trains go?").startswith("Trains leave at noon.")
    assert len(time_questions(index, ["one?", "two?"])) == 2
