"""Whether a question looks for somebody who can do a thing, told by its folded words in three languages.

In: a question as it was read. Out: whether members are to be named. "Who directs it?" asks for a person,
"which hospitals treated patients?" for what happened, "how many" for a number: those are none.
"""

import re

from assistant.experts.kinds import asks_programme, kind_asked
from assistant.experts.thesaurus import codes
from assistant.question import Question

# What somebody does or has, now; not what happened, nor who is at the head of something.
_DOES_EN = (
    r"can|could|might|would|does|do|makes?|produces?|manufactures?|holds?|works?|offers?|provides?|"
    r"supplies|supply|develops?|edits?|prints?|grows?|cultures?|treats?|"
    r"has|have|knows?|funds?|invests?|backs?|finances?|helps?|sells?|runs? a|(?:is|are|s|"
    r"re) (?:doing|making|"
    r"producing|working|developing|manufacturing|offering|building|investing)|"
    r"(?:is|are) (?:there|active|in|into|an? (?:expert|specialist))|in the hub|(?:is|"
    r"are) (?:the )?members?|specialis[ei]s?"
)
_DOES_ES = (
    r"hacen?|haria|produce[n]?|fabrican?|trabajan?|ofrecen?|desarrollan?|tienen?|pueden?|podrian?|"
    r"saben?|conocen?|"
    r"financian?|invierten?|dominan?|disponen?|cuentan?|vende[n]?|ayudan?|me (?:puede|podria)|"
    r"nos (?:puede|podria)|"
    r"(?:esta|estan) (?:haciendo|desarrollando|trabajando)|(?:hay|existen)|(?:son|es) miembros?|"
    r"tratan?|apoyan?|elaboran?|editan?|imprimen?|cultivan?"
)
_DOES_CA = (
    r"fan?|faria|produei(?:x|xen)|fabriquen|fabrica|treball(?:a|en)|hi treballa|edit(?:a|en)|"
    r"imprim(?:eix|eixen)|cultiv(?:a|en)|"
    r"ofere(?:ix|ixen)|"
    r"desenvolupen?|tenen|te|"
    r"pot|poden|podria|podrien|em pot|ens pot|em podria|ens podria|sap|saben|coneix|financ(?:a|en)|"
    r"inverte(?:ix|ixen)|"
    r"dominen?|disposen?|ven(?:en)?|ajuden?|hi ha|(?:son|es) membres?|tracten?|donen suport"
)
_KIND = (
    r"(?:compan(?:y|ies)|start-?ups?|firms?|biotechs?|pharmas?|hospitals?|investors?|funds?|"
    r"organi[sz]ations?|entit(?:y|ies)|"
    r"institutes?|cent(?:re|er)s?|technology cent(?:re|er)s?|members?|partners?|accelerators?|labs?|"
    r"empres(?:a|as|es)|farmaceutic[aoe]s?|hospitales|inversor(?:es|s)?|fondos|entitats?|"
    r"entidad(?:es)?|organitzacions?|"
    r"organizacion(?:es)?|instituts?|institutos?|centres?|centros?|membres?|miembros?|socis?|socios?|"
    r"acceleradora|aceleradora|laboratoris?|laboratorios?|manufacturers?|cdmos?|fabricants?|"
    r"fabricantes?|producers?)"
)
_WHO = re.compile(
    rf"(?:\bwho(?:'s|’s)? (?:here |else |in \w+(?: \w+)? |around here )?(?:{_DOES_EN})\b|"
    rf"\bwho[’']s (?:doing|making|working)|"
    rf"\bquien(?:es)? (?:mas |aqui )?(?:{_DOES_ES})\b|\bqui (?:mes |aqui )?(?:{_DOES_CA})\b|"
    rf", ?qui (?:en |hi )?(?:{_DOES_CA})\b|"
    rf"\bqui en (?:{_DOES_CA})\b)"
)
_WHICH = re.compile(
    rf"\b(?:which|what) (?:\w+[- ]){{0,3}}?{_KIND} (?:\w+ ){{0,3}}?(?:{_DOES_EN})\b|"
    rf"\bque {_KIND} (?:\w+ ){{0,4}}?(?:{_DOES_ES})\b|\bquin(?:a|s|"
    rf"es)? {_KIND} (?:[\w'’]+ ){{0,4}}?(?:{_DOES_CA})\b|"
    rf"\b(?:amb )?quin(?:a|s|es)? {_KIND} (?:puc|podem|parl\w+|treball\w+)|"
    rf"\bcon que {_KIND} (?:puedo|podemos|habl\w+)"
)
_WANTED = re.compile(
    r"\b(?:(?:i|we)(?: a|['’])?(?:m|re| am| are)? ?(?:need|look(?:ing)? for|search(?:ing)? for|"
    r"seek(?:ing)?|want to find)|"
    r"(?:^need|^looking for|^seeking|^searching for)|need (?:a|some|an)(?:body|one)?\b|"
    r"(?:any(?:one|body)|some(?:one|body)) (?:\w+ ){0,3}?(?:who|that|with|doing|making|working|to|"
    r"can|able)|"
    r"is there an?y?(?:one|body)?\b|are there any (?!figures|data|plans|results)|"
    rf"any {_KIND}\b|where can (?:i|we) (?:find|get|make|produce|manufacture|have)|whom? (?:can|"
    rf"could|should) (?:i|we) (?:ask|contact|talk)|"
    r"(?:busc|busqu|cerc|cerqu)(?:o|a|amos|amos|em|am|en)\b|(?:necessit|necesit)(?:o|em|amos)\b|"
    r"hay (?:alguien|algun[ao]? (?!programa|ayuda|convocatoria|plan|dato))|hi ha (?:algu|"
    r"algun[a]? (?!programa|ajut|convocatoria|pla|dada))\b|\bhi ha cap \w+ que\b|alguien (?:que|"
    r"con|puede)|algu (?:que|amb|pot)|"
    r"algun[ao]? (?:empresa|hospital|inversor|centro|socio|entidad|centre|soci|entitat)|conoce[ns]|"
    r"conocei?s|coneixeu|"
    r"(?:donde|on) (?:puedo|podemos|podria|puc|podem|podria) (?:\w+ )?(?:fabric\w+|produ\w+|"
    r"encontr\w+|trob\w+|hac\w+|fer|tratar)|"
    r"(?:a quien|a qui|con quien|amb qui) (?:puedo|podemos|puc|podem|hablo|parlo|me dirijo|m['’]adreco))"
)
_LIST = re.compile(
    rf"^\W*(?:only |just |what about |nomes |solo |solamente |and |i |y |the |all |els |les |los |las |"
    rf"list (?:of )?(?:the )?(?:all )?|"
    rf"llista (?:de |d['’ ]|dels |de les )|lista (?:de )?(?:los |las )?)*{_KIND}\b(?!['’]s)"
)
_PAST_OR_RANK = re.compile(
    r"\b(?:who|which|what) (?:\w+ ){0,3}?(?:treated|took|were|was|did|approved|founded|raised|"
    r"received|joined|won|got|launched|"
    r"announced|closed|put|created)\b|\b(?:largest|biggest|most|highest|newest|latest|mayor|major|"
    r"mes gran|mas grande|best|"
    r"millor|mejor)\b|\bhow (?:many|much)\b|\b(?:quant\w*|cuant\w*)\b|\b(?:va|van) (?:\w+ )?\w+r\b"
)
_HEAD = re.compile(
    r"\b(?:who|quien(?:es)?|qui) (?:is|are|was|directs?|leads?|heads?|runs?|manages?|coordinates?|"
    r"owns?|chairs?|es|era|son|dirige\w*|"
    r"dirigei\w+|lidera\w*|coordina\w*|preside\w*|mana|manda)\b(?! (?:doing|making|producing|"
    r"working|developing|"
    r"manufacturing|offering|there))"
)
# Who made what has a code ("Who developed ARI-0001?") is whose profile has it.
_MADE = re.compile(
    r"\bwho (?:\w+ )?(?:developed|made|created|invented|designed)\b|"
    r"\b(?:quien(?:es)?|qui) (?:\w+ ){0,3}?(?:desarroll\w+|desenvolup\w+|cre[oa]r?|invent\w+|hizo|fer)\b"
)
# With "them", or no word for whom: "how do I reach them?", "com hi contacto?".
_REACH = re.compile(
    r"\b(?:reach|contact|get in touch with|write to|call|talk to) (?:them|it|both|these|those)\b|"
    r"\bhow (?:do|can) (?:i|we) get in touch\b|"
    r"\b(?:como|com) (?:los |les |las |els |hi |me |puedo |puc |podem |podemos |em poso |ens posem )*"
    r"(?:contact\w+|en contacte|poso en contacte|pongo en contacto|localiz\w+|localitz\w+)"
    r"(?: con ell[oa]s| amb ell[se]s?)?\W*$"
)
# "Who does not do CAR-T?", "empresas que no hacen", "hospitals sense sala blanca": what nobody is said to do.
_NOT_EN = (
    r"(?:do|does|is|are|can|could|has|have|will)(?:n['’]?t\b| not\b(?! (?:only|just)\b))|cannot\b"
)
_NOT = r"no (?!vir|sol\w*\b|nomes\b)"
_WITHOUT = re.compile(
    rf"\bwho (?:\w+ )?(?:{_NOT_EN})|\b(?:which|what) (?:\w+[- ]){{0,3}}?{_KIND} (?:\w+ )?(?:{_NOT_EN})|"
    rf"\b(?:{_KIND}|(?:any|some)(?:one|body)) (?:that|who|which) (?:\w+ )?(?:{_NOT_EN})|"
    rf"\b(?:quien(?:es)?|qui) (?:\w+ )?{_NOT}|\b(?:que|quin(?:a|s|es)?) {_KIND} (?:\w+ ){{0,2}}?{_NOT}|"
    rf"\b(?:{_KIND}|alguien|algu) que (?:\w+ )?{_NOT}|"
    rf"^\W*(?:which |what |que |quin(?:a|s|es)? )?{_KIND} (?:without|sin|sense)\b"
)
# All but one, or all elsewhere: nobody can be left out by what the documents say of others.
_ALL_BUT = re.compile(
    r"\b(?:except(?:ing)?|other than|apart from|outside(?: of)?|(?:and|but) not\b(?! (?:only|just)\b)|"
    r"excepto|salvo|aparte de|fuera de|que no (?:sea|sean|este|esten)|"
    r"(?:y|i|pero) no\b(?! (?:solo|solamente|sols|nomes)\b)|"
    r"excepte|llevat|tret de|a part de|fora de|que no (?:sigui|siguin|estigui|estiguin))\b"
)
# "Which of them are companies?", "¿cuáles son hospitales?".
_OF_A_KIND = re.compile(
    rf"^\W*(?:and |y |i )?(?:which|what|cuales?|quin[ae]?s?) "
    r"(?:ones |(?:of|de|d['’]) ?(?:them|those|ell[oae]s|ells) )?(?:are|is|son|es) (?:an? |un[ao]? )?"
    rf"{_KIND}\W*$"
)
_OTHERS = re.compile(
    r"^\W*(?:and |y |i )?(?:who|any ?(?:one|body)|some(?:one|body)|quien(?:es)?|alguien|qui|algu) "
    r"(?:else|mas|mes)\b"
)
_AND_HOW_MANY = re.compile(
    r"\b(?:and|y|i|e) (?:how many|cuant[oa]s|quant(?:s|es))\b(?: \w+){0,3}\W*$"
)
_EACH = re.compile(
    rf"\bhow many (?:\w+[- ]){{1,4}}?(?:does|do|has) (?:each|every) {_KIND}\b|"
    rf"\bcuant[oa]s (?:\w+ ){{1,4}}?(?:tiene|hay en) cada {_KIND}\b|"
    rf"\bquant(?:s|es) (?:\w+ ){{1,4}}?(?:te|hi ha a|en te) cada {_KIND}\b"
)
_LONGEST_WAY = 9
_LONGEST_LEFT_OUT = 8
_LONGEST_LIST = 10
_LONGEST_KIND = 4
_LONGEST_OTHERS = 6


