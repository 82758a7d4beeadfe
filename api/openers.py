"""Questions to begin with, found in the background and known at once where they are asked for.

In: a language. Out: what is known now of the public documents as they are now. They are looked for when
somebody first asks, and again when the index has changed; a question that somebody waits for goes first.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from api.composition import View
from api.errors import Problem
from api.loading import Loading
from api.slots import Slots
from assistant.lexicon import LANGUAGES
from assistant.openings import Opening, openings
from ingest.documents import Language
from ingest.errors import IngestError

_PATIENCE_SECONDS = 5
_FAILED_SECONDS = 60.0
_LOOK_SECONDS = 0.05
_log = logging.getLogger("hub")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known now; `complete` is whether it is all that there will be of these documents."""

    suggestions: tuple[Opening, ...]
    complete: bool


NOTHING = Known((), complete=False)


class Openers:
    """Those of a running service. Safe across threads."""

    def __init__(self, loading: Loading, slots: Slots) -> None:
        self._loading = loading
        self._slots = slots
        self._lock = threading.Lock()
        self._search: _Search | None = None

    def known(self, language: Language) -> Known:
        """Never waits for an answer; nothing while the service is not ready."""
        try:
            view = self._loading.view("public")
            generation = view.index.generation
        except (Problem, IngestError):
            return NOTHING
        with self._lock:
            if self._search is None or not self._search.is_of(generation):
                if self._search is not None:
                    self._search.leave_off()
                self._search = _Search(view, generation, language, lambda: self._slots.taken > 0)
            return self._search.known(language)

    def stop(self) -> None:
        """Look no further; a question under way is waited for, though not for long."""
        with self._lock:
            if self._search is not None:
                self._search.leave_off()
                self._search.wait()


class _Search:
    """The search over one state of the index, the language that was asked for first."""

    def __init__(
        self, view: View, generation: int, first: Language, busy: Callable[[], bool]
    ) -> None:
        self._view = view
        self._generation = generation
        self._languages = sorted(LANGUAGES, key=lambda one: one != first)
        self._busy = busy
        self._found: dict[Language, Known] = {}
        self._stop = threading.Event()
        self._failed_at: float | None = None
        self._thread = threading.Thread(target=self._run, name="openers", daemon=True)
        self._thread.start()

    def is_of(self, generation: int) -> bool:
        """Whether nothing is to be gained by a new one; one that failed is not repeated at once."""
        if self._failed_at is not None and time.monotonic() > self._failed_at + _FAILED_SECONDS:
            return False
        return self._generation == generation

    def known(self, language: Language) -> Known:
        return self._found.get(language, NOTHING)

    def leave_off(self) -> None:
        self._stop.set()

    def wait(self) -> None:
        self._thread.join(_PATIENCE_SECONDS)

    def _run(self) -> None:
        try:
            for language in self._languages:
                self._look(language)
        except Exception as error:
            # Suggestions are an extra: without them everything else goes on.
            _log.warning("suggestions: %s", error)
            self._failed_at = time.monotonic()

    def _look(self, language: Language) -> None:
        assistant = self._view.assistant.quoting()
        titles = [document.metadata.title for document in self._view.index.documents()]
        found: list[Opening] = []
        for one in openings(assistant, titles, language, self._goes_on):
            found.append(one)
            self._found[language] = Known(tuple(found), complete=False)
        self._found[language] = Known(tuple(found), complete=not self._stop.is_set())

    def _goes_on(self) -> bool:
        while self._busy() and not self._stop.is_set():
            self._stop.wait(_LOOK_SECONDS)
        return not self._stop.is_set()
