"""Words that a statement may exchange for its source's, and words that it may not."""

from assistant.generation.equivalents import adds_nothing, means_one_of


def test_words_of_one_meaning_stand_for_each_other() -> None:
    assert means_one_of("manufactures", {"produces", "vectors"})
    assert means_one_of("capto", {"raised"})
    assert not means_one_of("buys", {"produces"})
    assert not means_one_of("vectors", {"vectors"})


def test_words_that_claim_nothing() -> None:
    assert adds_nothing("also") and adds_nothing("actualmente") and adds_nothing("segons")
    assert not adds_nothing("cures")
