"""Each setting: its default, a value that is taken, a value that is refused with its name."""

from pathlib import Path

import pytest

from api.errors import SettingsError
from api.settings import Settings, unknown_settings


@pytest.fixture(autouse=True)
def empty_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults() -> None:
    settings = Settings.load()
    assert (settings.data, settings.corpus) == (Path("data"), Path("corpus"))
    assert settings.staff_keys == () and settings.chroma_url is None
    assert (settings.conversation_hours, settings.log_days) == (24, 90)
    assert (settings.visitor_limit, settings.site_limit) == (20, 600)


def test_empty_values_mean_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv("HUB_" + name.upper(), "")
    assert Settings.load() == Settings()


def test_environment_goes_before_the_env_file_and_the_command_line_before_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("HUB_DATA=from-file\nHUB_CORPUS=papers\n")
    assert Settings.load().data == Path("from-file")
    monkeypatch.setenv("HUB_DATA", "from-environment")
    assert Settings.load().data == Path("from-environment")
    assert Settings.load(Path("given")).data == Path("given")
    assert Settings.load().corpus == Path("papers")


def test_lists_are_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_ALLOWED_ORIGINS", "https://a.example, http://localhost:3000,")
    assert Settings.load().allowed_origins == ("https://a.example", "http://localhost:3000")


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("https://WWW.Example.org:443", "https://www.example.org"),
        ("http://example.org:80", "http://example.org"),
        ("http://example.org:443", "http://example.org:443"),
        ("http://[::1]:3000", "http://[::1]:3000"),
        ("https://xn--catal-3ta.example", "https://xn--catal-3ta.example"),
        ("capacitor://localhost", "capacitor://localhost"),
    ],
)
def test_origins_are_compared_as_browsers_write_them(
    written: str, compared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_ALLOWED_ORIGINS", written)
    assert Settings.load().allowed_origins == (compared,)


@pytest.mark.parametrize("address", ["redis://localhost", "rediss://u:secret@host:6380/2"])
def test_addresses_of_redis(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_REDIS_URL", address)
    assert Settings.load().redis_url == address


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("HUB_CHROMA_URL", "localhost:8001", "http://localhost:8001"),
        ("HUB_CHROMA_URL", "http://", "address"),
        ("HUB_CHROMA_URL", "http://host:99999", "address"),
        ("HUB_DATABASE_URL", "mydb", "postgresql"),
        ("HUB_MODEL", "llama3.1", "provider:model"),
        ("HUB_MODEL_URL", "localhost", "http://"),
        ("HUB_MODEL_SECONDS", "0", "greater than or equal to 1"),
        ("HUB_SHOW_UNSUPPORTED", "perhaps", "boolean"),
        ("HUB_REDIS_URL", "localhost:6379", "redis://localhost:6379"),
        ("HUB_REDIS_URL", "redis://", "Redis server"),
        ("HUB_REDIS_URL", "redis://host:99999", "Redis server"),
        ("HUB_REDIS_URL", "redis://host/first", "Redis server"),
        ("HUB_VISITOR_LIMIT", "-1", "whole number"),
        ("HUB_VISITOR_LIMIT", "many", "0 for none"),
        ("HUB_SITE_LIMIT", "100000", "99999"),
        ("HUB_EMBEDDING_MODEL", "/no/such/folder", "folder"),
        ("HUB_ALLOWED_ORIGINS", "example.org", "example.org"),
        ("HUB_ALLOWED_ORIGINS", "https://example.org/path", "without a path"),
        ("HUB_ALLOWED_ORIGINS", "*", "name each website"),
        ("HUB_ALLOWED_ORIGINS", "https://*.example.org", "not an origin"),
        ("HUB_ALLOWED_ORIGINS", "null", "not an origin"),
        ("HUB_ALLOWED_ORIGINS", "http://[", "not an origin"),
        ("HUB_ALLOWED_ORIGINS", "https://me@example.org", "not an origin"),
        ("HUB_ALLOWED_ORIGINS", "https://salut.català", "xn--"),
        ("HUB_LOG_DAYS", "-1", "whole number"),
        ("HUB_LOG_DAYS", "1.5", "0 for none"),
        ("HUB_CONVERSATION_HOURS", "a day", "whole number"),
        ("HUB_CONVERSATION_HOURS", "100000", "99999"),
        ("HUB_STAFF_KEYS", "long-enough-to-be-a-key,short", "number 2"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_setting(
    name: str, value: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        Settings.load()
    line = str(caught.value)
    assert line.startswith(name) and says in line and "\n" not in line


def test_a_staff_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_STAFF_KEYS", "hunter2")
    with pytest.raises(SettingsError) as caught:
        Settings.load()
    assert "hunter2" not in str(caught.value)


def test_data_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(SettingsError, match="HUB_DATA is a file"):
        Settings.load(tmp_path / "taken")


def test_an_env_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"HUB_DATA=\xff\xfe\n")
    with pytest.raises(SettingsError, match="UTF-8"):
        Settings.load()


def test_unknown_settings_name_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_STAF_KEYS", "x")
    (tmp_path / ".env").write_text("HUB_CHROMA=y\nOTHER=z\n")
    chroma, staff = unknown_settings()
    assert "HUB_CHROMA " in chroma and "HUB_CHROMA_URL" in chroma
    assert "HUB_STAF_KEYS" in staff and "did you mean HUB_STAFF_KEYS?" in staff
