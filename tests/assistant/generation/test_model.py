"""Language models by name, and what is said where one cannot be had."""

import subprocess
import sys

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel

from assistant.errors import ModelFailed
from assistant.generation.model import EXTRAS, ChatModel
from ingest.errors import ModelUnavailable


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI", "ANTHROPIC", "MISTRAL"):
        monkeypatch.setenv(f"{name}_API_KEY", "none")


@pytest.mark.parametrize("provider", EXTRAS)
def test_every_provider_opens(provider: str) -> None:
    assert ChatModel.open(f"{provider}:some-model", "http://127.0.0.1:9", 5.0)


def test_a_missing_package_is_named() -> None:
    code = (
        "import sys; from assistant.generation.model import ChatModel\n"
        f"for extra, package in {dict(EXTRAS)}.items():\n"
        "    sys.modules[package] = None\n"
        "    try: ChatModel.open(f'{extra}:x', None, 5.0)\n"
        "    except Exception as error: print(type(error).__name__, error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert len(lines) == len(EXTRAS)
    for extra, line in zip(EXTRAS, lines, strict=True):
        assert line.startswith("ModelUnavailable") and f'-e ".[{extra}]"' in line


def test_an_unknown_provider_is_told_in_one_line() -> None:
    with pytest.raises(ModelUnavailable) as caught:
        ChatModel.open("nobody:x", None, 5.0)
    assert "nobody:x" in str(caught.value) and "\n" not in str(caught.value)


def test_a_missing_key_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    with pytest.raises(ModelUnavailable, match="OPENAI_API_KEY"):
        ChatModel.open("openai:x", None, 5.0)


def test_pieces_come_as_they_are_written() -> None:
    model = ChatModel(FakeListChatModel(responses=["abc"]))
    assert list(model.stream("system", "user", 5.0)) == ["a", "b", "c"]


def test_a_model_that_sleeps_is_given_up() -> None:
    model = ChatModel(FakeListChatModel(responses=["abc"], sleep=5.0))
    with pytest.raises(ModelFailed) as caught:
        list(model.stream("system", "user", 0.05))
    assert caught.value.kind == "timeout"


def test_a_model_that_fails_is_told_without_its_words() -> None:
    model = ChatModel(FakeListChatModel(responses=["abc"], error_on_chunk_number=1))
    with pytest.raises(ModelFailed) as caught:
        list(model.stream("system", "user", 5.0))
    assert caught.value.kind == "error"
