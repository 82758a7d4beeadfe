"""A tab in which somebody asks and asks: what it holds does not grow with the questions."""

from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import Visit
from tests.browser.host import Website
from tests.browser.visitor import Visitor

# So many fill what is kept and what is shown; after them nothing may grow.
FULL = 60
QUESTIONS = 200
ASK = """async ([first, last]) => {
    const widget = document.querySelector("hub-assistant");
    const log = widget.shadowRoot.querySelector("[role=log]");
    for (let number = first; number < last; number += 1) {
        const added = new Promise((done) => new MutationObserver((_, watch) => {
            watch.disconnect();
            done();
        }).observe(log, { childList: true }));
        widget.ask(number % 10 ? "hello" : "What is the ATMP Catalyst accelerator?");
        await added;
    }
    return log.querySelectorAll(".answer.failed").length;
}"""


def held(session: CDPSession) -> tuple[int, int]:
    """Bytes of script objects, and nodes, once the garbage is gone."""
    for _ in range(2):
        session.send("HeapProfiler.collectGarbage")
    usage = session.send("Runtime.getHeapUsage")["usedSize"]
    return usage, session.send("Memory.getDOMCounters")["nodes"]


def ask(page: Page, first: int, last: int) -> None:
    assert page.evaluate(ASK, [first, last]) == 0


def test_memory_does_not_grow_over_two_hundred_questions(
    visit: Visit, website: Website, url: str
) -> None:
    page = visit(website.put(url))
    session = page.context.new_cdp_session(page)
    visitor = Visitor(page)
    visitor.open()
    ask(page, 0, FULL)
    usage, nodes = held(session)
    ask(page, FULL, QUESTIONS)
    later_usage, later_nodes = held(session)
    expect(visitor.exchanges).to_have_count(30)
    assert later_nodes <= nodes * 1.1
    assert later_usage <= usage + 300_000
    # Too many for the storage of a tab would cost the conversation at the next page.
    assert page.evaluate("JSON.stringify(sessionStorage).length") < 500_000
