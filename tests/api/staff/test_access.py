"""Signing in: what opens the desk, what the cookie is like, which forms count, and how it ends."""

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.staff.attempts import LIMIT
from tests.api.scripted import STAFF_KEY, Views
from tests.api.staff.conftest import Visitor

PAGES = (
    "/staff/press",
    "/staff/press?q=members",
    "/staff/press/brief",
    "/staff/press/brief.docx",
    "/staff/press/brief.md",
    "/staff/press/checked",
    "/staff/press/checked/new?q=members",
    "/staff/press/source/d0?start=44&end=77",
    "/staff/press/file/d6",
)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_shown_without_signing_in(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/staff/sign-in")


@pytest.mark.parametrize("path", ["/staff/press/brief", "/staff/press/checked", "/staff/sign-out"])
def test_nothing_is_done_without_signing_in(visitor: Visitor, path: str) -> None:
    answer = visitor.post(path, token="made-up")  # noqa: S106
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/sign-in")


def test_a_staff_key_opens_the_desk_and_its_cookie_is_kept_from_scripts(visitor: Visitor) -> None:
    answer = visitor.sign_in()
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/press")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "path=/staff" in cookie
    assert "secure" not in cookie and STAFF_KEY not in cookie
    assert visitor.get("/staff/press").status_code == 200


def test_over_https_the_cookie_goes_over_https_alone(secure: Visitor) -> None:
    assert "secure" in secure.sign_in().headers["set-cookie"].lower()


@pytest.mark.parametrize(
    ("target", "reached"),
    [
        ("/staff/press/brief", "/staff/press/brief"),
        ("//evil.example", "/staff/press"),
        ("https://evil.example/staff/press", "/staff/press"),
        ("/staff/press\\evil", "/staff/press"),
    ],
)
def test_the_sign_in_leads_on_to_pages_of_the_desk_alone(
    visitor: Visitor, target: str, reached: str
) -> None:
    assert visitor.sign_in(next=target).headers["location"] == reached


def test_a_wrong_key_opens_nothing_and_cannot_be_tried_for_long(visitor: Visitor) -> None:
    for _ in range(LIMIT):
        answer = visitor.sign_in("a-key-that-opens-nothing")
        assert answer.status_code == 401
        assert "set-cookie" not in answer.headers
    blocked = visitor.sign_in()
    assert blocked.status_code == 429
    assert 0 < int(blocked.headers["retry-after"]) <= 15 * 60 + 1


def test_a_form_needs_the_token_of_its_session(staff: Visitor) -> None:
    for token in ("", "made-up", "ünicode"):
        assert staff.post("/staff/press/brief", token=token, do="note").status_code == 403
    assert staff.post("/staff/press/brief", do="note").status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_forms_of_other_sites_do_not_count(staff: Visitor, headers: dict[str, str]) -> None:
    form = {"token": staff.token(), "do": "note"}
    answer = staff.client.post("/staff/press/brief", data=form, headers=headers)
    assert answer.status_code == 403
    answer = staff.client.post("/staff/sign-in", data={"key": STAFF_KEY}, headers=headers)
    assert answer.status_code == 403


def test_signed_out_is_signed_out_wherever_the_cookie_went(staff: Visitor) -> None:
    copied = dict(staff.client.cookies)
    assert staff.post("/staff/sign-out").status_code == 303
    staff.client.cookies.update(copied)
    assert staff.get("/staff/press").status_code == 303


def test_a_key_taken_back_ends_its_sessions(staff: Visitor, settings: Settings) -> None:
    desk = staff.client.app.state.hub.desk  # type: ignore[attr-defined]
    desk.sessions._keys = ("another-key-of-staff",)
    assert staff.get("/staff/press").status_code == 303


def test_without_staff_keys_the_page_says_how_to_set_one(settings: Settings, views: Views) -> None:
    app = create_app(Settings(data=settings.data), open_views=lambda: {"public": views["public"]})
    with TestClient(app) as client:
        for answer in (client.get("/staff/press"), client.post("/staff/sign-in", data={"key": ""})):
            assert answer.status_code == 403
            assert "HUB_STAFF_KEYS" in answer.text


def test_pages_have_a_strict_policy_and_are_not_kept(staff: Visitor) -> None:
    answer = staff.get("/staff/press?q=members")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
    assert answer.headers["cache-control"] == "no-store"
    assert "<script>" not in answer.text and "style=" not in answer.text


def test_what_goes_wrong_is_told_on_a_page_in_the_readers_language(staff: Visitor) -> None:
    answer = staff.get("/staff/press/source/nowhere?start=0&end=3&lang=es")
    assert answer.status_code == 404
    assert "No ha funcionado" in answer.text
    assert staff.get("/staff/press/source/d0?start=x&end=3").status_code == 422
