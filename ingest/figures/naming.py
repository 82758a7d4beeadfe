"""What a figure counts and for whom, in the document's own words (en, es, ca).

In: a sentence and the place of a number. Out: the counted noun after it, what the figure is of, and the
name that the sentence is about. No grammar is parsed: nouns end where a function word or a mark stands.
"""

import re

from ingest.documents import Language
from ingest.figures.figure import RANK
from ingest.figures.numbers import Number
from ingest.figures.predicates import said_to_be
from ingest.figures.spelled import ranks_in, scope_of
from ingest.terms.analyzer import fold, function_words

_WORD = re.compile(r"(?: |(?<=d['’])|^)((?:[dl]['’])?[^\W\d_][\w·-]*)")
_TIMES = frozenset(
    "year years month months week weeks day days hour hours ano anos mes meses semana semanas dia "
    "dias hora horas any "
    "anys mesos setmana setmanes dies hores".split()
)

_LEADING = frozenset(
    "other otros otras altres first primeros primeras primers primeres new".split()
)
# What ends a noun beside the function words.
_ENDS = frozenset(
    "a e i o u y in al als sense amb fins respecte versus came come comes went goes became become "
    "becomes stood stand "
    "around about over under by from until cap hacia entre durant durante "
    "located aged plus including incluidos incloent".split()
)
_MOST_WORDS = 4
_IRREGULAR = frozenset("staff people children men women data personnel".split())
_NO_NOUN = re.compile(r"(?:ed|al|ic|ly|ive|ous|able)$")
_COPULA = re.compile(r" (?:were|are|son|eran|eren|són)(?= )")
_NUMBER_OF = re.compile(
    r"\b(?:number|count|total|n[uú]mero|nombre|total) (?:of|de)(?: (?:the|los|las|els|les))? ", re.I
)
_IN_ALL = re.compile(r"^ (?:in all|in total|all told|en total)\b")
_OWNED = re.compile(r"(?:its|their|his|sus|seus|seves|the|los|las|els|les) ([^,;.:]+), $")
_NAME = re.compile(
    r"[A-ZÀ-Ý][\w’'·-]*(?:(?: (?:de|del|de la|de los|of|of the|for|i|y|&))?[ ][A-ZÀ-Ý][\w’'·-]*)*|"
    r"\b(?:hub|[Nn]etwork|xarxa|red)\b"
)
_NO_NAME = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|In|On|"
    r"By|At|The|It|Its|"
    r"They|Their|Of|Between|Around|About|After|Since|From|El|La|Los|Las|En|De|Desde|Hacia|Cap|Els|Les|"
    r"Hi|Té|Tiene|Del|A|Un|"
    r"Una|An?|There|This|These|Earlier|Figures?|Source|Otra|Another|Enero|Febrero|Marzo|Abril|Mayo|"
    r"Junio|Julio|Agosto|"
    r"Septiembre|Octubre|Noviembre|Diciembre|Gener|Febrer|Març|Maig|Juny|Juliol|Setembre|Novembre|"
    r"Desembre|Según|"
    r"Segons|According|Member|Members|Table|Taula|Tabla|Produce|Hospitals?|For|According|Cada|Each|Some|More|Most|Less|Over|Almost|Nearly|Up|Entre|Més|Más|Casi|Gairebé|EUR|USD|S'hi|"
    r"Two|Three|Four|Five|Six|Seven|Eight)"
)
_ARTICLE = re.compile(r"^[LD]['’]")
_ONLY_FIRST = re.compile(
    r"[A-ZÀ-Ý][a-zà-ÿ]+ [a-zà-ÿ-]+ (?:was|were|is|are|era|eren|eran|son|és|són|fue|fueron|va ser)\b"
)
_BREAK = re.compile(r"[.,;:()]\s")
_OPENING = re.compile(
    r"^(?:(?:the|el|la|los|las|els|les|its|their|su|sus|and|y|i|of|of (?:this|that) sum|(?:in|en|"
    r"el|on) (?:\d+ (?:de )?)?(?:(?!the\b)[^\W\d_]+ (?:de )?)?(?:19|20)\d\d|in the \d{4} report)\b|"
    r"[ld]['’])\s*",
    re.I,
)
_CLOSING = re.compile(
    r"[\s,]*\b(?:was|were|is|are|had|has|have|of|de|va ser|fue|era|es|és|tenia|tenía|tiene|té|with|"
    r"amb|con|at|stood|"
    r"over|more than|about|almost|nearly|up to|más de|més de|unos|uns|gairebé|casi|hasta|fins a|en|a|"
    r"an|un|una|and|"
    r"y|i|on|el|the|around|by|mid-|hacia|entre|from|in|d['’])\s*$",
    re.I,
)
# A verb without whom it is of.
_PREDICATE = re.compile(
    r"\s*(?:is|are|was|were|has|had|received|es|son|era|fue|tiene|recibió|és|són|té|va) (?:the )?"
)
# Which part of a sum a sum is: "982 million public and 487 million private".
_OF_WHICH = re.compile(r" ([a-zà-ÿ]{4,})(?= (?:and|y|i)\b|[,.;]|$)")
_DATE_ALONE = re.compile(r"(?:[^\W\d_]+ (?:de |del )?)?(?:19|20)\d\d")
# What goes on with the figure before, up to the next of a list: " of seed funding in May and a grant of".
_LISTED = re.compile(r" (?:of|de|in|d['’]).*\b(?:and|y|i|e) ")
_FEW = 2
_NUMERAL = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dos|dues|tres|quatre|cuatro|cinc|cinco|"
    r"seis|siete|set|vuit|"
    r"ocho|nueve|diez)\b"
)
# "Over 3,000 million euros of turnover": lower case, so that no owner is taken for it.
_OF = re.compile(
    r" (?:of|de|in) ((?!the\b|la\b|les\b|los\b|els\b|which\b|them\b|those\b|this\b|it\b|its\b|"
    r"ell[oae]?s?\b|all\b)[a-zà-ÿ][^,.;:()\d]*)"
)
# What a share is of: "64% of the Spanish funding".
_WHOLE = re.compile(
    r" (?:of|del?|de la|de l['’]|d['’]) ?(?!(?:this|it|its|them|those|these|which|whom|ello|ell[oae]s|"
    r"aquest\w*|est[aeo]s?)\b|l[oae]s? d)(?:the |all |toda la |tota l['’])?([^\W\d_][^,.;:\d]*)"
)
# Words that stand for something said before.
_PRONOUN = re.compile(
    r"(?:which|whom|this|that|it|they|them|those|esto|ello|això|este|aquest)?", re.I
)
_OF_THEM = re.compile(
    r"^\s*(?:of|de|d['’])\s?(?:it|them|whom|ello|ell[oae]?s|(?=those\b|l[oa]s\b|les\b))\b"
)
_COMPARED = re.compile(
    r" ((?:above|below|over|más que|menos que|més que|menys que) (?:en )?(?:19|20)\d\d)"
)
_LINK = re.compile(
    r"^(?:(?:of|de|del|dels|were|are|was|is|son|eran|fueron|són|eren)(?: (?:the|l[oa]s?|els?|les))?\b|"
    r"d['’]) ?"
)
_ACRONYM = re.compile(r"\((\w+)\)")
_KEPT_ACRONYM = re.compile(r"‹(\w+)›")
# Where another sentence begins that is joined: "hospitals and has treated".
_JOINED = re.compile(r" (?:and|y|i) (?:has|have|had|is|are|was|were|puts?|ha|han|tiene|té)\b")
_LONGEST = 100


