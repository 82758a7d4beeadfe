"""Mentions follow the members: linked at ingestion, again when names change, each audience its own."""

from pathlib import Path

import pytest
from sqlalchemy import update

from ingest.documents import Audience
from ingest.index.database import Database
from ingest.index.reader import Index
from ingest.index.schema import documents
from tests.ingest.corpus import Corpus

REPORT = "Sant Pau has a new unit. Gyala's work goes on. The clinical work too."


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    made = Corpus(tmp_path)
    made.write("reports/report.md", REPORT)
    return made


def profile(corpus: Corpus, name: str, *head: str, folder: str = "members") -> Path:
    lines = "\n".join(("---", f"name: {name}", *head, "---"))
    return corpus.write(f"{folder}/{name.lower().replace(' ', '-')}.md", f"{lines}\n{name} works.")


def mentions(corpus: Corpus, audience: Audience = "public") -> list[tuple[str, str, str]]:
    """Member, name and sentence of each mention."""
    index = Index.open(corpus.location, audience=audience)
    found = []
    for one in index.mentions():
        document = index.document(one.document_id)
        assert document is not None
        name, sentence = (document.text[s.start : s.end] for s in (one.span, one.sentence))
        assert [f.passage.document_id for f in index.found([one.passage_id]).values()] == [
            document.id
        ]
        found.append((one.member_id, name, sentence))
    index.close()
    return sorted(found)


def test_a_mention_has_its_sentence(corpus: Corpus) -> None:
    profile(corpus, "Gyala Therapeutics", "member_kind: company")
    corpus.ingest()
    assert mentions(corpus) == [
        ("gyala-therapeutics", "Gyala", "Gyala's work goes on."),
        ("gyala-therapeutics", "Gyala Therapeutics", "Gyala Therapeutics works."),
    ]


def test_documents_that_did_not_change_are_linked_again(corpus: Corpus) -> None:
    corpus.ingest()
    assert mentions(corpus) == []
    path = profile(corpus, "Hospital Sant Pau", "aliases: [Sant Pau]")
    summary = corpus.ingest()
    assert summary.unchanged == 1 and corpus.embedder.embedded == 1
    assert ("hospital-sant-pau", "Sant Pau", "Sant Pau has a new unit.") in mentions(corpus)
    path.unlink()
    corpus.ingest()
    assert mentions(corpus) == []


def test_an_ingestion_that_changes_nothing_links_nothing(corpus: Corpus) -> None:
    profile(corpus, "Gyala Therapeutics")
    corpus.ingest()
    index = Index.open(corpus.location)
    before = index.generation
    corpus.ingest()
    assert index.generation == before


def test_what_a_crash_left_unlinked_is_linked_by_the_next_ingestion(corpus: Corpus) -> None:
    profile(corpus, "Gyala Therapeutics")
    corpus.ingest()
    linked = mentions(corpus)
    with Database.open(corpus.location).transaction() as connection:
        connection.execute(update(documents).values(linked=None))
        connection.exec_driver_sql("DELETE FROM mentions")
        connection.exec_driver_sql("UPDATE members SET member_id = NULL")
    assert mentions(corpus) == []
    corpus.ingest()
    assert mentions(corpus) == linked


def test_who_is_known_to_staff_alone_is_not_shown_to_the_public(corpus: Corpus) -> None:
    profile(corpus, "Gyala Therapeutics", "audience: staff")
    profile(corpus, "Hospital Sant Pau")
    listed = profile(
        corpus, "Sant Pau", "aliases: [Hospital Sant Pau]", "audience: staff", folder="members/x"
    )
    corpus.ingest()
    assert listed.exists()
    public = Index.open(corpus.location)
    staff = Index.open(corpus.location, audience="staff")
    assert [member.id for member in public.members()] == ["hospital-sant-pau"]
    assert [member.id for member in staff.members()] == ["gyala-therapeutics", "hospital-sant-pau"]
    assert public.members()[0].aliases == ()
    assert {name for _, name, _ in mentions(corpus)} == {"Hospital Sant Pau", "Sant Pau"}
    assert {name for _, name, _ in mentions(corpus, "staff")} >= {"Sant Pau", "Gyala"}


def test_a_longer_name_that_staff_know_hides_no_public_one(corpus: Corpus) -> None:
    corpus.write("reports/report.md", "SpliceBio Labs makes vectors.")
    profile(corpus, "SpliceBio")
    corpus.ingest()
    before = mentions(corpus)
    assert ("splicebio", "SpliceBio", "SpliceBio Labs makes vectors.") in before
    profile(corpus, "SpliceBio Labs", "audience: staff")
    corpus.ingest()
    assert mentions(corpus) == before
    told = ("splicebio-labs", "SpliceBio Labs", "SpliceBio Labs makes vectors.")
    assert told in mentions(corpus, "staff") and set(before) < set(mentions(corpus, "staff"))


def test_a_part_of_a_public_name_is_not_what_staff_know_by_it(corpus: Corpus) -> None:
    corpus.write("reports/report.md", "SpliceBio Labs makes vectors.")
    profile(corpus, "SpliceBio Labs")
    profile(corpus, "SpliceBio", "audience: staff")
    corpus.ingest()
    sentence = "SpliceBio Labs makes vectors."
    assert [m[0] for m in mentions(corpus, "staff") if m[2] == sentence] == ["splicebio-labs"]


def test_a_short_name_that_becomes_an_alias_is_looked_for_again(corpus: Corpus) -> None:
    corpus.write("reports/report.md", "Foo has a new unit.")
    profile(corpus, "Institut Foo")
    corpus.ingest()
    assert ("institut-foo", "Foo", "Foo has a new unit.") not in mentions(corpus)
    profile(corpus, "Institut Foo", "aliases: [Foo]")
    corpus.ingest()
    assert ("institut-foo", "Foo", "Foo has a new unit.") in mentions(corpus)


def test_a_changed_document_is_linked_anew(corpus: Corpus) -> None:
    profile(corpus, "Gyala Therapeutics")
    corpus.ingest()
    corpus.write("reports/report.md", "Nothing about Gyala Therapeutics but this.", "More.")
    corpus.ingest()
    sentences = {sentence for _, _, sentence in mentions(corpus)}
    assert "Nothing about Gyala Therapeutics but this." in sentences
    assert "Gyala's work goes on." not in sentences
