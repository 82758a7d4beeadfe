"""How a command starts: settings from the environment, models and index from the settings."""

import sys
from pathlib import Path

from api.composition import View, embedder, open_view
from api.settings import Settings, unknown_settings
from ingest.documents import Audience


def load_settings(data: Path | None) -> Settings:
    """Checked settings; variables that mean nothing are named on stderr."""
    for line in unknown_settings():
        print(f"hub: warning: {line}", file=sys.stderr)
    return Settings.load(data)


def load_view(data: Path | None, audience: Audience) -> View:
    """The index and the assistant for one audience; models are loaded here, once."""
    settings = load_settings(data)
    return open_view(settings, embedder(settings), audience)
