"""Training examples to tensors.

In: examples and the tokenizer. Out: batches of like length, with the sentence of each token and what
each sentence, token and passage should get.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import torch
from tokenizers import Encoding, Tokenizer

from models.recipes.export import WINDOW
from models.recipes.reader_example import Example

BATCH = 16
_SORTED_TOGETHER = 24
UNKNOWN = -1.0


@dataclass(frozen=True, slots=True)
class Batch:
    """B examples of T tokens and at most S sentences.

    `ids`, `mask`, `types`, `sentence_of` (-1: in none) have shape (B, T), long; `answer_token` (B, T)
    bool; `answering` (B, S): 1, 0, or UNKNOWN where there is no sentence or no label; `answers` (B,).
    """

    ids: torch.Tensor
    mask: torch.Tensor
    types: torch.Tensor
    sentence_of: torch.Tensor
    answer_token: torch.Tensor
    answering: torch.Tensor
    answers: torch.Tensor


def opened(tokenizer: Tokenizer) -> Tokenizer:
    """The tokenizer set to cut the passage, never the question, at the window."""
    tokenizer.enable_truncation(WINDOW, strategy="only_second")
    tokenizer.no_padding()
    return tokenizer


def batches(examples: Iterable[Example], tokenizer: Tokenizer) -> Iterator[Batch]:
    """Batches of examples of like length."""
    drawn, draw = iter(examples), random.Random(0)
    while part := list(islice(drawn, BATCH * _SORTED_TOGETHER)):
        encoded = _encode(part, tokenizer)
        order = sorted(range(len(part)), key=lambda row: len(encoded[row]))
        for start in draw.sample(range(0, len(part), BATCH), -(-len(part) // BATCH)):
            rows = order[start : start + BATCH]
            yield batch([part[row] for row in rows], [encoded[row] for row in rows])


def encode(examples: Sequence[Example], tokenizer: Tokenizer) -> Batch:
    """All examples as one batch."""
    return batch(examples, _encode(examples, tokenizer))


def _encode(examples: Sequence[Example], tokenizer: Tokenizer) -> list[Encoding]:
    return tokenizer.encode_batch(
        [(one.question, f"{one.context}\n{' '.join(one.sentences)}") for one in examples]
    )


def batch(examples: Sequence[Example], encodings: Sequence[Encoding]) -> Batch:
    """Padded tensors of examples that are encoded already."""
    width = max(len(encoding) for encoding in encodings)
    most = max(len(example.sentences) for example in examples)
    ids, mask, types = (torch.zeros(len(examples), width, dtype=torch.long) for _ in range(3))
    sentence_of = torch.full((len(examples), width), -1)
    answer_token = torch.zeros(len(examples), width, dtype=torch.bool)
    answering = torch.full((len(examples), most), UNKNOWN)
    for row, (example, encoding) in enumerate(zip(examples, encodings, strict=True)):
        size = len(encoding)
        ids[row, :size] = torch.tensor(encoding.ids)
        mask[row, :size] = 1
        types[row, :size] = torch.tensor(encoding.type_ids)
        _place(example, encoding, sentence_of[row], answer_token[row])
        if example.answering is not None:
            answering[row, : len(example.sentences)] = 0
            answering[row, sorted(example.answering)] = 1
            seen = set(sentence_of[row].tolist())
            unseen = [n for n in range(len(example.sentences)) if n not in seen]
            answering[row, unseen] = UNKNOWN
    answers = [example.answering is None or bool(example.answering) for example in examples]
    return Batch(
        ids, mask, types, sentence_of, answer_token, answering, torch.tensor(answers).float()
    )


def _place(
    example: Example, encoding: Encoding, sentence_of: torch.Tensor, answer_token: torch.Tensor
) -> None:
    """Fill in the sentence of each token of the passage, and which tokens are of an answer."""
    starts, place = [], len(example.context) + 1
    for text in example.sentences:
        starts.append(place)
        place += len(text) + 1
    spans = [(starts[row] + start, starts[row] + end) for row, start, end in example.spans]
    number = -1
    for token, ((start, end), kind, special) in enumerate(
        zip(encoding.offsets, encoding.type_ids, encoding.special_tokens_mask, strict=True)
    ):
        if kind != 1 or special or start < len(example.context) + 1:
            continue
        while number + 1 < len(starts) and start >= starts[number + 1]:
            number += 1
        sentence_of[token] = number
        answer_token[token] = any(start < right and end > left for left, right in spans)
