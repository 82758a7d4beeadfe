"""What an answer in the widget rests on: its chips and cards, and the viewer of the quoted page."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import MARKED, Visit
from tests.browser.host import Website
from tests.browser.visitor import Visitor

QUESTION = "What is the ATMP Catalyst accelerator?"
# The way to reach a member has a mark of its own, which no statement has.
WHO = "Who makes CAR-T?"
# The rows of a page's picture, in parts of its height, that have the yellow of a highlighted quote.
MARKED_ROWS = """(canvas) => {
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
    const yellow = (at) => data[at] > 200 && data[at + 1] > 180 && data[at + 2] < 160;
    const rows = Array.from({ length: height }, (_, row) => row);
    const places = (row) => Array.from({ length: width }, (_, x) => (row * width + x) * 4);
    const marked = (row) => places(row).filter(yellow).length > 20;
    return rows.filter(marked).map((row) => row / height);
}"""


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


def test_members_stand_as_cards(visitor: Visitor, url: str) -> None:
    answer = visitor.page.request.post(f"{url}/v1/ask", data={"question": WHO}).json()
    exchange = visitor.ask(WHO)
    cards = exchange.get_by_role("list", name="Organisations").get_by_role("listitem")
    assert answer["experts"]
    for card, member in zip(cards.all(), answer["experts"], strict=True):
        expect(card.locator(".name")).to_have_text(member["name"])
        expect(card.locator(".why")).to_contain_text(member["why"])
        expect(card.locator(".reach")).to_have_text(f"How to reach it: {member['contact']['text']}")
        expect(card.locator(".chip").first).to_be_visible()
    # What the cards say is not said again.
    introduced = answer["text"].partition("\n")[0]
    expect(exchange.locator(".answer > .text")).to_have_text(introduced)


def test_dated_figures_stand_as_a_chart(visitor: Visitor) -> None:
    exchange = visitor.ask("How many members does the hub have?")
    chart = exchange.get_by_role("figure", name="Figures over time: members")
    bars = chart.get_by_role("listitem")
    said = [
        "10 June 202445 members",
        "October 2024more than 50 members",
        "2025more than 70 members",
    ]
    expect(bars).to_have_text(said)
    widths = bars.locator(".bar").evaluate_all(
        "all => all.map((one) => parseFloat(getComputedStyle(one).backgroundSize))"
    )
    assert [round(width) for width in widths] == [64, 71, 100]
    visitor.widget.get_by_role("combobox").select_option("es")
    chart = exchange.get_by_role("figure", name="Cifras en el tiempo: members")
    expect(chart).to_contain_text("10 de junio de 2024")
    expect(chart).to_contain_text("más de 70 members")


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
    exchange.get_by_role("button", name="Show in the document: Source 1").click()
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


def test_the_viewer_shows_the_page_with_the_quote_and_its_text(visitor: Visitor) -> None:
    exchange = visitor.ask(QUESTION)
    quote = exchange.locator("blockquote").first.text_content() or ""
    opener = exchange.get_by_role("button", name="Show in the document: Source 1")
    opener.click()
    viewer = visitor.widget.get_by_role("dialog", name="ATMP Catalonia, 2023-2025")
    expect(viewer.locator(".top .about")).to_have_text("2025, page 4")
    picture = viewer.get_by_role("img", name="Picture of page 4, with the quote marked.")
    expect(picture).to_be_visible()
    # The part of the page that is seen is that of the quote.
    highlighted = picture.evaluate(MARKED_ROWS)
    seen = viewer.locator(".leaf").bounding_box()
    drawn = picture.bounding_box()
    assert seen is not None and drawn is not None and highlighted
    for part in (min(highlighted), max(highlighted)):
        assert seen["y"] < drawn["y"] + part * drawn["height"] < seen["y"] + seen["height"]
    viewer.get_by_role("button", name="Text").click()
    expect(viewer.locator("mark")).to_have_text(quote)
    expect(viewer.locator("mark")).to_be_in_viewport()
    viewer.get_by_role("button", name="Page").click()
    expect(picture).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(visitor.panel).to_be_visible()
    expect(opener).to_be_focused()


def test_a_picture_that_comes_late_does_not_take_the_text_away(visitor: Visitor) -> None:
    held: list[Route] = []
    visitor.page.route("**/pages/*.png*", lambda route: held.append(route))
    exchange = visitor.ask(QUESTION)
    with visitor.page.expect_request("**/pages/*.png*"):
        exchange.get_by_role("button", name="Show in the document: Source 1").click()
    text = visitor.viewer.get_by_role("button", name="Text")
    text.click()
    with visitor.page.expect_response("**/pages/*.png*") as drawn:
        held[0].continue_()
    drawn.value.finished()
    # The picture is decoded and, were it still wanted, shown by then.
    visitor.page.wait_for_timeout(300)
    expect(visitor.viewer.locator("mark")).to_be_visible()
    expect(visitor.viewer.locator("canvas")).to_have_count(0)
    expect(text).to_have_attribute("aria-pressed", "true")


def test_where_no_picture_comes_the_text_is_what_is_chosen(visitor: Visitor) -> None:
    visitor.page.route("**/pages/*.png*", lambda route: route.fulfill(status=503, body="{}"))
    exchange = visitor.ask(QUESTION)
    exchange.get_by_role("button", name="Show in the document: Source 1").click()
    expect(visitor.viewer.locator("mark")).to_be_visible()
    pressed = visitor.viewer.get_by_role("button", pressed=True)
    expect(pressed).to_have_text("Text")


def test_a_text_without_pages_is_shown_at_the_quote(visitor: Visitor) -> None:
    exchange = visitor.ask(WHO)
    quote = exchange.locator("blockquote").first.text_content() or ""
    exchange.get_by_role("button", name="Show in the document: Source 1").click()
    expect(visitor.viewer.locator("mark")).to_have_text(quote)
    expect(visitor.viewer.locator("mark")).to_be_in_viewport()
    expect(visitor.viewer.locator(".plain-text")).to_contain_text("How to reach it")
    expect(visitor.viewer.get_by_role("group", name="View")).to_be_empty()


def test_a_document_that_is_not_to_be_had_leaves_its_quote(visitor: Visitor) -> None:
    exchange = visitor.ask(QUESTION)
    quote = exchange.locator("blockquote").first.text_content() or ""
    visitor.page.context.set_offline(True)
    exchange.get_by_role("button", name="Show in the document: Source 1").click()
    expect(visitor.viewer.locator("blockquote")).to_have_text(quote)
    expect(visitor.viewer.get_by_role("status")).to_contain_text("cannot be shown here")
