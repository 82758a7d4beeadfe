"""The models and word lists that the program ships with, each with a card, and where they lie."""

from pathlib import Path

HERE = Path(__file__).resolve().parent
EMBEDDER = HERE / "embedder"
READER = HERE / "reader"
WORDS = HERE / "words"
LEXICON = HERE / "lexicon"
