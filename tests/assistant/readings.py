"""What reading makes of a few lines, each a passage: real features, logits as a script gives them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

import models
from assistant.cross_encoder import CrossEncoder, Logits
from assistant.lexicon import Lexicon
from assistant.query import expand
from assistant.question import Question
from assistant.reading import FEATURES, Read, Reader
from assistant.retrieval import Candidate, Retrieved
from ingest.documents import Language
from ingest.embedding.protocol import PassageText
from ingest.index.entries import Found
from tests.fakes import HashEmbedder, document

LEXICON = Lexicon.open(models.LEXICON)
# The sentence's logit alone counts, and stands for the logarithm of the odds.
_WEIGHTS = np.array([float(name == "sentence") for name in FEATURES])


class Script(CrossEncoder):
    """Gives each text the logit that a script has for it."""

    def __init__(self, logits: Mapping[str, float]) -> None:
        self._logits = logits

    def read(self, question: str, passages: Sequence[PassageText]) -> list[Logits]:
        return [Logits(0.0, np.array([self._logits[one.text]])) for one in passages]


def reading(
    typed: str,
    logits: Mapping[str, float],
    *,
    dates: Mapping[str, str] | None = None,
    section: str = "",
    language: Language = "en",
) -> tuple[Question, Retrieved, list[Read], Reader]:
    """A question and the sentences read for it, the lines of `logits` being passages of one sentence
    in a document each; `dates` has the documents' dates by line."""
    question = Question.read(typed)
    found = [_found(line, (dates or {}).get(line), section, language) for line in logits]
    embedder = HashEmbedder()
    expanded = expand(question.text, question.languages, LEXICON)
    weights = np.array(expanded.rarity)
    candidates = tuple(Candidate(one, 1.0 - rank / 100) for rank, one in enumerate(found))
    retrieved = Retrieved(embedder.embed([typed])[0], expanded, weights, candidates)
    reader = Reader(Script(logits), _WEIGHTS, 1.0, 0.0)
    return question, retrieved, reader.read(question, retrieved), reader


def _found(line: str, date: str | None, section: str, language: Language) -> Found:
    made = document(line[:12], line, language=language)
    told, (entry,) = made.document, made.entries
    metadata = replace(told.metadata, date=date, title="Overview")
    passage = replace(entry.passage, section=section)
    return Found(passage, replace(told, metadata=metadata), entry.sentence_vectors)
