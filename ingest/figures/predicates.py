"""What a sentence says that a sum is: "327.6 million euros were venture capital" (en, es, ca).

In: a sentence and the place of a number. Out: the words after it that say so, or "". A list says the verb
once: "and 124.3 million euros public competitive funds". Whose the sum is may stand in between.
"""

import re

from ingest.figures.numbers import Number

_NOUN_PHRASE = r"((?:[a-zà-ÿ-]+ ){0,4}?(?!and\b)[a-zà-ÿ-]{3,})(?= (?:and|y|i|e)\b|[,.;]|$)"
_SAID_TO_BE = re.compile(
    r"(?P<whose> (?:of|de|del|de la) [^,.;:()\d]{2,40}?)? (?:were|are|was|is|son|eran|fueron|era|eren|"
    r"són|van ser) (?:to be |an? |una? |de )?" + _NOUN_PHRASE
)
_OF_THE_NEXT = re.compile(f" (?:de )?{_NOUN_PHRASE}")
# What was done with a sum is not what it is.
_PARTICIPLE = re.compile(r"(?:ed|[ai]d[ao]s?|given|spent|paid)$")


def said_to_be(text: str, number: Number, since: int) -> str:
    """What the sentence says the number is; `since` is the end of the figure before, or 0."""
    said = _SAID_TO_BE.match(text, number.end)
    if said and not _PARTICIPLE.search(said[2]):
        return f"{said[2]}{said['whose'] or ''}"
    goes_on = since and _SAID_TO_BE.match(text, since) and _OF_THE_NEXT.match(text, number.end)
    return goes_on[1] if goes_on else ""
