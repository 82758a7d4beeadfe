"""How fit a sentence is to be quoted, beside how well it answers: what training data does not show.

In: a sentence with its passage. Out: what is added to the sentence's score: lists of sources and what a
document says of itself answer nothing. Set on `tests/questions/development.jsonl`; what else was once
set here by hand (table rows, captions, definitions, profiles) the reader has learned.
"""

import re

from ingest.index.entries import Found
from ingest.terms.analyzer import fold

_REFERENCES = re.compile(
    r"(sources?|references?|bibliography|fonts|bibliografia|referencies|fuentes|referencias)( .*)?"
)
_ABOUT_ITSELF = re.compile(
    r"\bcompiled\b|not an official|\bfonts (publiques|compilades)\b|\bfuentes (publicas|compiladas)\b|"
    r"no es (una|cap) publica|"
    r"^(this|aquest|aquesta|este|esta) (overview|report|profile|note|guide|document|deck|roadmap|informe|"
    r"nota|perfil|guia|documento)\b"
)
REFERENCE = -3.0
ABOUT_ITSELF = -3.0


def fitness(sentence: str, found: Found) -> float:
    """What speaks against quoting a sentence (below 0)."""
    total = 0.0
    if _REFERENCES.fullmatch(fold(found.passage.section.rsplit(" › ", 1)[-1])):
        total += REFERENCE
    if _ABOUT_ITSELF.search(fold(sentence)):
        total += ABOUT_ITSELF
    return total
