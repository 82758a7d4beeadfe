"""Words that turn what a sentence claims: how much, how sure, how good, and whether it still holds.

In: a statement and the sentence that bears it out. Out: whether the statement turns it: "over 500" may be
told neither as 500 nor as fewer, what is planned not as done, and nothing is cured, best or over unless the
source says so.
"""

import re

from assistant.values import figures_in
from ingest.terms.analyzer import fold


def _words(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{phrases})\b")


# What stands before a figure; not a dot, not a name in between.
_QUALIFIERS = {
    "more": _words(
        r"more than|over|above|at least|exceed\w*|mas de|"
        r"superior\w* a|al menos|supera\w*|mes de|almenys|com a minim"
    ),
    "less": _words(
        r"(?:fewer|less) than|under|below|almost|nearly|menos de|casi|menys de|gairebe|quasi|inferior\w* a"
    ),
    "most": _words(r"up to|at most|maximum|hasta|como maximo|fins a|com a maxim"),
    "about": _words(
        r"about|around|approximately|roughly|some|unos|unas|alrededor de|aproximadamente|cerca de|uns|unes|"
        r"al voltant de|aproximadament|prop de|circa"
    ),
}
_BEFORE = 24
_SPARED = re.compile(r"[.;:,]|\d")
# What a statement may say only where its source does.
_CLAIMS = tuple(
    map(
        _words,
        (
            r"best|finest|safest|mejor(?:es)?|millors?|safe|safety|segur[oae]s?|effective|efica\w+|efectiv\w+",
            r"largest|biggest|greatest|mayor(?:es)?|mas grandes?|mes grans?|major",
            r"leading|leader|lider\w*|capdavanter\w*",
            r"only|sole|uni[cq]\w+|solo|nomes",
            r"several|many|various|numerous|vari[oa]s|much[oa]s|numeros[oae]s|divers[oae]s|molt[se]s?",
            r"cur(?:e|es|ed|ing|a|an|ar|ado|ada|at|en)|heal\w*",
            r"die[sd]?|dead|deaths?|killed|muert\w+|murio|murieron|fallec\w+|mort[sa]?|moren|mori\w*",
            r"former|ex|past|previous|antigu[oa]|exdirector\w*|antic|antiga|anterior",
            r"stop(?:s|ped)?|ceased?|no longer|ended|dejo de|ha dejado|ceso|ya no|ha deixat|ja no|va deixar",
            r"new|first|last|nuev[oa]s?|primer[oa]?s?|ultim[oa]s?|nou|nova|nous|noves|darrer[ae]?s?",
            r"sells?|sold|sale|buys?|bought|purchas\w*|vend\w+|venta|compr[aoe]\w*|venen|venut",
            r"routinely|free|gratis|gratuit\w*",
            r"approv\w+|authori[sz]\w+|aprob\w+|autori[tz]\w+|aprov\w+",
        ),
    )
)
# What is told with a figure must be told as far off as its source has it.
_NOT_YET = _words(
    r"announc\w*|plan(?:s|ned|ning)?|will|intends?|expect\w*|propos\w*|target\w*|aims?|potential\w*|"
    r"anunci\w+|prev(?:e|en|ist[oa]s?|eu|euen)|planea\w*|planifica\w*|pretende\w*|preten\w*|potencial\w*|objetiv\w*"
)


def turns(statement: str, told: str) -> bool:
    """Whether a statement turns what its source says."""
    said, source = fold(statement), fold(told)
    if any(claim.search(said) and not claim.search(source) for claim in _CLAIMS):
        return True
    sums = bool(figures_in(statement, ""))
    planned, plan = (bool(_NOT_YET.search(text)) for text in (said, source))
    if (planned and not plan) or (sums and plan and not planned):
        return True
    return not all(
        any(qualifiers == other for value, other in _qualified(told) if value == number)
        for number, qualifiers in _qualified(statement)
    )


def _qualified(text: str) -> list[tuple[float, frozenset[str]]]:
    """Each figure with the kinds of qualifiers right before it."""
    return [
        (one.value.number, _qualifiers(_SPARED.split(text[max(0, one.at - _BEFORE) : one.at])[-1]))
        for one in figures_in(text, "")
    ]


def _qualifiers(before: str) -> frozenset[str]:
    folded = fold(before)
    return frozenset(kind for kind, pattern in _QUALIFIERS.items() if pattern.search(folded))
