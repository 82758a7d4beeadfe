"""A question who put money in a member: "Who invested in it?", "Who are its investors?".

In: the question, and what the profile of the member that it names says. Out: the sentences that tell from
whom money came; none where none do, and what the money was or what it was for is then no answer.
"""

import re
from collections.abc import Sequence

from assistant.experts.dossiers import Dossier, Quote
from assistant.question import Question

_ASKS = re.compile(
    r"\bwho (?:has |have |had )?(?:also )?(?:invest(?:s|ed)|fund(?:s|ed)|financed?|back(?:s|ed)|"
    r"put (?:\w+ )?money)\b|"
    r"\bwho (?:are|is) (?:\S+ ){1,4}?(?:investors?|backers?|funders?)\b|"
    r"\bwho (?:are|is) the (?:investors?|backers?) (?:of|in|behind)\b|"
    r"\bwhich (?:investors?|funds?) (?:\w+ )?(?:invested|backed|financed|put)\b|"
    r"\bquien(?:es)? (?:ha |han )?(?:invirti\w+|invertido|financi\w+|puso|pusieron|puesto|respald\w+)\b|"
    r"\bque (?:inversor\w*|fondos?) (?:ha |han )?(?:invirti\w+|invertido|financi\w+|entr\w+)\b|"
    r"\b(?:quien(?:es)? son|qui son|qui es|quins son) (?:los |las |els |les |el |la )?inversor\w* "
    r"(?:de|del|d['’])|"
    r"\bqui (?:ha|han|va|van) (?:invertir|invertit|financar|financat|posar|posat)\b|"
    r"\bquins? (?:inversors?|fons) (?:ha|han|va|van) (?:\w+ )?(?:invertir|invertit|financ\w+|entr\w+)\b"
)
# Money "with" or "from" a name, which a product's code is not.
_FROM_WHOM = re.compile(
    r"(?:[Mm]illion|[Mm]ilion|[Mm]illon|\b[Rr]ound|\b[Rr]onda|\b[Ss]eed|\b[Ss]eries|\b[Ss]erie|\b[Gg]rant).*"
    r"\b(?:with|from|by|amb|con|de|per|por) (?:the |el |la |l['’])?(?!\S*\d)[A-Z]|"
    r"\b(?:awarded|financed|invested in|put (?:\w+ )?money|invirti\w+|va invertir)\b"
)
_MOST = 2


def asks_backing(question: Question) -> bool:
    """Whether a question asks no more than who put money in somebody."""
    return question.wants != "number" and _ASKS.search(question.folded) is not None


def backing(dossier: Dossier) -> Sequence[Quote]:
    """What a member's profile tells of whom its money came from."""
    told = [one.quote for one in dossier.sentences]
    return [quote for quote in told if _FROM_WHOM.search(quote.text)][:_MOST]
