"""Sentences that give orders to a language model or to the assistant: somebody planted them.

In: a sentence of a document, in English, Spanish or Catalan. Out: whether it is one. It answers nobody's
question, so it is never quoted. The rules know orders by their wording; a plain untruth they cannot know.
"""

import re
from collections.abc import Sequence

from ingest.documents import Span
from ingest.terms.analyzer import fold

# `~` stands for up to three words in between; a space for whatever parts two words.
_GAP = r"(?:\w+\W+){0,3}"


def _rule(*phrases: str) -> str:
    parted = (phrase.replace(" ", r"\W+").replace("~", _GAP) for phrase in phrases)
    return rf"\b(?:{'|'.join(parted)})\b"


_IGNORE = (
    "(?:ignore|ignoring|disregard|forget|override|bypass|(?:do not|don t|never) (?:follow|obey)|ignora|"
    "ignorad|ignoren|ignori|ignoreu|olvida|olvide|olvidad|oblida|oblidi|oblideu|omite|omet|descarta|"
    "pasa por alto|passa per alt|no (?:sigas|segueixis|hagas caso|facis cas))"
)
_ORDERS = (
    "(?:instructions?|prompts?|directives|guidelines|rules|instrucciones|indicaciones|ordenes|directrices|"
    "reglas|instruccions|indicacions|ordres|directrius|regles)"
)
_EARLIER = (
    "(?:previous|prior|earlier|preceding|above|your|system|tus|vuestras|previas|anteriores|teves|vostres|"
    "previes|anteriors)"
)
_ALL = (
    "(?:all|any|todas las|todas tus|totes les) ~(?:instructions|prompts|instrucciones|instruccions)"
)
_LEARNT = (
    "(?:(?:everything|all) (?:of )?(?:the )?(?:above|you (?:were|have been) told)|"
    "todo lo (?:anterior|que te)|tot (?:l anterior|el que t))"
)
_IGNORES = _rule(
    f"{_IGNORE} ~{_EARLIER} ~{_ORDERS}",
    f"{_IGNORE} ~{_ORDERS} ~{_EARLIER}",
    f"{_IGNORE} ~{_ALL}",
    f"{_IGNORE} {_LEARNT}",
)

_AI = (
    "(?:ai|llm|(?:large )?language models?|artificial intelligence|chatbots?|ia|modelos? de lenguaje|"
    "inteligencia artificial|models? de llenguatge|intelligencia artificial|xatbots?)"
)
_MACHINE = f"(?:{_AI}|assistants?(?! prof)|asistentes?|assistents?)"
_CASTS = _rule(
    f"(?:you are|you re|eres|ets) (?:now |ahora |ara )?(?:an?|the|una?|el|la|l) ~{_MACHINE}",
    "you are (?:now )?(?:dan|jailbroken|unrestricted|in developer mode)",
    "(?:your new (?:task|role)|tu nueva (?:tarea|funcion)|la teva nova (?:tasca|funcio)) (?:is|es)",
    f"(?:act|behave|actua|actueu|compo?rta ?te) (?:as|como|com) (?:if you were )?(?:an?|una?|el|la) ~{_AI}",
    f"as an? ~{_AI} ~you",
    f"como (?:una? )?~{_MACHINE} ~(?:debes|deberas|tienes que|has de|puedes)",
    f"com a? ?(?:una? )?~{_MACHINE} ~(?:has de|haures de|hauries de|cal que|pots)",
)
_ADDRESSES = _rule(
    "(?:notes?|messages?|instructions?|attention|orders?|nota|mensaje|instrucciones|atencion|missatge|"
    "instruccions|atencio) (?:to|for|para|a|al|per a|per al) "
    f"(?:(?:the|all|any|el|la|los|las|els|les|l) )?(?:{_AI}|(?:the|el|l) {_MACHINE})",
    f"(?:dear|attention) (?:{_AI}|assistant)",
)

