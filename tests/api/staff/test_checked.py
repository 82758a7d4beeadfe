"""Fixing answers: what the form refuses, what it keeps, and what needs review when documents change."""

import re
from dataclasses import replace

import pytest

from api.store.curated import CuratedAnswers
from assistant.curated import Fixed
from tests.api.scripted import QUOTE
from tests.api.staff.conftest import Visitor

FORM = {
    "questions": "How many members?\n\n ¿Cuántos miembros? \nHow many members?",
    "place": "d0:44:77",
    "offered": ["d0:44:77", "d0:0:43"],
    "words_en": "It has more than 70.",
    "expires": "2999-01-01",
}


def store(staff: Visitor) -> CuratedAnswers:
    kept: CuratedAnswers = staff.client.app.state.hub.desk.curated  # type: ignore[attr-defined]
    return kept


def save(staff: Visitor, **changed: str | list[str]) -> Fixed:
    answer = staff.post("/staff/press/checked", **{**FORM, **changed})
    assert answer.headers["location"] == "/staff/press/checked"
    (fixed,) = store(staff).all()
    return fixed


def test_the_form_offers_quotes_that_may_answer(staff: Visitor) -> None:
    page = staff.get("/staff/press/checked/new?q=how+many+members").text
    assert re.findall(r'name="offered" value="([^"]+)"', page) == ["d0:44:77", "d0:0:43"]
    assert QUOTE in page and "checked>" not in page
    assert re.search(r'name="expires" type="date" required value="\d{4}-\d\d-\d\d"', page)


