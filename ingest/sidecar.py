"""A file's path in, what its sidecar says out: `report.pdf.yaml` beside `report.pdf`."""

from collections.abc import Mapping
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.fields import FIELDS, parse_yaml

SUFFIX = ".yaml"
PASSWORD = "password"  # noqa: S105 - the name of a key
_MAX_BYTES = 1_000_000


def sidecar_of(path: Path) -> Path | None:
    """The sidecar that stands beside a file, if there is one.

    `report.pdf.yml` is refused rather than overlooked: it may well say who may read the file.
    """
    if path.with_name(path.name + ".yml").exists():
        raise UnreadableFile(f"its sidecar must end in {SUFFIX}, not in .yml; rename it")
    sidecar = path.with_name(path.name + SUFFIX)
    return sidecar if sidecar.exists() else None


def is_sidecar(path: Path) -> bool:
    """Whether a file describes another one beside it."""
    return path.suffix == SUFFIX and path.with_suffix("").is_file()


def password_of(sidecar: Mapping[str, object]) -> str | None:
    """What opens an encrypted PDF, where its sidecar tells; a number is as good as text."""
    password = sidecar.get(PASSWORD)
    return None if password is None else str(password)


def read_sidecar(path: Path) -> dict[str, object]:
    """What the sidecar of `path` says, {} where there is none; an unknown key is an error."""
    sidecar = sidecar_of(path)
    if sidecar is None:
        return {}
    try:
        if sidecar.stat().st_size > _MAX_BYTES:
            raise UnreadableFile("its sidecar is larger than 1 MB")
        text = sidecar.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile("its sidecar is not UTF-8 text") from error
    except OSError as error:
        raise UnreadableFile(f"its sidecar cannot be read: {error.strerror}") from error
    values = parse_yaml(text, "sidecar")
    unknown = sorted(key for key in values if key not in (*FIELDS, PASSWORD))
    if unknown:
        raise UnreadableFile(
            f'its sidecar has a key "{unknown[0][:40]}"; known: {", ".join(FIELDS)}'
        )
    return values
