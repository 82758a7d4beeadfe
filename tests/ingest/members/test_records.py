"""Members come out of profiles and of tables that list them, and of nothing else."""

from pathlib import Path

import pytest

from ingest.index.reader import Index
from ingest.members.directory import Organisation
from tests.ingest.corpus import Corpus

HEAD = "name,aliases,member_kind,hub_member,capabilities,website"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path)


def members(corpus: Corpus) -> dict[str, Organisation]:
    index = Index.open(corpus.location)
    found = {member.id: member for member in index.members()}
    index.close()
    return found


def test_a_table_lists_members(corpus: Corpus) -> None:
    rows = "Cellab,Cell Lab;CL,company,yes,CDMO;ATMP: all,https://cellab.ad\nNobody,,other,,,\n"
    corpus.write("lists/all.csv", f"{HEAD}\n{rows}")
    corpus.ingest()
    found = members(corpus)
    assert set(found) == {"cellab", "nobody"}
    cellab = found["cellab"]
    assert (cellab.name, cellab.aliases, cellab.kind) == ("Cellab", ("Cell Lab", "CL"), "company")
    assert (cellab.hub_member, cellab.website) == ("yes", "https://cellab.ad")
    assert cellab.capabilities == ("CDMO", "ATMP: all")
    (record,) = cellab.records
    text = Index.open(corpus.location).document(record.document_id)
    assert text is not None and record.row is not None
    assert text.text[record.row.start : record.row.end].startswith(
        "name: Cellab; aliases: Cell Lab;CL"
    )


def test_a_spreadsheet_lists_members(corpus: Corpus) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["Name", "Member kind"], ["Leitat", "technology_centre"], ["IBEC", "research"]):
        book.active.append(row)
    book.save(corpus.folder / "list.xlsx")
    corpus.ingest()
    assert {one.id: one.kind for one in members(corpus).values()} == {
        "leitat": "technology_centre",
        "ibec": "research",
    }


def test_a_table_without_kinds_lists_no_members(corpus: Corpus) -> None:
    corpus.write("prices.csv", "name,price\nA thing,3\nAnother,4\n")
    corpus.ingest()
    assert members(corpus) == {}


def test_a_wrong_row_is_left_out_with_a_note(corpus: Corpus) -> None:
    corpus.write("list.csv", "name,member_kind\nAmgen,company\nRoche,enterprise\n")
    (warning,) = corpus.ingest().warnings
    assert '"Roche" is left out' in warning[1] and "must be one of hospital" in warning[1]
    assert set(members(corpus)) == {"amgen"}
