"""Runs of a Word document, and whether a reader sees them: hidden, white on paper, or tiny.

In: the document's styles and body. Out: the answer for each run, by its own properties, then its character
style, its paragraph's style, and the document's defaults. White text stays where anything may lie behind it.
"""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

Element = Any  # lxml's elements carry no types

_PAPER = frozenset({"auto", "FFFFFF", None})
_NO = frozenset({"0", "false", "off"})
# In half points.
_SMALLEST = 2
_SHADED = (qn("w:p"), qn("w:tc"), qn("w:tbl"))
_BOX = qn("w:txbxContent")


class Ink:
    """What can be seen of a document. `hidden` counts the characters found hidden so far."""

    def __init__(self, styles: Element, body: Element) -> None:
        self.hidden = 0
        self._styles = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        defaults = (one for one in styles.iter(qn("w:style")) if one.get(qn("w:default")) == "1")
        self._usual = next((one for one in defaults if one.get(qn("w:type")) == "paragraph"), None)
        self._document = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        background = body.getparent().find(qn("w:background"))
        behind = (anchor.get("behindDoc") == "1" for anchor in body.iter(qn("wp:anchor")))
        self._on_paper = background is None and not any(behind)

    def hides(self, run: Element) -> bool:
        """Whether a run cannot be seen."""
        properties = list(self._properties(run))
        if not (
            _is_vanished(properties) or _is_tiny(properties) or self._is_white(run, properties)
        ):
            return False
        self.hidden += sum(len(text.text or "") for text in run.iter(qn("w:t")))
        return True

    def _properties(self, run: Element) -> Iterator[Element]:
        """The run properties that hold for a run, nearest first."""
        own = run.find(qn("w:rPr"))
        if own is not None:
            yield own
            yield from self._of_style(own.find(qn("w:rStyle")))
        paragraph = next(run.iterancestors(qn("w:p")), None)
        named = None if paragraph is None else paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if named is not None:
            yield from self._of_style(named)
        elif self._usual is not None:
            yield from self._usual.iterchildren(qn("w:rPr"))
        if self._document is not None:
            yield self._document

    def _of_style(self, named: Element) -> Iterator[Element]:
        """The run properties of a style and of those that it is based on."""
        seen: set[str] = set()
        while named is not None and (name := named.get(qn("w:val"))) not in seen:
            seen.add(name)
            style = self._styles.get(name)
            if style is None:
                return
            yield from style.iterchildren(qn("w:rPr"))
            named = style.find(qn("w:basedOn"))

    def _is_white(self, run: Element, properties: list[Element]) -> bool:
        if not self._on_paper or _nearest(properties, "w:color") != "FFFFFF":
            return False
        grounds = [_nearest(properties, "w:highlight")]
        for around in run.iterancestors(*_SHADED, _BOX):
            # A table's style may shade its cells, a paragraph's the paragraph; a box has a fill.
            styled = around.find(f"./*/{qn('w:tblStyle')}") is not None
            if around.tag == _BOX or styled:
                return False
            grounds.append(_fill(around.find(f"./*/{qn('w:shd')}")))
        grounds += [_fill(one.find(qn("w:shd"))) for one in properties]
        grounds += [_fill(one) for one in self._shades(run)]
        return all(ground in _PAPER for ground in grounds)

    def _shades(self, run: Element) -> Iterator[Element]:
        """The shading of the run's paragraph style, and of those that it is based on."""
        paragraph = next(run.iterancestors(qn("w:p")), None)
        named = None if paragraph is None else paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        for properties in self._of_style(named):
            yield properties.getparent().find(f"{qn('w:pPr')}/{qn('w:shd')}")


def _is_vanished(properties: list[Element]) -> bool:
    found = (one.find(qn("w:vanish")) for one in properties)
    mark = next((one for one in found if one is not None), None)
    return mark is not None and mark.get(qn("w:val"), "true") not in _NO


def _is_tiny(properties: list[Element]) -> bool:
    size = _nearest(properties, "w:sz") or ""
    return size.isdecimal() and int(size) <= _SMALLEST


def _nearest(properties: list[Element], name: str) -> str | None:
    found = (one.find(qn(name)) for one in properties)
    value = next((one.get(qn("w:val")) for one in found if one is not None), None)
    return None if value == "none" else value


def _fill(shade: Element) -> str | None:
    """The colour of a shading: its fill, or a pattern that covers it."""
    if shade is None:
        return None
    pattern = shade.get(qn("w:val"), "clear")
    value: str | None = shade.get(qn("w:fill"), "auto")
    return value if pattern in ("clear", "nil") else pattern
