"""The script as it is served now, with questions to start with that the documents of now answer."""

from api.state import State
from api.widget.script import Script, Starters, pinned, usual


def newest(state: State) -> Script:
    """The script of now."""
    return pinned()


def starters(state: State) -> Starters:
    """The questions of now."""
    return usual()