def counted_noun(text: str, past: int, language: Language) -> str:
    """The noun that stands after a number: "research entities"; "" where none does."""
    start = past
    if copula := _COPULA.match(text, past):
        start = copula.end()
    found: list[str] = []
    place = start
    stops = function_words(language) | _ENDS
    while len(found) < _MOST_WORDS and (match := _WORD.match(text, place)):
        word = fold(match[1])
        if word in _TIMES and not found:
            return match[1]
        if word in stops and not (word in _LEADING and not found):
            joined = _joined(text, match, language) if found else None
            return " ".join([*found, joined]) if joined else _noun(found, language)
        if word.startswith(("d'", "d’", "l'", "l’")):
            compound = found and language == "ca" and word[0] == "d"
            return " ".join([*found, match[1]]) if compound else _noun(found, language)
        found.append(match[1])
        place = match.end()
    return _noun(found, language)


def named_before(text: str, number: Number, language: Language) -> str:
    """The counted noun where it stands before its number: "the number of members is 45", "groups, eight
    in all"."""
    clause = text[: number.start]
    owned = _OWNED.search(clause)
    if owned and _IN_ALL.match(text[number.end :]):
        return owned[1]
    of = list(_NUMBER_OF.finditer(clause))
    return counted_noun(clause, of[-1].end() - 1, language) if of else ""


def is_time(noun: str) -> bool:
    """Whether a noun is a length of time."""
    return fold(noun) in _TIMES


def subject_of(text: str) -> str:
    """The first name of a text, or its "hub"; "" where it has none.

    What only begins a sentence is none: "Venture capital was".
    """
    for match in _NAME.finditer(text):
        if match.start() == 0 and _ONLY_FIRST.match(text):
            continue
        parts = match[0].split(" ")
        while len(parts) > 1 and (_NO_NAME.fullmatch(parts[0]) or parts[0].islower()):
            del parts[0]
        name = _ARTICLE.sub("", " ".join(parts))
        if not _NO_NAME.fullmatch(parts[0]) and re.search(r"[^\W\d_]{2}", name):
            return name
    return ""


