"""Words that turn what a sentence claims: how much, how sure, how good, and whether it still holds.

In: a statement and the sentence that bears it out. Out: whether the statement turns it: "over 500" may be
told neither as 500 nor as fewer, what is planned not as done, and nothing is cured, best or over unless the
source says so.
"""

import re

from ingest.figures.figure import Qualifier
from ingest.figures.numbers import numbers_in
from ingest.figures.qualifiers import qualifier_of
from ingest.figures.status import status_of
from ingest.terms.analyzer import fold


def _words(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{phrases})\b")


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
_NOT_YET = ("announced", "planned")


def turns(statement: str, told: str) -> bool:
    """Whether a statement turns what its source says."""
    said, source = fold(statement), fold(told)
    if any(claim.search(said) and not claim.search(source) for claim in _CLAIMS):
        return True
    sums = bool(numbers_in(statement))
    planned, plan = (status_of(text) in _NOT_YET for text in (statement, told))
    if (planned and not plan) or (sums and plan and not planned):
        return True
    return not all(
        any(qualifier == other for value, other in _qualified(told) if value == number)
        for number, qualifier in _qualified(statement)
    )


def _qualified(text: str) -> list[tuple[float, Qualifier | None]]:
    """Each figure with its qualifier."""
    return [
        (one.value, qualifier_of(text[: one.start], text[one.end :])) for one in numbers_in(text)
    ]
