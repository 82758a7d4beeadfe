"""Folders to an index that is up to date with them, whatever happened to the files meanwhile."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfWriter

from ingest.index.reader import Index
from ingest.pipeline import Progress, Summary, ingest
from ingest.sandbox import Sandbox
from tests.ingest.corpus import Corpus
from tests.ingest.loaders.pdf.drawn import draw


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    corpus = Corpus(tmp_path)
    yield corpus
    corpus.writer.close()


def counts(summary: Summary) -> tuple[int, int, int, int]:
    return summary.added, summary.changed, summary.removed, summary.unchanged


def test_files_are_added_changed_removed_and_left_alone(corpus: Corpus) -> None:
    corpus.write("a.md", "# Alpha", "One cell.", "## Part", "Two genes.")
    corpus.write("b.txt", "Three vectors.")
    corpus.write("c.txt", "Four banks.")
    first = corpus.ingest()
    assert counts(first) == (3, 0, 0, 0)
    assert first.embedded == first.passages == corpus.embedder.embedded > 3
    before = corpus.ids()

    corpus.write("b.txt", "Three vectors and more.")
    (corpus.folder / "c.txt").unlink()
    corpus.write("d.txt", "Five trials.")
    second = corpus.ingest()
    assert counts(second) == (1, 1, 1, 1)
    assert sorted(corpus.extractor.read) == ["b.txt", "d.txt"]
    assert {name: id_ for name, id_ in corpus.ids().items() if name != "d.txt"} == {
        name: id_ for name, id_ in before.items() if name != "c.txt"
    }

    third = corpus.ingest()
    assert counts(third) == (0, 0, 0, 3)
    assert (corpus.extractor.read, third.embedded) == ([], 0)
    assert third.passages == second.passages


def test_the_sandbox_reads_what_is_ingested(corpus: Corpus) -> None:
    corpus.write("a.md", "# Alpha", "One cell.")
    broken = corpus.write("b.pdf", "not a PDF")
    seen: list[Progress] = []
    with Sandbox() as sandbox:
        summary = ingest(
            [corpus.folder], corpus.writer, corpus.embedder, sandbox, on_progress=seen.append
        )
    assert counts(summary) == (1, 0, 0, 0)
    assert [path for path, _ in summary.failed] == [str(broken)]
    assert "content is" in summary.failed[0][1]
    assert (seen[-1].files, seen[-1].files_total, seen[-1].embedded) == (2, 2, summary.embedded)
    index = Index.open(corpus.location)
    (document,) = index.documents()
    stored = index.document(document.id)
    assert stored is not None and stored.text == "Alpha\n\nOne cell."
    vector = corpus.embedder.embed(["One cell."])[0]
    hits = index.found(scored.passage_id for scored in index.dense(vector, 9)).values()
    for hit in hits:
        assert hit.passage.text == stored.text[hit.passage.start : hit.passage.end]


def test_only_new_passages_are_embedded(corpus: Corpus) -> None:
    """Those behind an insertion move, and are not embedded again for it."""
    sections = [f"## Part {n}\n\nSentence number {n} is here." for n in range(8)]
    corpus.write("a.md", "# Alpha", *sections)
    assert corpus.ingest().embedded == 8
    corpus.write("a.md", "# Alpha", sections[0], "## New\n\nThis is new.", *sections[1:])
    summary = corpus.ingest()
    assert (summary.changed, summary.embedded, summary.passages) == (1, 1, 9)
    assert corpus.found()[0] == ("a.md",) * 9


def test_a_sidecar_moves_a_document_to_its_audience_without_a_model(corpus: Corpus) -> None:
    corpus.write("a.md", "# Alpha", "One cell.")
    corpus.write("b.md", "# Beta", "Two cells.")
    corpus.ingest()
    ids = corpus.ids()
    corpus.write("a.md.yaml", "audience: members")
    summary = corpus.ingest()
    assert (counts(summary), summary.embedded) == ((0, 1, 0, 1), 0)
    assert corpus.found() == [("b.md",), ("a.md", "b.md"), ("a.md", "b.md")]
    assert corpus.ids() == ids

    (corpus.folder / "a.md.yaml").unlink()
    assert counts(corpus.ingest()) == (0, 1, 0, 1)
    assert corpus.found()[0] == ("a.md", "b.md")


def test_a_moved_file_keeps_its_id_and_vectors(corpus: Corpus) -> None:
    path = corpus.write("a.md", "# Alpha", "One cell.")
    corpus.ingest()
    before = corpus.ids()["a.md"]
    (corpus.folder / "reports").mkdir()
    path.rename(corpus.folder / "reports" / "z.md")
    summary = corpus.ingest()
    assert (counts(summary), summary.embedded) == ((0, 1, 0, 0), 0)
    assert corpus.ids() == {"z.md": before}
    (document,) = corpus.writer.documents()
    assert (document.metadata.kind, Path(document.path).name) == ("report", "z.md")


def test_files_of_the_same_content_are_one_document(corpus: Corpus) -> None:
    one = corpus.write("a.md", "# Alpha", "One cell.")
    two = corpus.write("b.md", "# Alpha", "One cell.")
    summary = corpus.ingest()
    assert (counts(summary), summary.duplicates) == ((1, 0, 0, 0), ((str(two), str(one)),))
    document_id = corpus.ids()["a.md"]
    assert corpus.ids() == {"a.md": document_id, "b.md": document_id}
    assert corpus.found()[0] == ("a.md",)

    one.unlink()
    assert counts(corpus.ingest()) == (0, 1, 0, 0)
    assert corpus.ids() == {"b.md": document_id}
    assert corpus.found()[0] == ("b.md",)

    two.unlink()
    assert counts(corpus.ingest()) == (0, 0, 1, 0)
    assert corpus.found()[0] == ()


def test_an_id_is_not_given_twice(corpus: Corpus) -> None:
    """A file's id comes from its first content, which may come back in another file."""
    corpus.write("a.txt", "First content.")
    corpus.ingest()
    first = corpus.ids()["a.txt"]
    corpus.write("a.txt", "Other content here.")
    corpus.ingest()
    corpus.write("b.txt", "First content.")
    assert counts(corpus.ingest()) == (1, 0, 0, 1)
    assert corpus.ids()["a.txt"] == first != corpus.ids()["b.txt"]


