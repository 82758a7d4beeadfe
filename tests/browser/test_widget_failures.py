"""What goes wrong on lines and in services, and how the widget tells it: half an answer is none."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from api.widget.script import FOLDER
from tests.assistant.generation.model_server import Messages
from tests.assistant.generation.model_server import serving as serving_model
from tests.browser.conftest import Visit, from_elsewhere, settings_for
from tests.browser.host import Website
from tests.browser.line import Line, line_to
from tests.browser.visitor import Visitor
from tests.integration.installation import serving, wait_until_ready

QUESTION = "Què és l’acceleradora ATMP Catalyst?"
ANSWER = "ATMP Catalyst is the first accelerator"
WAIT = re.compile(r"^That was a lot of questions in a short time\. You can go on in \d+ s\.$")
BROKEN = "The answer broke off before it was complete"


@pytest.fixture
def line(url: str) -> Iterator[Line]:
    with line_to(url) as line:
        yield line


@pytest.fixture
def visitor(visit: Visit, website: Website, line: Line) -> Visitor:
    visitor = Visitor(visit(website.put(line.url)))
    visitor.open()
    return visitor


def retry(visitor: Visitor) -> None:
    """Ask again, which answers in the place of what failed."""
    visitor.button("Ask again").press("Enter")
    expect(visitor.last.locator(".answer .text")).to_contain_text(ANSWER)
    expect(visitor.exchanges).to_have_count(1)
    expect(visitor.field).to_be_focused()


@pytest.mark.parametrize("returns", [False, True])
def test_a_stream_in_single_bytes_is_put_together(
    visitor: Visitor, line: Line, returns: bool
) -> None:
    line.bytewise, line.letters, line.returns = True, True, returns
    exchange = visitor.ask(QUESTION)
    expect(exchange.locator(".answer .text")).to_contain_text(ANSWER)
    expect(exchange.get_by_role("group", name="Ask next")).to_contain_text("“")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_frames_split_at_every_place_are_the_same_events(browser: Browser, end: str) -> None:
    frames = (
        ": still here\n\nevent: delta\ndata: {\"text\": \"cèl·lula 🧬\"}\n\n"
        "data: {\"a\":\ndata: 1}\n\nevent: answer\ndata: {}\n\n"
    )  # fmt: skip
    page = browser.new_page()
    found = page.evaluate(
        """async ([code, text]) => {
            const events = new Function(`${code}; return events;`)();
            const bytes = new TextEncoder().encode(text);
            const read = async (...cuts) => {
                const pieces = cuts.map((cut, place) => bytes.slice(cut, cuts[place + 1]));
                const body = new ReadableStream({ start(to) {
                    for (const piece of pieces) to.enqueue(piece);
                    to.close();
                } });
                const all = [];
                for await (const event of events(body, () => {})) all.push(event);
                return JSON.stringify(all);
            };
            const cuts = Array.from(bytes, (_, place) => place);
            return [await read(...cuts), ...await Promise.all(cuts.map((cut) => read(0, cut)))];
        }""",
        [(FOLDER / "parts" / "events.js").read_text("utf-8"), frames.replace("\n", end)],
    )
    page.close()
    assert set(found) == {
        '[{"name":"delta","data":{"text":"cèl·lula 🧬"}},{"name":"message","data":{"a":1}},'
        '{"name":"answer","data":{}}]'
    }


def test_an_answer_grows_and_a_slow_line_is_waited_for(visitor: Visitor, line: Line) -> None:
    line.flows.clear()
    line.first = 2  # the sources and the first words
    visitor.send(QUESTION)
    expect(visitor.panel.locator(".draft .question")).to_have_text(QUESTION)
    expect(visitor.widget.get_by_role("status")).to_have_text("Searching the documents…")
    expect(visitor.button("Stop")).to_be_visible()
    expect(visitor.panel.locator(".draft .text")).to_contain_text(ANSWER)
    expect(visitor.exchanges).to_have_count(0)
    line.flows.set()
    visitor.answered()
    expect(visitor.panel.locator(".draft")).to_be_empty()
    expect(visitor.button("Ask")).to_be_visible()


def test_an_answer_is_stopped_and_asked_again(visitor: Visitor, line: Line) -> None:
    line.flows.clear()
    visitor.send(QUESTION)
    # While an answer is under way, another question waits in the field.
    visitor.send("Another")
    expect(visitor.field).to_have_value("Another")
    visitor.button("Stop").click()
    expect(visitor.answered().locator(".text")).to_have_text("You stopped this answer.")
    expect(visitor.button("Ask")).to_be_visible()
    line.flows.set()
    retry(visitor)


def test_half_an_answer_is_not_shown_as_one(visitor: Visitor, line: Line) -> None:
    for line.frames in (0, 1, 2):
        exchange = visitor.ask(QUESTION)
        expect(exchange.locator(".text")).to_contain_text(BROKEN)
        expect(exchange).not_to_contain_text(ANSWER)
    visitor.page.reload()
    expect(visitor.last.locator(".text")).to_contain_text(BROKEN)
    expect(visitor.exchanges).to_have_count(3)


def test_a_line_that_falls_silent_is_given_up(visitor: Visitor, line: Line) -> None:
    visitor.page.clock.install()
    line.flows.clear()
    visitor.send(QUESTION)
    expect(visitor.button("Stop")).to_be_visible()
    visitor.page.clock.fast_forward(46_000)
    expect(visitor.answered().locator(".text")).to_contain_text(BROKEN)
    line.flows.set()
    retry(visitor)


def test_a_reload_in_mid_answer_keeps_the_question(visitor: Visitor, line: Line) -> None:
    line.flows.clear()
    visitor.send(QUESTION)
    expect(visitor.button("Stop")).to_be_visible()
    visitor.page.reload()
    exchange = visitor.answered()
    expect(exchange.locator(".text")).to_have_text("This answer was interrupted.")
    expect(exchange.get_by_role("heading")).to_contain_text(QUESTION)
    line.flows.set()
    retry(visitor)


def test_deleting_in_mid_answer_leaves_nothing(visitor: Visitor, line: Line) -> None:
    line.flows.clear()
    visitor.send(QUESTION)
    visitor.delete()
    line.flows.set()
    expect(visitor.button("Ask")).to_be_visible()
    expect(visitor.panel.locator(".welcome")).to_be_visible()
    visitor.page.reload()
    expect(visitor.panel.locator(".welcome")).to_be_visible()
    expect(visitor.exchanges).to_have_count(0)


def test_a_language_chosen_in_mid_answer_holds_when_it_is_deleted(
    visitor: Visitor, line: Line
) -> None:
    line.flows.clear()
    visitor.send(QUESTION)
    visitor.widget.get_by_role("combobox").select_option("ca")
    visitor.delete()
    line.flows.set()
    expect(visitor.widget.get_by_role("combobox")).to_have_value("ca")
    expect(Visitor(visitor.page, "ca").field).to_be_focused()


def test_an_element_that_is_moved_in_mid_answer_shows_the_question_once(
    visitor: Visitor, line: Line
) -> None:
    line.flows.clear()
    visitor.send(QUESTION)
    expect(visitor.button("Stop")).to_be_visible()
    visitor.widget.evaluate("(element) => document.querySelector('main').append(element)")
    line.flows.set()
    expect(visitor.exchanges).to_have_text(re.compile("This answer was interrupted."))
    retry(visitor)


def test_offline_and_a_service_that_is_down_keep_the_question(visitor: Visitor, line: Line) -> None:
    visitor.page.context.set_offline(True)
    visitor.send(QUESTION)
    expect(visitor.answered().locator(".text")).to_contain_text("You are offline.")
    visitor.page.context.set_offline(False)
    line.down = True
    visitor.button("Ask again").click()
    expect(visitor.last.locator(".text")).to_contain_text("cannot be reached")
    line.down = False
    retry(visitor)


def test_a_question_that_is_none_is_told_what_to_do(visitor: Visitor) -> None:
    expect(visitor.ask("🤔").locator(".text")).to_contain_text("Please write a question in words.")
    visitor.widget.evaluate("(widget) => widget.ask('y'.repeat(70000))")
    expect(visitor.answered(2).locator(".text")).to_contain_text("is too long")


def test_a_question_that_is_too_long_is_told_so_and_nothing_of_it_is_lost(
    visitor: Visitor, line: Line
) -> None:
    long = "How many members? " + "y" * 4000
    visitor.send(long)
    expect(visitor.widget.get_by_role("alert")).to_contain_text("is too long")
    expect(visitor.field).to_have_value(long)
    expect(visitor.field).to_be_focused()
    assert not [path for path in line.paths if "ask" in path]


def test_a_service_that_restarts_in_mid_answer(visit: Visit, website: Website, place: Path) -> None:
    asked = threading.Event()

    def thinks(_: Messages) -> Iterator[float]:
        asked.set()
        yield 3.0

    with serving_model() as model:
        model.script = thinks
        worded = {"HUB_MODEL": "openai:m", "HUB_MODEL_URL": model.url, "OPENAI_API_KEY": "none"}
        with serving(place, settings=settings_for(website) | worded) as (url, process):
            wait_until_ready(url)
            visitor = Visitor(visit(website.put(url)))
            visitor.open()
            visitor.send(QUESTION)
            assert asked.wait(60)
            process.kill()
            expect(visitor.answered().locator(".text")).to_contain_text(BROKEN)
    visitor.button("Ask again").click()
    expect(visitor.last.locator(".text")).to_contain_text("cannot be reached")
    port = re.findall(r"\d+$", url)[0]
    with serving(place, "--port", port, settings=settings_for(website)) as (url, _):
        wait_until_ready(url)
        retry(visitor)


def test_too_many_questions_are_told_with_the_wait(
    visit: Visit, website: Website, url: str
) -> None:
    visitor = Visitor(visit(website.put(from_elsewhere(url))))
    visitor.page.clock.install()
    visitor.open()
    for _ in range(3):
        exchange = visitor.ask(QUESTION)
    expect(exchange.locator(".text")).to_have_text(WAIT)
    again = exchange.get_by_role("button", name=re.compile(r"^Ask again in \d+ s$"))
    expect(again).to_be_disabled()
    expect(exchange).to_contain_text(QUESTION)
    visitor.page.clock.run_for(61_000)
    expect(visitor.button("Ask again")).to_be_enabled()
