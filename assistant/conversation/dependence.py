"""How much a question leans on what was said before, told by its words in three languages.

In: a question's folded text. Out: whether it points back ("its", "ells", "eso"), goes on ("and", "y", "i
què"), or counts through a list that was told ("the second one").
"""

import re
from collections.abc import Iterable

_POINTING = re.compile(
    r"\b(its?|they|them|theirs?|he|she|his|her|him|these|those|ones|both of|"
    r"(which|that|this|the|another|other|same) one|this (hospital|company|centre|center|institute|"
    r"network|project|programme|group|fund|organi[sz]ation|place|law|figure)|"
    r"ell[oa]s?|sus?|suy[oa]s?|es[oae]s?|esto|est[oa]s|aquell[oa]s?|dich[oa]s?|mism[oa]s?|"
    r"el mateix|ells?|elles|ella|aixo|aquest[as]?|aquests|aquestes|seus?|seves?|seva|llur)\b"
    # "that" and "there" mostly join or count; these do not.
    r"|\b(about|of|for|is|was|does|did|in|to|like) that\b|\bthat\W*$"
    r"|\b(from|in|over|who works?|who is) there\b|(?<!are )(?<!is )(?<!were )\bthere\W*$"
    r"|\b(alli|ahi|alla)\b"
    # "¿Cuándo la aprobó la AEMPS?", "quan l'ha aprovat?": a verb follows, no noun.
    r"|\bcuando l[oa]s? (ha |han |\w+(o|aron|ieron) (la|el|los|las|un|una)\b)"
    r"|\bquan (el|la|els|les|ho|l['’]) ?(va|van|ha|han|hagi) "
    # "Qui el lidera?", "¿quién la fundó?".
    r"|\b(qui|quien(es)?) (el|la|els|les|ho|hi|lo|los|las) (va |ha )?\w+\W*$"
)
_SEVERAL = re.compile(
    r"\b(they|them|theirs?|these|those|both|all of|ell[oa]s|est[oa]s|es[oa]s|amb[oa]s|tod[oa]s|ells|elles|"
    r"aquests|aquestes|tots|totes|llurs?)\b"
)
_GOING_ON = re.compile(
    r"^\W*(and|but|so|or|also|then|what about|how about|what else|any|anything else|no|yes|i mean\w*|why|"
    r"since when|how so|more|"
    r"y|e|pero|entonces|tambien|que tal|que hay de|digo|mas|alguna?|y si|o sea|desde cuando|"
    r"i|aleshores|llavors|doncs|tambe|vull dir|mes|alguna?|des de quan)\b"
)
_PERHAPS = re.compile(
    r"\b(this|that|there|one|others?|another|else|more|such|same|otr[oa]s?|altr[ae]s?)\b"
)
_ORDINALS = (
    ("first", "primer[oa]?"),
    ("second", "segon[a]?|segund[oa]"),
    ("third", "tercer[oa]?"),
    ("fourth", "quart[a]?|cuart[oa]"),
    ("fifth", "cinque(na)?|quint[oa]"),
)
_LAST = "last|ultim[oa]?|darrer[a]?"
_OF_A_LIST = (
    r"\b(?:the|el|la|l|del|al) ?['’]?(?:{which})\b"
    r"(?: one\b|(?=\W*$|[,?.;:]| (?:of|de|d) ?['’]?(?:them|those|these|ellos|ellas|ells|elles)\b))"
)


def points_back(folded: str) -> bool:
    """Whether a question names by a pronoun what it is about."""
    return _POINTING.search(folded) is not None


def points_to_several(folded: str) -> bool:
    """Whether a question names by a pronoun several things that it is about."""
    return _SEVERAL.search(folded) is not None


def goes_on(folded: str) -> bool:
    """Whether a question opens as one that continues another."""
    return _GOING_ON.match(folded) is not None


def may_point_back(folded: str) -> bool:
    """Whether a question has a word that often, but not always, points to what was said."""
    return _PERHAPS.search(folded) is not None


def is_place_alone(words: Iterable[str]) -> bool:
    """Whether folded words say nothing but which thing of a list is meant."""
    places = "|".join((*(names for pair in _ORDINALS for names in pair), _LAST, "ones?|un[oa]?"))
    return all(re.fullmatch(places, word) for word in words)


def place_in_list(folded: str) -> int | None:
    """Which thing of a list is meant, from 0; -1 is the last."""
    for place, names in enumerate(_ORDINALS):
        if re.search(_OF_A_LIST.format(which="|".join(names)), folded):
            return place
    return -1 if re.search(_OF_A_LIST.format(which=_LAST), folded) else None
