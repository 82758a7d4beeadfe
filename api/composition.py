"""The only place where settings become working parts.

In: settings. Out: embedder, index and assistant. Heavy imports stand inside the functions, so that
`hub --help` answers at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ingest.documents import Audience

if TYPE_CHECKING:
    from api.limits import Limits
    from api.loading import Views
    from api.metrics import Metrics
    from api.settings import Settings
    from api.store.database import Database
    from assistant.assistant import Assistant
    from assistant.curated import Curated
    from assistant.generation.wording import Wording
    from ingest.embedding.protocol import Embedder
    from ingest.index.entries import Location, Recipe
    from ingest.index.reader import Index

Count = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class View:
    """What one audience may see, and the assistant that answers from it."""

    index: Index
    assistant: Assistant


def location(settings: Settings) -> Location:
    """Where the index lives."""
    from ingest.index.entries import Location

    return Location(settings.data, settings.database_url, settings.chroma_url)


def store_database(settings: Settings) -> Database:
    """Where the service keeps conversations, questions and feedback.

    A SQLite file that HUB_DATABASE_URL names is the index's alone: whoever writes there for long
    would keep those who ask waiting.
    """
    from api.store.database import Database

    url = settings.database_url
    return Database(settings.data, None if url is None or url.startswith("sqlite") else url)


def limits(settings: Settings, metrics: Metrics) -> Limits:
    """How often who may ask; counted in this process, or on a server that several share."""
    from api.buckets import Buckets, MemoryBuckets
    from api.limits import Limits
    from api.redis_buckets import RedisBuckets, SharedBuckets

    buckets: Buckets = MemoryBuckets()
    if settings.redis_url is not None:
        buckets = SharedBuckets(RedisBuckets(settings.redis_url), metrics.limits_failed)
    return Limits(buckets, settings.visitor_limit, settings.site_limit, metrics.refused)


def embedder(settings: Settings) -> Embedder:
    """The embedding model."""
    from ingest.embedding import open_embedder
    from models import EMBEDDER

    return open_embedder(settings.embedding_model or "", EMBEDDER)


def recipe(model: Embedder) -> Recipe:
    """How an index that fits this model and this version of the program was made."""
    from ingest import passages
    from ingest.figures import figure
    from ingest.index.entries import Recipe
    from ingest.terms import analyzer

    splitter = f"{passages.VERSION}+{figure.VERSION}"
    return Recipe(model.fingerprint, model.dimension, splitter, analyzer.VERSION)


def wording(settings: Settings, count: Count) -> Wording | None:
    """The language model that words answers, where one is set."""
    if settings.model is None:
        return None
    from assistant.generation.model import ChatModel
    from assistant.generation.wording import Wording

    model = ChatModel.open(settings.model, settings.model_url, settings.model_seconds)
    return Wording(model, settings.model_seconds, count, settings.show_unsupported)


def open_view(
    settings: Settings,
    model: Embedder,
    audience: Audience,
    worded: Wording | None,
    curated: Curated | None = None,
) -> View:
    """The index and the assistant for one audience; it gives the answers that the staff fixed first."""
    from api.store.curated import CuratedAnswers
    from assistant.assistant import Assistant
    from ingest.index.reader import Index

    index = Index.open(location(settings), recipe(model), audience)
    fixed = curated or CuratedAnswers(store_database(settings))
    return View(index, Assistant.open(index, model, worded, fixed))


def view_opener(settings: Settings, count: Count, curated: Curated) -> Callable[[], Views]:
    """A function that opens the views of the service; called again, it keeps the models.

    `count` is called with what came of each use of the language model.
    """
    model, worded = cache(embedder), cache(wording)

    def open_views() -> Views:
        audiences: list[Audience] = ["public", "staff"] if settings.staff_keys else ["public"]
        views = {
            who: open_view(settings, model(settings), who, worded(settings, count), curated)
            for who in audiences
        }
        for view in views.values():
            # What the first question would load is loaded now, before anyone waits for it.
            view.assistant.read("advanced therapies")
            view.assistant.experts("advanced therapies")
        return views

    return open_views
