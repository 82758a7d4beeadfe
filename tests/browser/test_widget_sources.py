"""What an answer in the widget rests on: its chips and cards, and the viewer of the quoted page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MARKED, Visit
from tests.browser.host import Website
from tests.browser.visitor import Visitor

QUESTION = "What is the ATMP Catalyst accelerator?"
# The way to reach a member has a mark of its own, which no statement has.
WHO = "Who makes CAR-T?"


@pytest.fixture
def visitor(visit: Visit, website: Website, url: str) -> Visitor:
    visitor = Visitor(visit(website.put(url)))
    visitor.open()
    return visitor


@pytest.mark.parametrize("question", [QUESTION, WHO])
def test_every_source_has_a_card_and_every_mark_leads_to_one(
    visitor: Visitor, url: str, question: str
) -> None:
    answer = visitor.page.request.post(f"{url}/v1/ask", data={"question": question}).json()
    exchange = visitor.ask(question)
    cards = exchange.get_by_role("list", name="Sources").get_by_role("listitem")
    for card, citation in zip(cards.all(), answer["citations"], strict=True):
        expect(card.locator(".title")).to_have_text(citation["title"])
        assert card.locator("blockquote").text_content() == citation["quote"]
        page = f" · page {citation['page']}" if citation["page"] else ""
        expect(card.locator(".about")).to_have_text(re.compile(rf"\b20\d\d{page}$"))
    chips = exchange.locator(".chip")
    numbers = {int(number) for number in chips.all_text_contents()}
    assert numbers == {one["number"] for one in answer["citations"]}
    chip = exchange.get_by_role("button", name="Source 1").first
    chip.click()
    expect(cards.first).to_be_focused()
    expect(cards.first).to_be_in_viewport()


def test_marks_inside_a_quote_stay_text(visitor: Visitor) -> None:
    exchange = visitor.ask("How many entries does the marmoset registry hold?")
    expect(exchange.locator("blockquote").first).to_have_text(MARKED)
    expect(exchange.locator(".chip")).to_have_count(1)
    expect(exchange.locator(".answer .text")).to_have_text(f"{MARKED} 1")


def test_an_abstention_looks_like_one(visitor: Visitor) -> None:
    exchange = visitor.ask("What is the recipe for apple pie?")
    expect(exchange.locator(".answer.abstained .tag")).to_have_text("Not in the documents")
    expect(exchange.locator(".source")).to_have_count(0)


def test_a_greeting_is_no_abstention(visitor: Visitor) -> None:
    exchange = visitor.ask("hello")
    expect(exchange.locator(".answer .text")).to_contain_text("Hello!")
    expect(exchange.locator(".answer.abstained, .tag")).to_have_count(0)


def test_the_whole_document_opens_at_its_page_in_a_tab_of_its_own(visitor: Visitor) -> None:
    exchange = visitor.ask(QUESTION)
    exchange.get_by_role("button", name="Show source 1 in the document").click()
    link = visitor.viewer.get_by_role("link", name="Open the whole document")
    with visitor.page.context.expect_page() as opened:
        link.click()
    tab = opened.value
    tab.wait_for_load_state()
    assert tab.url.endswith("#page=4")
    assert tab.evaluate("document.contentType") == "application/pdf"
    # Chromium shows a PDF with its own viewer, in a frame; a policy too strict would keep it out.
    while not any(frame.url.startswith("chrome-extension://") for frame in tab.frames):
        tab.wait_for_event("frameattached")
