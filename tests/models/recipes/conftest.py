"""A tiny BERT that transformers can load, and small files in the form of the training data."""

import json
import lzma
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing
from transformers import BertConfig, BertModel

from models.recipes.paragraphs import FILES, QUESTIONS, load
from models.recipes.translate import questions

WORDS = (
    "[PAD] [UNK] [CLS] [SEP] [MASK] [unused1] who makes vectors ? the plant of vic in girona and cells "
    "it was founded 2010 . a ##s ю 中 β que fa la planta"
).split()
SMALL = {
    "hidden_size": 24,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 32,
}


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the tiny model."""
    folder = tmp_path_factory.mktemp("tiny")
    vocabulary = {word: row for row, word in enumerate(WORDS)}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))  # noqa: S106 - no password
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    special = [(name, vocabulary[name]) for name in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=special
    )
    tokenizer.add_special_tokens(list(WORDS[:5]))
    tokenizer.save(str(folder / "tokenizer.json"))
    torch.manual_seed(0)
    BertModel(BertConfig(vocab_size=len(WORDS), **SMALL)).save_pretrained(folder)
    return folder


def write_lines(path: Path, rows: Iterable[object]) -> None:
    """JSON lines, xz-compressed, as the data come."""
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _row(language: str, word: str, number: int, town: str) -> dict[str, object]:
    told = {
        "en": (
            f"{word} {number} is in {town}. It opened in {1990 + number}.",
            "Where is",
            "Who sold",
        ),
        "es": (
            f"{word} {number} está en {town}. Abrió en {1990 + number}.",
            "¿Dónde está",
            "¿Quién vende",
        ),
        "ca": (f"{word} {number} és a {town}. Va obrir el {1990 + number}.", "On és", "Qui ven"),
    }
    text, where, who = told[language]
    return {
        "title": f"{word}_{number // 2} {language}",
        "context": text,
        "qas": [
            {
                "id": f"where{number}",
                "question": f"{where} {word} {number}?",
                "answers": [{"text": town, "start": text.index(town)}],
            },
            {"id": f"who{number}", "question": f"{who} {word} {number}?", "answers": []},
        ],
    }


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every file that the recipes read, small."""
    folder = tmp_path_factory.mktemp("data")
    towns = "Vic Reus Lleida Girona Olot Berga Blanes Figueres Solsona Tremp Falset Gandesa".split()
    for name, language in FILES:
        word = "Mill" if "squad1" in name else "Plant"
        rows = [_row(language, word, number, town) for number, town in enumerate(towns)]
        write_lines(folder / f"{name}.jsonl.xz", rows)
    health = [
        {
            "id": f"{focus}{kind}",
            "focus": focus,
            "question": f"What {kind} {focus}?",
            "answer": answer,
        }
        for focus in ("gout", "flu")
        for kind, answer in (
            ("is", f"A disease called {focus} that makes people feel bad for a while."),
            ("treats", f"Rest and water help most people who have {focus} at home. So does sleep."),
        )
    ]
    write_lines(folder / "qa.medquad.en.jsonl.xz", health)
    english = [f"The {n} cells of the plant are sold here." for n in range(80)]
    rows = [{"en": text, "es": f"es {text}", "ca": f"ca {text}"} for text in english]
    rows.append({"en": "What is gout?", "es": "¿Qué es la gota?", "ca": "Què és la gota?"})
    for name in ("en-es", "en-ca", "en-es-ca", "synthetic", "tatoeba-ca-synthetic"):
        write_lines(folder / f"parallel.{name}.jsonl.xz", rows)
    write_lines(folder / "lexicon.en-ca.jsonl.xz", [{"en": "plant", "ca": "planta"}])
    write_lines(folder / "lexicon.en-es-ca.jsonl.xz", [{"en": ["cell"], "es": ["célula"]}])
    abstracts = [{"_id": "1", "title": "Cells", "text": "Cells are small. They live."}]
    write_lines(folder / "retrieval.scifact.corpus.jsonl.xz", abstracts)
    claims = [
        {
            "claim": f"Cells number {row} divide.",
            "evidence": {str(abstract["_id"]): []} if row % 5 else {},
        }
        for row, abstract in enumerate(abstracts * 20)
    ]
    write_lines(folder / "retrieval.scifact.train.jsonl.xz", claims)
    return folder


@pytest.fixture(scope="session")
def translations(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The translated files, with the texts of the originals."""
    folder = tmp_path_factory.mktemp("translations")
    for name, source in (("qa.squad2.ca", "qa.squad2.es"), ("qa.viquiquad.es", "qa.viquiquad.ca")):
        languages = {"ca": "es", "es": "ca"}
        language = name[-2:]
        paragraphs = load(data, source, languages[language])  # type: ignore[arg-type]
        rows = [asdict(paragraph) | {"language": language} for paragraph in paragraphs]
        write_lines(folder / f"{name}.jsonl.xz", rows)
    english = [one for name, lang in FILES if lang == "en" for one in load(data, name, lang)]
    rough = questions(english, lambda texts, _, target: [f"{target}: {text}" for text in texts])
    write_lines(folder / f"{QUESTIONS}.jsonl.xz", rough)
    return folder
