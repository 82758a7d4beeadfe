from itertools import islice
from pathlib import Path

from models.recipes.embedder_texts import (
    TOKENS,
    batches,
    kept_pairs,
    matters,
    paragraph_pairs,
    sentence_pairs,
)
from models.recipes.paragraphs import is_held_back, paragraphs, read_lines


def test_sentences_come_with_their_english(data: Path) -> None:
    pairs = sentence_pairs(data, same=10)
    assert all(pair.english for pair in pairs)
    assert {"es", "ca"} <= {pair.text.split()[0] for pair in pairs}
    assert ("planta", "plant") in {(pair.text, pair.english) for pair in pairs}


def test_paragraphs_of_held_back_articles_are_not_learned(data: Path, translations: Path) -> None:
    held = {p.text for p in paragraphs(data, translations, held_back=True)}
    assert held
    assert not held & {pair.text for pair in paragraph_pairs(data, translations)}
    told = {text for one in matters(data, translations) for text in one.passage.values()}
    assert not held & told


def test_one_question_has_all_its_languages(data: Path, translations: Path) -> None:
    every = matters(data, translations)
    squad = [m for m in every if m.passage_id.startswith("qa.squad2")]
    assert squad and all(set(m.question) == set(m.passage) == {"en", "es", "ca"} for m in squad)
    (gout,) = [m for m in every if m.question.get("en") == "What is gout?"]
    assert gout.question["ca"] == "Què és la gota?"


def test_english_is_kept_as_it_is_but_for_claims_held_back(data: Path, translations: Path) -> None:
    pairs = kept_pairs(data, translations)
    assert pairs and all(pair.text == pair.english for pair in pairs)
    rows = read_lines(data / "retrieval.scifact.train.jsonl.xz")
    claims = {str(row["claim"]) for row in rows}
    learned = claims & {pair.text for pair in pairs}
    assert learned == {claim for claim in claims if not is_held_back(claim)} != claims


def test_claims_come_with_an_abstract_that_has_evidence(data: Path, translations: Path) -> None:
    science = [one for one in matters(data, translations) if one.topic == "science"]
    assert science and all(not is_held_back(one.question["en"]) for one in science)


def test_batches_of_every_kind_come_within_their_size(data: Path, translations: Path) -> None:
    drawn = list(islice(batches(data, translations, same=10), 60))
    asked = [batch for batch in drawn if batch.passages]
    assert 10 < len(asked) < 50
    for batch in asked:
        assert len(batch.texts) == len(batch.passages)
        assert len({pair.text for pair in batch.passages}) == len(batch.passages)
    for batch in drawn:
        if not batch.passages:
            assert sum(len(pair.text) / 4 + 3 for pair in batch.texts[:-1]) < TOKENS * 1.2
