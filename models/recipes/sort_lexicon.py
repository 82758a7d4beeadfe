"""Turns the word translations from JSON lines into the sorted table that is searched on disk.

In: `terms.jsonl.xz`, rows {"from", "to", "word", "terms": [[word, weight], ...]}. Out: `terms.tsv`,
a line an entry, "from TAB to TAB word TAB term TAB weight ...", in byte order, so that a look-up is a
binary search in a mapped file and costs no load time. Run: python -m models.recipes.sort_lexicon IN OUT.
"""

import json
import lzma
import sys
from pathlib import Path


def sort_lexicon(source: Path, target: Path) -> None:
    """Write the sorted table of `source` to `target`."""
    with lzma.open(source, "rt", encoding="utf-8") as rows:
        lines = sorted(_line(json.loads(row)).encode() for row in rows)
    target.write_bytes(b"".join(lines))


def _line(row: dict[str, object]) -> str:
    terms: list[tuple[str, float]] = row["terms"]  # type: ignore[assignment]
    fields = [str(row["from"]), str(row["to"]), str(row["word"])]
    for term, weight in terms:
        fields += [term, f"{weight:g}"]
    return "\t".join(fields) + "\n"


if __name__ == "__main__":
    sort_lexicon(Path(sys.argv[1]), Path(sys.argv[2]))
