"""Counts how common words are in everyday text: `models/lexicon/rarity.tsv`.

In: a folder with the parallel sentences (parallel.*.jsonl.xz: rows with "en", "es", "ca"). Out: a line a
stem, "language TAB stem TAB rarity": ln(N / sentences with it) / ln(N), from 0 to 1. Stems that are
rarer than FEWEST sentences are left out and count as 1. Run: python -m models.recipes.count_words DATA OUT
"""

import json
import lzma
import math
import sys
from collections import Counter
from pathlib import Path

from assistant.lexicon import LANGUAGES
from ingest.documents import Language
from ingest.terms.analyzer import analyze

FEWEST = 25


def count(folder: Path, language: Language) -> tuple[int, Counter[str]]:
    """How many different sentences there are in a language, and how many have each stem."""
    texts: set[str] = set()
    for path in sorted(folder.glob("parallel.*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as rows:
            texts |= {row[language] for row in map(json.loads, rows) if row.get(language)}
    counts = Counter(stem for text in texts for stem in set(analyze(text, language)))
    return len(texts), counts


def main(folder: Path, target: Path) -> None:
    """Write the table of all languages."""
    lines = []
    for language in LANGUAGES:
        total, counts = count(folder, language)
        for stem, seen in sorted(counts.items()):
            if seen >= FEWEST and not stem.isdigit():
                rarity = math.log(total / seen) / math.log(total)
                lines.append(f"{language}\t{stem}\t{rarity:.2f}\n")
    target.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
