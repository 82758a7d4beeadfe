"""Ways to read the last question of a conversation, over a small real index."""

from pathlib import Path

import models
from assistant.conversation.followup import FollowUps
from assistant.lexicon import Lexicon
from assistant.members import Members
from assistant.retrieval import Retriever
from bench.conversations import measure, ways
from bench.question_sets import Collection, Conversation, Text
from bench.retrieval import indexed
from tests.fakes import HashEmbedder

TEXTS = (
    Text("river", "", "The Penobscot river starts at a lake."),
    Text("train", "", "The express train starts at noon."),
    Text("game", "", "The game has two halves."),
)
ASKED = Conversation(
    ("Where is the Penobscot river?", "And where does it start?"),
    "Where does the Penobscot river start?",
    frozenset({"river"}),
)


def test_ours_finds_what_the_rewrite_finds(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    index, texts = indexed(tmp_path, Collection("en", TEXTS, ()), embedder)
    retriever = Retriever(index, embedder, Lexicon.open(models.LEXICON))
    every = ways(FollowUps(retriever, Members(index)))
    gains = {name: measure([ASKED], way, retriever, texts)[1] for name, way in every.items()}
    index.close()
    assert gains["ours"] == gains["human rewrite"] == 1
    assert every["ours"](ASKED).standalone.text.startswith("And where does it start? (Penobscot")
