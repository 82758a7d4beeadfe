"""HTML in, an Extract out: the main content, without navigation, scripts or hidden elements.

What the head says is kept under the names of the contract: `meta` elements of those names, then
Open Graph's title and the language of `html`.
"""

import re
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from ingest.documents import Extract
from ingest.fields import FIELDS
from ingest.loaders.builder import Builder, clean
from ingest.loaders.encoding import decode
from ingest.loaders.hidden import drop_hidden
from ingest.loaders.markup import add_element, drop_boilerplate
from ingest.loaders.styles import Styles

_MIN_MAIN = 200
# In characters: labels for those who hear a page are shorter.
_WORTH_TELLING = 40
_LANGUAGE = re.compile(r"(en|es|ca)\b", re.I)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def load_html(path: Path) -> Extract:
    soup = BeautifulSoup(_markup(path.read_bytes()), "lxml")
    metadata = _head(soup)
    title = soup.title.get_text() if soup.title else ""
    styles = Styles(soup)
    drop_boilerplate(soup)
    builder = Builder()
    if drop_hidden(soup, styles) >= _WORTH_TELLING:
        builder.warn("hidden text was left out")
    add_element(builder, _content(soup))
    heading = builder.first_heading()
    if heading is None and clean(title):
        metadata.setdefault("title", clean(title))
    return builder.finish(metadata)


def _markup(data: bytes) -> str | bytes:
    """UTF-8 and marked texts decoded here; for others the parser heeds what the page declares."""
    declared = re.search(rb"<meta[^>]+charset|<\?xml[^>]+encoding", data[:4096], re.I)
    return data if declared else decode(data)


def _content(soup: BeautifulSoup) -> Tag:
    """The element that holds the content, or the page without its header and footer."""
    articles = soup.find_all("article")
    found = soup.find("main") or soup.find(role="main")
    found = found or (articles[0] if len(articles) == 1 else None)
    if isinstance(found, Tag) and len(found.get_text()) >= _MIN_MAIN:
        return found
    body = soup.body or soup
    for element in body.find_all(["header", "footer"]):
        if not element.find_parent("article") and not element.find("h1"):
            element.extract()
    return body


def _head(soup: BeautifulSoup) -> dict[str, object]:
    """What `meta` elements of the contract's names say; a name given twice is a list."""
    found: dict[str, object] = {}
    for meta in soup.find_all("meta"):
        name = str(meta.get("name", "")).strip().casefold()
        content = clean(str(meta.get("content", "")))
        if name in FIELDS:
            found[name] = _merge(found.get(name), content)
    _fall_back(found, "title", _property(soup, "og:title"))
    _fall_back(found, "date", _DATE.match(_property(soup, "article:published_time")))
    language = str(soup.html.get("lang", "")) if soup.html else ""
    _fall_back(found, "language", _LANGUAGE.match(language.strip()))
    return found


def _merge(before: object, content: str) -> object:
    if before is None:
        return content
    return [*before, content] if isinstance(before, list) else [before, content]


def _fall_back(found: dict[str, object], name: str, value: str | re.Match[str] | None) -> None:
    text = value if isinstance(value, str) else value[0] if value else ""
    if text:
        found.setdefault(name, text)


def _property(soup: BeautifulSoup, name: str) -> str:
    meta = soup.find("meta", property=name)
    return clean(str(meta.get("content", ""))) if isinstance(meta, Tag) else ""
