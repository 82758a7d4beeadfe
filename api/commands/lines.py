"""A JSONL file in, its lines out, each checked against a model.

Blank lines are skipped; a file that cannot be read or a bad line ends in a UsageError that names it.
"""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from api.errors import UsageError

Line = TypeVar("Line", bound=BaseModel)


def read_lines(path: Path, model: type[Line]) -> list[Line]:
    """Every line of a file, in order."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8 text") from None
    lines = enumerate(text.split("\n"), 1)
    return [_parse(path, number, line, model) for number, line in lines if line.strip()]


def _parse(path: Path, number: int, line: str, model: type[Line]) -> Line:
    try:
        return model.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        reason = f"{place}: {first['msg']}" if place else first["msg"]
        raise UsageError(f"{path} line {number}: {reason}") from None
