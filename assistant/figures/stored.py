"""The figures of an index, made ready once, and again when it changes. In: an index. Out: its figures."""

import threading
from dataclasses import dataclass

from assistant.figures.agreement import Agreement
from assistant.figures.known import Known, known_of
from assistant.figures.ledger import Ledger
from ingest.index.reader import Index


@dataclass(frozen=True, slots=True)
class State:
    """The figures of one generation of an index, and what they are beside each other."""

    generation: int
    known: tuple[Known, ...]
    ledger: Ledger
    agreement: Agreement


class StoredFigures:
    """Those of one index. Safe across threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._state: State | None = None

    def current(self) -> State:
        """The figures as they are now."""
        with self._lock:
            generation = self._index.generation
            if self._state is None or self._state.generation != generation:
                known = known_of(self._index)
                self._state = State(generation, known, Ledger(known), Agreement(known))
            return self._state
