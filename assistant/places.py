"""Places that figures hold for. In: a folded question and sentence. Out: whether the figure is elsewhere's.

A figure of Spain is no figure of Catalonia, though the sentence is otherwise what was asked for.
"""

import re

_PLACES = {
    "catalonia": r"catal(?:onia|unya|una|ans?|an[ae]s?|uny\w*)",
    "spain": r"(?:spain|spanish|espan[a-z]*)",
    "europe": r"(?:europ[a-z]*|ue|eu)",
    "world": r"(?:world\w*|mundial\w*|mund[oi]\w*|mon)",
    "andorra": r"andorra\w*",
}
_PATTERNS = {name: re.compile(rf"\b{pattern}\b") for name, pattern in _PLACES.items()}


def is_elsewhere(question: str, sentence: str) -> bool:
    """Whether the sentence names places, and none of those that the question names."""
    asked, told = places_named(question), places_named(sentence)
    return bool(asked and told) and not asked & told


def places_named(folded: str) -> frozenset[str]:
    """The places that a folded text names."""
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(folded))
