"""Words to terms: what must meet meets, what must not stays apart."""

import pytest

from ingest.documents import Language
from ingest.terms.analyzer import analyze, fold, function_words, words


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("terapia génica", "terapias genicas", "es"),
        ("investigación", "investigacion", "es"),
        ("producció", "produccio", "ca"),
        ("teràpia cel·lular", "terapia cel.lular".replace(".", "·"), "ca"),
        ("member", "members", "en"),
        ("leukaemia", "LEUKAEMIA", "en"),
    ],
)
def test_forms_of_a_word_share_a_term(one: str, other: str, language: Language) -> None:
    assert analyze(one, language) == analyze(other, language)


def test_thousands_are_one_number_however_written() -> None:
    assert words("1,469 and 1.469 and 7.2") == ["1469", "and", "1469", "and", "7.2"]


def test_codes_and_elisions_are_split() -> None:
    assert words("l'Hospital ARI-0001") == ["hospital", "ari", "0001"]


def test_compounds_meet_with_and_without_their_hyphen() -> None:
    assert words("start-ups") == ["start", "ups", "startups"]
    assert analyze("startups", "en")[-1] in analyze("two start-ups", "en")


def test_function_words_are_dropped_and_subjects_kept() -> None:
    assert analyze("How many members does the hub have?", "en") == ["member", "hub"]
    assert analyze("Quants membres té el hub?", "ca") == analyze("membres hub", "ca")
    assert "hub" not in function_words("en")


def test_fold_resolves_ligatures_and_accents() -> None:
    assert fold("ﬁnançament Cèl·lula Ñ") == "financament cellula n"
