"""One training example of the reader: a question, a passage in sentences, and which of them answer.

In: nothing. Out: the shape that every source of examples yields.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a passage, whose text is its sentences joined by blanks.

    `answering` holds the sentences that answer: empty where none does, None where the passage answers
    but it is not known which sentence. `spans` are (sentence, start, end) of the answer's characters.
    """

    question: str
    context: str
    sentences: tuple[str, ...]
    answering: frozenset[int] | None
    spans: tuple[tuple[int, int, int], ...]
    source: str
