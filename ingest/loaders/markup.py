"""Elements of HTML in, blocks out: what Markdown and HTML files share."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from ingest.loaders.builder import Builder, clean
from ingest.loaders.hidden import drop_hidden
from ingest.loaders.styles import Styles
from ingest.loaders.tables import add_table

_DROPPED = frozenset(
    [
        "aside",
        "audio",
        "button",
        "canvas",
        "dialog",
        "head",
        "iframe",
        "input",
        "math",
        "nav",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "video",
    ]
)
_DROPPED_ROLES = frozenset(
    ["banner", "complementary", "contentinfo", "dialog", "menu", "navigation", "search"]
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BOILERPLATE = re.compile(r"(^|[-_])(cookies?|breadcrumbs?|sr-only|visually-hidden)($|[-_])", re.I)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_MAX_SPAN = 100


def add_fragment(builder: Builder, markup: str) -> None:
    """Adds the blocks of a piece of HTML that stands inside another format."""
    soup = BeautifulSoup(markup, "lxml")
    styles = Styles(soup)
    drop_boilerplate(soup)
    drop_hidden(soup, styles)
    add_element(builder, soup)


def add_element(builder: Builder, element: Tag) -> None:
    """Adds an element's blocks in reading order; text between its blocks becomes paragraphs."""
    inline: list[str] = []
    for child in element.children:
        if isinstance(child, Tag) and _holds_block(child):
            builder.paragraph("".join(inline))
            inline = []
            _add_block(builder, child)
        else:
            inline.append(_inline_text(child))
    builder.paragraph("".join(inline))


def _add_block(builder: Builder, element: Tag) -> None:
    name = element.name
    if name in _HEADINGS:
        builder.heading(_inline_text(element), _HEADINGS[name])
    elif name == "table":
        _add_table(builder, element)
    elif name == "dl":
        _add_definitions(builder, element)
    elif name == "li":
        _add_item(builder, element)
    elif name in ("p", "pre") and not any(_holds_block(c) for c in _tags(element)):
        builder.paragraph(_inline_text(element))
    else:
        add_element(builder, element)


def _add_item(builder: Builder, element: Tag) -> None:
    """An item's own words, then what is nested in it (lists, paragraphs)."""
    children = list(element.children)
    nested = [
        i for i, child in enumerate(children) if isinstance(child, Tag) and _holds_block(child)
    ]
    first = nested[0] if nested else len(children)
    own = "".join(_inline_text(child) for child in children[:first])
    if not clean(own) and first < len(children) and _is_paragraph(children[first]):
        own = _inline_text(children[first])
        first += 1
    builder.item(own)
    rest = BeautifulSoup("", "lxml")
    rest.extend(children[first:])
    add_element(builder, rest)


def _add_definitions(builder: Builder, element: Tag) -> None:
    for definition in element.find_all("dd"):
        term = definition.find_previous_sibling("dt")
        words = clean(_inline_text(term)).rstrip(":") if term else ""
        text = _inline_text(definition)
        builder.item(f"{words}: {text}" if words else text)


def _is_paragraph(child: PageElement) -> bool:
    return isinstance(child, Tag) and child.name in ("p", "div") and not _block_inside(child)


def _add_table(builder: Builder, table: Tag) -> None:
    if table.find(["table", *_HEADINGS]) or table.get("role") == "presentation":
        add_element(builder, table)
        return
    caption = table.find("caption")
    if isinstance(caption, Tag):
        builder.paragraph(_inline_text(caption))
    add_table(builder, _grid(table))


def _grid(table: Tag) -> Iterator[list[str]]:
    """The cells' texts. A cell that spans rows is repeated in each; over columns it is not."""
    pending: dict[int, tuple[int, str]] = {}
    for row in table.find_all("tr"):
        cells: list[str] = []
        for cell in (child for child in _tags(row) if child.name in ("td", "th")):
            _fill_pending(cells, pending)
            text = _inline_text(cell)
            if (rows := _span(cell, "rowspan")) > 1:
                pending[len(cells)] = (rows - 1, text)
            cells += [text] + [""] * (_span(cell, "colspan") - 1)
        _fill_pending(cells, pending)
        yield cells


def _fill_pending(cells: list[str], pending: dict[int, tuple[int, str]]) -> None:
    while len(cells) in pending:
        rows, text = pending.pop(len(cells))
        if rows > 1:
            pending[len(cells)] = (rows - 1, text)
        cells.append(text)


def _span(cell: Tag, attribute: str) -> int:
    value = str(cell.get(attribute, "1"))
    return min(int(value), _MAX_SPAN) if value.isascii() and value.isdigit() else 1


def _inline_text(node: PageElement) -> str:
    """The words of a node on one line: reference marks left out, blocks inside it parted."""
    if isinstance(node, PreformattedString):
        return ""
    if isinstance(node, NavigableString):
        return str(node)
    if not isinstance(node, Tag) or _is_reference_mark(node):
        return ""
    if node.name in ("br", "wbr"):
        return " " if node.name == "br" else ""
    text = "".join(_inline_text(child) for child in node.children)
    return f" {text} " if node.name in _BLOCKS else text


def _is_reference_mark(element: Tag) -> bool:
    """`<sup><a href="#fn1">1</a></sup>`, and the like that stands in for a footnote."""
    return element.name == "sup" and element.find("a") is not None


def _holds_block(element: Tag) -> bool:
    return element.name in _BLOCKS or _block_inside(element)


def _block_inside(element: Tag) -> bool:
    return any(isinstance(inner, Tag) and inner.name in _BLOCKS for inner in element.descendants)


def _tags(element: Tag) -> Iterator[Tag]:
    return (child for child in element.children if isinstance(child, Tag))


def drop_boilerplate(soup: BeautifulSoup) -> None:
    for element in soup.find_all(True):
        if _is_dropped(element):
            element.extract()


def _is_dropped(element: Tag) -> bool:
    if element.name in ("html", "body", "main"):
        return False
    if element.name in _DROPPED or element.get("role") in _DROPPED_ROLES:
        return True
    if element.has_attr("hidden") or element.get("aria-hidden") == "true":
        return True
    if _HIDDEN_STYLE.search(str(element.get("style", ""))):
        return True
    names = [*(element.get_attribute_list("class")), element.get("id")]
    return any(_BOILERPLATE.search(str(name)) for name in names if name)
