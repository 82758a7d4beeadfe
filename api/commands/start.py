"""How a command starts: settings from the environment, models and index from the settings."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.composition import View, embedder, open_view, wording
from api.settings import Settings, unknown_settings
from ingest.documents import Audience
from ingest.errors import IndexUnavailable
from ingest.index.database import NOTHING_YET


def load_settings(data: Path | None) -> Settings:
    """Checked settings; variables that mean nothing are named on stderr."""
    for line in unknown_settings():
        print(f"hub: warning: {line}", file=sys.stderr)
    return Settings.load(data)


def load_view(data: Path | None, audience: Audience) -> View:
    """The index and the assistant for one audience; models are loaded here, once."""
    settings = load_settings(data)
    with naming_folder(settings):
        return open_view(settings, embedder(settings), audience, wording(settings, _uncounted))


@contextmanager
def naming_folder(settings: Settings) -> Iterator[None]:
    """Where nothing is indexed yet, say which folder was looked in: it may be the wrong one."""
    try:
        yield
    except IndexUnavailable as error:
        if str(error) != NOTHING_YET or settings.database_url is not None:
            raise
        raise IndexUnavailable(f"{error} (looked in {settings.data.absolute()})") from None


def _uncounted(_event: str) -> None:
    """A command is over before anyone could read counters."""
