"""Word documents in, an Extract out: headings by style, lists, tables, footnotes, in order."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ingest.documents import Extract
from ingest.loaders.archive import check_archive
from ingest.loaders.builder import Builder
from ingest.loaders.docx_hidden import Ink
from ingest.loaders.properties import read_properties
from ingest.loaders.tables import add_table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import BaseStyle

Element = Any  # lxml's elements carry no types

_SKIPPED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr")))
_ASIDE = qn("w:txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SPACES = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
_TEXT = qn("w:t")
_RUN = qn("w:r")
_CONTAINERS = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag"))
)
_MAX_COLUMNS = 200
# In characters: Word itself hides the marks of an index or of a bookmark.
_WORTH_TELLING = 40


def load_docx(path: Path) -> Extract:
    check_archive(path)
    document = docx.Document(str(path))
    ink = Ink(document.styles.element, document.element.body)
    reader = _Reader(_styles(document), _footnotes(document, ink), ink)
    reader.add_children(document.element.body)
    if ink.hidden >= _WORTH_TELLING:
        reader.builder.warn("hidden text was left out")
    return reader.builder.finish(read_properties(document.core_properties))


class _Reader:
    """Walks the body. `styles` are the block kinds of style ids, `notes` the texts of note ids."""

    def __init__(
        self,
        styles: Mapping[str, tuple[str, int]],
        notes: Mapping[tuple[str, str], str],
        ink: Ink,
    ) -> None:
        self.builder = Builder()
        self._styles = styles
        self._notes = notes
        self._ink = ink

    def add_children(self, parent: Element) -> None:
        for child in parent:
            if child.tag == qn("w:p"):
                self._add_paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._add_table(child)
            elif child.tag in _CONTAINERS:
                self.add_children(child)

    def _add_paragraph(self, paragraph: Element) -> None:
        text = "".join(_words(paragraph, self._ink))
        kind, level = self._kind(paragraph)
        if kind == "heading":
            self.builder.heading(text, level)
        elif kind == "item":
            self.builder.item(text)
        elif kind != "contents":
            self.builder.paragraph(text)
        for box in _boxes(paragraph):
            self.add_children(box)
        self._add_notes(paragraph)

    def _add_table(self, table: Element) -> None:
        rows = list(_rows(table, self._ink))
        if all(len(row) == 1 for row in rows):
            for cell in table.iter(qn("w:tc")):
                self.add_children(cell)
            return
        add_table(self.builder, rows)
        self._add_notes(table)

    def _add_notes(self, element: Element) -> None:
        """A note follows the block that refers to it, where its words belong."""
        for kind in ("footnote", "endnote"):
            for reference in element.iter(qn(f"w:{kind}Reference")):
                self.builder.paragraph(self._notes.get((kind, reference.get(qn("w:id"))), ""))

    def _kind(self, paragraph: Element) -> tuple[str, int]:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "paragraph", 0
        style = properties.find(qn("w:pStyle"))
        kind, level = self._styles.get("" if style is None else style.get(qn("w:val")), ("", 0))
        outline = properties.find(qn("w:outlineLvl"))
        if outline is not None:
            return _outlined(outline)
        if not kind and properties.find(qn("w:numPr")) is not None:
            return "item", 0
        return kind or "paragraph", level


def _styles(document: "Document") -> dict[str, tuple[str, int]]:
    """What each paragraph style makes of a block; its name, then those it is based on, decide."""
    return {style.style_id: _style_kind(style) for style in document.styles}


def _style_kind(style: "BaseStyle | None") -> tuple[str, int]:
    seen: set[str] = set()
    while style is not None and style.style_id not in seen:
        seen.add(style.style_id)
        outline = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        found = _named_kind((style.name or "").casefold())
        if found[0]:
            return found
        if outline is not None:
            return _outlined(outline)
        style = getattr(style, "base_style", None)
    return "", 0


def _named_kind(name: str) -> tuple[str, int]:
    """Word stores the names of its own styles in English, whatever the language on the screen."""
    if name == "title":
        return "heading", 1
    if name.startswith("heading "):
        number = name.removeprefix("heading ")
        return ("heading", int(number) + 1) if number in "123456789" else ("", 0)
    if name.startswith("toc "):
        return "contents", 0
    return ("item", 0) if name.startswith("list ") and name != "list table" else ("", 0)


def _outlined(outline: Element) -> tuple[str, int]:
    level = int(outline.get(qn("w:val"), "9"))
    return ("heading", level + 2) if level < 9 else ("paragraph", 0)


def _words(element: Element, ink: Ink) -> Iterator[str]:
    """The text as it stands after all tracked changes; text boxes and notes' marks left out."""
    for child in element:
        tag = child.tag
        if tag == _TEXT:
            yield child.text or ""
        elif tag in _SPACES:
            yield _SPACES[tag]
        elif tag in _SKIPPED or tag in (_ASIDE, _FALLBACK):
            continue
        elif tag != _RUN or not ink.hides(child):
            yield from _words(child, ink)


def _boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes anchored in a paragraph; each is stored again for old versions of Word."""
    for box in paragraph.iter(_ASIDE):
        ancestors = [ancestor.tag for ancestor in box.iterancestors()]
        if _FALLBACK not in ancestors and _ASIDE not in ancestors:
            yield box


def _rows(table: Element, ink: Ink) -> Iterator[list[str]]:
    """Cell texts; a cell merged downwards is repeated in each row, one merged across is not."""
    above: list[str] = []
    for row in table.iter(qn("w:tr")):
        if next(row.iterancestors(qn("w:tbl"))) is not table:
            continue
        cells: list[str] = []
        for cell in row.iter(qn("w:tc")):
            if next(cell.iterancestors(qn("w:tr"))) is row:
                cells += _cell(cell, ink, above[len(cells) : len(cells) + 1])
        yield cells
        above = cells


def _cell(cell: Element, ink: Ink, above: list[str]) -> list[str]:
    properties = cell.find(qn("w:tcPr"))
    text = " ".join("".join(_words(paragraph, ink)) for paragraph in cell.iter(qn("w:p")))
    if properties is None:
        return [text]
    merge = properties.find(qn("w:vMerge"))
    if merge is not None and merge.get(qn("w:val"), "continue") == "continue" and above:
        text = above[0]
    span = properties.find(qn("w:gridSpan"))
    width = 1 if span is None else min(int(span.get(qn("w:val"), "1")), _MAX_COLUMNS)
    return [text] + [""] * (width - 1)


def _footnotes(document: "Document", ink: Ink) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    types = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}
    for relation in document.part.rels.values():
        for kind, reltype in types.items():
            if relation.reltype == reltype and not relation.is_external:
                root: Element = parse_xml(relation.target_part.blob)
                for note in root.iter(qn(f"w:{kind}")):
                    found[kind, note.get(qn("w:id"))] = "".join(_words(note, ink))
    return found
