"""What is installed: every library declared and pinned, and a wheel that works by itself."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.test_architecture import FOLDERS, imports, is_recipe

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = (ROOT / "constraints.txt").read_text("utf-8").splitlines()

# Declared, though no module imports them, and why.
NEEDED_UNIMPORTED = {
    "lxml": "the parser that BeautifulSoup is told to use",
    "check-jsonschema": "its schema of Compose files",
    "mypy": "make check",
    "pytest-xdist": "make test, on every processor",
    "ruff": "make check",
    "types-psutil": "mypy",
    "types-pyyaml": "mypy",
    "types-openpyxl": "mypy",
    "types-reportlab": "mypy",
}


def declared(*extras: str) -> set[str]:
    """The names of the libraries of the base, or of extras."""
    wanted = [PROJECT["optional-dependencies"][extra] for extra in extras]
    lines = [line for group in wanted for line in group] if extras else PROJECT["dependencies"]
    return {canonicalize_name(Requirement(line).name) for line in lines} - {PROJECT["name"]}


def imported(shipped: bool) -> Iterator[tuple[str, set[str]]]:
    """Each import of a library, and the distributions that may bring it."""
    distributions = packages_distributions()
    for found in imports():
        runs = found.file.startswith(("ingest/", "assistant/", "api/", "models/"))
        if found.top in sys.stdlib_module_names or found.top in FOLDERS:
            continue
        if (runs and not is_recipe(found.file)) == shipped:
            yield str(found), {canonicalize_name(name) for name in distributions[found.top]}


def undeclared(found: Iterable[tuple[str, set[str]]], known: set[str]) -> list[str]:
    return [where for where, distributions in found if not distributions & known]


def test_the_program_declares_what_it_imports() -> None:
    optional = {"pytesseract", "redis", "sentence-transformers"}
    assert undeclared(imported(shipped=True), declared() | optional) == []


def test_tests_and_tools_declare_what_they_import() -> None:
    known = declared() | declared("bench", "dev", "models", "ocr", "openai", "redis")
    assert undeclared(imported(shipped=False), known) == []


def test_nothing_is_declared_in_vain() -> None:
    everything = declared() | declared("bench", "dev", "models", "ocr", "redis")
    used = {name for shipped in (True, False) for _, names in imported(shipped) for name in names}
    assert everything - used == set(NEEDED_UNIMPORTED)


def test_the_base_needs_no_pytorch() -> None:
    assert not closure(PROJECT["dependencies"]) & {"torch", "transformers", "sentence-transformers"}


def test_the_lock_pins_all_there_is_to_install() -> None:
    assert [line for line in LOCK if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    pinned = {canonicalize_name(line.partition("==")[0]) for line in LOCK}
    extras = PROJECT["optional-dependencies"].values()
    lines = [*PROJECT["dependencies"], *(line for extra in extras for line in extra)]
    assert closure(lines) - pinned == {PROJECT["name"]}


def closure(lines: Iterable[str]) -> set[str]:
    """Everything that is installed with some requirements, here and on this Python."""
    seen: set[tuple[str, frozenset[str]]] = set()
    queue = [Requirement(line) for line in lines]
    while queue:
        requirement = queue.pop()
        name = canonicalize_name(requirement.name)
        extras = frozenset(requirement.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        if name != PROJECT["name"]:
            queue += [found for found in needs(name) if applies(found, extras)]
    return {name for name, _ in seen}


def needs(name: str) -> list[Requirement]:
    return [Requirement(line) for line in requires(name) or ()]


def applies(requirement: Requirement, extras: frozenset[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras | {""})


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's contents, away from the repository."""
    folder = tmp_path_factory.mktemp("wheel")
    wheel = next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_the_program_alone(unpacked: Path) -> None:
    version = PROJECT["version"]
    about = f"atmp_hub_assistant-{version}.dist-info"
    assert {path.name for path in unpacked.iterdir()} == {
        "api", "assistant", "ingest", "models", about,
    }  # fmt: skip
    assert {path.name for path in (unpacked / about / "licenses").iterdir()} == {
        "LICENSE",
        "NOTICE",
    }
    assert "hub = api.cli:main" in (unpacked / about / "entry_points.txt").read_text("utf-8")


def test_the_wheel_lacks_no_file(unpacked: Path) -> None:
    files = {
        path.relative_to(ROOT)
        for folder in ("api", "assistant", "ingest", "models")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert {".onnx", ".npy", ".tsv", ".js", ".txt"} <= {path.suffix for path in files}
    assert [path for path in files if not (unpacked / path).is_file()] == []


def test_the_wheel_finds(unpacked: Path, tmp_path: Path) -> None:
    """An index built and searched by the unpacked wheel, with the models in it."""
    note = tmp_path / "corpus" / "note.md"
    note.parent.mkdir()
    note.write_text("# Note\n\nThe hub was founded by twelve hospitals in Barcelona.\n", "utf-8")
    code = (
        "import api; print(api.__file__)\n"
        "from api.cli import app\n"
        "for words in (['ingest'], ['search', 'How many hospitals founded the hub?']):\n"
        "    app(words, standalone_mode=False)"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**kept, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(unpacked))
    assert "twelve hospitals" in done.stdout
