"""Markdown in, an Extract out: text as a reader sees it; the front matter becomes metadata."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.documents import Extract
from ingest.errors import UnreadableFile
from ingest.fields import FIELDS, parse_yaml
from ingest.loaders.builder import Builder
from ingest.loaders.encoding import decode
from ingest.loaders.markup import add_fragment
from ingest.loaders.tables import add_table
from ingest.loaders.veil import Veil

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.S | re.M)
_OPEN_FRONT_MATTER = re.compile(
    rf"\s*---[ \t]*\n(?:.*\n){{0,9}}?\s*(?:{'|'.join(FIELDS)})[ \t]*:", re.I
)
_LINE_BREAK = re.compile(r"<br\b", re.I)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")


def load_markdown(path: Path) -> Extract:
    text = re.sub(r"\r\n?", "\n", decode(path.read_bytes()))
    metadata, body = split_front_matter(text)
    builder = Builder()
    _add_tokens(builder, MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body))
    return builder.finish(metadata)


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The front matter and what follows it.

    A head that is opened and never closed is an error: read as text, an `audience` in it would
    be lost and the document public.
    """
    text = text.removeprefix("\ufeff")
    match = _FRONT_MATTER.match(text)
    if match:
        return parse_yaml(match[1], "front matter"), text[match.end() :]
    if _OPEN_FRONT_MATTER.match(text):
        raise UnreadableFile("its front matter is not closed; end it with a line of three hyphens")
    return {}, text


def _add_tokens(builder: Builder, tokens: Sequence[Token]) -> None:
    """Adds a flat run of block tokens; the first text of a list item is the item."""
    stream = iter(tokens)
    item_is_open = False
    heading = 0
    veil = Veil()
    for token in stream:
        if token.type == "html_block":
            add_fragment(builder, veil.opening + token.content)
            veil.read(token.content)
        elif veil.opening:
            continue
        elif token.type == "table_open":
            add_table(builder, _grid(stream))
        elif token.type == "heading_open":
            heading = int(token.tag[1:])
        elif token.type == "list_item_open":
            item_is_open = True
        elif token.content:
            _add_text(builder, _text(token), heading, item=item_is_open)
            item_is_open, heading = False, 0


def _add_text(builder: Builder, text: str, heading: int, *, item: bool) -> None:
    if heading:
        builder.heading(text, heading)
    elif item:
        builder.item(text)
    else:
        builder.paragraph(text)


def _grid(stream: Iterator[Token]) -> Iterator[list[str]]:
    """The rows of the table that has just been opened."""
    row: list[str] = []
    for token in stream:
        if token.type == "table_close":
            return
        if token.type == "tr_open":
            row = []
        elif token.type == "inline":
            row.append(_text(token))
        elif token.type == "tr_close":
            yield row


def _text(token: Token) -> str:
    """The words of a leaf: links to their text, emphasis dropped, code kept, images left out."""
    if token.children is None:
        return token.content
    return _FOOTNOTE.sub("", "".join(_inline_texts(token.children)))


def _inline_texts(children: Sequence[Token]) -> Iterator[str]:
    """The texts of inline tokens that no raw HTML around them hides."""
    veil = Veil()
    for child in children:
        if child.type == "html_inline":
            veil.read(child.content)
        if not veil.opening:
            yield _inline_text(child)


def _inline_text(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "html_inline":
        return " " if _LINE_BREAK.match(token.content) else ""
    return token.content if token.type in ("text", "code_inline", "text_special") else ""
