"""A topic to the figures that are of it, best first.

In: the topic's words with all ways to say them, and the figures known. Out: those whose sentence,
headings and
subject say every word of it; where none does, its commonest words are left out, but never a name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.figures.known import Known, kind_of, sort_of
from assistant.figures.statements import where
from assistant.places import are_others, is_elsewhere, places_asked
from assistant.query import acronyms
from assistant.question import Question
from ingest.figures.naming import is_time
from ingest.index.entries import QueryWord

# Words that ask for a figure and are of none.
_SAYS_NOTHING = frozenset(
    "number numbers figure figures data total amount amounts evolution trend series value values "
    "cifra cifras xifra "
    "xifres nombre numero numeros dades datos import importe importes valor valors valores evolucio "
    "evolucion "
    "quantity cantidad quantitat latest current actual percentage percentatge porcentaje percent big "
    "large much "
    "hub's money size gran grande".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SURE = 0.5
_NAMED = 0.95
_CLOSE = 0.9
# With so many words a topic says itself what it is about.
A_TOPIC = 2


@dataclass(frozen=True, slots=True)
class Topic:
    """What figures are looked for: words with their weights, the years asked for, and the text itself."""

    question: Question
    words: tuple[QueryWord, ...]
    typed: tuple[str, ...]
    rarity: tuple[float, ...]
    years: frozenset[str]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """A figure of the topic; `own` are the places of the topic's words that it says itself, and
    `counted` those that say what it counts."""

    known: Known
    score: float
    own: frozenset[int]
    counted: frozenset[int] = frozenset()


def topic_of(
    question: Question, typed: Sequence[str], words: Sequence[QueryWord], rarity: Sequence[float]
) -> Topic:
    """The topic of a question: its content words without those that only ask for a figure."""
    joined = {f"{one}{two}" for one, two in pairwise(typed)}
    kept = [
        place
        for place, word in enumerate(typed)
        if word not in _SAYS_NOTHING and word not in joined and not _YEAR.fullmatch(word)
    ]
    return Topic(
        question,
        tuple(words[place] for place in kept),
        tuple(typed[place] for place in kept),
        tuple(rarity[place] for place in kept),
        frozenset(_YEAR.findall(question.text)),
        acronyms(question.text),
    )


def matches(topic: Topic, figures: Sequence[Known]) -> list[Match]:
    """The figures of a topic, best first."""
    of_the_years = [
        one for one in figures if not topic.years or (one.figure.as_of or "")[:4] in topic.years
    ]
    places = list(range(len(topic.words)))
    while places:
        found = [match for one in of_the_years if (match := _match(topic, places, one)) is not None]
        if found:
            counted = _of_what_is_counted(found)
            best = max(one.score for one in counted)
            kept = _counts_or_measures([one for one in counted if one.score >= _CLOSE * best])
            return sorted(kept, key=lambda one: -one.score)
        commonest = min(places, key=lambda place: topic.rarity[place])
        if (len(places) - 1) * 2 <= len(topic.words) or topic.rarity[commonest] >= _NAMED:
            return []
        places.remove(commonest)
    return []


def _match(topic: Topic, places: Sequence[int], known: Known) -> Match | None:
    said = [_said(topic.words[place], topic.typed[place], known) for place in places]
    if not are_distinct(said):
        return None
    told = list(zip(places, said, strict=True))
    own = frozenset(
        place for place, terms in told if terms & (known.own | _of_whom(topic, place, known))
    )
    counted = frozenset(place for place, terms in told if terms & known.counted)
    if not own or (is_time(known.figure.unit) and not counted):
        return None
    if _is_elsewhere(topic, known):
        return None
    levels = [max(known.terms[term] for term in terms) for terms in said]
    return Match(known, sum(levels) / len(levels), own, counted)


def _is_elsewhere(topic: Topic, known: Known) -> bool:
    """By the figure's own sentence, or by all that state it."""
    asked = topic.question.folded
    return is_elsewhere(asked, where(known.figure)) or are_others(places_asked(asked), known.places)


def _of_whom(topic: Topic, place: int, known: Known) -> frozenset[str]:
    """What says whom a figure is of, where a name is asked for: "Almirall"."""
    is_name = topic.rarity[place] >= _NAMED or topic.typed[place] in topic.codes
    return known.subject if is_name else frozenset()


def _said(word: QueryWord, typed: str, known: Known) -> set[str]:
    """The terms by which a figure's text says a word of the topic.

    A stem that an act and a quality share says only what was typed: publications are not public.
    """
    language, sort = known.figure.language, sort_of(typed)
    ways = (way for way in word.alternatives if way.language == language and way.weight >= _SURE)
    terms = {way.term for way in ways if way.term in known.terms}
    if sort == "other":
        return terms
    return {
        term
        for term in terms
        if not typed.startswith(term) or not known.sorts[term].isdisjoint({sort, "other"})
    }


def are_distinct(said: Sequence[set[str]]) -> bool:
    """Whether each word can be said by a term of its own: "treball" alone does not say "work group"."""
    if not said:
        return True
    first, *rest = sorted(said, key=len)
    return any(are_distinct([terms - {term} for terms in rest]) for term in sorted(first))


def _of_what_is_counted(found: Sequence[Match]) -> list[Match]:
    """Where things are counted whose noun the topic says, other things counted are not meant."""
    if not any(one.counted for one in found):
        return list(found)
    return [one for one in found if one.counted or kind_of(one.known.figure)]


def _counts_or_measures(found: Sequence[Match]) -> list[Match]:
    """Where things are counted whose noun the topic says, sums and shares about them are another figure."""
    counts = [one for one in found if not kind_of(one.known.figure)]
    measures = [one for one in found if kind_of(one.known.figure)]
    if not measures or not any(one.counted for one in counts):
        return list(found)
    most = max(len(one.own) for one in counts), max(len(one.own) for one in measures)
    return counts if most[0] >= most[1] else measures
