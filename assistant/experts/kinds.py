"""What kind of organisation a question asks for, told by its folded words in three languages.

In: folded text. Out: the kind that is looked for; None where any would do. A company that the asker has, or
a hospital that something is for, is not what is looked for.
"""

import re

from ingest.documents import MemberKind

_WORDS: dict[MemberKind, str] = {
    "investor": (
        r"investors?|venture capital\w*|vcs?|business angels?|(?:seed|investment) funds?|"
        r"inversor(?:a|s|es|as)?|inversionistas?|capital risc|capital riesgo|fons d['’ ]inversio|fondos|"
        r"(?:back|finance|invest in) (?:us|our|my|an?)|who (?:\w+ )?(?:funds?|invests?|backs?|finances?)|"
        r"qui (?:inverteix|financa)|quien(?:es)? (?:invierten?|financian?)|"
        r"que (?:inviert[ae]n?|inverteix\w*)|put (?:\w+ )?money in(?:to)?|"
        r"(?:poner|pondria|posar|posaria) (?:dinero|diners)"
    ),
    "technology_centre": (
        r"technolog(?:y|ical) (?:centres?|centers?)|centres? tecnologics?|centros? tecnologicos?"
    ),
    "research": (
        r"research (?:institutes?|centres?|centers?)|instituts?(?: de recerca)?|"
        r"institutos?(?: de investigacion)?|"
        r"centres? de recerca|centros? de investigacion|institutes?"
    ),
    "public_body": (
        r"public (?:body|bodies|entity|entities)|(?:entitats?|organismes?) publi(?:c|ca|cs|ques)|"
        r"(?:entidad(?:es)?|organismos?) public[oa]s?|sector public"
    ),
    "hospital": r"hospitals?|hospitales",
    "company": (
        r"companies|company|start-?ups?|pharma companies|firms?|biotechs|empres(?:a|es|as)|compan[iy]+es|"
        r"companyias?|companias?|farmaceutiques|farmaceuticas"
    ),
}
_PATTERNS = {kind: re.compile(rf"\b(?:{words})(?!\w)") for kind, words in _WORDS.items()}
# Before the word: whose it is, or what it only belongs to.
_NOT_SOUGHT = re.compile(
    r"\b(?:my|our|mi|nuestr[ao]s?|meva|meu|nostr[ae]s?) (?:[\w-]+ ){0,3}$|"
    r"\b(?:other|altres|otr[ao]s|my|our|his|their|your|mi|mis|nuestr[ao]s?|su|(?:meva|meu|nostr[ae]s?|seva)|"
    r"(?:for|in|into|of|from|inside) (?:an?|the)|(?:para|en|de|dentro de) una?|"
    r"(?:per a|en|dins d['’]?) ?una?|d['’] ?una?)"
    r" (?:\w+ ){0,1}$"
)
_PART_OF_ANOTHER_NAME = re.compile(r" (?:exemption|clinic|del mar|sant|de sant|vall)\b")


# Who wants money looks for an investor; who asks where it went does not.
_MONEY = re.compile(
    r"\b(?:seed|funding|money|capital|financing|investment|financ\w+|financiacion|financament|inversio(?:ns?)?|"
    r"inversion(?:es)?|diners?|dinero)\b"
)
_MONEY_GOT = re.compile(
    r"\b(?:got|raised|received|obtained|recib\w+|obtuv\w+|capt\w+|rebut|obtingut|recapt\w+|round|rondas?|rondes)\b"
)


# A programme for companies is no company.
_PROGRAMME = re.compile(
    r"\b(?:which|what|any|an?|some|que|algun[ao]?|un|quine?s?|cap) (?:[\w-]+ ){0,2}?"
    r"(?:program\w*|incuba\w+)\b.*"
    r"\b(?:start-?ups?|compan(?:y|ies)|spin-?offs?|entrepreneur\w*|emprende\w*|emprened\w*|empres(?:a|as|es))\b"
)


def asks_programme(folded: str) -> bool:
    """Whether a folded question looks for a programme that helps companies."""
    return _PROGRAMME.search(folded) is not None


def kind_asked(folded: str) -> MemberKind | None:
    """The kind of organisation that a folded question looks for."""
    if asks_programme(folded):
        return None
    found = []
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(folded):
            if _is_sought(folded, match):
                found.append((match.start(), kind))
    if not found and _MONEY.search(folded) and not _MONEY_GOT.search(folded):
        return "investor"
    investors = [place for place, kind in found if kind == "investor"]
    return "investor" if investors else min(found, default=(0, None))[1]


def _is_sought(folded: str, match: re.Match[str]) -> bool:
    if _PART_OF_ANOTHER_NAME.match(folded, match.end()):
        return False
    return _NOT_SOUGHT.search(folded[: match.start()]) is None