def test_a_file_that_fails_now_keeps_what_was_read_before(corpus: Corpus) -> None:
    path = corpus.write("a.md", "# Alpha", "One cell.")
    corpus.write("b.txt", "Two genes.")
    corpus.ingest()
    before = corpus.state()
    path.write_bytes(b"%PDF-1.4 of a sort")
    for _ in range(2):
        summary = corpus.ingest()
        assert [Path(name).name for name, _ in summary.failed] == ["a.md"]
        assert counts(summary) == (0, 0, 0, 1)
        assert corpus.state() == before
    corpus.write("a.md", "# Alpha", "One cell, mended.")
    assert counts(corpus.ingest()) == (0, 1, 0, 1)
    path.unlink()
    assert counts(corpus.ingest()) == (0, 0, 1, 1)


def test_a_folder_that_cannot_be_looked_at_has_not_vanished(corpus: Corpus) -> None:
    corpus.write("reports/a.txt", "One cell.")
    corpus.write("b.txt", "Two genes.")
    corpus.ingest()
    before = corpus.state()
    shutil.move(corpus.folder, corpus.folder.with_name("elsewhere"))
    corpus.folder.symlink_to("not mounted")
    summary = corpus.ingest()
    assert [Path(name).name for name, _ in summary.failed] == ["corpus"]
    assert counts(summary) == (0, 0, 0, 2)
    assert corpus.state() == before


