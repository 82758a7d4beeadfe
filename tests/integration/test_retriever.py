"""The LangChain retriever over a real index, alone and in a chain."""

import asyncio

import httpx
import pytest
from langchain_core.documents import Document
from langchain_core.language_models.fake_chat_models import ParrotFakeChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough

from api.retriever import HubRetriever
from ingest.errors import IndexUnavailable
from tests.integration.conftest import Service
from tests.integration.installation import STAFF_ONLY

QUESTION = "How much did SpliceBio raise?"


@pytest.fixture(scope="module")
def retriever(service: Service) -> HubRetriever:
    return HubRetriever.open(service.place / "data", k=3)


def test_documents_are_the_hits_of_the_service(service: Service, retriever: HubRetriever) -> None:
    hits = httpx.get(f"{service.url}/v1/search", params={"q": QUESTION, "k": 3}).json()["hits"]
    documents = retriever.invoke(QUESTION)
    assert [document.metadata | {"text": document.page_content} for document in documents] == hits
    assert asyncio.run(retriever.ainvoke(QUESTION)) == documents
    assert len({document.id for document in documents}) == 3


def test_a_page_content_is_exactly_what_the_source_says(
    service: Service, retriever: HubRetriever
) -> None:
    for document in retriever.invoke(QUESTION):
        about = document.metadata
        whole = httpx.get(f"{service.url}/v1/documents/{about['document_id']}").json()["text"]
        assert whole[about["start"] : about["end"]] == document.page_content


def test_in_a_chain(retriever: HubRetriever) -> None:
    def joined(documents: list[Document]) -> str:
        return "\n\n".join(document.page_content for document in documents)

    prompt = ChatPromptTemplate.from_template("{context}\n\nQuestion: {question}")
    read = {"context": retriever | joined, "question": RunnablePassthrough()}
    chain = read | prompt | ParrotFakeChatModel() | StrOutputParser()
    told = chain.invoke(QUESTION)
    assert told.endswith(f"Question: {QUESTION}") and "135 million" in told
    assert asyncio.run(chain.abatch([QUESTION, QUESTION])) == [told, told]


def test_staff_documents_only_for_those_who_ask_for_them(service: Service) -> None:
    query = "zebrafish budget"
    for audience, seen in (("public", False), ("staff", True)):
        found = HubRetriever.open(service.place / "data", audience).invoke(query)  # type: ignore[arg-type]
        assert (STAFF_ONLY in str(found)) == seen


def test_a_folder_without_an_index_is_named(service: Service) -> None:
    with pytest.raises(IndexUnavailable, match="nothing"):
        HubRetriever.open(service.place / "nothing")
