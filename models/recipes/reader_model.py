"""The reader: a cross-encoder over a question and a passage, after Provence (Chirkova et al., ICLR 2025).

In: the vectors of the tokens of `[CLS] question [SEP] context passage [SEP]`. Out, in one pass: a logit
that the passage answers, and for each token how much it is part of an answer and how much it speaks of
what is asked; a sentence's logit is the logarithm of its tokens' summed exponentials of the one plus the
mean of the other.
"""

from pathlib import Path

import torch
from transformers import AutoModel


class ReaderModel(torch.nn.Module):
    """An encoder whose token table lies outside, with a head for the passage and one for tokens."""

    def __init__(self, encoder: torch.nn.Module, dimension: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.passage = torch.nn.Linear(dimension, 1)
        self.token = torch.nn.Linear(dimension, 2)

    def forward(
        self, word_vectors: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits of passages, shape (batch,), and of tokens, shape (batch, tokens, 2)."""
        states = self.encoder(
            inputs_embeds=word_vectors,
            attention_mask=attention_mask,
            token_type_ids=token_type_ids,
        ).last_hidden_state
        return self.passage(states[:, 0]).squeeze(-1), self.token(states)


def started(folder: Path, attention: str = "sdpa") -> tuple[ReaderModel, torch.nn.Embedding]:
    """A reader with an embedder's layers and fresh heads, and the embedder's token table."""
    encoder = AutoModel.from_pretrained(folder, attn_implementation=attention).float()
    table = encoder.embeddings.word_embeddings
    model = ReaderModel(encoder, encoder.config.hidden_size)
    encoder.embeddings.word_embeddings = torch.nn.Embedding(1, encoder.config.hidden_size)
    for part in model.modules():
        if isinstance(part, torch.nn.Dropout):
            part.p = 0.0
    return model, table.requires_grad_(False)


def sentence_logits(tokens: torch.Tensor, sentence_of: torch.Tensor, count: int) -> torch.Tensor:
    """Logits of `count` sentences, shape (batch, count), from logits of tokens.

    `sentence_of` has the sentence of each token, shape (batch, tokens), -1 outside; a sentence without
    tokens gets a logit that is as good as never.
    """
    inside = torch.nn.functional.one_hot(sentence_of + 1, count + 1)[..., 1:].bool()
    parts = tokens[..., 0].unsqueeze(-1).expand(inside.shape).masked_fill(~inside, -1e4)
    answer = torch.logsumexp(parts, 1)
    sums = (tokens[..., 1].unsqueeze(-1) * inside).sum(1)
    mean = sums / inside.sum(1).clamp(min=1)
    return answer + mean
