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
    "barcelona": r"barcelona",
}
_PATTERNS = {name: re.compile(rf"\b{pattern}\b") for name, pattern in _PLACES.items()}

# Who gives is not where it goes; and the city in a name is no place asked for.
_NO_PLACE = re.compile(
    r"\b(?:spanish|espanol|espanyol) (?:government|state|ministry)|"
    r"\b(?:gobierno|estado|govern|estat|ministeri[ou]?|government|ministry) "
    r"(?:espanol|espanyol|central|(?:of|de) (?:spain|espana)|d['’]espanya)|"
    r"\bbarcelona (?:science park|city council|hub)|"
    r"\b(?:universi\w+|parque? cientifico?|parc cientific|hospital\w*|clinic|institut\w*|ajuntament|"
    r"ayuntamiento|consell|council|hub) (?:of|de) barcelona\b"
)
# Wider than what the documents are of: what does not name them does not speak of them.
WIDER = frozenset({"europe", "world"})


def is_narrower(question: str, context: str) -> bool:
    """Whether the question asks for Europe or the world, and nothing about a folded sentence names them."""
    asked = {name for name in WIDER if _PATTERNS[name].search(question)}
    return bool(asked) and not any(_PATTERNS[name].search(context) for name in asked)


def is_elsewhere(question: str, sentence: str) -> bool:
    """Whether the sentence names places, and none of those that the question names.

    Spain's place in Europe is not Catalonia's: what both name of the wider does not make them one.
    """
    return are_others(places_asked(question), places_named(sentence))


def are_others(asked: frozenset[str], told: frozenset[str]) -> bool:
    """Whether places told are others than those asked for."""
    if asked - WIDER and told - WIDER:
        asked, told = asked - WIDER, told - WIDER
    return bool(asked and told) and not asked & told


def places_asked(question: str) -> frozenset[str]:
    """The places that a folded question asks about."""
    return places_named(_NO_PLACE.sub(" ", question))


def places_named(folded: str) -> frozenset[str]:
    """The places that a folded text names."""
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(folded))
