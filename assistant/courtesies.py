"""What people say around a question: greetings, who they are, how to reach them, thanks, markup.

In: a text as it was typed. Out: the text without them; as it was where nothing else is left. "Hi, I'm Anna.
How much did SpliceBio raise?" asks of SpliceBio, and nothing of Anna.
"""

import re
from collections.abc import Iterable

_MARKUP = re.compile(
    r"<(script|style)\b.*?</\1\s*>|</?(?:a|b|i|u|p|br|em|strong|div|span|img|ul|ol|li|h[1-6]|code|pre|script|style|iframe|svg)\b[^<>]*>|^=[A-Z]{3,}\([^()]*\)",
    re.I | re.S,
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?!\s|$)[^.!?\n]*)*[.!?]*\s*")
_HELLO = (
    r"(?:hi(?! ha\b)|hello|hey|good (?:morning|afternoon|evening)|hola|bon dia|bona (?:tarda|nit)|bon vespre|"
    r"bones|buenos d[ií]as|buenas(?: tardes| noches)?)"
    r"(?: (?:there|all|everyone|team|a tothom|a todos|equip|equipo))?"
)
_PLEASE = r"(?:please|si us plau|sisplau|por favor)"
_THANKS = (
    r"(?:(?:ok|okay|d['’]acord|vale|perfecte|perfecto|perfect|great)[, ]+)?(?:(?:many |moltes |muchas |mil )?"
    r"(?:thanks|thank you|gr[àa]cies|merci|gracias)(?: (?:a lot|so much|very much|in advance|"
    r"d['’]avan[cç]ada|per endavant|de antemano|por adelantado))?)"
)
_OPENING = re.compile(
    rf"^\s*(?:{_HELLO}|{_THANKS}|{_PLEASE})\s*[,.!:;–-]+\s*|^\s*{_HELLO}\s+(?=\S)", re.I
)
_CLOSING = re.compile(rf"(?<![,.;!?\s])[,.;!?\s]+(?:{_PLEASE}|{_THANKS})\s*[.!?]*\s*$", re.I)
_ONLY = re.compile(rf"^\s*(?:{_HELLO}|{_THANKS}|{_PLEASE})\s*[,.!:;]*\s*$", re.I)

_I_AM = (
    r"(?i:i['’]?m|i am|my name is|this is|s[oó]c(?: en| la| l['’])?|em dic|el meu nom [eé]s|soy|me llamo|"
    r"mi nombre es)"
)
_ROLE = (
    r"(?i:(?:an? |un[a]? )?(?:\w+ )?(?:journalist|reporter|researcher|scientist|student|doctor|patient|nurse|"
    r"periodista|investigadora?|cient[ií]fi[ck][oa]?|estudiante?|m[eé]dic[oa]?|metge(?:ssa)?|paciente?|"
    r"professora?|profesora?)\b)"
)
# What somebody has, does or wants is part of what they ask.
_NO_MORE = r"(?:(?! (?i:with|con|amb|who|that|que|working|developing|looking|interested|doing|on) )[^,.?!])*"
# A name alone, or what somebody is and where.
_INTRODUCTION = rf"{_I_AM} (?:[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)*\b|{_ROLE}){_NO_MORE}"
_INTRODUCES = re.compile(rf"^\s*{_INTRODUCTION}[.!]*\s*$")
_INTRODUCED = re.compile(rf"^\s*{_INTRODUCTION},\s*(?=\S+ \S+)")
_ADDRESS = re.compile(
    r"[^\s@]{1,64}@[^\s@]{1,255}\.\w+|"
    r"(?<!\d)(?:\+?\d{2}[ .-]?)?[6-9]\d{2}[ .-]?\d{2,3}[ .-]?\d{2,3}(?:[ .-]?\d{2})?(?!\d)"
)
_REACHES = re.compile(
    r"\b(?:my|mi|el meu|la meva|write|reach|call|contact|escr\w+|llam\w+|truc\w+|contact\w+|"
    r"e-?mail|tel\w*|phone|correo|correu)\b",
    re.I,
)  # fmt: skip


def without_courtesies(typed: str) -> str:
    """The question alone; what was typed where there is nothing but courtesies."""
    plain = _MARKUP.sub(" ", typed)
    kept = " ".join(_kept(_SENTENCE.findall(plain))).strip()
    return kept if any(map(str.isalnum, kept)) else typed


def _kept(sentences: Iterable[str]) -> list[str]:
    stripped = (_stripped(one) for one in sentences if not _is_courtesy(one))
    return [one for one in stripped if one and not _is_courtesy(one)]


def _is_courtesy(sentence: str) -> bool:
    tells_address = _ADDRESS.search(sentence) and _REACHES.search(sentence) and "?" not in sentence
    return bool(_ONLY.match(sentence) or _INTRODUCES.match(sentence) or tells_address)


def _stripped(sentence: str) -> str:
    """A sentence from where it begins to ask to where it ends."""
    text = sentence.strip()
    for pattern in (_OPENING, _INTRODUCED, _OPENING):
        text = pattern.sub("", text)
    ended = _CLOSING.sub("", text)
    mark = "?" if text.endswith("?") or "?" in text[len(ended) :] else ""
    return ended if ended.endswith("?") else ended + mark
