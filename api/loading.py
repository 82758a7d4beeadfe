"""Opens models and index once, in the background, while the service already says that it is alive.

In: a function that opens the views, one an audience. Out: the views, or a Problem 503 until then.
While there is no index yet it tries again; any other failure is final and is handed on.
"""

import logging
import threading
from collections.abc import Callable, Mapping

from api.composition import View
from api.errors import Problem
from ingest.documents import Audience
from ingest.errors import IndexUnavailable

RETRY_SECONDS = 2
Views = Mapping[Audience, View]
_log = logging.getLogger("hub")


class Loading:
    """The views of a running service, once they are open."""

    def __init__(
        self, open_views: Callable[[], Views], on_failure: Callable[[], None] | None = None
    ) -> None:
        self.failure: Exception | None = None
        self._open_views = open_views
        self._on_failure = on_failure
        self._views: Views = {}
        self._reason = "models and index are being loaded"
        self._waits_for = ""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="loading", daemon=True)

    def start(self) -> None:
        """Begin to load; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Give up waiting and close what is open."""
        self._stop.set()
        self._thread.join()
        for view in self._views.values():
            view.index.close()

    def view(self, audience: Audience) -> View:
        """What `audience` may see; a Problem 503 as long as it is not open."""
        view = self._views.get(audience)
        if view is None:
            raise Problem(503, "not_ready", f"Not ready: {self._reason}", retry_after=RETRY_SECONDS)
        return view

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._views = self._open_views()
                return
            except IndexUnavailable as error:
                self._wait(error)
            except Exception as error:
                self._fail(error)
                return

    def _wait(self, error: IndexUnavailable) -> None:
        if str(error) != self._waits_for:
            _log.warning("waiting: %s", error)
            self._waits_for = str(error)
        self._reason = "there is no index yet, or it cannot be reached"
        self._stop.wait(RETRY_SECONDS)

    def _fail(self, error: Exception) -> None:
        self.failure = error
        self._reason = "the service could not start; its log says why"
        if self._on_failure is None:
            _log.error("could not start: %s", error)
        else:
            self._on_failure()
