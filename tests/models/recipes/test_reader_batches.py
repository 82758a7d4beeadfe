from pathlib import Path

import pytest
from tokenizers import Tokenizer

from models.recipes.reader_batches import BATCH, UNKNOWN, WINDOW, batches, encode, opened
from models.recipes.reader_example import Example

EXAMPLE = Example(
    "Where is the plant?",
    "The plant",
    ("It makes vectors.", "The plant is in Vic.", "It was founded in 2010."),
    frozenset((1,)),
    ((1, 16, 19),),
    "test",
)


@pytest.fixture
def tokenizer(tiny: Path) -> Tokenizer:
    return opened(Tokenizer.from_file(str(tiny / "tokenizer.json")))


def test_each_token_of_the_passage_has_its_sentence(tokenizer: Tokenizer) -> None:
    batch = encode([EXAMPLE], tokenizer)
    tokens = tokenizer.encode(EXAMPLE.question, "The plant\n" + " ".join(EXAMPLE.sentences)).tokens
    of = batch.sentence_of[0].tolist()
    told = [[t for t, row in zip(tokens, of, strict=True) if row == n] for n in range(3)]
    assert told[1] == ["the", "plant", "[UNK]", "in", "vic", "."]
    assert told[0][0] == told[2][0] == "it"
    question_and_context = tokens.index("[SEP]") + 3
    assert set(of[:question_and_context]) == {-1} and of[-1] == -1


def test_the_answer_is_marked_in_sentence_and_tokens(tokenizer: Tokenizer) -> None:
    batch = encode([EXAMPLE], tokenizer)
    assert batch.answering.tolist() == [[0, 1, 0]]
    assert batch.answers.tolist() == [1]
    ids = batch.ids[0][batch.answer_token[0]].tolist()
    assert tokenizer.decode(ids) == "vic"


def test_what_is_not_known_is_not_taught(tokenizer: Tokenizer) -> None:
    unknown = Example("Who?", "", ("A plant.",), None, (), "test")
    batch = encode([EXAMPLE, unknown], tokenizer)
    assert batch.answering[1].tolist() == [UNKNOWN] * 3
    assert batch.answers.tolist() == [1, 1]


def test_a_sentence_past_the_window_is_not_taught(tokenizer: Tokenizer) -> None:
    long = Example("Who?", "", ("plant " * WINDOW, "In Vic."), frozenset(), (), "test")
    batch = encode([long], tokenizer)
    assert batch.ids.shape[1] == WINDOW
    assert batch.answering.tolist() == [[0, UNKNOWN]]


def test_every_example_comes_in_a_batch_of_like_length(tokenizer: Tokenizer) -> None:
    many = [Example("Who?", "", ("plant " * n + ".",), frozenset(), (), "t") for n in range(1, 65)]
    found = list(batches(many, tokenizer))
    lengths = sorted(int(n) for batch in found for n in batch.mask.sum(1))
    assert len(lengths) == len(many) and len(found) == len(many) // BATCH
    for batch in found:
        sizes = batch.mask.sum(1)
        assert int(sizes.max() - sizes.min()) < BATCH
    assert lengths == sorted(len(tokenizer.encode("Who?", f"\n{one.sentences[0]}")) for one in many)