def test_only_what_was_named_is_looked_at(corpus: Corpus) -> None:
    """A folder under one that was ingested, or a file in it, is taken as part of the whole."""
    corpus.write("reports/a.txt", "One cell.")
    other = corpus.write("roadmaps/b.txt", "Two genes.")
    corpus.ingest()
    other.unlink()
    new = corpus.write("reports/c.txt", "Three banks.")
    assert counts(corpus.ingest(corpus.folder / "reports")) == (1, 0, 0, 2)
    assert counts(corpus.ingest(new)) == (0, 0, 0, 3)
    kinds = {Path(d.path).name: d.metadata.kind for d in corpus.writer.documents()}
    assert kinds == {"a.txt": "report", "b.txt": "roadmap", "c.txt": "report"}
    assert counts(corpus.ingest()) == (0, 0, 1, 2)


def test_a_file_written_just_now_is_looked_into_again(corpus: Corpus) -> None:
    """It may change once more within the same time stamp."""
    path = corpus.write("a.txt", "One cell.")
    os.utime(path)
    corpus.ingest()
    stamp = path.stat()
    path.write_text("Two cell.", "utf-8")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert counts(corpus.ingest()) == (0, 1, 0, 0)


def test_work_is_committed_in_batches(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was done before an interruption stays done."""
    monkeypatch.setattr("ingest.pipeline.BATCH_DOCUMENTS", 2)
    for n in range(7):
        corpus.write(f"{n}.txt", f"Number {n}.")

    def interrupt(progress: Progress) -> None:
        if progress.files == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([corpus.folder], corpus.writer, corpus.embedder, corpus.extractor,
               on_progress=interrupt)  # fmt: skip
    assert sorted(corpus.ids()) == ["0.txt", "1.txt", "2.txt", "3.txt"]
    summary = corpus.ingest()
    assert (counts(summary), summary.embedded) == ((3, 0, 0, 4), 3)


def test_an_encrypted_pdf_opens_with_its_sidecars_password_before_the_given_one(
    corpus: Corpus,
) -> None:
    for name, password in (("own", "1234"), ("given", "word"), ("wrong", "other")):
        path = draw(
            corpus.folder / f"{name}.pdf", lambda canvas: canvas.drawString(50, 700, "Text")
        )
        writer = PdfWriter(clone_from=path)
        writer.add_metadata({"/Title": f"The {name} one"})
        writer.encrypt(password, "owner", algorithm="AES-256")
        writer.write(path)
    corpus.write("own.pdf.yaml", "password: 1234")
    corpus.write("wrong.pdf.yaml", "password: word")
    given = "word"
    summary = ingest(
        [corpus.folder], corpus.writer, corpus.embedder, corpus.extractor, password=given
    )
    assert set(corpus.ids()) == {"own.pdf", "given.pdf"}
    ((refused, reason),) = summary.failed
    assert refused.endswith("wrong.pdf") and "does not open it" in reason


def test_a_folder_or_file_that_is_gone_leaves_the_index_when_named(corpus: Corpus) -> None:
    folder = corpus.folder / "c6"
    corpus.write("c6/a.txt", "Two genes.")
    corpus.write("c6/b.txt", "Three vectors.")
    file = corpus.write("c.txt", "Four banks.")
    corpus.write("stays.txt", "Five trials.")
    corpus.ingest(folder)
    corpus.ingest(file, corpus.folder / "stays.txt")
    shutil.rmtree(folder)
    summary = corpus.ingest(folder)
    assert (counts(summary), summary.failed) == ((0, 0, 2, 2), ())
    file.unlink()
    summary = corpus.ingest(file)
    assert (counts(summary), summary.failed) == ((0, 0, 1, 1), ())
    assert set(corpus.ids()) == {"stays.txt"}

    again = corpus.ingest(folder)
    assert again.failed == ((str(folder), "there is no such file or folder"),)
    assert (counts(again), again.reached) == ((0, 0, 0, 1), 0)


def test_what_was_reached_is_of_the_named_paths_and_could_be_read(corpus: Corpus) -> None:
    corpus.write("old/a.txt", "Two genes.")
    corpus.ingest()
    for name in ("bad/one.pdf", "bad/two.pdf"):
        corpus.write(name, "no PDF")
    summary = corpus.ingest(corpus.folder / "bad")
    assert len(summary.failed) == 1 and summary.reached == 0
    assert corpus.ingest().reached == 1
