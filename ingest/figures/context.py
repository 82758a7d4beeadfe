"""What a sentence takes from the one before it: a date, a counted noun, whom it is about.

"The BioRegion had 1,650 companies in 2025. It had 94 research entities": the second holds for 2025 too.
"""

import re
from dataclasses import dataclass, field

from ingest.documents import Language
from ingest.terms.analyzer import fold, stem, words

_LEANING = re.compile(
    r"(?:It|Its|They|Their|This|These|That|Those|Of (?:this|these|that|those|them|it|which)|Both|Este|"
    r"Esta|Estos|Estas|"
    r"Ello|Su|Sus|De (?:ellos|ellas|estos|estas)|Tiene|Tenía|Contaba|Produce|Aquest|Aquesta|Aquests|"
    r"Aquestes|Hi|Té|Tenia|En|"
    r"N['’]|El seu|La seva|Els seus|D['’]aquest\w*)\b"
)
_THEN_IT = re.compile(
    r"(?:In|On|By|Around|After|Since|For) [^,;]{3,30}? (?:it|its|they|their)\b|"
    r"(?:El|L['’]|Cap a|En|Hacia|A|Al) ?[^,;]*?\d{4} (?:en |n['’]|ya |ja )?"
    r"(?:tenia|tenía|tiene|té|contaba|comptava|eren|eran|era)\b"
)
_OF_IT = re.compile(r"\b(?:of it|of them|d['’]ells|d['’]elles|de ellos|de ellas)\b")
_AGAIN = re.compile(r"(?:The|El|La|Los|Las|Els|Les|L['’])\s?([^\W\d_]{3,})", re.I)
# What is no date though a preposition stands before it: "En 2025", "En octubre".
_TIME = re.compile(r"En (?:el |l['’])?(?:\d{4}|[^\W\d_]+ de \d{4})")


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence before, of the same section: its text, date, last counted noun and subject."""

    section: str = ""
    sentence: str = ""
    date: str | None = None
    noun: str = ""
    subject: str = ""
    caption: str = ""
    stems: frozenset[str] = field(default_factory=frozenset)

    def is_meant_by(self, sentence: str) -> bool:
        """Whether a sentence begins with a word that stands for what the one before is about."""
        leans = _LEANING.match(sentence) and not _TIME.match(sentence)
        return bool(leans or _THEN_IT.match(sentence))

    def leant_on_by(self, sentence: str, language: Language) -> bool:
        """Whether a sentence goes on about the one before."""
        if self.is_meant_by(sentence) or _OF_IT.search(sentence):
            return True
        again = _AGAIN.match(sentence)
        return again is not None and stem(fold(again[1]), language) in self.stems


def stems_of(sentence: str, language: Language) -> frozenset[str]:
    """The stems by which a later sentence may name a thing again."""
    return frozenset(stem(word, language) for word in words(sentence))