def what_of(text: str, number: Number, noun: str, since: int = 0, before: str = "") -> str:
    """What a figure is of: its counted noun with what follows, else the words before the number.

    Words are looked for after `since`, the end of the figure before; where a list leaves them out, they are
    those of that figure: `before`.
    """
    if noun:
        return _counted_with(text[number.end :].lstrip(), noun)
    if number.unit == RANK:
        return _place_of(text, number)
    if said := said_to_be(text, number, since):
        return _short(said)
    if of := (_WHOLE if number.unit == "%" else _OF).match(text, number.end):
        return _short(_closed(of[1]))
    return _said_before(text, number, since, before)


def _counted_with(after: str, noun: str) -> str:
    """The counted noun with what follows it."""
    if not after.startswith(noun):
        return noun
    ends = (_BREAK.search(f"{after} "), _JOINED.search(after))
    end = min((one.start() for one in ends if one), default=len(after))
    return _short(_until_number(after[:end]))


def _said_before(text: str, number: Number, since: int, before: str) -> str:
    """The words before a number, as far as they are of it."""
    clauses = _BREAK.split(_ACRONYM.sub(r"‹\1›", text[since : number.start]))
    said = clauses[-1].strip()
    if since and (listed := _LISTED.match(clauses[-1])):
        said = clauses[-1][listed.end() :].strip()
    if len(said.split()) < _FEW and len(clauses) > 1 and not since:
        said = max(clauses, key=len).strip()
    if _PREDICATE.match(said) and len(clauses) > 1:
        said = f"{clauses[0].strip()} {said}"
    said = _closed(_opened(said.rstrip(" $€")))
    pronoun = _PRONOUN.fullmatch(said)
    if number.unit == "%" and (pronoun or (since and len(said.split()) < _FEW)):
        return _of_the_same(text, said if pronoun else "", number, before) or _short(said)
    if _DATE_ALONE.fullmatch(said):
        said = _PREDICATE.sub("", _until_number(text[number.end :]))
    if since and (kind := _OF_WHICH.match(text, number.end)):
        return _short(f"{before.split(', ')[0]}, {kind[1]}" if before else kind[1])
    if since and len(said.split()) < _FEW:
        return before or _short(said) or _short(_until_number(text[number.end :]))
    return _short(said) or before or _short(_until_number(text[number.end :]))


def _of_the_same(text: str, said: str, share: Number, before: str) -> str:
    """A share, by what follows it; of what was counted before it where a pronoun says so: "2,195
    publications, 38% of those of Spain"."""
    after = _BREAK.split(f"{text[share.end :]} ")[0]
    if compared := _COMPARED.match(after):
        return _short(", ".join(one for one in (before, compared[1]) if one))
    told = _OF_THEM.sub("", after)
    own = _short(_closed(_LINK.sub("", _until_number(told).strip())))
    back = said or told != after or not own
    return _short(", ".join(one for one in (before if back else "", own) if one))


def _opened(text: str) -> str:
    while (trimmed := _OPENING.sub("", text)) != text:
        text = trimmed
    return text


def _place_of(text: str, rank: Number) -> str:
    """What is ranked and among whom: "Catalonia ranked in Europe", of the second rank of a sentence too."""
    first = next((one.start for one in ranks_in(text)), rank.start)
    ranked = _opened(_BREAK.split(text[:first])[-1].strip())
    return _short(f"{ranked} {scope_of(text, rank).strip()}")


def _until_number(text: str) -> str:
    """The words up to the next number, without what joins it to them."""
    digit = _NUMERAL.search(text)
    return _closed(text[: digit.start()]) if digit else text


def _closed(text: str) -> str:
    while (trimmed := _CLOSING.sub("", text)) != text:
        text = trimmed
    return text


def _short(text: str) -> str:
    """At most so many characters, in whole words, without a bracket that opens nothing."""
    text = _KEPT_ACRONYM.sub(r"(\1)", text.strip(" .,;:()"))
    if text.count("(") > text.count(")"):
        before, _, inside = text.rpartition("(")
        text = f"{text})" if inside.isupper() else before.strip()
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0]


def _joined(text: str, match: re.Match[str], language: Language) -> str | None:
    """ "de treball" of "grups de treball": in Spanish and Catalan a compound is made so."""
    if language == "en" or fold(match[1]) != "de":
        return None
    following = _WORD.match(text, match.end())
    if (
        following is None
        or not following[1][0].islower()
        or "'" in following[1]
        or "’" in following[1]
    ):
        return None
    return None if fold(following[1]) in function_words(language) else f"de {following[1]}"


def _noun(found: list[str], language: Language) -> str:
    """As far as the first plural, in English; an adjective alone is no noun."""
    if language != "en" or not found:
        return " ".join(found)
    for place, word in enumerate(found):
        folded = fold(word)
        is_plural = folded.endswith("s") and not folded.endswith(("ss", "us", "is"))
        if is_plural or folded in _IRREGULAR:
            return " ".join(found[: place + 1])
    return "" if _NO_NOUN.search(fold(found[-1])) else found[0]
