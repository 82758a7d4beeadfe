"""The checks of an installation, from the program itself to the index and its servers.

In: the environment. Out: a Check each, with what to do where something is wrong.
"""

import asyncio
import importlib.util
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import models
from api.composition import embedder, location, recipe, store_database, wording
from api.errors import LimitsUnavailable, SettingsError, StoreUnavailable
from api.redis_buckets import try_redis
from api.settings import Settings, unknown_settings
from assistant.errors import ModelFailed
from assistant.lexicon import Lexicon
from assistant.reading import Reader
from ingest.errors import IndexMismatch, IngestError
from ingest.index.database import Database
from ingest.index.entries import Recipe
from ingest.index.lock import NOTE
from ingest.index.reader import Index
from ingest.index.state import load
from ingest.index.vectors import VectorStore

# What a language model is asked to see whether it says anything: system and user.
_GREETED = ("Answer in one word.", "Hello")

PYTHON = (3, 11)
LITTLE = 500 * 2**20
TOO_LITTLE = 50 * 2**20


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is, and how to mend it (empty where there is nothing to mend)."""

    name: str
    state: Literal["ok", "warn", "fail"]
    detail: str
    mend: str = ""


def check_installation(data: Path | None) -> Iterator[Check]:
    """Every check, one after the other; without valid settings there is nothing more to check."""
    yield check_python()
    for line in unknown_settings():
        yield Check("settings", "warn", line, "correct the name, or take it out")
    try:
        settings = Settings.load(data)
    except SettingsError as error:
        yield Check("settings", "fail", str(error), "correct it in the environment or in .env")
        return
    yield Check("settings", "ok", "every setting can be used")
    steps: list[Callable[[Settings], Check]] = [
        check_corpus, check_folder, check_space, check_store, check_lock, check_chroma, check_limits,
        check_originals, check_tesseract, check_reading, check_language_model,
    ]  # fmt: skip
    for step in steps:
        yield step(settings)
    yield from check_model_and_index(settings)


def check_python() -> Check:
    """The interpreter is new enough."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] >= PYTHON:
        return Check("python", "ok", version)
    return Check("python", "fail", version, "install Python 3.11 or newer")


def check_corpus(settings: Settings) -> Check:
    """There are documents to read."""
    folder = settings.corpus
    if folder.is_dir() and any(path.is_file() for path in folder.rglob("*")):
        return Check("corpus", "ok", f"{folder}/ has files")
    mend = "name a folder in `hub ingest PATH`, or set HUB_CORPUS"
    return Check("corpus", "warn", f"there are no documents in {folder}/", mend)


def check_folder(settings: Settings) -> Check:
    """The index can be written."""
    place = existing(settings.data)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        mend = f"give this user the right to write in {place}, or choose another --data"
        return Check("data folder", "fail", f"{place}: {error.strerror}", mend)
    return Check("data folder", "ok", f"{settings.data}/ can be written")


def check_space(settings: Settings) -> Check:
    """The disk has room for an index."""
    free = shutil.disk_usage(existing(settings.data)).free
    detail = f"{free // 2**20:,} MiB free"
    if free >= LITTLE:
        return Check("disk", "ok", detail)
    state: Literal["warn", "fail"] = "warn" if free >= TOO_LITTLE else "fail"
    return Check("disk", state, detail, "free some space, or choose another --data")


def check_store(settings: Settings) -> Check:
    """What the service keeps of questions can be written."""
    try:
        with closing(store_database(settings)) as database:
            if not database.exists():
                return Check("store", "ok", "no question was kept yet")
            database.try_writing()
    except StoreUnavailable as error:
        mend = "let this user write service.sqlite3 or on the server, or move a broken file away"
        return Check("store", "fail", str(error), mend)
    return Check("store", "ok", "questions and conversations can be kept")


def check_lock(settings: Settings) -> Check:
    """No writer is stuck."""
    # Only looked at: who took the lock to try it would refuse an ingestion that starts just then.
    note = settings.data / NOTE
    holder = running_holder(note)
    if holder is not None:
        return Check("writer", "warn", f"`hub ingest` is running (pid {holder})")
    if note.exists() or is_pending(settings):
        mend = "run `hub ingest`, which finishes what was begun"
        return Check("writer", "warn", "the last ingestion did not end properly", mend)
    return Check("writer", "ok", "none is running")


def running_holder(note: Path) -> int | None:
    """The process that a note of the lock names, if it is still alive."""
    try:
        pid = int(json.loads(note.read_text("utf-8"))["pid"])
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None
    return pid if pid > 0 and is_alive(pid) else None


def is_alive(pid: int) -> bool:
    """Whether there is such a process, of whichever user."""
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True


