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
    r"(sources?|references?|bibliography|fonts|bibliografia|referencies|fuentes|referencias)"
    r"( (and|i|y|used|consult\w+|citad\w+) .*)?"
)
_ABOUT_ITSELF = re.compile(
    r"\bcompiled (from|here)\b|\bsources compiled\b|\bcompiled sources\b|not an official|"
    r"\bfonts (publiques|compilades)\b|\bfuentes (publicas|compiladas)\b|no es (una|cap) publica|"
    r"^(this|aquest|aquesta|este|esta) (overview|report|profile|note|document|deck|roadmap|informe|nota|"
    r"perfil|documento) (is|was|gives?|says?|states?|covers?|therefore|recull|dona|diu|recoge|da|dice)\b"
)
_ASKS_WHAT_IT_IS = re.compile(
    r"^[¿ ]*(what([’']?s| ?is| are)|what does .* mean|que (es|son)|que (vol dir|significa|quiere decir))\b"
)
_ASIDE = re.compile(r" ?\([^)]*\)")
_SAYS_WHAT_IT_IS = re.compile(r"^(.{2,60}?) (?:is|are|means|és|són|es|son|significa) ")
REFERENCE = -3.0
ABOUT_ITSELF = -3.0
DEFINITION = 6.0


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
    """Whether a sentence's subject is all of what the question asks about, and nothing more."""
    told = _SAYS_WHAT_IT_IS.match(sentence)
    if told is None:
        return False
    asked = [
        {way.term for way in word.alternatives if way.language == language}
        for word in expanded.words
    ]
    subject = set(analyze(_ASIDE.sub("", told[1]), language))
    return all(subject & ways for ways in asked) and subject <= set().union(*asked)
