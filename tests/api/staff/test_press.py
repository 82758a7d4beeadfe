"""Asking at the desk: answer, figures and quotes, what can be picked, and the quote in its place."""

import re
from html import unescape

import pytest

from tests.api.scripted import QUOTE, TEXT
from tests.api.staff.conftest import Visitor

ASKED = "/staff/press?q=dated+members+of+the+hub"


def text(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def test_a_question_gets_its_answer_quotes_and_figures(staff: Visitor) -> None:
    page = staff.get(ASKED).text
    assert f'<blockquote lang="en">{QUOTE}</blockquote>' in page
    assert "(staff)" in page
    assert f"“{QUOTE}” (“Nota”, June 2025, page 2)" in unescape(page)
    assert "/staff/press/source/d0?start=44&amp;end=77" in page
    assert "<svg" in page and page.count("<svg") == 1


@pytest.mark.parametrize(
    ("language", "value", "old", "dated"),
    [
        ("en", "more than 1,450.5 members", "older than 18 months", "June 2019"),
        ("es", "más de 1.450,5 members", "de hace más de 18 meses", "junio de 2019"),
        ("ca", "més de 1.450,5 members", "de fa més de 18 mesos", "juny de 2019"),
    ],
)
def test_figures_are_written_in_the_readers_language_and_old_ones_marked(
    staff: Visitor, language: str, value: str, old: str, dated: str
) -> None:
    page = staff.get(f"{ASKED}&lang={language}").text
    table = page[page.index("<table") : page.index("</table")]
    newest, oldest = re.findall(r"<tr id=.*?</tr>", table[table.index("<tbody") :], re.S)
    assert value in text(oldest) and dated in text(oldest) and old in text(oldest)
    assert "2025" in text(newest)


def test_a_question_without_figures_has_no_table(staff: Visitor) -> None:
    page = staff.get("/staff/press?q=do+abstain").text
    assert "<table" not in page and "<svg" not in page and "<blockquote" not in page
    assert "Not in the documents" in page


def test_what_is_no_question_is_told(staff: Visitor) -> None:
    answer = staff.get(f"/staff/press?q={'x' * 4001}")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_markup_in_a_question_stays_text(staff: Visitor) -> None:
    page = staff.get("/staff/press?q=%3Cimg+src=x%3E+%22members").text
    assert "<img" not in page and "&lt;img src=x&gt;" in page


def test_questions_at_the_desk_are_counted_and_kept_as_staffs(staff: Visitor) -> None:
    staff.get(ASKED)
    metrics = staff.client.get("/metrics").text
    assert 'hub_answers_total{language="en",status="answered"} 1.0' in metrics


def test_a_figure_is_picked_with_what_it_says(staff: Visitor) -> None:
    place = {"document_id": "d0", "start": "44", "end": "77", "q": "dated members"}
    staff.post("/staff/press/brief/pick", figure="0", **place)
    page = staff.get("/staff/press/brief").text
    assert "more than 70 members (achieved) · members, hub · 2025" in page
    assert QUOTE in page
    for wrong in ("1", "7"):
        assert staff.post("/staff/press/brief/pick", figure=wrong, **place).status_code == 404


def test_the_quote_is_marked_on_its_page(staff: Visitor) -> None:
    page = staff.get("/staff/press/source/d0?start=44&end=77").text
    assert f'<mark id="quote">{QUOTE}</mark>' in page
    # The page before it is another one.
    assert TEXT[:20] not in page


@pytest.mark.parametrize("place", ["start=44&end=9999", "start=44&end=44", "start=500&end=501"])
def test_a_quote_that_is_none_is_not_shown(staff: Visitor, place: str) -> None:
    assert staff.get(f"/staff/press/source/d0?{place}").status_code == 404


def test_the_original_file_opens_for_staff(staff: Visitor) -> None:
    answer = staff.get("/staff/press/file/d6")
    assert answer.text == "only staff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert staff.get("/staff/press/file/nowhere").status_code == 404


def test_a_pdf_that_cannot_be_marked_comes_as_it_is(staff: Visitor) -> None:
    answer = staff.get("/staff/press/file/d5?start=0&end=5")
    assert answer.content == b"%PDF-1.4 0123456789"
