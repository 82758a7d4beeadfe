"""A question's words and the ways to say them."""

import models
from assistant.lexicon import Lexicon
from assistant.query import expand
from ingest.documents import Language
from ingest.index.entries import QueryWord
from ingest.terms.analyzer import analyze

LEXICON = Lexicon.open(models.LEXICON)


def _ways(word: QueryWord) -> set[tuple[Language, str]]:
    return {(way.language, way.term) for way in word.alternatives}


def test_function_words_are_not_searched() -> None:
    assert expand("How many members does the hub have?", ["en"], LEXICON).typed == (
        "members",
        "hub",
    )


def test_a_word_is_searched_as_typed_stemmed_and_translated() -> None:
    (word,) = expand("pacients", ["ca"], LEXICON).words
    ways = _ways(word)
    assert ("ca", analyze("pacient", "ca")[0]) in ways
    assert ("en", analyze("patients", "en")[0]) in ways
    assert ("es", analyze("pacientes", "es")[0]) in ways


def test_names_are_searched_in_every_language() -> None:
    (word,) = expand("SpliceBio", ["es"], LEXICON).words
    assert {language for language, _ in _ways(word)} == {"en", "es", "ca"}


def test_terms_of_the_field_meet_their_other_names() -> None:
    rooms = expand("sales blanques", ["ca"], LEXICON)
    assert any(("en", "cleanroom") in _ways(word) for word in rooms.words)
    bank = expand("BST", ["en"], LEXICON)
    assert bank.typed == ("bst",)
    named = {
        term
        for word in (*bank.words, *bank.extra)
        for language, term in _ways(word)
        if language == "en"
    }
    assert {"blood", "tissu", "bank"} <= named


def test_weights_are_at_most_one_and_as_typed_counts_most() -> None:
    for word in expand("terapia para niños con leucemia", ["es"], LEXICON).words:
        assert max(way.weight for way in word.alternatives) == 1.0


def test_a_shorter_form_says_every_word_of_a_term() -> None:
    expanded = expand("messenger RNA", ["en"], LEXICON)
    assert expanded.typed == ("messenger", "rna")
    assert all(("en", "mrna") in _ways(word) for word in expanded.words)


def test_a_word_of_a_term_is_said_by_the_term_and_not_by_what_it_means_elsewhere() -> None:
    words = expand("jobs", ("en",), LEXICON).words
    ways = {way.term for word in words for way in word.alternatives if way.language == "es"}
    assert "puest" in ways and "trabaj" not in ways


def test_a_word_says_the_noun_of_a_longer_english_form_and_not_its_adjective() -> None:
    (word,) = expand("assajos", ("ca",), LEXICON).words
    ways = {way.term for way in word.alternatives if way.language == "en"}
    assert "trial" in ways and "clinic" not in ways
