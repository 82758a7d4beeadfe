"""How fit a sentence is to be quoted, beside how well it answers: what training data does not show.

In: a question and a sentence with its passage. Out: what is added to the sentence's score: lists of
sources, glossaries, captions and what a document says of itself answer nothing, a definition answers what a
thing is. Set on the questions to work on in `tests/questions/`.
"""

import re

from assistant.query import Expanded
from assistant.question import Question
from ingest.documents import Language
from ingest.figures.rows import is_row
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
_GLOSSARY = re.compile(r"\b(glossar\w*|glosari\w*|vocabular\w*)\b")
_ASKS_FOR_A_WORD = re.compile(
    r"\b(how do you say|translat\w+|tradu\w+|in (catalan|spanish|english)|com (es|se n) diu|como se dice|"
    r"en (catala|castella|angles|catalan|castellano|espanol|ingles))\b"
)
_ENDED = re.compile(r"[.!?:;…][\"”»)\]]*$")
_LONGEST_CAPTION = 14
_ASKS_WHAT_IT_IS = re.compile(
    r"^[¿ ]*(what([’']?s| ?is| are)|what does .* mean|que (es|son)|que (vol dir|significa|quiere decir))\b"
)
_ASIDE = re.compile(r" ?\([^)]*\)")
_SAYS_WHAT_IT_IS = re.compile(r"^(.{2,60}?) (?:is|are|means|és|són|es|son|significa) ")
REFERENCE = -3.0
ABOUT_ITSELF = -3.0
DEFINITION = 6.0
# A glossary tells how a thing is called in another language, and nothing of the thing.
GLOSSARY = -6.0
# What stands over a table or a list tells what is below it.
CAPTION = -3.0
# Prose that says the same is better to read, and to copy.
ROW = -1.5


def asks_what_it_is(folded: str) -> bool:
    """Whether a folded question asks for a definition."""
    return _ASKS_WHAT_IT_IS.match(folded) is not None


def fitness(question: Question, expanded: Expanded, sentence: str, found: Found) -> float:
    """What speaks for quoting a sentence (above 0) or against it (below)."""
    total = 0.0
    if _REFERENCES.fullmatch(fold(found.passage.section.rsplit(" › ", 1)[-1])):
        total += REFERENCE
    if _GLOSSARY.search(fold(found.passage.section)) and not _ASKS_FOR_A_WORD.search(
        question.folded
    ):
        total += GLOSSARY
    if is_row(sentence) and question.wants != "number":
        total += ROW
    elif _is_caption(sentence):
        total += CAPTION
    if is_about_itself(sentence):
        total += ABOUT_ITSELF
    if asks_what_it_is(question.folded):
        total += DEFINITION * (
            _defines(sentence, found.passage.language, expanded)
            or _opens_its_section(sentence, found, expanded)
        )
    return total


def is_about_itself(sentence: str) -> bool:
    """Whether a sentence tells of its document, not of the world."""
    return _ABOUT_ITSELF.search(fold(sentence)) is not None


def _is_caption(sentence: str) -> bool:
    return not (
        _ENDED.search(sentence)
        or len(sentence.split()) > _LONGEST_CAPTION
        or any(map(str.isdecimal, sentence))
    )


def _defines(sentence: str, language: Language, expanded: Expanded) -> bool:
    """Whether a sentence's subject is all of what the question asks about, and nothing more."""
    told = _SAYS_WHAT_IT_IS.match(sentence)
    return told is not None and _is_what_is_asked(_ASIDE.sub("", told[1]), language, expanded)


def _opens_its_section(sentence: str, found: Found, expanded: Expanded) -> bool:
    """Whether a sentence is the first under a heading, or in a profile, of just what is asked about."""
    passage = found.passage
    if not passage.text.startswith(sentence):
        return False
    heading = passage.section.rsplit(" › ", 1)[-1] or found.document.metadata.title
    return _is_what_is_asked(heading.partition(":")[0], passage.language, expanded)


def _is_what_is_asked(text: str, language: Language, expanded: Expanded) -> bool:
    asked = [
        {way.term for way in word.alternatives if way.language == language}
        for word in expanded.words
    ]
    said = set(analyze(text, language))
    return bool(asked) and all(said & ways for ways in asked) and said <= set().union(*asked)
