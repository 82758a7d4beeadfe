"""Teaches a started trilingual model the vectors of its English original, and to find what answers.

In: a model folder, the original, data and translations. Out: checkpoints in the folder OUT.
Three losses: cosine distance to the original's vector of the English text (Reimers and Gurevych,
EMNLP 2020); for questions with passages, the original's similarities of their English as soft labels
(as in margin distillation, Hofstätter et al., 2020) and a contrastive loss (van den Oord et al., 2018).
Run: python -m models.recipes.embedder_train MODEL ORIGINAL DATA TRANSLATIONS OUT --minutes 60.
With `--same-words` the token table stays as it is, for a reader that shares it.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy, kl_div, log_softmax, normalize, softmax
from transformers import AutoModel

from models.recipes.embedder_texts import Batch, Pair, batches
from models.recipes.precision import mixed

WINDOW = 192
TEMPERATURE = 0.05
SENTENCE_CONTRAST = 0.1
PASSAGE_CONTRAST = 0.25
SOFT = 0.3
BODY_RATE, TABLE_RATE = 8e-5, 4e-4
WARM_UP = 150
CHECKPOINT_EVERY = 150


class Encoder(torch.nn.Module):
    """A model folder as texts in, unit vectors out (mean pooling)."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(WINDOW)
        self.tokenizer.enable_padding()
        self.bert = AutoModel.from_pretrained(folder).float()

    def forward(self, texts: Sequence[str]) -> torch.Tensor:
        """Vectors of shape (texts, dimension)."""
        encodings = self.tokenizer.encode_batch(list(texts))
        ids = torch.tensor([encoding.ids for encoding in encodings])
        mask = torch.tensor([encoding.attention_mask for encoding in encodings])
        tokens = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        kept = mask.unsqueeze(-1).to(tokens.dtype)
        return normalize((tokens * kept).sum(1) / kept.sum(1), dim=1)


class Losses:
    """The losses of a batch."""

    def __init__(self, original: Encoder) -> None:
        self._original = original

    def of(self, student: Encoder, batch: Batch) -> torch.Tensor:
        """One figure to minimise."""
        if not batch.passages:
            return self._of_pairs(student, batch.texts)
        return self._of_questions(student, batch)

    def _of_pairs(self, student: Encoder, pairs: Sequence[Pair]) -> torch.Tensor:
        got = _vectors(student, [pair.text for pair in pairs])
        english = [str(pair.english) for pair in pairs]
        target = self._target(english)
        place = {text: row for row, text in reversed(list(enumerate(english)))}
        own = torch.tensor([place[text] for text in english])
        contrast = cross_entropy(got @ target.T / TEMPERATURE, own)
        return _distance(got, target) + SENTENCE_CONTRAST * contrast

    def _of_questions(self, student: Encoder, batch: Batch) -> torch.Tensor:
        questions = _vectors(student, [pair.text for pair in batch.texts])
        passages = _vectors(student, [pair.text for pair in batch.passages])
        alike = questions @ passages.T / TEMPERATURE
        own = torch.arange(len(questions))
        loss = PASSAGE_CONTRAST * (cross_entropy(alike, own) + cross_entropy(alike.T, own))
        known = [
            row
            for row, (question, passage) in enumerate(zip(batch.texts, batch.passages, strict=True))
            if question.english and passage.english
        ]
        if len(known) < 2:
            return loss
        asked = self._target([str(batch.texts[row].english) for row in known])
        told = self._target([str(batch.passages[row].english) for row in known])
        soft = kl_div(
            log_softmax(alike[known][:, known], 1),
            softmax(asked @ told.T / TEMPERATURE, 1),
            reduction="batchmean",
        )
        near = _distance(questions[known], asked) + _distance(passages[known], told)
        return loss + SOFT * soft + near

    @torch.no_grad()
    def _target(self, texts: Sequence[str]) -> torch.Tensor:
        return _vectors(self._original, texts)


def _vectors(encoder: Encoder, texts: Sequence[str]) -> torch.Tensor:
    """Half the digits for the layers alone: they would round what the losses compare."""
    with mixed():
        vectors: torch.Tensor = encoder(texts)
    return vectors


def _distance(got: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Mean cosine distance of unit vectors."""
    return (1 - (got * target).sum(1)).mean()


def prepared(folder: Path, *, same_words: bool = False) -> Encoder:
    """The model to train: no dropout, and a table of which only the rows used are stepped, or none."""
    student = Encoder(folder).train()
    for part in student.modules():
        if isinstance(part, torch.nn.Dropout):
            part.p = 0.0
    table = student.bert.embeddings.word_embeddings
    student.bert.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(  # type: ignore[no-untyped-call]
        table.weight.data, freeze=same_words, sparse=True, padding_idx=table.padding_idx
    )
    return student


def train(
    student: Encoder, losses: Losses, drawn: Iterator[Batch], out: Path, limit: float
) -> None:
    """Train for `limit` seconds, the rates falling linearly."""
    body = [weights for name, weights in student.named_parameters() if "word_emb" not in name]
    table = student.bert.embeddings.word_embeddings.weight
    steps: list[tuple[torch.optim.Optimizer, float]] = [
        (torch.optim.AdamW(body, BODY_RATE, weight_decay=0.01, fused=True), BODY_RATE)
    ]
    if table.requires_grad:
        steps.append((torch.optim.SparseAdam([table], TABLE_RATE), TABLE_RATE))
    told = {"texts": 0.0, "questions": 0.0}
    next(drawn)  # reads the data before the clock starts
    began = time.monotonic()
    for step, batch in enumerate(drawn):
        spent = (time.monotonic() - began) / limit
        if spent >= 1:
            break
        for optimizer, rate in steps:
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1, (step + 1) / WARM_UP) * max(0.02, 1 - spent)
        loss = losses.of(student, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(body, 1.0)
        for optimizer, _ in steps:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        kind = "questions" if batch.passages else "texts"
        told[kind] = 0.95 * (told[kind] or loss.item()) + 0.05 * loss.item()
        if step % 50 == 0:
            print(
                step,
                f"{spent:.3f}",
                {name: round(value, 4) for name, value in told.items()},
                flush=True,
            )
        if step % CHECKPOINT_EVERY == CHECKPOINT_EVERY - 1:
            save(student, out)
    save(student, out)


def save(student: Encoder, out: Path) -> None:
    """Write weights and tokenizer as transformers reads them."""
    student.bert.save_pretrained(out)
    student.tokenizer.no_truncation()
    student.tokenizer.no_padding()
    student.tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    student.tokenizer.enable_truncation(WINDOW)
    student.tokenizer.enable_padding()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("model", "original", "data", "translations", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--same-words", action="store_true")
    arguments = parser.parse_args()
    torch.manual_seed(0)
    train(
        prepared(arguments.model, same_words=arguments.same_words),
        Losses(Encoder(arguments.original).eval()),
        batches(arguments.data, arguments.translations),
        arguments.out,
        60 * arguments.minutes,
    )
