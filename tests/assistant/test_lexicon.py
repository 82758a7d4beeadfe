"""Translations from the shipped table, and any table through its binary search."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import models
from assistant.lexicon import Lexicon
from ingest.documents import Language


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    return Lexicon.open(models.LEXICON)


@pytest.mark.parametrize(
    ("word", "source", "target", "translation"),
    [
        ("membre", "ca", "en", "member"),
        ("inversors", "ca", "en", "investors"),
        ("leucemia", "es", "en", "leukemia"),
        ("patient", "en", "ca", "pacient"),
        ("hospitales", "es", "ca", "hospitals"),
    ],
)
def test_words_are_translated_in_any_inflection(
    shipped: Lexicon, word: str, source: Language, target: Language, translation: str
) -> None:
    assert translation in dict(shipped.translate(word, source, target))


def test_unknown_words_have_no_translation(shipped: Lexicon) -> None:
    assert shipped.translate("zzyzx", "en", "es") == []


def test_terms_of_the_field_are_found_inflected(shipped: Lexicon) -> None:
    (found,) = shipped.concepts_in(["exempcions", "hospitalaries"], "ca")
    places, concept = found
    assert places == range(0, 2)
    assert concept.forms["en"] == (("hospital", "exemption"),)


def test_names_are_rarer_than_everyday_words(shipped: Lexicon) -> None:
    money, vector, name = (
        shipped.rarity(word, ["en"]) for word in ("money", "vector", "splicebio")
    )
    assert money < vector < name == 1.0


WORD = st.text(alphabet="abcdeèz", min_size=1, max_size=6)


@given(st.dictionaries(WORD, WORD, min_size=1, max_size=40), WORD)
def test_every_entry_of_a_table_is_found_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, table: dict[str, str], other: str
) -> None:
    folder = tmp_path_factory.mktemp("lexicon")
    _write(folder, table)
    lexicon = Lexicon.open(folder)
    for word, translation in table.items():
        assert lexicon.translate(word, "en", "ca") == [(translation, 1.0)]
    if len(other) < 4 and other not in table:
        assert lexicon.translate(other, "en", "ca") == []
    assert lexicon.translate(next(iter(table)), "en", "es") == []


def _write(folder: Path, table: dict[str, str]) -> None:
    lines = sorted(f"en\tca\t{word}\t{term}\t1\n".encode() for word, term in table.items())
    (folder / "terms.tsv").write_bytes(b"".join(lines))
    (folder / "glossary.tsv").write_text("# none\n")
    (folder / "rarity.tsv").write_text("")
