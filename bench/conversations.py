"""Follow-up questions, made standalone without a language model: is the right passage found?

In: a folder of development data (MTRAG conversations: what people said, and each last question as a
person rewrote it). Out: a table of recall@5 and nDCG@10 for the last turn alone, all turns together,
this project's reading of the conversation, and the human rewrite.
Run: python -m bench.conversations DATA_FOLDER
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean

import models
from assistant.answer import Turn
from assistant.conversation.exchanges import exchanges
from assistant.conversation.followup import FollowUps, Reading
from assistant.lexicon import Lexicon
from assistant.members import Members
from assistant.question import Question
from assistant.retrieval import Retriever
from bench.question_sets import Conversation, conversation_texts, conversations
from bench.ranking import ndcg, recall
from bench.retrieval import indexed
from bench.table import markdown
from ingest.embedding import open_embedder

FOUND = 20
Way = Callable[[Conversation], Reading]


def ways(follow_ups: FollowUps) -> dict[str, Way]:
    """Each way to read the last question of a conversation, by its name in the table."""

    def ours(one: Conversation) -> Reading:
        history = [Turn("user", text) for text in one.turns[:-1]]
        question = Question.read(one.turns[-1], "en")
        return follow_ups.readings(question, exchanges(history))[0]

    return {
        "last turn": lambda one: _plain(one.turns[-1]),
        "all turns": lambda one: _plain(" ".join(one.turns)),
        "ours": ours,
        "human rewrite": lambda one: _plain(one.rewrite),
    }


def measure(
    every: Sequence[Conversation],
    read: Way,
    retriever: Retriever,
    texts: dict[str, list[str]],
) -> tuple[float, float]:
    """Mean recall@5 and nDCG@10."""
    scores = []
    for one in every:
        reading = read(one)
        found = retriever.retrieve(reading.asked, FOUND, reading.context).candidates
        documents = dict.fromkeys(candidate.found.document.id for candidate in found)
        ranked = [text for document in documents for text in texts[document]]
        scores.append((recall(ranked, one.right, 5), ndcg(ranked, one.right, 10)))
    recalls, gains = zip(*scores, strict=True)
    return mean(recalls), mean(gains)


def main(folder: Path) -> None:
    """Measure every way on all conversations, and on those of more than one turn."""
    embedder = open_embedder("", models.EMBEDDER)
    every = conversations(folder)
    longer = [one for one in every if len(one.turns) > 1]
    with tempfile.TemporaryDirectory() as scratch:
        index, texts = indexed(Path(scratch) / "index", conversation_texts(folder), embedder)
        retriever = Retriever(index, embedder, Lexicon.open(models.LEXICON))
        rows = []
        for name, read in ways(FollowUps(retriever, Members(index))).items():
            figures = [
                figure
                for part in (every, longer)
                for figure in measure(part, read, retriever, texts)
            ]
            rows.append([name, *(f"{figure:.3f}" for figure in figures)])
        index.close()
    heads = [
        f"{measured}, {which}"
        for which in (f"all {len(every)}", f"{len(longer)} follow-ups")
        for measured in ("recall@5", "nDCG@10")
    ]
    print(markdown(["the question is", *heads], rows))


def _plain(text: str) -> Reading:
    question = Question.read(text[-4_000:], "en")
    return Reading(question, question)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
