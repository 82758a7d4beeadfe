"""The widget more than once on a page, put in later, and in the language of its panel."""

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.host import Website
from tests.browser.visitor import Visitor

INLINE = '<hub-assistant mode="inline"></hub-assistant>'


def test_two_on_a_page_keep_a_conversation_each(visit: Visit, website: Website, url: str) -> None:
    page = visit(website.put(url, words=INLINE * 2))
    widgets = [page.locator("hub-assistant").nth(place) for place in range(2)]
    for widget, question in zip(widgets, ("What is CERTERA?", "What is PRECISEU?"), strict=True):
        widget.get_by_role("textbox").fill(question)
        page.keyboard.press("Enter")
        expect(widget.locator(".log .exchange .answer")).to_be_visible()
    page.reload()
    for widget, question in zip(widgets, ("What is CERTERA?", "What is PRECISEU?"), strict=True):
        expect(widget.locator(".log .question")).to_have_count(1)
        expect(widget.locator(".log .question")).to_contain_text(question)


def test_the_launcher_gives_way_to_an_element_that_is_put_in_later(
    visit: Visit, website: Website, url: str
) -> None:
    visitor = Visitor(visit(website.put(url)))
    visitor.open()
    visitor.ask("What is CERTERA?")
    visitor.page.evaluate(
        """() => {
            const later = document.createElement("hub-assistant");
            later.setAttribute("mode", "inline");
            document.querySelector("main").append(later);
        }"""
    )
    expect(visitor.widget).to_have_count(1)
    expect(visitor.field).to_be_visible()
    expect(visitor.launcher).to_have_count(0)
    expect(visitor.last.locator(".question")).to_contain_text("What is CERTERA?")


def test_a_name_alone_is_answered_in_the_language_of_the_panel(
    visit: Visit, website: Website, url: str
) -> None:
    visitor = Visitor(visit(website.put(url, language="ca")), "ca")
    visitor.open()
    expect(visitor.ask("CERTERA").locator(".answer .text")).to_have_attribute("lang", "ca")
    asked = visitor.ask("What is the ATMP Catalyst accelerator?")
    expect(asked.locator(".answer .text")).to_have_attribute("lang", "en")
