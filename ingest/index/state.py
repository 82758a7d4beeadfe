"""What an index knows of itself, kept in the meta table: how it was made, and which collections and
term folders are current. `generation` grows with every change that readers should see.
"""

import secrets
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from ingest.documents import Audience
from ingest.errors import IndexMismatch
from ingest.index.entries import Recipe
from ingest.index.schema import VERSION, meta

AUDIENCES: tuple[Audience, ...] = ("public", "members", "staff")
TERMS = "terms"


@dataclass(frozen=True, slots=True)
class State:
    """`vectors` and `terms` number the current edition of each derived index; `home` is the URL of
    the Chroma server that has the vectors, empty where they are in the data folder.

    `pending` is set before the first change of a derived index and cleared when all three agree
    again. `index_id` keeps apart the indexes that share one Chroma server.
    """

    index_id: str
    recipe: Recipe
    home: str = ""
    generation: int = 0
    vectors: int = 0
    terms: int = 0
    pending: bool = True

    @classmethod
    def new(cls, recipe: Recipe) -> "State":
        return cls(secrets.token_hex(6), recipe)

    @property
    def collection_prefix(self) -> str:
        return f"hub-{self.index_id}-"

    def collection(self, audience: Audience) -> str:
        """The name of an audience's Chroma collection."""
        return f"{self.collection_prefix}{self.vectors}-{audience}"

    def term_folder(self, data: Path, audience: Audience) -> Path:
        """The folder of an audience's term index."""
        return data / TERMS / f"{self.index_id}-{self.terms}" / audience


def load(connection: Connection) -> State | None:
    """The state that was stored last; None before the first."""
    values = {row.key: row.value for row in connection.execute(select(meta))}
    if not values:
        return None
    if values["schema"] != VERSION:
        raise IndexMismatch(
            "the index was made by another version of this program: "
            "run `hub ingest --rebuild`, or choose another folder with --data"
        )
    return State(
        index_id=values["index_id"],
        recipe=Recipe(
            model=values["model"],
            dimension=int(values["dimension"]),
            splitter=values["splitter"],
            terms=values["analyzer"],
        ),
        home=values["home"],
        generation=int(values["generation"]),
        vectors=int(values["vectors"]),
        terms=int(values["terms"]),
        pending=values["pending"] == "1",
    )


def load_generation(connection: Connection) -> int:
    """Only the generation: readers ask at every question."""
    query = select(meta.c.value).where(meta.c.key == "generation")
    return int(connection.execute(query).scalar_one())


def store(connection: Connection, state: State) -> None:
    """Replace the stored state."""
    model, dimension, splitter, analyzer = astuple(state.recipe)
    values = {
        "schema": VERSION,
        "index_id": state.index_id,
        "model": model,
        "dimension": dimension,
        "splitter": splitter,
        "analyzer": analyzer,
        "home": state.home,
        "generation": state.generation,
        "vectors": state.vectors,
        "terms": state.terms,
        "pending": int(state.pending),
    }
    connection.execute(delete(meta))
    connection.execute(
        insert(meta), [{"key": key, "value": str(value)} for key, value in values.items()]
    )


def check_recipe(made_with: Recipe, wanted: Recipe) -> None:
    """Raise IndexMismatch, naming what differs, unless both are the same."""
    differing = [
        f"{field.name} {getattr(made_with, field.name)} (now {getattr(wanted, field.name)})"
        for field in fields(Recipe)
        if getattr(made_with, field.name) != getattr(wanted, field.name)
    ]
    if differing:
        raise IndexMismatch(
            f"the index was made with {', '.join(differing)}: run `hub ingest --rebuild` "
            "to make it again, or choose another folder with --data"
        )
