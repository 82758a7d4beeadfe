"""What is usual in a document: the size of its body text, its leading, its kinds of headings.

In: the lines of all pages. Out: a `Style`, which tells headings from text and gives their level.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.loaders.pdf.layout import Line, PageText

_LARGER = 1.12
_SMALLER = 0.93
_MAX_LEVEL = 6
_LONGEST = 200
_LONGEST_BOLD = 120
_CAPTION = re.compile(
    r"(?:table|taula|tabla|figure|figura|fig\.|gr[àa]fic|gráfico|chart|box|quadre|cuadro)\s*\d",
    re.IGNORECASE,
)

Kind = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Style:
    """`size` is in points, `leading` in multiples of the size; `kinds` are from the largest."""

    size: float
    bold: bool
    leading: float
    kinds: tuple[Kind, ...] = ()

    @classmethod
    def of(cls, pages: Sequence[PageText]) -> "Style":
        """The style of a document's pages."""
        lines = [item for page in pages for item in page.items if isinstance(item, Line)]
        sizes: Counter[float] = Counter()
        bold: Counter[bool] = Counter()
        for line in lines:
            sizes[_rounded(line.size)] += len(line.text)
            bold[line.bold] += len(line.text)
        size = sizes.most_common(1)[0][0] if sizes else 10.0
        style = cls(size, bold[True] > bold[False], _leading(lines, size))
        kinds = Counter(style.kind(line) for line in lines if style.stands_out(line))
        return cls(size, style.bold, style.leading, tuple(sorted(kinds, reverse=True)))

    def kind(self, line: Line) -> Kind:
        """The look of a line, which lines of one level share."""
        return _rounded(line.size), line.bold

    def is_small(self, line: Line) -> bool:
        """Whether the line is in smaller type, such as that of footnotes."""
        return line.size <= _SMALLER * self.size

    def stands_out(self, line: Line) -> bool:
        """Whether the line looks like one of a heading: large, or bold in a text that is not."""
        if line.size >= _LARGER * self.size:
            return True
        return line.bold and not self.bold and not self.is_small(line)

    def heading_level(self, lines: Sequence[Line]) -> int:
        """The level of these lines as a heading; 0 if they are none."""
        text = " ".join(line.text for line in lines)
        if not all(map(self.stands_out, lines)) or not any(map(str.isalpha, text)):
            return 0
        large = lines[0].size >= _LARGER * self.size
        is_long = len(text) > (_LONGEST if large else _LONGEST_BOLD)
        if is_long or _CAPTION.match(text) or (text.endswith((".", ";", ",")) and not large):
            return 0
        return min(self.kinds.index(self.kind(lines[0])) + 1, _MAX_LEVEL)


def _leading(lines: Iterable[Line], size: float) -> float:
    """The most usual distance of two lines of body text."""
    steps: Counter[float] = Counter()
    for above, below in pairwise(lines):
        same = above.flow == below.flow and _rounded(above.size) == _rounded(below.size) == size
        ratio = round((above.y - below.y) / size, 1)
        if same and 0.9 <= ratio <= 2.5:
            steps[ratio] += 1
    return steps.most_common(1)[0][0] if steps else 1.2


def _rounded(size: float) -> float:
    return round(2 * size) / 2
