"""The program's settings: environment variables with the prefix `HUB_`, or a `.env` file.

In: the environment. Out: frozen, checked settings, or a SettingsError of one line that names the
setting that is wrong and says what to do.
"""

import difflib
import os
import re
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.errors import SettingsError

PREFIX = "HUB_"
ENV_FILE = ".env"
KEY_LENGTH = 16
_DEFAULT_PORTS = {("http", ":80"), ("https", ":443")}
_LIST = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """Every setting of the contract. An empty value means the default."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        validate_default=False,
        hide_input_in_errors=True,
    )

    data: Path = Path("data")
    corpus: Path = Path("corpus")
    embedding_model: str | None = None
    model: str | None = None
    model_url: str | None = None
    model_seconds: Annotated[float, Field(ge=1, le=300)] = 20.0
    show_unsupported: bool = False
    chroma_url: str | None = None
    database_url: str | None = None
    redis_url: str | None = None
    allowed_origins: _LIST = ()
    visitor_limit: int = 20
    site_limit: int = 600
    staff_keys: _LIST = ()
    conversation_hours: int = 24
    log_days: int = 90

    @classmethod
    def load(cls, data: Path | None = None) -> "Settings":
        """Read the environment; `data` (from the command line) goes before HUB_DATA."""
        try:
            return cls() if data is None else cls(data=data)
        except ValidationError as error:
            raise SettingsError(_line(error)) from None
        except UnicodeDecodeError:
            raise SettingsError(f"{ENV_FILE} is not UTF-8 text: save it as UTF-8") from None

    @field_validator("data")
    @classmethod
    def _folder(cls, value: Path) -> Path:
        if value.exists() and not value.is_dir():
            raise ValueError("is a file: name a folder, which is made when it is missing")
        return value

    @field_validator("model")
    @classmethod
    def _model_name(cls, value: str) -> str:
        if not re.fullmatch(r"[a-z_]+:\S+", value):
            raise ValueError(
                "is not a language model: write provider:model, such as ollama:llama3.1 or "
                "openai:gpt-4o-mini, or leave it empty for answers without one"
            )
        return value

    @field_validator("redis_url")
    @classmethod
    def _redis_address(cls, value: str) -> str:
        parts = urlsplit(value)
        is_server = parts.scheme in ("redis", "rediss") and parts.hostname and _port_fits(value)
        if not is_server or not re.fullmatch(r"(/\d*)?", parts.path):
            raise ValueError(
                "is not the address of a Redis server: write one such as "
                "redis://localhost:6379, or leave it empty"
            )
        return value

    @field_validator("chroma_url", "model_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or not _port_fits(value):
            raise ValueError(
                "is not an address: write one such as http://localhost:8001, or leave it empty"
            )
        return value

    @field_validator("database_url")
    @classmethod
    def _database_address(cls, value: str) -> str:
        if not re.match(r"^(sqlite|postgresql)(\+\w+)?://", value):
            raise ValueError(
                "is not a database address: write one such as "
                "postgresql+psycopg://user@host/name, or leave it empty for SQLite"
            )
        return value

    @field_validator("embedding_model")
    @classmethod
    def _model_folder(cls, value: str) -> str:
        if value.startswith(("/", ".", "~")) and not Path(value).expanduser().is_dir():
            raise ValueError(
                "names a folder that does not exist: correct it, or leave it empty for the "
                "model in the repository"
            )
        return value

    @field_validator("conversation_hours", "log_days", "visitor_limit", "site_limit", mode="before")
    @classmethod
    def _whole_number(cls, value: object) -> object:
        if not re.fullmatch(r"[0-9]{1,5}", str(value)):
            raise ValueError("is not a whole number up to 99999: write such as 30, or 0 for none")
        return value

    @field_validator("allowed_origins", "staff_keys", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip())

    @field_validator("allowed_origins")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if "*" in value:
            raise ValueError(
                "has '*': name each website, since any page of any other could use up what the "
                "limits leave to your visitors"
            )
        return tuple(_as_browsers_write(origin) for origin in value)

    @field_validator("staff_keys")
    @classmethod
    def _keys(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for number, key in enumerate(value, 1):
            if not re.fullmatch(rf"[!-~]{{{KEY_LENGTH},}}", key):
                raise ValueError(
                    f"has a key (number {number}) that is too weak: use at least {KEY_LENGTH} "
                    "letters, digits or signs, without spaces, commas between keys"
                )
        return value


def unknown_settings() -> list[str]:
    """A line for each HUB_ variable that means nothing, naming the nearest that does."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    given = {*os.environ, *_in_env_file()}
    lines = []
    for name in sorted(name for name in given if name.upper().startswith(PREFIX)):
        if name.upper() in known:
            continue
        near = difflib.get_close_matches(name.upper(), sorted(known), 1, 0.0)
        lines.append(f"{name} is not a setting and is ignored; did you mean {near[0]}?")
    return lines


def _in_env_file() -> list[str]:
    try:
        return list(dotenv_values(ENV_FILE, encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return []


def _as_browsers_write(origin: str) -> str:
    """An origin in small letters and without the port that goes without saying."""
    match = re.fullmatch(
        r"([a-z][a-z0-9+.-]*)://([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?", origin.lower()
    )
    if match is None:
        raise ValueError(
            f"has {origin!r}, which is not an origin: write such as https://www.example.org, "
            "without a path, letters beyond a to z as xn--..., commas between them"
        )
    scheme, host, port = match.groups(default="")
    return f"{scheme}://{host}{'' if (scheme, port) in _DEFAULT_PORTS else port}"


def _port_fits(address: str) -> bool:
    try:
        port = urlsplit(address).port
    except ValueError:
        return False
    return port != 0


def _line(error: ValidationError) -> str:
    first = error.errors()[0]
    name = PREFIX + str(first["loc"][0]).upper()
    return f"{name} {first['msg'].removeprefix('Value error, ')}"
