"""A written sentence and the passages that it cites to the sentence of theirs that bears it out.

In: a sentence in any of the three languages, passages. Out: the best bearing sentence, where nothing
speaks against it. How well one bears it out is the cosine of their vectors, the share of the words that
it says too (translated where need be), and what the reader makes of the pair; `bench/support.py` measures it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.generation.consistency import invented, without_dates
from assistant.generation.equivalents import adds_nothing, means_one_of
from assistant.generation.turns import turns
from assistant.planted import is_planted
from assistant.query import Expanded
from assistant.question import Question
from assistant.reading import Reader, matches
from assistant.retrieval import Candidate, Retriever
from ingest.documents import Language, Span
from ingest.passages import context_of
from ingest.terms.analyzer import fold, words

# Of sentences that are borne out 92 to 98% pass, of others 2 to 4% (`bench/support.py`).
ENOUGH = 1.0
_READER_WEIGHT = 0.03
# As rare as a name: everyday text does not know it.
_RARE = 0.95
# What a word says that is at least as rare as this would be missed.
_TELLING = 0.5
_TYPED = re.compile(r"[^\W\d_]+")
_PARTS = re.compile(r"[,;:()—–]| (?:and|but|while|y|pero|mientras|i|però|mentre|que|which|who) ")
# A part with fewer words of its own says too little to be judged by itself.
_PART = 2
_SHORT = 3
_LONG_SHARE = 0.35


@dataclass(frozen=True, slots=True)
class Bearing:
    """The sentence of a passage that bears a statement out, and how well."""

    candidate: Candidate
    span: Span
    score: float

    @property
    def text(self) -> str:
        """The sentence as it stands in its document."""
        passage = self.candidate.found.passage
        return passage.text[self.span.start - passage.start : self.span.end - passage.start]


class Support:
    """Checks statements against passages. Safe across threads."""

    def __init__(self, retriever: Retriever, reader: Reader) -> None:
        self._retriever = retriever
        self._reader = reader

    def of(self, statement: str, language: Language, cited: Sequence[Candidate]) -> Bearing | None:
        """What bears a statement out; None where nothing does, or something speaks against it."""
        if not cited:
            return None
        expanded = self._retriever.expand(Question.read(statement, language))
        best = _best(self.bearings(statement, expanded, cited))
        if best is None:
            return None
        says = _Saying(expanded, language, best.candidate.found.passage.language)
        if best.score < ENOUGH or not _says_every_part(statement, says, best):
            return None
        rare = _rare_words(statement, expanded)
        context = _context(best.candidate)
        if not all(says(word, f"{context}\n{best.text}") for word in rare):
            return None
        if _adds(statement, expanded, says, best) or turns(statement, best.text):
            return None
        return None if invented(statement, best.text, context, says) else best

    def nearest(
        self, statement: str, language: Language, cited: Sequence[Candidate]
    ) -> Bearing | None:
        """The sentence that comes nearest to a statement which none bears out, where there is any."""
        expanded = self._retriever.expand(Question.read(statement, language))
        return _best(self.bearings(statement, expanded, cited))

    def bearings(
        self, statement: str, expanded: Expanded, cited: Sequence[Candidate]
    ) -> list[Bearing]:
        """Every sentence of the passages with how well it bears a statement out; no planted ones."""
        vector = self._retriever.embed(statement)
        logits = self._reader.logits(statement, cited)
        found: list[Bearing] = []
        for candidate, read in zip(cited, logits, strict=True):
            said = _coverage(expanded, candidate)
            near = _cosines(vector, candidate)
            scores = near + said + _READER_WEIGHT * read.sentences
            spans = candidate.found.passage.sentences
            every = [
                Bearing(candidate, span, float(score))
                for span, score in zip(spans, scores, strict=True)
            ]
            found += [one for one in every if not is_planted(one.text)]
        return found


class _Saying:
    """Whether a text says a word of the statement: as it is, or in the text's own language."""

    def __init__(self, expanded: Expanded, spoken: Language, language: Language) -> None:
        self._ways = dict(zip(expanded.typed, expanded.words, strict=True))
        self._language = language
        self.translates = spoken != language

    def can_tell(self, word: str) -> bool:
        """Whether the text could be seen to say a word: it is of that language, or has translations."""
        if word not in self._ways:
            return False
        ways = self._ways[word].alternatives
        own = {way.term for way in ways if way.language != self._language}
        return not self.translates or any(
            way.language == self._language and way.term not in own for way in ways
        )

    def __call__(self, word: str, text: str) -> bool:
        if word in words(text):
            return True
        ways = self._ways.get(word)
        return ways is not None and bool(matches([ways], [text], self._language)[0, 0])


def _best(bearings: Sequence[Bearing]) -> Bearing | None:
    return max(bearings, key=lambda one: one.score, default=None)


def _context(candidate: Candidate) -> str:
    found = candidate.found
    context = context_of(found.document, found.passage.section)
    return f"{context}\n{found.document.metadata.date or ''}"


def _rare_words(statement: str, expanded: Expanded) -> set[str]:
    """Words that everyday text does not know, and the first word where its capital may be a name's."""
    rare = {
        word
        for word, rarity in zip(expanded.typed, expanded.rarity, strict=True)
        if rarity >= _RARE and not word[0].isdecimal()
    }
    return rare & {word for word in words(statement) if _is_capitalised(word, statement)}


def _adds(statement: str, expanded: Expanded, says: _Saying, best: Bearing) -> bool:
    """Whether a statement says a word that neither its source nor what stands over it says.

    Between languages the word list may lack what an everyday word was translated as.
    """
    whole = f"{_context(best.candidate)}\n{best.text}"
    said, own = set(words(whole)), set(words(without_dates(statement)))
    return any(
        rarity >= (_TELLING if says.translates else 0)
        and word in own
        and not word[0].isdecimal()
        and says.can_tell(word)
        and not (says(word, whole) or adds_nothing(word) or means_one_of(word, said))
        for word, rarity in zip(expanded.typed, expanded.rarity, strict=True)
    )


def _is_capitalised(word: str, statement: str) -> bool:
    return any(fold(typed) == word and typed[0].isupper() for typed in _TYPED.findall(statement))


def _says_every_part(statement: str, says: _Saying, best: Bearing) -> bool:
    """Whether the bearing sentence, or what stands over it, says over half of each part's words."""
    whole = f"{_context(best.candidate)}\n{best.text}"
    for part in _PARTS.split(statement):
        own = [word for word in words(part) if says.can_tell(word)]
        said = sum(says(word, whole) for word in own)
        # Of a long part in another language the word list may miss some.
        least = _LONG_SHARE * len(own) if says.translates and len(own) > _SHORT else len(own) / 2
        if len(own) >= _PART and said <= least:
            return False
    return True


def _coverage(expanded: Expanded, candidate: Candidate) -> np.ndarray:
    """The share of the statement's words, weighed by rarity, that each sentence says."""
    passage = candidate.found.passage
    texts = [
        passage.text[span.start - passage.start : span.end - passage.start]
        for span in passage.sentences
    ]
    rarity = np.array(expanded.rarity)
    said = matches(expanded.words, texts, passage.language) > 0
    share: np.ndarray = said @ rarity / (float(rarity.sum()) or 1.0)
    return share


def _cosines(vector: np.ndarray, candidate: Candidate) -> np.ndarray:
    vectors = candidate.found.sentence_vectors.astype(np.float32)
    lengths = np.linalg.norm(vectors, axis=1)
    cosines: np.ndarray = vectors @ vector / np.where(lengths > 0, lengths, 1)
    return cosines
