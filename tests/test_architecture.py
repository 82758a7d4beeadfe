"""The architecture, held: who imports whom, which library stands where, what stays unloaded."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("ingest", "assistant", "api", "models", "corpus", "bench", "tests")
LONGEST = 300

# Folder: what of the project it may import besides itself. `bench` may import all of it.
MAY_IMPORT = {
    "ingest": set(),
    "assistant": {"ingest", "models"},
    "api": {"assistant", "ingest", "models"},
    "models": set(),
    "corpus": set(),
    "bench": {"assistant", "api", "ingest", "models"},
}

# Library: the folders and files that may import it. One that is not listed may stand nowhere.
PLACES = {
    "Stemmer": ("ingest/terms/",),
    "bs4": ("ingest/loaders/",),
    "charset_normalizer": ("ingest/loaders/encoding.py",),
    "chromadb": ("ingest/index/vectors.py",),
    "docx": (
        "ingest/loaders/docx.py",
        "ingest/loaders/docx_hidden.py",
        "api/staff/brief_docx.py",
        "corpus/builder/",
    ),
    "dotenv": ("api/settings.py",),
    "fastapi": ("api/",),
    "filelock": ("ingest/index/lock.py",),
    "jinja2": ("api/templating.py",),
    "langchain": ("assistant/generation/model.py",),
    "langchain_core": ("api/retriever.py", "assistant/generation/model.py"),
    "lingua": ("ingest/language.py",),
    "markdown_it": ("ingest/loaders/markdown.py",),
    "mcp": ("api/mcp_server.py", "api/commands/mcp.py"),
    "numpy": ("ingest/embedding/", "ingest/index/", "ingest/pipeline.py", "assistant/"),
    "onnxruntime": ("ingest/embedding/onnx_model.py",),
    "openpyxl": ("ingest/loaders/xlsx.py", "corpus/builder/"),
    "phonenumbers": ("api/store/scrubber.py",),
    "pptx": ("ingest/loaders/pptx.py", "ingest/loaders/pptx_hidden.py", "corpus/builder/"),
    "prometheus_client": ("api/metrics.py",),
    "pydantic": ("api/",),
    "pydantic_settings": ("api/settings.py",),
    "pypdf": ("ingest/loaders/pdf/",),
    "pypdfium2": ("ingest/loaders/pdf/picture.py",),
    "pyphen": ("corpus/builder/",),
    "pytesseract": ("ingest/loaders/pdf/ocr.py",),
    "redis": ("api/redis_buckets.py",),
    "reportlab": ("corpus/builder/",),
    "rich": ("api/commands/",),
    "rapidfuzz": ("assistant/spelling.py",),
    "sentence_transformers": ("ingest/embedding/sentence_transformers.py",),
    "soupsieve": ("ingest/loaders/styles.py",),
    "sqlalchemy": ("api/store/", "ingest/index/", "ingest/sql.py"),
    "starlette": ("api/",),
    "stdnum": ("api/store/scrubber.py",),
    "tantivy": ("ingest/index/terms.py",),
    "tokenizers": ("ingest/embedding/",),
    "typer": ("api/cli.py",),
    "uvicorn": ("api/commands/listening.py", "api/connections.py"),
    "yaml": ("ingest/fields.py", "corpus/builder/"),
}

HEAVY = {
    "chromadb", "lingua", "mcp", "onnxruntime", "scipy", "sentence_transformers", "sklearn",
    "torch", "transformers",
}  # fmt: skip
# What `hub --help` has no use for.
UNASKED = HEAVY | {
    "fastapi", "langchain_core", "numpy", "pydantic", "pypdf", "sqlalchemy", "tantivy", "uvicorn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module, and the file and line that import it."""

    module: str
    file: str
    line: int

    @property
    def top(self) -> str:
        return self.module.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}"


def sources() -> list[Path]:
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


@cache
def imports() -> tuple[Import, ...]:
    """Every import of the project, those inside functions and for types alone included."""
    return tuple(found for path in sources() for found in imports_of(path))


def imports_of(path: Path) -> Iterator[Import]:
    file = path.relative_to(ROOT).as_posix()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for module in modules_of(node, file):
            yield Import(module, file, getattr(node, "lineno", 0))


def modules_of(node: ast.AST, file: str) -> list[str]:
    match node:
        case ast.Import(names):
            return [name.name for name in names]
        case ast.ImportFrom(module, _, 0):
            return [module or ""]
        case ast.ImportFrom():
            return [file.partition("/")[0]]
        case ast.Call(ast.Attribute(attr="import_module"), [ast.Constant(str(module))]):
            return [module]
        case ast.Call(ast.Name("import_module"), [ast.Constant(str(module))]):
            return [module]
    return []


def is_recipe(file: str) -> bool:
    """Whether a file trains or converts models: run by hand, no part of the program."""
    return file.startswith("models/recipes/")


def test_folders_import_in_one_direction() -> None:
    wrong = [
        str(found)
        for found in imports()
        if found.top in FOLDERS
        and not found.file.startswith("tests/")
        and not is_recipe(found.file)
        for folder in [found.file.partition("/")[0]]
        if found.top not in {folder, *MAY_IMPORT[folder]}
    ]
    assert wrong == []


def test_the_program_imports_no_recipes() -> None:
    """Measurements do: they ask what the recipes have held back from training."""
    found = [one for one in imports() if one.module.startswith("models.recipes")]
    assert found
    free = ("tests/", "bench/", "models/recipes/")
    assert [str(one) for one in found if not one.file.startswith(free)] == []


def test_libraries_stand_in_their_place() -> None:
    free = ("bench/", "tests/")
    wrong = [
        str(found)
        for found in imports()
        if found.top not in sys.stdlib_module_names and found.top not in FOLDERS
        if not found.file.startswith(free) and not is_recipe(found.file)
        if not found.file.startswith(PLACES.get(found.top, ()))
    ]
    assert wrong == []


@pytest.mark.parametrize("library", PLACES)
def test_places_are_used(library: str) -> None:
    files = {found.file for found in imports() if found.top == library}
    assert [place for place in PLACES[library] if not any(f.startswith(place) for f in files)] == []


def test_files_stay_short() -> None:
    static = [path for path in (ROOT / "api").rglob("*") if path.suffix in {".js", ".css"}]
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in [*sources(), *static]}
    assert [f"{path}: {length}" for path, length in lengths.items() if length > LONGEST] == []


def test_no_drawer_for_everything() -> None:
    drawers = {"common", "helpers", "misc", "tools", "util", "utils"}
    names = {part for path in sources() for part in path.relative_to(ROOT).with_suffix("").parts}
    assert names & drawers == set()


@pytest.mark.parametrize(
    ("modules", "unwanted"),
    [
        ("api.cli", UNASKED),
        ("api.cli, api.app, ingest, assistant.assistant", HEAVY),
        ("bench.reading, bench.abstention", {"torch", "transformers"}),
    ],
)
def test_heavy_libraries_wait_until_they_are_needed(modules: str, unwanted: set[str]) -> None:
    code = f"import {modules}, sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert modules.partition(".")[0] in loaded
    assert loaded & unwanted == set()
