"""What kind of answer a question wants, told by its folded words in English, Spanish or Catalan.

A phrase is written as it is typed, without accents: `*` stands for any ending, (a|b) for either.
"""

import re
from typing import Literal

Wants = Literal["contact", "reason", "number", "date", "name", "other"]


def _phrases(*phrases: str) -> re.Pattern[str]:
    joined = "|".join(phrase.replace("*", r"\w*") for phrase in phrases)
    return re.compile(rf"\b(?:{joined})\b")


_AMOUNT_EN = "percent*|part|portion|number|amount|share|proportion|price|cost|turnover|figure"
_AMOUNT_CA = "nombre|part|percentatge|import|preu|proporcio|quota|xifra|facturacio|pes"
_AMOUNT_ES = "numero|parte|porcentaje|cantidad|precio|proporcion|cuota|cifra|facturacion|peso"
_WHOM_EN = "person|compan*|organi[sz]ation*|hospital*|institut*|member*|cit*|countr*|place*|region*"
_WHOM_CA = "persona|empres*|entitat*|hospital*|institut*|membre*|ciutat*|pais*|lloc*"
_WHOM_ES = "persona|empresa*|entidad*|hospital*|instituto*|miembro*|ciudad*|pais*|lugar*"

_CONTACT = _phrases(
    "e ?mail",
    "phone*",
    "telephone*",
    "telefon[os]?",
    "correu* (electronic*)?",
    "correo* (electronico*)?",
    "adreca electronica",
    "direccion de correo",
)
_NUMBER = _phrases(
    "how (many|much|long|old|far|large|big|high)",
    f"(what|which) ({_AMOUNT_EN})",
    f"what (is|was|were|are) (the|its|their) ({_AMOUNT_EN})",
    "percentage",
    "quant[ae]?s?",
    f"quin[a]? ({_AMOUNT_CA})",
    f"quin[a]? (es|era|va ser|fou) (el|la|l) ?({_AMOUNT_CA})",
    "percentatge",
    "cuant[oa]s?",
    f"que ({_AMOUNT_ES})",
    f"cual (es|era|fue) (el|la) ({_AMOUNT_ES})",
    "porcentaje",
)
_COUNTED = re.compile(r"\b(?:how many|quant[ae]?s|cuant[oa]s) (\w+)")
# A number asked for without "how many": "patients treated with CAR-T".
_NUMBER_OF = re.compile(r"(patients|pacientes|pacients) (?:treated|tratados|tractats)\b")
_REASON = _phrases("why", "per que", "por que", "how come")
# Who is counted as people is told in many words: patients, staff, attendees.
_ANYBODY = frozenset({"people", "persons", "persones", "gent", "personas", "gente"})
# What is measured, not counted.
_MEASURED = frozenset(
    "money dinero diners pasta euros dollars dolares dolars millones milions millions metres metros "
    "meters square".split()
)
# A part of a whole, in a hundred.
_SHARE = _phrases(
    "(what|which|how (big|large) an?) (share|percent*|proportion|part|fraction)",
    "what (is|was|were|are) (the|its|their|\\w+ s|\\w+['’]s?) (share|percent*|proportion)",
    "percentage",
    "how much of",
    "quina? (percentatge|proporcio|part|quota|pes)",
    "percentatge",
    "tant per cent",
    "que (porcentaje|proporcion|parte|cuota|peso)",
    "porcentaje",
    "tanto por ciento",
)
# A place among others.
_RANK = _phrases(
    "where (do|does|did|is|are) .{1,60} rank(s|ed)?",
    "(what|which) .{0,60}(rank|position)",
    "(what|which) (is|was) .{0,60}place in",
    "(what|which|in what|in which) place (do|does|did|has|have|is)",
    "how .{0,60} ranks?",
    "que (puesto|posicion|lugar ocupa*)",
    "cual (es|era|fue) .{0,60}(puesto|posicion)",
    "quina? (posicio|lloc ocupa*)",
    "quina (es|era|va ser) .{0,60}posicio",
)
# From when to when something goes on.
_LASTS = _phrases(
    "how long (does|do|did|will|is|are|was)",
    "quant (de temps |temps )?dura",
    "cuanto (tiempo )?dura",
    "durada",
    "duracion",
)
_DATE = _phrases(
    "when",
    "(what|which) (year|date|day|month|century|decade)",
    "quan",
    "quin (any|dia|mes|segle)",
    "quina data",
    "cuando",
    "que (ano|dia|mes|siglo|fecha)",
)
_NAME = _phrases(
    "who(m|se)?",
    "where",
    f"(what|which) ({_WHOM_EN})",
    "qui",
    f"quin(a|s|es)? ({_WHOM_CA})",
    "on (es|son|esta|estan|puc|fan|fa)",
    "quien(es)?",
    f"que ({_WHOM_ES})",
    "donde",
)
# A plural noun after "which"; "this" and "does" end like one.
_PLURAL_EN = r"((?!does\b|this\b)\w+ ){0,2}?(?!does\b|this\b)\w{3,}(?<![su])s"
_SEVERAL = _phrases(
    f"(which|what) {_PLURAL_EN}",
    r"who (?!(is|was|founded|leads|runs|directs)\b)*",
    "(list|name) (of|all|the)",
    r"quine?s \w+",
    r"qui (?!(es|era|va|dirigeix|lidera)\b)*",
    "llista",
    r"que \w{3,}s(?! (es|fue)\b)",
    "cuales",
    r"quien (?!(es|era|fue|dirige|lidera)\b)*",
    "quienes",
    "lista",
)


def wants(folded: str) -> Wants:
    """The kind of answer that a folded question wants."""
    if _CONTACT.search(folded):
        return "contact"
    if _REASON.match(folded.lstrip("¿ ")):
        return "reason"
    if _LASTS.search(folded):
        return "date"
    if _NUMBER.search(folded) or _NUMBER_OF.match(folded):
        return "number"
    if asks_for_rank(folded) or asks_for_share(folded):
        return "number"
    if _DATE.search(folded):
        return "date"
    return "name" if _NAME.search(folded) else "other"


def wants_several(folded: str) -> bool:
    """Whether a folded question asks for more than one thing."""
    return _SEVERAL.search(folded) is not None


def counted(folded: str) -> str | None:
    """The word for what a folded question counts: "members" of "how many members"."""
    match = _COUNTED.search(folded) or _NUMBER_OF.match(folded)
    return match[1] if match and match[1] not in _ANYBODY | _MEASURED else None


def counts_people(folded: str) -> bool:
    """Whether a folded question counts people, whatever they are called."""
    match = _COUNTED.search(folded)
    return match is not None and match[1] in _ANYBODY


def asks_for_share(folded: str) -> bool:
    """Whether a folded question asks for a part of a whole."""
    return _SHARE.search(folded) is not None


def shared(folded: str) -> str:
    """What of a question that asks for a share says of what: all that follows."""
    asked = _SHARE.search(folded)
    return folded[asked.end() :] if asked else ""


def asks_for_rank(folded: str) -> bool:
    """Whether a folded question asks for a place among others."""
    return _RANK.search(folded) is not None