def test_an_answer_is_kept_with_its_wordings_and_its_quotes(staff: Visitor) -> None:
    fixed = save(staff)
    assert fixed.questions == ("How many members?", "¿Cuántos miembros?")
    assert fixed.words == {"en": "It has more than 70."}
    assert [place.quote for place in fixed.places] == [QUOTE]
    assert (fixed.checked, fixed.expires) == (store(staff).today(), "2999-01-01")
    page = staff.get("/staff/press/checked").text
    assert "Given" in page and QUOTE in page


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"questions": " \n "}, "Write the question."),
        ({"questions": "???"}, "no question"),
        ({"questions": "hello"}, "no question"),
        ({"questions": "\n".join(f"members {n}?" for n in range(31))}, "Thirty"),
        ({"place": []}, "Choose at least one quote"),
        ({"place": ["d0:44:9999", "d0:x:y", "nonsense", "d99:0:3"]}, "Choose at least one quote"),
        (
            {"words_ca": "En té més de 71, el 2025."},
            "numbers that none of the quotes has: 71, 2025",
        ),
        ({"words_en": "x" * 2001}, "longer than 2,000"),
        ({"expires": "2020-01-01"}, "a day after today"),
        ({"expires": "tomorrow"}, "a day after today"),
        ({"expires": ""}, "a day after today"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(
    staff: Visitor, changed: dict[str, str | list[str]], told: str
) -> None:
    answer = staff.post("/staff/press/checked", **{**FORM, **changed})
    assert answer.status_code == 422
    assert told in answer.text and 'role="alert"' in answer.text
    assert "d0:0:43" in answer.text
    assert store(staff).all() == []


def test_an_answer_is_changed_in_its_place(staff: Visitor) -> None:
    fixed = save(staff)
    page = staff.get(f"/staff/press/checked/{fixed.id}").text
    assert "¿Cuántos miembros?" in page and "It has more than 70." in page
    changed = save(staff, id=fixed.id, questions="How many are they?")
    assert (changed.id, changed.questions) == (fixed.id, ("How many are they?",))


@pytest.mark.parametrize("given", ["x/y", "x" * 33, "a\0b"])
def test_an_id_that_is_not_kept_is_replaced(staff: Visitor, given: str) -> None:
    assert re.fullmatch("[0-9a-f]{32}", save(staff, id=given).id)


def test_a_wording_has_one_answer(staff: Visitor) -> None:
    fixed = save(staff)
    answer = staff.post("/staff/press/checked", **{**FORM, "questions": "how many MEMBERS"})
    assert answer.status_code == 422 and "Another checked answer" in answer.text
    answer = staff.get("/staff/press/checked/new?q=cuantos+miembros")
    assert answer.headers["location"] == f"/staff/press/checked/{fixed.id}"


def test_a_changed_document_puts_it_up_for_review_until_it_is_confirmed(staff: Visitor) -> None:
    fixed = save(staff)
    place = replace(fixed.places[0], content_hash="of before")
    store(staff).put(replace(fixed, places=(place,), checked="2020-01-01", expires="2020-06-01"))
    assert "Expired" in staff.get("/staff/press/checked").text
    store(staff).put(replace(fixed, places=(place,), checked="2020-01-01"))
    page = staff.get("/staff/press/checked").text
    assert "Needs review" in page and "the quotes still stand" in page
    assert staff.post(f"/staff/press/checked/{fixed.id}/confirm").status_code == 303
    assert store(staff).all() == [fixed]


def test_a_quote_that_is_gone_cannot_be_confirmed(staff: Visitor) -> None:
    fixed = save(staff)
    place = replace(fixed.places[0], quote="The hub has 9 members.")
    store(staff).put(replace(fixed, places=(place,)))
    page = staff.get("/staff/press/checked").text
    assert "Choose the quotes again" in page and "/confirm" not in page
    assert staff.post(f"/staff/press/checked/{fixed.id}/confirm").status_code == 409
    assert store(staff).all()[0].places == (place,)


def test_a_changed_quote_is_shown_beside_what_it_was_and_nothing_is_ticked(staff: Visitor) -> None:
    fixed = save(staff, place=["d0:44:77", "d0:0:43"])
    gone = replace(fixed.places[0], content_hash="of before", quote="It has <b>9</b> members.")
    store(staff).put(replace(fixed, places=(gone, fixed.places[1])))
    page = staff.get(f"/staff/press/checked/{fixed.id}").text
    assert "The cited text has changed" in page and "checked>" not in page
    assert "<dt>It said</dt><dd>It has &lt;b&gt;9&lt;/b&gt; members.</dd>" in page
    assert f"<dt>Now it says</dt><dd>{QUOTE}</dd>" in page
    assert set(re.findall(r'name="offered" value="([^"]+)"', page)) == {"d0:44:77", "d0:0:43"}
    unread = staff.post("/staff/press/checked", **{**FORM, "id": fixed.id, "place": []})
    assert unread.status_code == 422 and "<dt>It said</dt>" in unread.text


def test_a_quote_that_only_moved_is_found_again(staff: Visitor) -> None:
    fixed = save(staff)
    store(staff).put(replace(fixed, places=(replace(fixed.places[0], start=3, end=36),)))
    page = staff.get(f"/staff/press/checked/{fixed.id}").text
    assert f"<dd>{QUOTE}</dd></div>\n      <div><dt>Now it says</dt><dd>{QUOTE}</dd>" in page
    assert "checked>" not in page


def test_a_quote_of_a_removed_document_is_said_to_be_gone(staff: Visitor) -> None:
    fixed = save(staff)
    store(staff).put(replace(fixed, places=(replace(fixed.places[0], document_id="d99"),)))
    assert "no longer in the documents" in staff.get(f"/staff/press/checked/{fixed.id}").text


def test_it_can_be_ended_and_deleted(staff: Visitor) -> None:
    fixed = save(staff)
    staff.post(f"/staff/press/checked/{fixed.id}/expire")
    assert store(staff).current() == [] and len(store(staff).all()) == 1
    staff.post(f"/staff/press/checked/{fixed.id}/delete")
    assert store(staff).all() == []
    for action in ("confirm", "expire", "delete"):
        assert staff.post(f"/staff/press/checked/{fixed.id}/{action}").status_code == 404
    assert staff.post(f"/staff/press/checked/{fixed.id}/applaud").status_code == 422


def test_what_the_public_may_not_read_is_said_to_be_the_staffs(staff: Visitor) -> None:
    fixed = save(staff)
    assert "Staff only" not in staff.get("/staff/press/checked").text
    hub = staff.client.app.state.hub  # type: ignore[attr-defined]
    hub.loading._views["public"].index._documents = []
    assert "Staff only" in staff.get("/staff/press/checked").text
    assert store(staff).all() == [fixed]
