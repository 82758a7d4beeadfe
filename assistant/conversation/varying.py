"""A follow-up to a question that looked for somebody, to that question asked again otherwise.

In: the follow-up, and the last question that says itself what it is about. Out: what is meant: the same of
another kind of organisation, or of another thing, or once more; None where something else is asked.
"""

import re
from collections.abc import Iterable

from assistant.conversation.dependence import goes_on, points_back
from assistant.experts.need import things
from assistant.experts.seeking import asks_for_others, asks_to_reach, leaves_out, narrows, seeks
from assistant.experts.thesaurus import content
from assistant.experts.whereabouts import Place, places_sought
from assistant.fitness import asks_what_it_is
from assistant.question import LONGEST, Question
from ingest.documents import Span
from ingest.terms.analyzer import fold

_OPENING = re.compile(
    r"^\W*(?:and|also|what about|how about|y|e|tambi[eé]n|qu[eé] tal|qu[eé] hay de|i|tamb[eé])\b\W*"
    r"(?:what about|how about|qu[eé] (?:hay|hi ha) de)?\s*",
    re.I,
)
_ONLY = re.compile(r"^\W*(?:only|just|s[oó]lo|solamente|nom[eé]s)\b\W*", re.I)
# Medicines are approved elsewhere by another agency.
_AGENCIES = {"Spain": "AEMPS", "Europe": "EMA", "United States": "FDA", "United Kingdom": "MHRA"}
_AGENCY = re.compile(rf"\b(?:{'|'.join(_AGENCIES.values())})\b", re.I)
_NARROWING = re.compile(r"(?:for|with|against|para|contra|con|per a|amb|de|d['’])\b", re.I)
_TOKEN = re.compile(r"[\w·'’-]+")
_LONGEST_TERM = 5
_SHORT = 7


def asked_again(question: Question, base: str) -> str | None:
    """What a question means after one that looked for somebody."""
    if not seeks(Question.read(base)):
        return None
    # Each of those that were told is told with how it is reached, and nobody is left out.
    if asks_to_reach(question) or asks_for_others(question):
        return base
    if leaves_out(question):
        return f"{base.rstrip(' ?!.')} {question.text.lstrip(' ¿')}"
    whole = f"{question.text} ({base})" if narrows(question) else _varied(question, base)
    return whole if whole and len(whole) <= LONGEST else None


def in_place(question: Question, base: str) -> str | None:
    """ "Who makes CAR-T in Barcelona?" and "and in Madrid?" is "Who makes CAR-T in Madrid?"; None where the
    follow-up says more than a place."""
    put = _ONLY.sub("", _OPENING.sub("", question.text)).rstrip(" ?!.")
    places = _known(put)
    opened = put != question.text.rstrip(" ?!.") and not asks_what_it_is(fold(base))
    if not opened or len(places) != 1 or content(put.replace(places[0].written, " ")):
        return None
    before, place = _known(base), places[0]
    if before:
        return base.replace(before[-1].written, place.written)
    if place.name in _AGENCIES and _AGENCY.search(base):
        return _AGENCY.sub(_AGENCIES[place.name], base)
    return f"{base.rstrip(' ?!.')} {put}?"


def _known(text: str) -> list[Place]:
    return [one for one in places_sought(text) if one.is_known]


def _varied(question: Question, base: str) -> str | None:
    """ "Who makes CAR-T?" and "what about TILs?" are "Who makes TILs?"; "for children" adds to it."""
    put = _OPENING.sub("", question.text).rstrip(" ?!.")
    short = len(put.split()) <= _SHORT and question.wants == "other"
    if not (
        short and goes_on(question.folded) and not points_back(question.folded) and things(put)
    ):
        return None
    if _NARROWING.match(put):
        return f"{base.rstrip(' ?!.')} {put}?"
    spans = list(_of_things(base))
    if not spans:
        return None
    return base[: spans[0].start] + put + base[max(one.end for one in spans) :]


def _of_things(text: str) -> Iterable[Span]:
    """Where a text names things of the field, in order."""
    tokens = list(_TOKEN.finditer(text))
    for first in range(len(tokens)):
        for last in tokens[first : first + _LONGEST_TERM]:
            start, end = tokens[first].start(), last.end()
            if things(text[start:end]) - things(text[tokens[first].end() : end]):
                yield Span(start, end)
                break
