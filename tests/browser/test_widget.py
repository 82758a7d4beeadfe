"""The widget on a strict page of another website: embedded, themed, and asked in three languages."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit
from tests.browser.host import WORDS, Website, strict
from tests.browser.visitor import Visitor

QUESTIONS = {
    "en": "How many members does the hub have?",
    "es": "¿Cuántos miembros tiene el hub?",
    "ca": "Quants membres té el hub?",
}
SAID = {
    "en": "The documents give several values",
    "es": "Los documentos dan varios valores",
    "ca": "Els documents donen diversos valors",
}
INLINE = '<h1>Ask</h1><hub-assistant mode="inline"></hub-assistant>'


@pytest.mark.parametrize("language", ["en", "es", "ca"])
def test_one_line_in_a_strict_page_is_enough(
    visit: Visit, website: Website, url: str, language: str
) -> None:
    page = visit(website.put(url, script=f'data-language="{language}"'))
    visitor = Visitor(page, language)
    corner = visitor.launcher.bounding_box()
    size = page.viewport_size
    assert corner is not None and size is not None
    assert corner["x"] + corner["width"] > size["width"] - 40
    assert corner["y"] + corner["height"] > size["height"] - 40
    visitor.open()
    expect(visitor.field).to_be_focused()
    exchange = visitor.ask(QUESTIONS[language])
    expect(exchange.locator(".tag")).to_have_text(SAID[language])
    expect(exchange.locator(".text").first).to_have_attribute("lang", language)
    expect(exchange.locator(".source").first).to_be_visible()
    expect(exchange.get_by_role("heading")).to_contain_text(QUESTIONS[language])


def test_the_language_is_that_of_the_page_else_of_the_browser(
    visit: Visit, website: Website, url: str
) -> None:
    page = visit(website.put(url, language="ca-ES"), locale="es-ES")
    expect(Visitor(page, "ca").launcher).to_be_visible()
    page = visit(website.put(url, language=""), locale="es-MX")
    expect(Visitor(page, "es").launcher).to_be_visible()
    page = visit(website.put(url, language="de"), locale="de-DE")
    expect(Visitor(page, "en").launcher).to_be_visible()


def test_another_language_keeps_the_conversation(visit: Visit, website: Website, url: str) -> None:
    page = visit(website.put(url))
    visitor = Visitor(page)
    visitor.open()
    visitor.ask(QUESTIONS["en"])
    visitor.field.fill("half a quest")
    visitor.widget.get_by_role("combobox", name="Language").select_option("ca")
    catalan = Visitor(page, "ca")
    expect(catalan.widget.get_by_role("combobox", name="Idioma")).to_be_focused()
    expect(catalan.field).to_have_value("half a quest")
    expect(catalan.last.get_by_role("heading")).to_contain_text(QUESTIONS["en"])
    expect(catalan.last.locator(".tag")).to_have_text(SAID["ca"])
    page.reload()
    expect(catalan.field).to_be_visible()


def test_it_opens_in_the_place_of_its_element(visit: Visit, website: Website, url: str) -> None:
    visitor = Visitor(visit(website.put(url, words=INLINE)))
    expect(visitor.launcher).to_have_count(0)
    expect(visitor.panel).to_be_visible()
    visitor.ask(QUESTIONS["en"])
    visitor.page.keyboard.press("Escape")
    expect(visitor.panel).to_be_visible()


def test_a_pinned_script_runs_and_one_that_was_changed_does_not(
    visit: Visit, website: Website, url: str, browser: Browser
) -> None:
    form = visit(f"{url}/widget/playground").locator("#options")
    source = f"{url}{form.get_attribute('data-pinned')}"
    integrity = form.get_attribute("data-integrity")
    checked = f'crossorigin="anonymous" integrity="{integrity}"'
    visitor = Visitor(visit(website.put(url, source=source, script=checked)))
    visitor.open()
    visitor.ask(QUESTIONS["en"])
    wrong = checked.replace("sha384-", "sha384-AAAA")
    page = browser.new_page()
    with page.expect_console_message(lambda message: "integrity" in message.text):
        page.goto(website.put(url, source=source, script=wrong))
    expect(page.locator("hub-assistant")).to_have_count(0)
    page.close()


def test_a_page_sets_colour_texts_and_place(visit: Visit, website: Website, url: str) -> None:
    options = (
        'data-colour="#7a1f5c" data-title="Our helper" data-greeting="Welcome <b>here</b>" '
        'data-position="left" data-privacy="/privacy" data-theme="dark" data-logo="/logo.png"'
    )
    policy = f"{strict(url)}; img-src {website.url}"
    visitor = Visitor(visit(website.put(url, script=options, policy=policy)))
    corner = visitor.launcher.bounding_box()
    assert corner is not None and corner["x"] < 40
    expect(visitor.launcher).to_have_accessible_name("Open the assistant: Our helper")
    visitor.open()
    expect(visitor.widget.get_by_role("dialog", name="Our helper")).to_be_visible()
    expect(visitor.panel.locator(".welcome p").first).to_have_text("Welcome <b>here</b>")
    link = visitor.widget.get_by_role("link", name="Privacy (opens in a new tab)")
    expect(link).to_have_attribute("href", f"{website.url}/privacy")
    expect(visitor.panel).to_have_css("background-color", "rgb(16, 23, 21)")
    expect(visitor.panel.locator("img.logo")).to_have_attribute("src", f"{website.url}/logo.png")


def test_an_address_that_is_none_is_left_out(visit: Visit, website: Website, url: str) -> None:
    visitor = Visitor(
        visit(website.put(url, script='data-privacy="https://" data-logo="https://"'))
    )
    visitor.open()
    expect(visitor.panel.locator(".welcome .privacy")).to_be_visible()
    expect(visitor.panel.get_by_role("link")).to_have_count(0)


@pytest.mark.parametrize("root", ["62.5%", "100%"])
def test_the_size_of_its_text_is_the_visitors_not_the_pages(
    visit: Visit, website: Website, url: str, root: str
) -> None:
    style = f"<style>html {{ font-size: {root}; direction: rtl }} :root {{ --ink: red }}</style>"
    visitor = Visitor(visit(website.put(url, words=style + WORDS, policy="")))
    visitor.open()
    greeting = visitor.panel.locator(".welcome p").first
    expect(greeting).to_have_css("font-size", "16px")
    expect(greeting).to_have_css("color", "rgb(22, 35, 31)")
    expect(greeting).to_have_css("direction", "ltr")
    box = visitor.panel.bounding_box()
    assert box is not None and round(box["width"]) == 416


def test_markup_in_a_question_stays_text(visit: Visit, website: Website, url: str) -> None:
    hostile = "<img src=x onerror=alert(1)> how many members does the hub have?"
    visitor = Visitor(visit(website.put(url)))
    visitor.open()
    exchange = visitor.ask(hostile)
    expect(exchange.get_by_role("heading")).to_contain_text(hostile)
    expect(exchange.locator("img")).to_have_count(0)


def test_letters_of_all_kinds_and_long_words_stay_in_their_place(
    visit: Visit, website: Website, url: str
) -> None:
    visitor = Visitor(visit(website.put(url)))
    visitor.open()
    for question in ("كم عدد أعضاء المركز؟ 👩🏽‍🔬🧬", "שלום 👋", "Ŵ" * 1500, "a\n\n\nb?"):
        exchange = visitor.ask(question)
        heading = exchange.get_by_role("heading")
        assert question in (heading.text_content() or "")
        assert heading.evaluate("node => node.scrollWidth <= node.clientWidth")
    scroll = visitor.panel.locator(".scroll")
    assert scroll.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_an_empty_question_is_said_to_be_one(visit: Visit, website: Website, url: str) -> None:
    visitor = Visitor(visit(website.put(url)))
    visitor.open()
    visitor.send("  \n ")
    expect(visitor.widget.get_by_role("alert")).to_have_text("Write a question first.")
    expect(visitor.exchanges).to_have_count(0)
    visitor.page.keyboard.type("x")
    expect(visitor.widget.get_by_role("alert")).to_have_count(0)


def test_enter_asks_and_shift_enter_goes_to_the_next_line(
    visit: Visit, website: Website, url: str
) -> None:
    visitor = Visitor(visit(website.put(url)))
    visitor.open()
    visitor.page.keyboard.type("one")
    visitor.page.keyboard.press("Shift+Enter")
    visitor.page.keyboard.type("two")
    expect(visitor.field).to_have_value("one\ntwo")
    height = visitor.field.bounding_box()
    assert height is not None and height["height"] > 56
    visitor.page.keyboard.press("Enter")
    visitor.answered()
    expect(visitor.field).to_have_value("")


def test_nothing_is_said_of_a_page_that_has_it_twice(
    visit: Visit, website: Website, url: str
) -> None:
    again = f'{WORDS}<script src="{url}/widget.js" async></script>'
    visitor = Visitor(visit(website.put(url, words=again)))
    expect(visitor.launcher).to_have_count(1)


def test_a_page_that_is_not_named_is_told_why_it_gets_no_answer(
    browser: Browser, website: Website, url: str
) -> None:
    page = browser.new_page(locale="en-GB")
    stranger = website.put(url).replace("127.0.0.1", "localhost")
    page.goto(stranger)
    visitor = Visitor(page)
    visitor.open()
    with page.expect_console_message(lambda message: message.type == "warning") as told:
        visitor.send(QUESTIONS["en"])
    assert re.search(r"HUB_ALLOWED_ORIGINS.*Content-Security-Policy", told.value.text)
    expect(visitor.answered().locator(".text")).to_contain_text("cannot be reached")
    page.close()
