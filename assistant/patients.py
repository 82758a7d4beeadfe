"""Whether somebody asks for their own or a relative's health: what nobody's press office is to be asked.

In: a folded question in any of three languages. Out: whether it is a patient's, told by whose illness or
treatment it is about.
"""

import re

_WHOSE = (
    r"(?:my|mi|mis|meu|meva|meus|meves) (?:\w+ )?(?:mother|mum|mom|father|dad|son|daughter|child|children|"
    r"kid|wife|husband|partner|brother|sister|grand\w+|uncle|aunt|friend|cancer|tumou?r|illness|disease|leuk\w+|"
    r"doctor|madre|padre|hij[oa]s?|mujer|marido|pareja|herman[oa]|abuel[oa]|enfermedad|medico|amig[oa]|"
    r"mare|pare|fills?|filla|filles|dona|marit|parella|germana?|avia?|malaltia|metge\w*|amiga?)"
)
_ILL = (
    r"(?:treat\w*|cure\w*|therap\w+|ill|sick|cancer|tumou?r|leuk\w+|lymphoma|myeloma|patient|car-?t|disease|hospital|"
    r"trat\w+|cur\w+|terapia|enferm\w+|leucemia|linfoma|mieloma|paciente|ensayo|"
    r"tract\w+|malalt\w*|leucemia|limfoma|pacient|assaig|trial)"
)
_PATIENTS = re.compile(
    rf"\b{_WHOSE}\b.*\b{_ILL}|\b{_ILL}\b.*\b{_WHOSE}\b|"
    r"\b(?:i have|i['’]ve got|i suffer from|i was diagnosed|tengo|padezco|sufro|me han diagnosticado|tinc|"
    r"pateixo|m['’]han diagnosticat) (?:\w+ ){0,3}?"
    r"(?:cancer|tumou?r|leuk\w+|leucemia|lymphoma|linfoma|limfoma|m[iy]eloma|disease|enfermedad|malaltia)\b|"
    r"\b(?:can|could|where can) i (?:be |get )?(?:treated|cured|car-?t|the therapy)\b|"
    r"\b(?:me (?:pueden|puede|podrian) (?:tratar|curar)|em (?:poden|pot|podrien) (?:tractar|curar))\b|"
    r"\b(?:tratarme|curarme|tractar-me|curar-me)\b"
)


def is_patients(folded: str) -> bool:
    """Whether a folded question is about somebody's own health."""
    return _PATIENTS.search(folded) is not None
