"""BM25 over terms: what counts in a query, and what does not."""

from pathlib import Path

import pytest

from ingest.documents import Language
from ingest.errors import IndexUnavailable
from ingest.index import terms
from ingest.index.entries import Alternative, QueryWord
from ingest.index.terms import TermIndex, TermRow


def rows(*texts: str, language: Language = "en", context: str = "") -> list[TermRow]:
    return [TermRow(f"{language}-{text}", language, text, context) for text in texts]


def word(*alternatives: tuple[Language, str, float]) -> QueryWord:
    return QueryWord(tuple(Alternative(*alternative) for alternative in alternatives))


def scores(index: TermIndex, *query: QueryWord) -> dict[str, float]:
    return {scored.passage_id: scored.score for scored in index.search(query, 10)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "terms"


def test_the_best_alternative_of_a_word_counts(folder: Path) -> None:
    terms.write(folder, rows("cell therapy", "blood therapy", "gene plant"))
    index = TermIndex.open(folder)
    strong = scores(index, word(("en", "cell", 1.0)))["en-cell therapy"]
    both = word(("en", "cell", 1.0), ("en", "therapy", 0.1))
    assert scores(index, both)["en-cell therapy"] == pytest.approx(strong)
    halved = scores(index, word(("en", "cell", 0.5)))["en-cell therapy"]
    assert halved == pytest.approx(strong / 2)


def test_words_add_up(folder: Path) -> None:
    terms.write(folder, rows("cell therapy", "cell bank", "gene therapy"))
    index = TermIndex.open(folder)
    found = scores(index, word(("en", "cell", 1.0)), word(("en", "therapy", 1.0)))
    assert max(found, key=lambda id_: found[id_]) == "en-cell therapy"
    assert len(found) == 3


def test_a_language_is_searched_in_its_own_passages(folder: Path) -> None:
    terms.write(folder, [*rows("sol pla"), *rows("sol gran", language="ca")])
    index = TermIndex.open(folder)
    assert list(scores(index, word(("ca", "sol", 1.0)))) == ["ca-sol gran"]
    assert list(scores(index, word(("es", "sol", 1.0)))) == []


def test_context_counts_less_than_text(folder: Path) -> None:
    in_text = rows("cell bank", context="blood")
    in_context = rows("gene plant", context="cell")
    terms.write(folder, [*in_text, *in_context])
    found = scores(TermIndex.open(folder), word(("en", "cell", 1.0)))
    assert found["en-cell bank"] > found["en-gene plant"] > 0


def test_an_opened_index_stays_as_it_was(folder: Path) -> None:
    terms.write(folder, rows("cell one"))
    before = TermIndex.open(folder)
    terms.append(folder, rows("cell two"))
    after = TermIndex.open(folder)
    terms.write(folder, rows("other"))
    assert before.ids() == ["en-cell one"]
    assert sorted(after.ids()) == ["en-cell one", "en-cell two"]
    assert list(scores(before, word(("en", "cell", 1.0)))) == ["en-cell one"]
    assert TermIndex.open(folder).ids() == ["en-other"]


def test_what_tantivy_raises_is_translated(folder: Path) -> None:
    with pytest.raises(IndexUnavailable, match=r"the term index in .* cannot be used"):
        TermIndex.open(folder)
    terms.write(folder, rows("cell"))
    (folder / "meta.json").write_text("{")
    with pytest.raises(IndexUnavailable, match="hub doctor"):
        TermIndex.open(folder)
    with pytest.raises(IndexUnavailable, match="hub doctor"):
        terms.append(folder, rows("more"))
