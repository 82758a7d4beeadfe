"""A model's stream of text to statements with the keys that they cite, one by one as they are complete.

In: pieces of text, cut anywhere. Out: sentences without marks, and the keys that stood in them. Links,
images, markup and addresses are no citations and are dropped.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.sentences import sentences

_LONGEST = 600
# A sentence is complete once the next has begun, after white space.
_MAY_END = re.compile(r"\s")
_KEYS = re.compile(r"\[((?:[\w-]{1,16})(?:\s*[,;]\s*[\w-]{1,16})*)\]")
# Keys after the full stop belong to the sentence before it.
_AFTER_STOP = re.compile(r"([.!?…][\"”»)]*)((?:\s*\[[\w\s,;-]{1,60}\])+)(?!\()")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)?")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)?")
_ADDRESS = re.compile(
    r"\(?\b(?:https?://|www\.|data:|javascript:|mailto:)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}/\S*|"
    r"\b[\w-]+\.(?:com|org|net|io|info|biz|xyz|ru|cn|app|dev|eu|es|cat)\b\S*|\S+@\S+",
    re.I,
)
_TAG = re.compile(r"</?[a-zA-Z!][^>]*>?")
_MARKUP = re.compile(r"\*\*|__|`+|^\s*(?:#{1,6}|[-*•>]|\d{1,2}[.)])\s+", re.M)
_LEFT_OVER = re.compile(r"[\[\]<>\x00-\x08\x0e-\x1f\x7f]|\(\s*\)")
_REASONING = re.compile(r"<think>.*?(?:</think>|$)", re.S)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence that the model wrote, not checked yet."""

    text: str
    keys: tuple[str, ...]


def drafted(pieces: Iterable[str]) -> Iterator[Drafted]:
    """Each sentence as soon as the next one has begun, the last at the end."""
    text, given = "", 0
    for piece in pieces:
        text += piece
        if not _MAY_END.search(piece):
            continue
        whole = _sentences(text)
        # What follows may still be the keys of the last sentence.
        for sentence in whole[given:-1]:
            given += 1
            yield from _drafted(sentence)
    for sentence in _sentences(text)[given:]:
        yield from _drafted(sentence)


def _sentences(text: str) -> list[str]:
    seen = _REASONING.sub("", text)
    joined = _AFTER_STOP.sub(r"\2\1", seen)
    found = [joined[span.start : span.end] for span in sentences(joined)]
    # A key that has only begun to arrive is no sentence.
    return [one for one in found if not one.lstrip().startswith("[") or _KEYS.match(one.lstrip())]


def _drafted(sentence: str) -> Iterator[Drafted]:
    plain = _LINK.sub(r"\1", _IMAGE.sub("", sentence))
    keys = [key for match in _KEYS.findall(plain) for key in re.split(r"\s*[,;]\s*", match)]
    for pattern in (_KEYS, _ADDRESS, _TAG, _MARKUP, _LEFT_OVER):
        plain = pattern.sub("", plain)
    text = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(plain.split()))
    if any(map(str.isalnum, text)) and len(text) <= _LONGEST:
        yield Drafted(text, tuple(dict.fromkeys(keys)))