_FROM_NOW_ON = (
    "(?:from now on|a partir de ahora|desde ahora|de ahora en adelante|a partir d ara|des d ara|"
    "d ara endavant)"
)
_ANSWER = (
    "(?:answer|respond|reply|responde|responded|contesta|contestad|respon|responeu|contesteu|responder|"
    "contestar|responderas|contestaras|respondre|respondras)"
)
_HOW = "(?:that|with|only|yes|no|in|que|con|solo|si|en|amb|nomes)"
_ASKED = (
    "(?:(?:when|whenever|if) (?:you are |(?:someone|anyone|a user|the user|users?) )?(?:asked|asks?)|"
    "(?:si|cuando) (?:te|alguien|(?:un|el) usuario) pregunt[ae]n?|"
    "(?:si|quan) (?:et|algu|(?:un |l )usuari) pregunt[aie]n?)"
)
_DICTATES = _rule(
    f"{_FROM_NOW_ON} ~(?:{_ANSWER}|say|di|diras|digues|act|actua|ignore|ignora|eres|ets)",
    f"{_ANSWER} (?:always|siempre|sempre) {_HOW}",
    f"(?:always|siempre|sempre|you must|you will) {_ANSWER} {_HOW}",
    rf"{_ASKED}\b[^.;]{{0,80}} (?:{_ANSWER}|say|di|digues) {_HOW}",
    f"{_ANSWER} (?:to )?(?:every|each|any|all) ~(?:questions?|query|queries|message) with",
    f"{_ANSWER} (?:a )?(?:cada|cualquier|todas? (?:las?)?|totes les|tota|qualsevol) pregunt[ae]s? "
    "(?:con|amb)",
    f"{_MACHINE} (?:must|should|has to|debe|ha de) ~(?:{_ANSWER}|say|decir|dir) (?:that|que)",
    "(?:in your (?:answer|response)|en tu respuesta|(?:en|a) la teva resposta) ~"
    "(?:always|never|siempre|nunca|sempre|mai)",
    "(?:tell|dile|digues) (?:(?:the|every|all|a|al|als|l) ){1,2}(?:users?|usuarios?|usuaris?) (?:that|que)",
)
# At a sentence's beginning only: elsewhere somebody is told to have answered.
_OPENS = re.compile(
    r"\W*(?:please )?(?:(?:answer|reply|respond) that (?:the|it|its|there|all|every|yes|no)\b|"
    r"(?:responde|contesta|respon|contesteu|responeu) que\b)"
)
_REVEALS = _rule(
    "(?:reveal|show|print|repeat|output|display|write|revela|muestra|imprime|repite|escribe|mostra|imprimeix|"
    "repeteix|escriu) ~(?:system|hidden|initial|your|tu|teu|el) (?:system )?(?:prompt|instructions)",
    "(?:revela|muestra|imprime|repite|escribe|mostra|imprimeix|repeteix|escriu) ~(?:tus|teves) ~"
    "(?:instrucciones|instruccions)",
)
_ORDER = re.compile("|".join((_IGNORES, _CASTS, _ADDRESSES, _DICTATES, _REVEALS)))
# An address that is a program.
_PROGRAM = re.compile(r"\b(?:javascript|vbscript):(?=\S)|\bdata\s*:\s*text/html", re.I)
# How chat programs mark who speaks. In lower case "system:" is a heading like others.
_MARKED = re.compile(
    r"<\|\w+\|>|\[/?INST\]|<</?SYS>>|(?:^\W*|[.:!?] \W*)(?:SYSTEM|ASSISTANT)\b[^:.;]{0,20}:(?![^:]*;)|"
    r"^\W*(?i:system (?:prompt|message|instructions?)|instrucci\w+ del sistema)\s*:"
)


def without_planted(text: str, sentences: Sequence[Span]) -> str:
    """The text with blanks for planted sentences: offsets stay, and their words are nobody's evidence."""
    for span in sentences:
        if is_planted(text[span.start : span.end]):
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def is_planted(sentence: str) -> bool:
    """Whether a sentence tells a language model or the assistant what to do or to say."""
    folded = fold(sentence)
    return any(
        (
            _MARKED.search(sentence),
            _PROGRAM.search(sentence),
            _ORDER.search(folded),
            _OPENS.match(folded),
        )
    )
