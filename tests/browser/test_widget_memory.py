"""A tab in which somebody asks and asks: what it holds does not grow with the questions."""

from pathlib import Path

from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import MARKED, Visit, settings_for
from tests.browser.host import Website
from tests.browser.visitor import Visitor
from tests.integration.installation import hub, serving, wait_until_ready

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
        widget.ask("How many entries does the marmoset registry hold?");
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
    visit: Visit, website: Website, tmp_path: Path
) -> None:
    # Of one short document, so that what takes time is the widget's.
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "marmosets.md").write_text(MARKED, "utf-8")
    assert hub(tmp_path, "ingest").returncode == 0
    with serving(tmp_path, settings=settings_for(website)) as (url, _):
        wait_until_ready(url)
        page = visit(website.put(url))
        session = page.context.new_cdp_session(page)
        visitor = Visitor(page)
        visitor.open()
        ask(page, 0, FULL)
        usage, nodes = held(session)
        ask(page, FULL, QUESTIONS)
        later_usage, later_nodes = held(session)
    expect(visitor.exchanges).to_have_count(30)
    expect(visitor.last.locator(".chip")).to_have_count(1)
    assert later_nodes <= nodes * 1.05
    assert later_usage <= usage + 200_000
    # Too much for the storage of a tab would cost the conversation at the next page.
    assert page.evaluate("JSON.stringify(sessionStorage).length") < 500_000
