"""A real browser for each file of tests."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # The system's Chromium where there is one, else the one that Playwright installed.
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or None, headless=True, args=FLAGS
        )
        yield chromium
        chromium.close()
