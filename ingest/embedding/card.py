"""A model's `card.json`: what it is, and the checksum of each of its files.

In: the model's folder. Out: the card, once every file is the one that it names.
"""

import hashlib
import json
from pathlib import Path

from ingest.errors import ModelUnavailable


def verified_card(folder: Path) -> dict[str, object]:
    """The card of a model folder, once every file it lists has the checksum it gives."""
    try:
        card: dict[str, object] = json.loads((folder / "card.json").read_text("utf-8"))
        sums = dict(card["sha256"])  # type: ignore[call-overload]
        wrong = [name for name, sum_ in sums.items() if checksum(folder / name) != sum_]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnavailable(f"the model in {folder.name}/ cannot be read: {error}") from error
    if wrong:
        raise ModelUnavailable(
            f"{folder.name}/{wrong[0]} is not the file its card names; restore it from the release"
        )
    return card


def checksum(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
