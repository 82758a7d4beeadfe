"""What comes of questions with and without an answer, and the curves and table made of it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

import models
from assistant.evidence import THRESHOLD
from assistant.lexicon import Lexicon
from assistant.reading import Reader
from assistant.retrieval import Retriever
from bench.abstention import PANELS, Answered, answers, main, panels, report
from bench.coverage import Decided, Point
from bench.held_back import HeldBack
from ingest.index.reader import Index
from tests.fakes import HashEmbedder

FIELD, TRICKS = PANELS


def test_every_kind_of_question_is_asked(english: tuple[Index, HeldBack]) -> None:
    index, questions = english
    retriever = Retriever(index, HashEmbedder(), Lexicon.open(models.LEXICON))
    found = answers(questions, retriever, Reader.open(models.READER))
    kinds = [one.kind for one in found]
    assert kinds == ["asked", "asked", "taken away", "adversarial", "stranger"]
    assert [one.decided.answerable for one in found] == [kind == "asked" for kind in kinds]
    assert not any(one.decided.right for one in found if one.kind != "asked")
    assert all(0 <= one.decided.probability <= 1 for one in found)


def answered(kind: str, probability: float, *, right: bool = False) -> Sequence[Answered]:
    return [Answered(kind, Decided(kind == "asked", probability, right))] * 30


def test_a_panel_has_its_own_unanswerable_questions() -> None:
    sure, unsure = THRESHOLD + 0.1, THRESHOLD - 0.1
    asked = answered("asked", sure, right=True)
    both = [*asked, *answered("stranger", unsure), *answered("adversarial", sure)]
    found = panels({"both": both, "one": [*asked, *answered("taken away", sure)]})
    assert found[FIELD]["both"].shipped == Point(1.0, 0.0)
    assert found[FIELD]["one"].shipped == Point(1.0, 0.5)
    assert found[TRICKS].keys() == {"both"}
    assert found[TRICKS]["both"].shipped == Point(1.0, 0.5)
    cells = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in report(found).splitlines()
    ]
    assert cells[2:] == [
        ["both", FIELD, "1.000", "0.000"],
        ["one", FIELD, "1.000", "0.500"],
        ["both", TRICKS, "1.000", "0.500"],
    ]


def test_data_to_picture_and_table(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(data, tmp_path / "picture.svg")
    table = capsys.readouterr().out.splitlines()[2:]
    sets = [line.split("|")[1].strip() for line in table]
    assert sets == [
        "SQuAD 2, English",
        "SQuAD 2, Spanish to English",
        "SQuAD 2, Spanish",
        "SQuAD 2, English to Spanish",
        "ViquiQuAD, Catalan",
        *sets[:4],
    ]
    picture = (tmp_path / "picture.svg").read_text("utf-8")
    assert all(name in picture for name in sets)
