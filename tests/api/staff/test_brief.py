"""The brief: quotes stay as they stand, own words around them, and files that others can read."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from api.staff.brief import Brief, Finished, Line, Picked
from api.staff.brief_markdown import markdown
from assistant.curated import Place, place_at
from ingest.index.entries import Found
from ingest.loaders.docx import load_docx
from tests.api.scripted import FOUND, QUOTE, ShelfIndex, script
from tests.api.staff.conftest import Visitor
from tests.fakes import document

PLACE = {"document_id": "d0", "start": "44", "end": "77", "q": "how many members?"}
OTHER = {"document_id": "d0", "start": "0", "end": "43", "q": ""}
WORDS = "Own words, with *stars* & <tags>."


@pytest.fixture
def brief(staff: Visitor) -> Visitor:
    """Two quotes, own words between them."""
    for place in (PLACE, OTHER):
        assert staff.post("/staff/press/brief/pick", **place).status_code == 303
    staff.post("/staff/press/brief", do="note", title="")
    staff.post("/staff/press/brief", do="up:2", title="For the paper", note=WORDS)
    return staff


def quotes(page: str) -> list[str]:
    return re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", page)


def test_a_picked_quote_comes_back_to_where_it_was_picked(staff: Visitor) -> None:
    answer = staff.post("/staff/press/brief/pick", **PLACE, at="quote-1")
    assert answer.headers["location"] == "/staff/press?q=how+many+members%3F&added=quote-1#quote-1"
    assert 'id="quote-1"' in staff.get("/staff/press?q=how+many+members").text
    told = staff.get("/staff/press?q=how+many+members&added=quote-1&lang=ca").text
    assert re.findall(r'role="status" data-announce>([^<]*)<', told) == ["Afegit al dossier"]
    staff.post("/staff/press/brief/pick", **PLACE)
    assert quotes(staff.get("/staff/press/brief").text) == [QUOTE]


@pytest.mark.parametrize(
    "place", [{"start": "44", "end": "9999"}, {"start": "50", "end": "50"}, {"document_id": "d99"}]
)
def test_what_does_not_stand_in_a_document_is_not_picked(
    staff: Visitor, place: dict[str, str]
) -> None:
    assert staff.post("/staff/press/brief/pick", **{**PLACE, **place}).status_code == 404


def test_a_place_must_be_numbers(staff: Visitor) -> None:
    assert staff.post("/staff/press/brief/pick", **{**PLACE, "start": "-1"}).status_code == 422


def test_items_move_and_go_and_words_are_kept(brief: Visitor) -> None:
    page = brief.get("/staff/press/brief").text
    assert page.index(QUOTE) < page.index("Own words, with *stars* &amp; &lt;tags&gt;.")
    brief.post("/staff/press/brief", do="down:0", title="For the paper", note=WORDS)
    page = brief.get("/staff/press/brief").text
    assert page.index("Own words") < page.index(QUOTE)
    brief.post("/staff/press/brief", do="remove:1", title="For the paper", note=WORDS)
    assert quotes(brief.get("/staff/press/brief").text) == [
        "Hospital Clínic treats patients with CAR-T."
    ]


def test_numbers_that_no_quote_has_are_pointed_at(brief: Visitor) -> None:
    told = "none of the quotes has: 900, twelve"
    brief.post("/staff/press/brief", do="save", note="The hub has more than 70 members in 2 towns.")
    page = brief.get("/staff/press/brief").text
    assert told not in page and "none of the quotes has: 2." in page
    brief.post("/staff/press/brief", do="save", note="Its 900 members met twelve times.")
    page = brief.get("/staff/press/brief").text
    assert told in page
    note, shown = re.findall(r'aria-describedby="(.*?)"|<p class="problem" id="(.*?)"', page)
    assert note[0] == shown[1] != ""


def test_a_form_cannot_change_a_quote(brief: Visitor) -> None:
    brief.post("/staff/press/brief", do="save", quote="The hub has 9 members.", note=WORDS)
    assert QUOTE in quotes(brief.get("/staff/press/brief").text)


def test_word_gets_real_footnotes(brief: Visitor, tmp_path: Path) -> None:
    answer = brief.get("/staff/press/brief.docx?lang=en")
    assert answer.headers["content-disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        notes = file.read("word/footnotes.xml").decode()
        body = file.read("word/document.xml").decode()
    assert body.count("w:footnoteReference") == 2
    assert "“Title d0”, June 2025" in notes
    text = "\n".join(
        paragraph.text for paragraph in Document(io.BytesIO(answer.content)).paragraphs
    )
    assert "For the paper" in text and WORDS in text and QUOTE in text
    assert "As of June 2025 (the newest source). Written on" in text
    path = tmp_path / "brief.docx"
    path.write_bytes(answer.content)
    assert load_docx(path).text.count("“Title d0”") == 2


def test_markdown_has_footnotes_and_shows_signs_as_they_are(brief: Visitor) -> None:
    text = brief.get("/staff/press/brief.md?lang=ca").text
    assert text.startswith("# For the paper\n\nA data de juny de 2025 (la font més recent).")
    assert f"> {QUOTE}[^1]\n\nOwn words, with \\*stars\\* & \\<tags\\>.\n" in text
    assert "[^1]: “Title d0”, juny de 2025. <http://testserver/v1/documents/d0/file>" in text
    assert "[^2]: " in text


def test_markdown_makes_no_list_of_what_begins_like_one(brief: Visitor) -> None:
    note = "- a\r\n  + b\r\n1. c\r\n2) d\r\n===\r\n1.469 e"
    brief.post("/staff/press/brief", do="save", title="T", note=note)
    text = brief.get("/staff/press/brief.md").text
    assert "\n\n\\- a\n  \\+ b\n1\\. c\n2\\) d\n\\===\n1.469 e\n\n" in text


def test_a_quote_s_lines_make_no_list_either() -> None:
    (citation,) = script("q", "en", "public").citations
    quoted = replace(citation, quote="1. first\n- second\x0c- third")
    place = Place("d0", "", 0, 1, quoted.quote)
    finished = Finished("en", "T", "D", [Line(Picked(place), quoted, False)], "old", "http://x")
    assert "> 1\\. first\n> \\- second\n> \\- third[^1]" in markdown(finished)


def test_a_quote_that_dates_itself_is_as_old_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    told = document("d9", "On 10 June 2024 the hub had 45 members.")
    for one in told.entries:
        found = Found(one.passage, told.document, one.sentence_vectors)
        monkeypatch.setitem(FOUND, one.passage.id, found)
    index = ShelfIndex([told.document])
    place = place_at(index, "d9", 0, 39)  # type: ignore[arg-type]
    assert place is not None
    for day, old in ((date(2025, 12, 1), False), (date(2026, 1, 1), True)):
        (line,) = Brief("", (Picked(place),)).lines(index, day)  # type: ignore[arg-type]
        assert line.citation is not None and line.old is old


def test_a_full_brief_says_so(staff: Visitor) -> None:
    for _ in range(60):
        staff.post("/staff/press/brief", do="note")
        # Notes that are the same are one; so each gets its own words.
        count = staff.get("/staff/press/brief").text.count('name="note"')
        notes = [f"note {number}" for number in range(count)]
        staff.post("/staff/press/brief", do="save", note=notes)
    assert staff.post("/staff/press/brief", do="note").status_code == 422
