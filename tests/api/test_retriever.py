"""The LangChain retriever, over a scripted search."""

import asyncio

from langchain_core.documents import Document

from api.retriever import HubRetriever
from tests.api.scripted import QUOTE, ScriptedAssistant


def test_hits_become_documents() -> None:
    retriever = HubRetriever(searcher=ScriptedAssistant("public"), k=2)
    documents = retriever.invoke("members")
    assert [document.page_content for document in documents] == [QUOTE, QUOTE]
    assert documents[0] == Document(
        id="d0:44-77",
        page_content=QUOTE,
        metadata={
            "document_id": "d0",
            "title": "Nota",
            "kind": "report",
            "page": 2,
            "section": "A › B",
            "start": 44,
            "end": 77,
            "score": 0.9,
            "language": "en",
            "date": None,
            "url": "/v1/documents/d0/file#page=2",
        },
    )
    assert asyncio.run(retriever.ainvoke("members")) == documents
