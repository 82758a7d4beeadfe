"""Questions that name nothing to look for ("who can help me?"): one is asked back.

In: the words of a question that say something. Out: whether they say what it is about, or lean on what was
never said.
"""

import re

from assistant.conversation.dependence import goes_on, points_back
from assistant.names import name_spans
from assistant.query import Expanded
from assistant.question import Question

# Folded words that people put around what they look for.
_GENERAL = frozenset(
    (
        "company companies startup startups start ups project projects idea expert experts expertise "
        "partner partners support advice contact contacts information info organisation organisations "
        "organization organizations question questions problem thing things people person team speak "
        "talk helpful empresa empresas proyecto proyectos experto expertos experta apoyo ayuda ayudar "
        "ayudarme consejo asesoramiento contacto contactos informacion organizacion organizaciones "
        "pregunta preguntas duda dudas problema cosas gente persona equipo hablar socio socios "
        "empreses projecte projectes suport ajuda consell assessorament contacte contactes informacio "
        "organitzacio organitzacions dubte dubtes coses gent equip parlar soci socis "
    ).split()
)

# "Which companies are there?" asks for a list of them, and names what it is to list.
_LISTS = re.compile(r"^\W*(which|what|list|quine?s|quina|que|cuales|cual|llista|lista)\b")


# "It" and "su" of these point to nothing before them.
_NOT_POINTING = re.compile(
    r"\b(?:is|was|does|did|would|will|can|could|how long does) it "
    r"(?:true|possible|necessary|cost|take|mean|work|happen|be)\b|"
    r"\b(?:aquest (?:any|mes)|aquesta setmana|este (?:ano|mes)|esta semana)\b"
)
_SUBJECT = 0.95
_FEW = 2


def leans_on_nothing(question: Question, expanded: Expanded) -> bool:
    """Whether a question that nothing was said before names its subject by a pronoun, or not at all."""
    if question.is_greeting or name_spans(question.text) or _NOT_POINTING.search(question.folded):
        return False
    leaning = points_back(question.folded) or goes_on(question.folded)
    own = [
        rarity
        for word, rarity in zip(expanded.typed, expanded.rarity, strict=True)
        if word not in _GENERAL and not word.isdecimal()
    ]
    return leaning and len(own) <= _FEW and max(own, default=0.0) < _SUBJECT


def is_vague(question: Question, expanded: Expanded) -> bool:
    """Whether a question says nothing of its subject; one that counts or dates something does."""
    if question.is_greeting or question.wants in ("number", "date"):
        return False
    if expanded.typed and _LISTS.match(question.folded):
        return False
    return all(word in _GENERAL for word in expanded.typed)
