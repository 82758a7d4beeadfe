"""The metadata fields of the contract: YAML or raw values in, checked values out.

A value that is given but wrong raises UnreadableFile and names the field and what it may be.
"""

import difflib
from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import urlsplit

import yaml

from ingest.dates import parse_date
from ingest.errors import UnreadableFile
from ingest.loaders.builder import clean

FIELDS = (
    "title",
    "kind",
    "date",
    "language",
    "audience",
    "sources",
    "name",
    "aliases",
    "member_kind",
    "capabilities",
    "website",
)
_MAX_YAML = 100_000
_SHOWN = 40

Choice = TypeVar("Choice", bound=str)


def parse_yaml(text: str, where: str) -> dict[str, object]:
    """A YAML mapping with its keys in lower case; `where` names its place in messages."""
    if len(text) > _MAX_YAML:
        raise UnreadableFile(f"its {where} is longer than {_MAX_YAML:,} characters")
    try:
        parsed = yaml.load(text, Loader=_UniqueKeys)  # noqa: S506 - derives from SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnreadableFile(f"its {where} is not valid YAML{_place(error)}") from error
    if parsed is None:
        return {}
    if not isinstance(parsed, dict):
        raise UnreadableFile(f"its {where} is not a list of lines like key: value")
    values = {str(key).strip().casefold(): value for key, value in parsed.items()}
    if len(values) < len(parsed):
        raise UnreadableFile(f"its {where} gives a key twice")
    _refuse_misspelt_audience(values, where)
    return values


def read_text(values: Mapping[str, object], field: str) -> str | None:
    """A field that is one line of text; None where it is absent or empty."""
    value = values.get(field)
    if value is None:
        return None
    if isinstance(value, list | dict | bool):
        raise UnreadableFile(f"its {field} must be text, not {_shown(value)}")
    return clean(str(value)) or None


def read_list(values: Mapping[str, object], field: str) -> tuple[str, ...]:
    """A field that is a list of texts; a single text stands for a list, parted by semicolons."""
    value = values.get(field)
    entries = value.split(";") if isinstance(value, str) else value
    if entries is None:
        return ()
    if not isinstance(entries, list) or any(isinstance(e, list | dict | None) for e in entries):
        raise UnreadableFile(f"its {field} must be a list of texts, not {_shown(value)}")
    return tuple(dict.fromkeys(text for text in (clean(str(e)) for e in entries) if text))


def read_choice(
    values: Mapping[str, object], field: str, allowed: tuple[Choice, ...]
) -> Choice | None:
    """A field that must be one of `allowed`, in any case; None where it is absent."""
    if field not in values:
        return None
    value = values[field]
    for choice in allowed:
        if isinstance(value, str) and clean(value).casefold() == choice:
            return choice
    raise UnreadableFile(f"its {field} is {_shown(value)}; it must be one of {', '.join(allowed)}")


def read_date(values: Mapping[str, object], field: str) -> str | None:
    value = values.get(field)
    if value is None:
        return None
    date = parse_date(value)
    if date is None:
        raise UnreadableFile(
            f"its {field} is {_shown(value)}; it must be YYYY, YYYY-MM or YYYY-MM-DD"
        )
    return date


def read_website(values: Mapping[str, object], field: str) -> str | None:
    text = read_text(values, field)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in text:
        raise UnreadableFile(f"its {field} is {_shown(text)}; it must be an http or https address")
    return text


def _refuse_misspelt_audience(values: Mapping[str, object], where: str) -> None:
    """`audiance: staff` would leave the document public: the one misspelling that does harm."""
    for key in difflib.get_close_matches("audience", values, n=1, cutoff=0.75):
        if key != "audience" and "audience" not in values:
            raise UnreadableFile(f"its {where} has a key {_shown(key)}; did you mean audience?")


def _shown(value: object) -> str:
    """A value for a message: never nested data, which can be huge."""
    if isinstance(value, list | dict | set | tuple):
        return "a list" if not isinstance(value, dict) else "a group of keys"
    text = clean(str(value))
    return f'"{text[:_SHOWN]}…"' if len(text) > _SHOWN else f'"{text}"'


def _place(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f" (line {error.problem_mark.line + 1}: {clean(str(error.problem))})"
    return ""


class _UniqueKeys(yaml.SafeLoader):
    """PyYAML keeps the last of two equal keys without a word; here that is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        if len(set(keys)) < len(keys):
            raise yaml.constructor.ConstructorError(
                None, None, "a key is given twice", node.start_mark
            )
        return super().construct_mapping(node, deep)
