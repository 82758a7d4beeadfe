"""Questions to begin with, over real hubs: only what is answered, and of nothing that is not there."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from api.composition import recipe
from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.openings import MOST_ASKED, WANTED, Opening, openings
from ingest.documents import Language
from ingest.index.entries import Location
from ingest.index.reader import Index
from ingest.index.writer import IndexWriter
from ingest.pipeline import ingest
from ingest.sandbox import Sandbox
from tests.assistant.conftest import Hub, shipped_embedder


class Counting:
    """An assistant that counts what it is asked."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant.quoting()
        self.asked: list[str] = []

    def ask(self, question: str, *, language: Language) -> Answer:
        self.asked.append(question)
        return self.assistant.ask(question, language=language)

    def topics(self, language: Language) -> Sequence[str]:
        return self.assistant.topics(language)


def found(assistant: Assistant, index: Index, language: Language) -> list[Opening]:
    titles = [document.metadata.title for document in index.documents()]
    counting = Counting(assistant)
    chosen = list(openings(counting, titles, language, lambda: True))
    assert len(counting.asked) <= MOST_ASKED * len(WANTED)
    assert len(set(counting.asked)) == len(counting.asked)
    return chosen


@pytest.mark.parametrize("language", ["en", "es", "ca"])
def test_all_are_answered_in_the_language(hub: Hub, language: Language) -> None:
    chosen = found(hub.assistant, hub.index, language)
    assert {one.asker for one in chosen} >= {"press", "visitor"}
    for one in chosen:
        answer = hub.assistant.ask(one.question)
        assert answer.status != "abstained" and answer.language == language
    if language == "en":
        assert chosen == found(hub.assistant, hub.index, language), "the same each time"
    counts = [sum(one.asker == asker for one in chosen) for asker in WANTED]
    assert all(count <= most for count, most in zip(counts, WANTED.values(), strict=True))


def test_no_more_are_asked_once_it_is_stopped(hub: Hub) -> None:
    counting = Counting(hub.assistant)
    goes_on = iter([True, True, False])
    assert list(openings(counting, (), "en", lambda: next(goes_on))) == []
    assert len(counting.asked) == 2


@pytest.mark.parametrize(
    "text", ["", "# Gazpacho\n\nGazpacho is a cold soup of tomato and cucumber.\n"]
)
def test_nothing_of_the_hub_is_suggested_where_the_documents_are_others(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "soup.md").write_text(text, "utf-8")
    embedder, location = shipped_embedder(), Location(tmp_path / "data")
    with IndexWriter.open(location, recipe(embedder)) as writer, Sandbox() as sandbox:
        ingest([tmp_path / "files"], writer, embedder, sandbox)
    index = Index.open(location)
    chosen = found(Assistant.open(index, embedder), index, "en")
    index.close()
    asked = [one.question for one in chosen]
    assert asked == (["What do the documents say about “Gazpacho”?"] if text else [])
