"""What the comparison measures: the files that both read, and the questions."""

from collections import Counter
from pathlib import Path

from bench.quick_start import QUESTIONS, gather_files, load_questions
from ingest.language import detect


def test_files_are_the_pdf_and_markdown_of_the_corpus_with_their_sidecars(tmp_path: Path) -> None:
    count = gather_files(tmp_path)
    names = [path for path in tmp_path.rglob("*") if path.is_file()]
    documents = [path for path in names if path.suffix in {".pdf", ".md"}]
    assert len(documents) == count > 40
    assert {path.suffix for path in names} == {".pdf", ".md", ".yaml"}


def test_questions_are_asked_in_three_languages() -> None:
    questions = load_questions(QUESTIONS)
    assert len(questions) >= 60
    languages = Counter(detect(question) for question in questions)
    assert min(languages[language] for language in ("en", "es", "ca")) >= 15
