"""Which layers (optional content groups) of a PDF are switched off when it is opened.

In: the document's catalogue. Out: whether what belongs to a group, or to a membership of several, is shown.
A membership with an expression of its own (/VE) counts as shown.
"""

from collections.abc import Iterator
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject


class Layers:
    """The groups that are off, by the number of their object."""

    def __init__(self, off: frozenset[int]) -> None:
        self._off = off

    @classmethod
    def of(cls, pdf: Any) -> "Layers":
        """The layers as the document's default configuration has them."""
        properties = _dictionary(pdf.root_object.get("/OCProperties"))
        default = _dictionary(properties.get("/D"))
        off = set(_numbers(default.get("/OFF")))
        if default.get("/BaseState") == "/OFF":
            off |= set(_numbers(properties.get("/OCGs"))) - set(_numbers(default.get("/ON")))
        return cls(frozenset(off))

    def hides(self, content: Any) -> bool:
        """Whether content with this /OC entry is off."""
        if not self._off:
            return False
        group = _dictionary(content)
        if group.get("/Type") != "/OCMD":
            return any(number in self._off for number in _numbers(content))
        states = [number in self._off for number in _numbers(group.get("/OCGs"))]
        policy = group.get("/P", "/AnyOn")
        if not states or "/VE" in group:
            return False
        if policy == "/AllOn":
            return any(states)
        if policy == "/AnyOff":
            return not any(states)
        return not all(states) if policy == "/AllOff" else all(states)


def _numbers(value: Any) -> Iterator[int]:
    """The object numbers of a reference, a resolved object, or an array of them."""
    resolved = value.get_object() if isinstance(value, IndirectObject) else value
    if isinstance(resolved, ArrayObject):
        for one in resolved:
            yield from _numbers(one)
    elif isinstance(value, IndirectObject):
        yield value.idnum
    elif isinstance(resolved, DictionaryObject) and resolved.indirect_reference is not None:
        yield resolved.indirect_reference.idnum


def _dictionary(value: Any) -> DictionaryObject:
    resolved = value.get_object() if hasattr(value, "get_object") else value
    return resolved if isinstance(resolved, DictionaryObject) else DictionaryObject()
