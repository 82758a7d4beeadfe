"""Which of a page's fragments a reader sees; the rest is hidden on purpose or by accident.

In: a page's marks. Out: its visible fragments. Invisible text (render mode 3) is kept where it is
the text layer of a scan: over images that bear no more visible text than a stamp or a caption, or on a
drawn page with nothing else to read.
"""

from collections.abc import Sequence

from ingest.loaders.pdf.marks import Fragment, Marks, turned

_SMALLEST = 1.0
_EDGE = 2.0
# So many times as much visible text over a page's images as hidden text: no scan, but a background.
_BACKGROUND = 2


def visible_fragments(marks: Marks) -> list[Fragment]:
    """The fragments that can be seen on the page, or that stand in for a scanned image."""
    shown = [fragment for fragment in marks.fragments if _can_be_seen(fragment, marks)]
    if all(fragment.hidden for fragment in shown):
        return shown if marks.images or marks.areas else []
    layer = _text_layer(shown, marks)
    return [f for f in shown if not f.hidden or id(f) in layer]


def _text_layer(shown: Sequence[Fragment], marks: Marks) -> frozenset[int]:
    """By identity: the hidden fragments over images that are a scan's."""
    if not any(fragment.hidden for fragment in shown):
        return frozenset()
    over = [f for f in shown if _has_behind(f, marks, images_only=True)]
    hidden = sum(len(f.text) for f in over if f.hidden)
    visible = sum(len(f.text) for f in over if not f.hidden)
    is_scan = visible <= _BACKGROUND * hidden
    return frozenset(id(f) for f in over if f.hidden) if is_scan else frozenset()


def _can_be_seen(fragment: Fragment, marks: Marks) -> bool:
    if fragment.gone:
        return False
    if fragment.size < _SMALLEST or not marks.page.holds(*_middle(fragment), _EDGE):
        return False
    return not fragment.white or _has_behind(fragment, marks)


def _has_behind(fragment: Fragment, marks: Marks, *, images_only: bool = False) -> bool:
    x, y = _middle(fragment)
    behind = marks.images if images_only else (*marks.images, *marks.areas)
    return any(box.holds(x, y) for box in behind)


def _middle(fragment: Fragment) -> tuple[float, float]:
    """The fragment's middle on the page, turned back."""
    x = (fragment.x0 + fragment.x1) / 2
    return turned(x, fragment.y + fragment.size / 3, -fragment.angle % 4)