def seeks(question: Question, *, names_somebody: bool = False) -> bool:
    """Whether a question looks for somebody who can help with something.

    One that names a member itself asks about that member, unless it says that it is looking.
    """
    folded = question.folded
    if question.is_greeting or question.wants in ("number", "date", "reason", "contact"):
        return False
    if _MADE.search(folded) and codes(question.text):
        return True
    if _HEAD.search(folded) or _PAST_OR_RANK.search(folded):
        return False
    if names_somebody:
        return _WANTED.search(folded) is not None
    if asks_programme(folded):
        return True
    if any(pattern.search(folded) for pattern in (_WHO, _WHICH, _WANTED)):
        return True
    return len(folded.split()) <= _LONGEST_LIST and _is_list(folded)


def counts_each(question: Question) -> bool:
    """Whether a question asks who has a thing and how many of it: who they are, and their numbers."""
    folded = question.folded
    if _EACH.search(folded):
        return True
    return _AND_HOW_MANY.search(folded) is not None and _WHICH.search(folded) is not None


def excludes(question: Question) -> bool:
    """Whether a question looks for those that do not do a thing, have none of it, or are not one or there."""
    if _WITHOUT.search(question.folded):
        return True
    return bool(_ALL_BUT.search(question.folded)) and seeks(question)


def leaves_out(question: Question) -> bool:
    """Whether a question says no more than who or what place of those told before is not meant."""
    return len(question.folded.split()) <= _LONGEST_LEFT_OUT and bool(
        _ALL_BUT.search(question.folded)
    )


def narrows(question: Question) -> bool:
    """Whether a question says no more than what kind is meant: "only companies", "i hospitals?"."""
    if _OF_A_KIND.search(question.folded):
        return True
    return len(question.folded.split()) <= _LONGEST_KIND and _is_list(question.folded)


def asks_to_reach(question: Question) -> bool:
    """Whether a question asks no more than how those told before are reached."""
    return len(question.folded.split()) <= _LONGEST_WAY and bool(_REACH.search(question.folded))


def asks_for_others(question: Question) -> bool:
    """Whether a question asks no more than who there is besides those told before."""
    return len(question.folded.split()) <= _LONGEST_OTHERS and bool(_OTHERS.search(question.folded))


def _is_list(folded: str) -> bool:
    """Whether only a kind of organisation is named, with what they do: "CAR-T companies"."""
    return _LIST.search(folded) is not None and kind_asked(folded) is not None
