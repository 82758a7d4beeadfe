"""How well sentences that passages bear out are told from those that they do not.

In: a folder of development data and one of translations (SQuAD and ViquiQuAD of articles that no model was
trained on). A sentence of a paragraph is checked against the same paragraph in another language, which bears
it out; against that paragraph without it; against another of the article; and, a word of it exchanged for one
of another article, against the paragraph again. Out: a table: the area under the curve, what passes
the shipped bound, and what passes every check.
Run: python -m bench.support DATA_FOLDER TRANSLATIONS
"""

import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

import models
from assistant.generation.support import ENOUGH, Support
from assistant.lexicon import Lexicon
from assistant.question import Question
from assistant.reading import Reader
from assistant.retrieval import Candidate, Retriever
from bench.table import markdown
from ingest.documents import Language
from ingest.embedding import open_embedder
from ingest.embedding.protocol import Embedder
from models.recipes.paragraphs import Corpus, Paragraph, paragraphs
from models.recipes.text_index import build

PAIRS: tuple[tuple[Language, Language], ...] = (
    ("en", "en"), ("es", "en"), ("ca", "en"), ("en", "es"), ("en", "ca"),
)  # fmt: skip
SAMPLE = 120
# Words that say something; a name has a capital, and is checked by itself.
_WORDS = re.compile(r"(?<![\w’'-])[^\W\d_A-ZÀ-Ý]{6,}(?![\w’'-])")
_FEWEST = 3
_NEAR = 8


def cases(corpus: Corpus, says: Language, tells: Language) -> Iterator[tuple[str, str, bool]]:
    """Sentences, texts, and whether the text bears the sentence out."""
    draw = random.Random(0)  # noqa: S311 - a fixed sample, not a secret
    both = [
        (texts[says], texts[tells])
        for texts in corpus.paragraphs.values()
        if {says, tells} <= set(texts)
        and len(texts[says].sentences) == len(texts[tells].sentences) >= _FEWEST
    ]
    for said, told in draw.sample(both, min(SAMPLE, len(both))):
        place = draw.randrange(len(said.sentences))
        sentence = _sentences(said)[place]
        others = [other for _, other in both if other.article == told.article and other != told]
        kept = [text for row, text in enumerate(_sentences(told)) if row != place]
        yield sentence, told.text, True
        yield sentence, " ".join(kept), False
        if others:
            yield sentence, draw.choice(others).text, False


def exchanged(
    asked: Sequence[tuple[str, str, bool]],
) -> Iterator[tuple[str, str, bool]]:
    """The sentences that are borne out, one word of each exchanged for one that is not told there."""
    draw = random.Random(1)  # noqa: S311 - a fixed sample, not a secret
    right = [(sentence, text) for sentence, text, is_right in asked if is_right]
    for row, (sentence, text) in enumerate(right):
        other = right[(row + len(right) // 2) % len(right)][0]
        own = _WORDS.findall(sentence)
        put = [word for word in _WORDS.findall(other) if word not in sentence]
        if own and put:
            yield sentence.replace(draw.choice(own), draw.choice(put), 1), text, False


def _sentences(paragraph: Paragraph) -> list[str]:
    return [paragraph.text[span.start : span.end] for span in paragraph.sentences]


def shares(asked: Sequence[tuple[str, str, bool]], passes: Sequence[bool]) -> list[str]:
    """What passes of the borne out, and of the others."""
    right = np.array([is_right for _, _, is_right in asked])
    passed = np.array(passes)
    return [f"{passed[right].mean():.0%}", f"{passed[~right].mean():.0%}"]


def scored(
    folder: Path, asked: Sequence[tuple[str, str, bool]], language: Language, embedder: Embedder
) -> tuple[list[float], list[bool]]:
    """How well the text of each case bears its sentence out, and whether it passes every check."""
    texts = list(dict.fromkeys(text for _, text, _ in asked))
    numbered = {str(row): ("", text) for row, text in enumerate(texts)}
    index, rows = build(folder, numbered, embedder)
    document = {texts[int(row)]: name for name, those in rows.items() for row in those}
    retriever = Retriever(index, embedder, Lexicon.open(models.LEXICON))
    support = Support(retriever, Reader.open(models.READER))
    found, passes = [], []
    for sentence, text, _ in asked:
        near = index.found(one.passage_id for one in index.dense(retriever.embed(text), _NEAR))
        cited = [Candidate(one, 1.0) for one in near.values() if one.document.id == document[text]]
        expanded = retriever.expand(Question.read(sentence, language))
        bearings = support.bearings(sentence, expanded, cited)
        found.append(max((one.score for one in bearings), default=0.0))
        passes.append(support.of(sentence, language, cited) is not None)
    index.close()
    return found, passes


def main(data: Path, translations: Path) -> None:
    """Print the table."""
    from sklearn.metrics import roc_auc_score

    corpus = Corpus.of(paragraphs(data, translations, held_back=True))
    embedder = open_embedder("", models.EMBEDDER)
    rows = []
    for says, tells in PAIRS:
        asked = list(cases(corpus, says, tells))
        turned = list(exchanged(asked))
        with tempfile.TemporaryDirectory() as folder:
            found, passes = scored(Path(folder) / "index", [*asked, *turned], says, embedder)
        found, passes, slips = found[: len(asked)], passes[: len(asked)], passes[len(asked) :]
        area = roc_auc_score([is_right for _, _, is_right in asked], found)
        enough = [score >= ENOUGH for score in found]
        rows.append(
            [
                f"{says} > {tells}",
                str(len(asked)),
                f"{area:.3f}",
                *shares(asked, enough),
                *shares(asked, passes),
                f"{np.mean(slips):.0%}",
            ]
        )
    heads = ["borne out, enough", "others, enough", "borne out, all checks", "others, all checks"]
    heads.append("one word exchanged, all checks")
    print(markdown(["sentence > text", "cases", "AUROC", *heads], rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
