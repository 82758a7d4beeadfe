"""The styles that a page gives its elements: its own style sheets, `style` attributes, `font` and `bgcolor`.

In: a parsed page. Out: an element's declarations by property. Rules that hold in some circumstances only
(a width, printing) hide nothing. Nor do the style sheets of a page that links to others, which may overrule.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

Style = dict[str, str]

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.S)
_BLOCK = re.compile(r"([^{}]*)([{}])")
_ALWAYS = re.compile(r"@(?:layer\b.*|media\s+(?:only\s+)?(?:screen|all))", re.I | re.S)
_CHOSEN = re.compile(r"[.#][\w-]+")
_TAG = re.compile(r"(?<![\w.#:\[=\"'-])[a-z][\w-]*", re.I)
_IMPORTANT = re.compile(r"\s*!\s*important$", re.I)
_READ = frozenset(
    "display opacity visibility font-size color background background-color position left right top bottom "
    "text-indent clip clip-path transform overflow height width max-height max-width".split()
)
# Rules times elements: some seconds' work.
_MOST_WORK = 500_000
_OVERRULES = 1_000_000


@dataclass(frozen=True, slots=True)
class _Rule:
    selector: str
    style: Style
    always: bool


class Styles:
    """`is_whole` says that no other style sheet, which is not at hand, has a say."""

    def __init__(self, soup: BeautifulSoup) -> None:
        sheets = [sheet.get_text() for sheet in soup.find_all("style") if _holds(sheet)]
        links = soup.find_all("link", rel="stylesheet")
        self.is_whole = not links and not any("@import" in sheet for sheet in sheets)
        self._found: dict[int, dict[str, tuple[int, str]]] = {}
        self._known: dict[int, Style] = {}
        if self.is_whole:
            rules = [rule for sheet in sheets for rule in _rules(sheet)]
            self._apply_all(soup, sorted(rules, key=lambda rule: not rule.always))

    def of(self, element: Tag) -> Style:
        """What is declared for an element, each value in lower case."""
        if id(element) not in self._known:
            ranked = self._found.get(id(element), {})
            for name, value in _own(element).items():
                _put(ranked, name, value, _OVERRULES // 2)
            self._known[id(element)] = {name: value for name, (_, value) in ranked.items()}
        return self._known[id(element)]

    def _apply_all(self, soup: BeautifulSoup, rules: Sequence[_Rule]) -> None:
        elements = soup.find_all(True)
        classes = {f".{name}" for one in elements for name in one.get_attribute_list("class")}
        known = classes | {f"#{one['id']}" for one in elements if one.get("id")}
        used = [rule for rule in rules if known.issuperset(_CHOSEN.findall(rule.selector))]
        for rule in used[: _MOST_WORK // max(len(elements), 1)]:
            self._apply(soup, rule)

    def _apply(self, soup: BeautifulSoup, rule: _Rule) -> None:
        try:
            elements = soup.select(rule.selector)
        except (SelectorSyntaxError, NotImplementedError):
            return
        rank = _specificity(rule.selector)
        for element in elements:
            ranked = self._found.setdefault(id(element), {})
            for name, value in rule.style.items():
                if rule.always:
                    _put(ranked, name, value, rank)
                elif name in ranked and ranked[name][1] != value:
                    # What is shown in some circumstances is taken for shown.
                    del ranked[name]


def _holds(sheet: Tag) -> bool:
    """Whether a style sheet is for the screen, and not only for browsers without scripts."""
    media = str(sheet.get("media", "all")).strip().lower()
    return media in ("", "all", "screen") and not sheet.find_parent(["noscript", "template"])


def _declarations(text: str) -> Style:
    """The declarations of a `style` attribute or of one block; the last of a name counts."""
    pairs = (part.partition(":") for part in text.lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip() in _READ}


def _put(ranked: dict[str, tuple[int, str]], name: str, value: str, rank: int) -> None:
    plain = _IMPORTANT.sub("", value)
    rank += _OVERRULES if plain != value else 0
    if name not in ranked or rank >= ranked[name][0]:
        ranked[name] = rank, plain


def _own(element: Tag) -> Style:
    style: Style = {}
    if element.name == "font" and element.get("color"):
        style["color"] = str(element["color"]).lower()
    if element.get("bgcolor"):
        style["background-color"] = str(element["bgcolor"]).lower()
    return style | _declarations(str(element.get("style", "")))


def _rules(css: str) -> Iterator[_Rule]:
    """The rules of a style sheet; of those in a conditional block, what they show."""
    outer: list[str] = []
    for text, mark in _BLOCK.findall(_COMMENT.sub(" ", css)):
        if mark == "{":
            outer.append(text.rpartition(";")[2].strip())
        elif outer:
            selectors = outer.pop()
            if selectors.startswith("@") or not all(one.startswith("@") for one in outer):
                continue
            style = _declarations(text)
            always = all(_ALWAYS.fullmatch(one) for one in outer)
            if style:
                yield from (_Rule(one.strip(), style, always) for one in selectors.split(","))


def _specificity(selector: str) -> int:
    classes = len(re.findall(r"[.:\[]", selector))
    return 10_000 * selector.count("#") + 100 * classes + len(_TAG.findall(selector))
