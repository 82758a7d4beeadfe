"""How fit a sentence is to be quoted, beside how well it answers: what training data does not show.

In: a question and a sentence with its passage. Out: what is added to the sentence's score: lists of
sources and what a document says of itself answer nothing, a definition answers what a thing is. Set on
`tests/questions/development.jsonl`; what else was once set here by hand (table rows, captions, profiles)
the reader has learned.
"""

import re

from assistant.query import Expanded
from assistant.question import Question
from ingest.documents import Language
from ingest.index.entries import Found
from ingest.terms.analyzer import analyze, fold

_REFERENCES = re.compile(
    r"(sources?|references?|bibliography|fonts|bibliografia|referencies|fuentes|referencias)( .*)?"
)
_ABOUT_ITSELF = re.compile(
    r"\bcompiled\b|not an official|\bfonts (publiques|compilades)\b|\bfuentes (publicas|compiladas)\b|"
    r"no es (una|cap) publica|"
    r"^(this|aquest|aquesta|este|esta) (overview|report|profile|note|guide|document|deck|roadmap|informe|"
    r"nota|perfil|guia|documento)\b"
)
_ASKS_WHAT_IT_IS = re.compile(
    r"^[¿ ]*(what ?(is|are|s)|what does .* mean|que (es|son)|que (vol dir|significa|quiere decir))\b"
)
_SAYS_WHAT_IT_IS = re.compile(r"^(.{2,60}?) (?:is|are|means|és|són|es|son|significa) ")
REFERENCE = -3.0
ABOUT_ITSELF = -3.0
DEFINITION = 3.0


def fitness(question: Question, expanded: Expanded, sentence: str, found: Found) -> float:
    """What speaks for quoting a sentence (above 0) or against it (below)."""
    total = 0.0
    if _REFERENCES.fullmatch(fold(found.passage.section.rsplit(" › ", 1)[-1])):
        total += REFERENCE
    if _ABOUT_ITSELF.search(fold(sentence)):
        total += ABOUT_ITSELF
    if _ASKS_WHAT_IT_IS.match(question.folded):
        total += DEFINITION * _defines(sentence, found.passage.language, expanded)
    return total


def _defines(sentence: str, language: Language, expanded: Expanded) -> bool:
    """Whether a sentence's subject is what the question asks about, and nothing more."""
    told = _SAYS_WHAT_IT_IS.match(sentence)
    if told is None:
        return False
    asked = {
        way.term for word in expanded.words for way in word.alternatives if way.language == language
    }
    subject = set(analyze(told[1], language))
    return bool(subject) and subject <= asked
