"""The hub's search as a LangChain retriever, to plug into chains and agents of one's own.

In: words. Out: LangChain documents, each the exact text of a passage, with where it stands.
"""

import dataclasses
from pathlib import Path
from typing import Protocol

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import SkipValidation

from api.commands.start import load_view
from assistant.answer import Hit
from ingest.documents import Audience


class Searcher(Protocol):
    """What finds the passages: the assistant."""

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """The `k` best passages, ranked."""


class HubRetriever(BaseRetriever):
    """Finds the `k` passages nearest to some words, best first. Safe across threads.

    A document's `page_content` is exactly what its source says from `metadata["start"]` to
    `metadata["end"]`; the rest of the metadata is that of a search hit in the HTTP service.
    """

    searcher: SkipValidation[Searcher]
    k: int = 10

    @classmethod
    def open(
        cls, data: str | Path | None = None, audience: Audience = "public", k: int = 10
    ) -> "HubRetriever":
        """Over the index in a folder (else HUB_DATA, else data/); the models are loaded here."""
        view = load_view(None if data is None else Path(data), audience)
        return cls(searcher=view.assistant, k=k)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [_document(hit) for hit in self.searcher.search(query, self.k)]


def _document(hit: Hit) -> Document:
    metadata = dataclasses.asdict(hit)
    text = metadata.pop("text")
    place = f"{hit.document_id}:{hit.start}-{hit.end}"
    return Document(id=place, page_content=text, metadata=metadata)