def is_pending(settings: Settings) -> bool:
    """Whether the index says that a change was begun and not finished."""
    try:
        database = Database.open_existing(location(settings))
        with database.transaction() as connection:
            state = load(connection)
        database.close()
    except IngestError:
        return False
    return state is not None and state.pending


def check_chroma(settings: Settings) -> Check:
    """The vector server answers, where there is one."""
    if settings.chroma_url is None:
        return Check("vectors", "ok", "embedded Chroma")
    try:
        VectorStore.open(location(settings)).close()
    except IngestError as error:
        return Check("vectors", "fail", str(error), "start the server, or correct HUB_CHROMA_URL")
    return Check("vectors", "ok", f"Chroma server at {settings.chroma_url}")


def check_limits(settings: Settings) -> Check:
    """The server on which several processes share their limits answers, where there is one."""
    if settings.redis_url is None:
        return Check("limits", "ok", "in memory")
    try:
        asyncio.run(try_redis(settings.redis_url))
    except SettingsError as error:
        return Check("limits", "fail", str(error), "install it, or leave HUB_REDIS_URL empty")
    except LimitsUnavailable as error:
        mend = "start the server, or correct HUB_REDIS_URL; till then each process has its own"
        return Check("limits", "fail", str(error), mend)
    return Check(
        "limits", "ok", f"Redis at {urlsplit(settings.redis_url).netloc.rpartition('@')[2]}"
    )


def check_model_and_index(settings: Settings) -> Iterator[Check]:
    """The model's files are those of its card, and the index was made with it."""
    try:
        model = embedder(settings)
    except IngestError as error:
        mend = (
            "install the program again"
            if settings.embedding_model is None
            else "do what it says, or correct HUB_EMBEDDING_MODEL"
        )
        yield Check("model", "fail", str(error), mend)
        return
    yield Check("model", "ok", f"{model.fingerprint}, {model.dimension} dimensions")
    yield check_index(settings, recipe(model))


def check_language_model(settings: Settings) -> Check:
    """The language model, where one is set, has its package and says something."""
    mend = "correct HUB_MODEL, or leave it empty"
    try:
        worded = wording(settings, lambda _: None)
        if worded is not None:
            next(worded.model.stream(*_GREETED, worded.seconds), None)
    except IngestError as error:
        return Check("language model", "fail", str(error), mend)
    except ModelFailed as error:
        mend = (
            "start its server, or correct its key, HUB_MODEL or HUB_MODEL_URL; till then it quotes"
        )
        return Check("language model", "warn", str(error), mend)
    return Check("language model", "ok", settings.model or "none: answers are quotes")


def check_reading(settings: Settings) -> Check:
    """What reads passages is whole, and was calibrated with the embedding model that is set."""
    try:
        Lexicon.open(models.LEXICON)
        Reader.open(models.READER)
    except IngestError as error:
        return Check("reader", "fail", str(error), "install the program again")
    if settings.embedding_model is None:
        return Check("reader", "ok", "model and word lists are whole")
    detail = "when to say that nothing answers was set with another embedding model"
    mend = "try `hub eval` on questions of your own, or leave HUB_EMBEDDING_MODEL out"
    return Check("reader", "warn", detail, mend)


def check_index(settings: Settings, made: Recipe) -> Check:
    """There is an index, made in this way, and it opens."""
    try:
        index = Index.open(location(settings), made, "staff")
        index.warm()
    except IndexMismatch as error:
        return Check("index", "fail", str(error), "run `hub ingest --rebuild`")
    except IngestError as error:
        return Check("index", "fail", str(error), "run `hub ingest`")
    counts = index.counts()
    index.close()
    if counts.passages:
        return Check("index", "ok", f"{counts.documents} documents, {counts.passages} passages")
    return Check("index", "fail", "the index is empty", "run `hub ingest` on some documents")


def check_originals(settings: Settings) -> Check:
    """The files that citations link to are still there."""
    try:
        index = Index.open(location(settings), None, "staff")
    except IngestError:
        return Check("originals", "ok", "no index, so none are needed")
    gone = [d.path for d in index.documents() if not Path(d.path).is_file()]
    index.close()
    if gone:
        detail = f"{len(gone)} files are gone, the first {gone[0]}"
        return Check("originals", "warn", detail, "put them back, or run `hub ingest`")
    return Check("originals", "ok", "every file is where it was read")


def check_tesseract(settings: Settings) -> Check:
    """Scanned pages can be read (optional)."""
    if shutil.which("tesseract") and importlib.util.find_spec("pytesseract"):
        return Check("tesseract", "ok", "installed: scanned pages can be read")
    return Check("tesseract", "ok", "not installed; only scanned pages need it")


def existing(path: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    return next(p for p in (path.absolute(), *path.absolute().parents) if p.exists())
