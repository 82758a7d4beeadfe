"""Attributes that a question asks for by name: a sentence answers only where it speaks of them.

In: a folded question and a folded sentence. Out: whether the sentence tells the attribute asked for. "Who
founded Biocat?" is not answered by who directs it, however near the sentence is otherwise. Set on
`tests/questions/visitors.jsonl`.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Attribute:
    """`owner` is whose it may be in a question, and then must be in a sentence too."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    owner: re.Pattern[str] | None

    def is_told(self, question: str, sentence: str) -> bool:
        if self.told.search(sentence) is None:
            return False
        if self.owner is None or self.owner.search(question) is None:
            return True
        return self.owner.search(sentence) is not None


def _attribute(asked: str, told: str | None = None, owner: str | None = None) -> _Attribute:
    """Patterns of words; `told` is what else may tell it, besides the words that ask."""
    words = asked if told is None else f"{asked}|{told}"
    return _Attribute(_words(asked), _words(words), _words(owner) if owner else None)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b")


_HEAD = r"chief|head|leads?|led|lider\w*|lead\w*|partner|consejer\w+|conseller\w*|soci fundador"
_HEADED = rf"{_HEAD}|ceo|director\w*|president\w*"
_RUNS = r"dirige\w*|dirigei\w*|who (?:leads|runs|heads|manages)|qui(?:en)? (?:gestiona|lleva|porta|mana)"
_PROGRAMME = r"it|catalyst|accelera\w*|acelera\w*|program\w*|project\w*|proyect\w*"

_ATTRIBUTES = (
    # What somebody earns.
    _attribute(r"salar\w+|wages?|sueldos?|earns?|cobra\w*|honorari\w+"),
    # Where somebody is to be found.
    _attribute(
        r"(?:the|its|their|postal|street) address|address of|adreca|direccion (?:de|del|postal)|"
        r"headquarter\w*|sedes?|seus? (?:central|social)|la seu|where (?:is|are) .*(?:located|based)|"
        r"on es troba",
        r"seat|seu|located|situad\w+|based|building|edific\w+|campus",
    ),
    # Who or what began it, and when.
    _attribute(
        r"founded|founders?|fundo|fundad\w+|fundar\w*",
        r"creat\w+|cread\w+|crear\w*|establish\w+|spin-?offs?|derivad\w+|opened|began|nacio|neix",
    ),
    # When it was begun in public.
    _attribute(
        r"launch(?:ed|es)?|lanz[oa]\w*|llan[cz]\w+",
        r"creat\w+|cread\w+|crear\w*|present\w+|beg[ai]n|start\w*|opened|announc\w+|anunci\w+|"
        r"mand(?:ate|ato|at)|encarg\w+|encarr\w+|opening|obert\w*|abri\w+|posa\w* en marxa|en marcha",
    ),
    # Who is at its head.
    _attribute(r"directors?|directora|ceo|president\w*", _HEAD),
    _attribute(rf"(?:{_RUNS})\b(?!.*\b(?:{_PROGRAMME}))", _HEADED),
    # Programmes have no director: somebody is behind them.
    _attribute(
        rf"(?:{_RUNS})\b(?=.*\b(?:{_PROGRAMME}))", rf"{_HEADED}|promot\w*|promou\w*|promuev\w*"
    ),
    # Who sits on its board.
    _attribute(
        r"boards?|consejo (?:asesor|de administracion|rector)|"
        r"consell (?:assessor|d['’ ]administracio|rector)|patronat\w*|junta",
        owner=r"hub|network|xarxa|red",
    ),
    # Who belongs to it: not who is only near it.
    _attribute(
        r"(?:who|which|list|qui|quien|quienes|quins|quines|cuales|llista|lista)\b"
        r"(?!.*\b(?:board|consej\w+|consell)\b).*\b(?:members|membres|miembros)",
        r"^(?!.*\b(?:actors? (?:of|de|del)|nothing in|cap de les|ninguna de las|not the same)\b)"
        r".*\b(?:members?|membres?|miembros?|adherid\w+|confirmed)",
    ),
    # How many work there.
    _attribute(
        r"employees|staff|empleados|empleats|treballadors|trabajadores|plantilla|workforce",
        r"employ\w*|people|jobs?|empleos?|llocs de treball|puestos|professionals|personas|persones",
    ),
    # Who got money, and did not only have it.
    _attribute(
        r"raised?|recaud\w+|recapt\w+|captar?(?:on|en)?|captado|captat|captada",
        r"receiv\w+|recib\w+|reb(?:re|ut|en|eren)|round|ronda|series?|seed|closed|invest\w*|inver\w+|"
        r"captur\w+|attract\w+|obt\w+|venture|capital|funds?|grants?|awarded",
    ),
    # What it has to spend.
    _attribute(
        r"invest(?:s|ed|ing)?|invert?\w+|invierte\w*|budget|presupuesto|pressupost",
        r"invest\w+|inver\w+|euros|eur|dollars|dolar\w*|million\w*|mili\w+|sum",
        owner=r"hub|network|xarxa|red",
    ),
    # What is to be paid for it.
    _attribute(r"prices?|preus?|precios?|cuesta\w*|costa|how much does .* cost", r"costs?|coste"),
    # That it is done.
    _attribute(
        r"finish(?:ed)?|completed|va acabar|(?:cuando|ya|se) (?:acabo|termino)",
        r"complet\w+|acab\w+",
    ),
    # What it may do to one's health; no document of a hub is a doctor's advice.
    _attribute(
        r"safe|safety|danger\w*|perill\w*|peligr\w*|side effects?|efect(?:e|o)s secundari[os]+",
        r"risks?|risc\w*|riesg\w+|adverse|toxic\w*",
    ),
    _attribute(
        r"for (?:me|my (?:child|son|daughter|mother|father|illness|disease))|get treated|be cured|curarme|"
        r"(?<!where )can i be treated|(?<!donde )me (?:pueden|puede|podrian) (?:tratar|curar)|"
        r"(?<!on )em (?:poden|pot|podrien) (?:tractar|curar)"
    ),
    # That it may be sold or used.
    _attribute(
        r"approv(?:ed|al)|authori[sz](?:ed|ation)|aprobad[oa]s?|autorizad[oa]s?|aprovat|aprovad[ae]s?|"
        r"autoritzat|autoritzad[ae]s?",
        r"appro\w+|apro[bv]\w+|authori[sz]\w+|autori[tz]\w+|licen[cs]\w+|llicenci\w+|prime|exempt\w*|exen\w+|"
        r"classified|clasificad\w+|classificad\w+|green light",
    ),
    # Who is thought better than others.
    _attribute(
        r"(?:best|millor|mejor) (?:hospital|compan[yi]\w*|empresa|centre|center|centro|institut\w*)|"
        r"(?:hospital|empresa|centre|centro) (?:es |is )?(?:el |la )?(?:millor|mejor)",
        r"rank\w*|leading|lider",
    ),
)


def attributes_asked(question: str) -> frozenset[int]:
    """Which attributes a folded question names, by their places in the list."""
    return frozenset(i for i, one in enumerate(_ATTRIBUTES) if one.asked.search(question))


def tells_what_is_asked(question: str, sentence: str) -> bool:
    """Whether a folded sentence speaks of every attribute that a folded question names."""
    return all(one.is_told(question, sentence) for one in _ATTRIBUTES if one.asked.search(question))
