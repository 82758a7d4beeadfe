"""A question whether one member does or can do a thing: "Can it make viral vectors for us?".

In: the question, its need, and what the documents have of the member. Out: the sentences that say all of what
is asked; none where none do, and what else the member does is then no answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.dossiers import Capability, Dossier, Quote, Said
from assistant.experts.need import RARE, Facet, Need
from assistant.experts.phrases import PHRASES
from assistant.experts.ranking import coverage, says
from assistant.question import Question
from ingest.language import confidences

_VERBS = (
    r"puede|podria|hace|fabrica|produce|tiene|trabaja|ofrece|dispone|desarrolla|sabe|trata|invierte|financia|"
    r"pot|fa|produeix|te|treballa|ofereix|desenvolupa|sap|tracta|inverteix|financa|cuenta|compta|imprim\w+|"
    r"es capaz|es capac"
)
_ASKS = re.compile(
    rf"^\W*(?:and |so |but |y |e |i |pero )?(?:(?:can|could|does|do|would)(?! (?:i|we|you)\b)|"
    rf"is .{{1,60}}? able|{_VERBS})\b|"
    rf"^\W*(?:(?:and|y|i) )?(?:el |la |l['’])?(?:[\w'’.·-]+ ){{1,5}}?(?:no )?(?:{_VERBS}) .*\?\W*$"
)
_OTHERWISE = re.compile(
    r"\b(?:who|what|which|how|when|where|why|que|quien\w*|cual\w*|quant\w*|cuant\w*|quan|cuando|com|como|on|donde|"
    r"qui|quin\w*)\b"
)
# That somebody does it, not what.
_MAKING = "making"
_MOST_QUOTES = 2
_MOST_NAMED = 3
_CLEAR = 0.5


@dataclass(frozen=True, slots=True)
class Able:
    """What is said for one member that does what is asked; no `quotes` where nothing says that it does."""

    dossier: Dossier
    quotes: tuple[Quote, ...]


def asks_ability(question: Question) -> bool:
    """Whether a question asks no more than whether somebody does a thing."""
    folded = question.folded
    if question.wants != "other" or _OTHERWISE.search(folded):
        return False
    return _ASKS.search(folded) is not None


def able(need: Need, dossier: Dossier) -> Able | None:
    """None where the question names no thing of the field, or more is to be read than what profiles list."""
    asked = [one for one in need.facets if (one.term or one.is_code) and one.name != _MAKING]
    if not asked:
        return None
    said = [(one.said, one.quote) for one in dossier.sentences]
    texts = [*(told for told, _ in said), *(one.said for one in dossier.capabilities)]
    if not all(any(says(facet, text) for text in texts) for facet in asked):
        return Able(dossier, ())
    quotes = _saying(need, [*asked, *_words(need)], said)
    return Able(dossier, quotes) if quotes else None


def unsaid(need: Need, one: Able) -> str:
    """That the documents do not say it of the member, and what they do name of it."""
    phrases, member = PHRASES[need.question.language], one.dossier.member
    told = phrases.unsaid_of.format(name=member.name)
    named = [phrases.quoted.format(quote=what.text) for what in _named(need, one.dossier)]
    return f"{told} {phrases.named_of.format(what=', '.join(named))}" if named else told


def _saying(
    need: Need, asked: Sequence[Facet], said: Sequence[tuple[Said, Quote]]
) -> tuple[Quote, ...]:
    """The fewest sentences that say it, those that say most first; none where some is left unsaid."""
    missing = list(asked)
    chosen: list[Quote] = []
    for told, quote in sorted(said, key=lambda one: -coverage(need, [one[0]])):
        if len(chosen) < _MOST_QUOTES and any(says(facet, told) for facet in missing):
            missing = [facet for facet in missing if not says(facet, told)]
            chosen.append(quote)
    return () if missing else tuple(chosen)


def _words(need: Need) -> list[Facet]:
    """The words of a need that are no terms, and rare enough to matter."""
    return [one for one in need.facets if not (one.term or one.is_code) and one.weight >= RARE]


def _named(need: Need, dossier: Dossier) -> list[Capability]:
    """What the member is said to have, the nearest first, in the asker's language where it is in several."""
    spoken = need.question.language
    in_it = [one for one in dossier.capabilities if confidences(one.text)[spoken] >= _CLEAR]
    ordered = sorted(in_it or dossier.capabilities, key=lambda one: -coverage(need, [one.said]))
    return ordered[:_MOST_NAMED]
