"""A small hub of Markdown files in three languages, read by the real pipeline and models."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import models
from api.composition import recipe
from assistant.assistant import Assistant
from ingest.embedding import open_embedder
from ingest.embedding.protocol import Embedder
from ingest.index.entries import Location
from ingest.index.reader import Index
from ingest.index.writer import IndexWriter
from ingest.pipeline import ingest
from ingest.sandbox import Sandbox


@cache
def shipped_embedder() -> Embedder:
    """Loaded once: it keeps nothing between calls."""
    return open_embedder("", models.EMBEDDER)


FILES = {
    "reports/overview-2025.md": """---
title: The hub in 2025
date: 2025
language: en
---
# The hub in 2025

## Members

In 2025 the hub has more than 70 members. Eight work groups meet every quarter.

## Viral vectors

Vall d'Hebron produces viral vectors and TILs. Creatio accelerates the transfer of projects.

## Hospital exemption

The hospital exemption allows a custom-made therapy to be used in one hospital of the same Member State. \
It is not a marketing authorisation.
""",
    "reports/nota-2024.md": """---
title: Nota de la xarxa
date: 2024-10
language: ca
---
# Nota de la xarxa

## Membres

El 10 de juny de 2024 la xarxa tenia 45 membres. L'octubre de 2024 en tenia més de 50 membres.

## Finançament

La convocatòria de CERTERA va repartir 45 milions d'euros el novembre de 2022.
""",
    "reports/ensayos.md": """---
title: Ensayos clínicos
date: 2025-06
language: es
---
# Ensayos clínicos

En 2025 Cataluña era la quinta región de Europa en ensayos clínicos. El hospital trató a 32 pacientes con \
leucemia en nueve hospitales.
""",
    "members/investor.md": """---
title: Invivo Capital
kind: profile
date: 2025
language: en
name: Invivo Capital
member_kind: investor
capabilities: [gene therapy, investor]
---
# Invivo Capital

Invivo Capital is an investor in advanced therapy companies.
""",
    "members/neighbours.md": """---
title: Two institutes
kind: other
date: 2025
language: en
---
# Two institutes

Avalon Institute was founded in 1997. Avalon Institute got a grant of 800 million euros in 2023. \
In 2024 the sum grew to 1,300 million euros. Brisa Foundation works beside it on organoids.
""",
    "reports/internal.md": """---
title: Internal
date: 2025
language: en
audience: staff
---
# Internal

The secret password of the coffee machine is cortado.
""",
}


@dataclass(frozen=True, slots=True)
class Hub:
    """The public assistant and its index, and the staff's."""

    assistant: Assistant
    index: Index
    staff: Assistant


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    folder: Path = tmp_path_factory.mktemp("hub")
    for name, text in FILES.items():
        (folder / "files" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "files" / name).write_text(text, "utf-8")
    embedder = shipped_embedder()
    location = Location(folder / "data")
    with IndexWriter.open(location, recipe(embedder)) as writer, Sandbox() as sandbox:
        summary = ingest([folder / "files"], writer, embedder, sandbox)
    assert (summary.added, summary.failed) == (len(FILES), ())
    public, staff = (Index.open(location, audience=who) for who in ("public", "staff"))
    yield Hub(Assistant.open(public, embedder), public, Assistant.open(staff, embedder))
    public.close()
    staff.close()
