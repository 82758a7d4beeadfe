"""The pages for everybody: strict, whole in each language, with a snippet that is true."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from api.widget.script import pinned
from api.words import LANGUAGES, read_table
from tests.test_architecture import ROOT

SITE = ROOT / "api" / "site"
SHARED = ROOT / "api" / "templates"
PAGES = ("/", "/widget/playground")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_inline_code_and_a_strict_policy(client: TestClient, path: str) -> None:
    response = client.get(path)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "style=" not in response.text and "onclick" not in response.text
    assert client.head(path).status_code == 200
    for name in re.findall(r'(?:src|href)="(/[^"?]+\.\w+)"', response.text):
        assert client.get(name).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_a_page_speaks_the_language_that_is_asked_for(client: TestClient, path: str) -> None:
    seen = set()
    for language in LANGUAGES:
        chosen = client.get(f"{path}?lang={language}").text
        assert f'<html lang="{language}">' in chosen
        accepted = client.get(path, headers={"Accept-Language": f"{language}-XX,fr;q=0.5"}).text
        assert f'<html lang="{language}">' in accepted
        seen.add(re.search(r"<h1>(.*)</h1>", chosen)[1])  # type: ignore[index]
    assert len(seen) == len(LANGUAGES)
    assert '<html lang="en">' in client.get(f"{path}?lang=xx").text


def test_every_text_is_there_in_each_language_and_used() -> None:
    pages = [*(SITE / "templates").iterdir(), *SHARED.iterdir()]
    templates = "".join(path.read_text("utf-8") for path in pages)
    table = read_table(SITE / "words.json")
    used = set(re.findall(r'say\("(\w+)"', templates))
    made = ("for_", "option_")
    assert {key for key in used if not key.endswith("_")} <= set(table)
    assert [key for key in table if key not in used and not key.startswith(made)] == []
    for texts in table.values():
        assert set(texts) == set(LANGUAGES)


def test_the_snippet_names_this_service_and_the_integrity_is_that_of_the_script(
    client: TestClient,
) -> None:
    home = unescape(client.get("/?lang=ca").text)
    assert '<script src="http://testserver/widget.js" async data-language="ca"></script>' in home
    playground = client.get("/widget/playground").text
    assert f'data-integrity="{pinned().integrity}"' in playground
    assert f'data-pinned="/widget-{pinned().version}.js"' in playground


def test_examples_are_by_kind_of_asker(client: TestClient) -> None:
    page = client.get("/?lang=es").text
    assert page.count("data-ask") == 10
    assert page.count('<section class="kind">') == 3
