"""What each step puts first over a small real index, and the table made of it."""

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.retrieval_evaluation import STEPS, steps
from bench.held_back import HeldBack
from bench.reading import HEADINGS, SENTENCE, TEXT, Row, first_told, main, measure, nearest, report
from ingest.index.reader import Index
from models.recipes.reader_gather import paragraph_of
from tests.bench.conftest import HARBOUR
from tests.fakes import HashEmbedder


def test_each_step_tells_a_passage_and_one_of_its_sentences(
    english: tuple[Index, HeldBack],
) -> None:
    index, _ = english
    looked = steps(
        "When was the old lighthouse built?", Assistant.open(index, HashEmbedder()), index
    )
    told = first_told(looked)
    assert len(told) == len(STEPS)
    for found, span in told:
        assert span in found.passage.sentences
    assert told[-1][1] == looked.sentences[0].span


def test_the_nearest_sentence_is_the_one_with_the_question_s_words(
    english: tuple[Index, HeldBack],
) -> None:
    index, questions = english
    for words, start in (("ships wait", 0), ("the old lighthouse", HARBOUR.index("The old"))):
        vector = HashEmbedder().embed([words])[0]
        every = index.found(one.passage_id for one in index.dense(vector, 9)).values()
        (harbour,) = (f for f in every if paragraph_of(f) == questions.answerable[0].paragraph)
        assert nearest(harbour, vector).start == start


def test_right_texts_and_right_sentences_are_counted(english: tuple[Index, HeldBack]) -> None:
    index, questions = english
    assistant = Assistant.open(index, HashEmbedder())
    texts, sentences = measure("English", questions.answerable, assistant, index)
    assert (texts.measure, sentences.measure) == (TEXT, SENTENCE)
    assert (texts.questions, len(texts.values)) == (2, len(STEPS))
    # The words of both questions stand in this paragraph alone.
    assert texts.values[STEPS.index("fused")] == 1.0
    assert all(right <= text for right, text in zip(sentences.values, texts.values, strict=True))
    (none, none_either) = measure("Adversarial", questions.adversarial, assistant, index)
    assert none.values[STEPS.index("fused")] == 1.0
    assert none_either.values == (0.0,) * len(STEPS)


def test_the_last_rows_are_the_means_of_the_sets() -> None:
    rows = [
        Row("one", 10, TEXT, (0.5, 0.6, 0.7)),
        Row("one", 10, SENTENCE, (0.1, 0.2, 0.3)),
        Row("two", 20, TEXT, (0.7, 0.8, 0.9)),
        Row("two", 20, SENTENCE, (0.3, 0.4, 0.5)),
    ]
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in report(rows).splitlines()]
    assert lines[0][3:] == list(HEADINGS.values())
    assert lines[-2][1:] == ["30", TEXT, "0.600", "0.700", "0.800"]
    assert lines[-1][1:] == ["30", SENTENCE, "0.200", "0.300", "0.400"]


def test_data_to_table(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(data)
    table = capsys.readouterr().out.splitlines()[2:]
    assert len(table) == 2 * 5 + 2
    assert [line.split("|")[2].strip() for line in table[::2]] == ["2", "1", "1", "1", "1", "6"]
