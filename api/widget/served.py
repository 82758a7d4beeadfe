"""The script as it is served now, with questions to start with that the documents of now answer."""

from collections.abc import Sequence
from functools import lru_cache

from api.state import State
from api.widget.script import Script, script
from api.words import LANGUAGES
from assistant.openings import Opening, typical
from ingest.documents import Language


def newest(state: State) -> Script:
    """The script of now."""
    return _made(tuple(tuple(starters(state, language)) for language in LANGUAGES))


def starters(state: State, language: Language) -> Sequence[Opening]:
    """The questions of now; until they are known, typical ones."""
    known = state.openers.known(language)
    return known.suggestions if known.complete else typical(language)


@lru_cache(maxsize=4)
def _made(found: tuple[tuple[Opening, ...], ...]) -> Script:
    return script(dict(zip(LANGUAGES, found, strict=True)))
