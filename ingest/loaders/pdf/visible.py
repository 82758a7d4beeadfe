"""Which of a page's fragments a reader sees; the rest is hidden on purpose or by accident.

In: a page's marks. Out: its visible fragments. Invisible text (render mode 3) is kept where it is
the text layer of a scan: over an image, or on a page with nothing else to read.
"""

from ingest.loaders.pdf.marks import Fragment, Marks, turned

_SMALLEST = 1.0
_EDGE = 2.0


def visible_fragments(marks: Marks) -> list[Fragment]:
    """The fragments that can be seen on the page, or that stand in for a scanned image."""
    shown = [fragment for fragment in marks.fragments if _can_be_seen(fragment, marks)]
    if all(fragment.hidden for fragment in shown):
        return shown
    return [f for f in shown if not f.hidden or _has_behind(f, marks, images_only=True)]


def _can_be_seen(fragment: Fragment, marks: Marks) -> bool:
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
