"""Trains the reader from the embedder's layers, its token table frozen.

In: the embedder's trained weights, data and translations, and the shipped embedder for near misses.
Out: `reader.pt` in the folder OUT (the running mean of the weights), rewritten as it trains.
Losses: a passage answers or not (binary); each sentence answers or not (binary); which sentence does
(softmax over the passage's); and which tokens are the answer (softmax over the passage's, the mass of
all answers counting, as in Clark and Gardner, ACL 2018).
Run: python -m models.recipes.reader_train WEIGHTS EMBEDDER DATA TRANSLATIONS OUT --minutes 60.
With `--start` it goes on from a trained reader.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn.functional import binary_cross_entropy_with_logits
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from ingest.embedding import open_embedder
from models.recipes.near_misses import NearMisses
from models.recipes.paragraphs import paragraphs
from models.recipes.precision import mixed
from models.recipes.reader_batches import UNKNOWN, Batch, batches, opened
from models.recipes.reader_examples import Examples
from models.recipes.reader_model import ReaderModel, sentence_logits, started

RATE, HEAD_RATE = 1.2e-4, 1e-3
WARM_UP = 200
TOKENS_COUNT = 0.4
MEAN_OVER = 0.998
CHECKPOINT_EVERY = 400


def losses(
    passage: torch.Tensor, tokens: torch.Tensor, batch: Batch
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """The losses of a batch: passage, sentence, choice of sentence, choice of tokens."""
    sentence = sentence_logits(tokens, batch.sentence_of, batch.answering.shape[1])
    known = batch.answering != UNKNOWN
    right = (batch.answering == 1) & known
    of_passage = binary_cross_entropy_with_logits(passage, batch.answers)
    of_sentence = binary_cross_entropy_with_logits(sentence[known], batch.answering[known])
    choice = _missed(sentence, right, known)
    of_tokens = _missed(tokens[..., 0], batch.answer_token, batch.sentence_of >= 0)
    return of_passage, of_sentence, choice, of_tokens


def _missed(logits: torch.Tensor, right: torch.Tensor, among: torch.Tensor) -> torch.Tensor:
    """Mean negative logarithm of the share of softmax that falls on what is right."""
    rows = (right & among).any(1)
    if not rows.any():
        return logits.sum() * 0
    whole = logits[rows].masked_fill(~among[rows], -1e4).logsumexp(1)
    found = logits[rows].masked_fill(~(right & among)[rows], -1e4).logsumexp(1)
    return (whole - found).mean()


def train(
    model: ReaderModel, table: torch.nn.Embedding, drawn: Iterator[Batch], out: Path, limit: float
) -> None:
    """Train for `limit` seconds, the rates falling linearly."""
    out.mkdir(parents=True, exist_ok=True)
    heads = [*model.passage.parameters(), *model.token.parameters()]
    body = [weights for name, weights in model.encoder.named_parameters() if "word_emb" not in name]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}],
        weight_decay=0.01,
        fused=True,
    )
    average = get_ema_multi_avg_fn(MEAN_OVER)  # type: ignore[no-untyped-call]
    mean = AveragedModel(model, multi_avg_fn=average)
    rates = (RATE, HEAD_RATE)
    told = torch.zeros(4)
    began = time.monotonic()
    for step, batch in enumerate(drawn):
        spent = (time.monotonic() - began) / limit
        if spent >= 1:
            break
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * min(1, (step + 1) / WARM_UP) * max(0.02, 1 - spent)
        with mixed():
            passage, tokens = model(table(batch.ids), batch.mask, batch.types)
        parts = losses(passage.float(), tokens.float(), batch)
        loss = parts[0] + parts[1] + parts[2] + TOKENS_COUNT * parts[3]
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        mean.update_parameters(model)
        now = torch.stack(parts).detach()
        told = now if step == 0 else 0.98 * told + 0.02 * now
        if step % 100 == 0:
            print(step, f"{spent:.3f}", [round(part, 3) for part in told.tolist()], flush=True)
        if step % CHECKPOINT_EVERY == CHECKPOINT_EVERY - 1:
            torch.save(mean.module.state_dict(), out / "reader.pt")
    torch.save(mean.module.state_dict(), out / "reader.pt")


def main(arguments: argparse.Namespace) -> None:
    """Read the data, then train."""
    torch.manual_seed(0)
    model, table = started(arguments.weights)
    if arguments.start:
        model.load_state_dict(torch.load(arguments.start, weights_only=True))
    tokenizer = opened(Tokenizer.from_file(str(arguments.weights / "tokenizer.json")))
    every = paragraphs(arguments.data, arguments.translations, held_back=False)
    near = NearMisses(every, open_embedder("", arguments.embedder))
    examples = Examples(arguments.data, arguments.translations, near)
    drawn = batches(examples, tokenizer)
    train(model.train(), table, drawn, arguments.out, 60 * arguments.minutes)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "embedder", "data", "translations", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--start", type=Path, help="reader.pt to go on from")
    main(parser.parse_args())
