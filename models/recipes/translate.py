"""Question-answering paragraphs translated between Spanish and Catalan, and English questions to both.

In: the folder of question-answering files. Out: the Spanish SQuAD in Catalan and ViquiQuAD in Spanish, as
JSON lines, xz-compressed, in the form of `paragraphs.Paragraph`; and every English question, put into
Catalan roughly and from there into Spanish, for questions about English passages. Apertium translates: the
Debian packages apertium, apertium-spa-cat and apertium-eng-cat.
Run: python -m models.recipes.translate DATA OUT. A minute.
"""

import argparse
import json
import lzma
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from ingest.documents import Language, Span
from ingest.terms.analyzer import fold
from models.recipes.paragraphs import FILES, QUESTIONS, Asked, Paragraph, load

TRANSLATED: tuple[tuple[str, Language, Language], ...] = (
    ("qa.squad2.es", "es", "ca"),
    ("qa.viquiquad.ca", "ca", "es"),
)
Translator = Callable[[Sequence[str], Language, Language], list[str]]
_MODES = {("es", "ca"): "spa-cat", ("ca", "es"): "cat-spa", ("en", "ca"): "eng-cat"}
_BREAK = "\n\n"


def translate(texts: Sequence[str], source: Language, target: Language) -> list[str]:
    """Each text in the other language; a word that Apertium does not know stays as it is."""
    whole = _BREAK.join(" ".join(text.split()) or "-" for text in texts)
    run = subprocess.run(  # noqa: S603 - the program and its mode are given here
        ["apertium", "-u", _MODES[source, target]],  # noqa: S607 - wherever it is installed
        input=whole,
        capture_output=True,
        text=True,
        check=True,
    )
    found = [part.strip() for part in run.stdout.strip().split(_BREAK)]
    if len(found) != len(texts):
        raise ValueError(f"{len(texts)} texts went in, {len(found)} came out")
    return found


def translated(
    paragraphs: Sequence[Paragraph], target: Language, translator: Translator = translate
) -> list[Paragraph]:
    """Paragraphs put together again from their translated sentences, answers found again in them."""
    source = paragraphs[0].language
    flat = [part for paragraph in paragraphs for part in _parts(paragraph)]
    words = iter(translator(flat, source, target))
    return [_put_together(paragraph, words, target) for paragraph in paragraphs]


def _parts(paragraph: Paragraph) -> Iterable[str]:
    """What is translated of a paragraph, in the order in which `_put_together` takes it."""
    yield paragraph.title
    yield from (paragraph.text[span.start : span.end] for span in paragraph.sentences)
    for asked in paragraph.asked:
        yield asked.text
        yield from (paragraph.text[span.start : span.end] for span in asked.answers)


def _put_together(paragraph: Paragraph, words: Iterable[str], language: Language) -> Paragraph:
    words = iter(words)
    title = next(words)
    told = [next(words) for _ in paragraph.sentences]
    text, spans, place = " ".join(told), [], 0
    for sentence in told:
        spans.append(Span(place, place + len(sentence)))
        place += len(sentence) + 1
    asked = []
    for one in paragraph.asked:
        question = next(words)
        answers = tuple(
            _found_again(next(words), text, spans[_sentence(paragraph, answer)])
            for answer in one.answers
        )
        asked.append(Asked(one.id, question, answers))
    return Paragraph(
        paragraph.id, paragraph.article, language, title, text, tuple(spans), tuple(asked)
    )


def _sentence(paragraph: Paragraph, answer: Span) -> int:
    """The sentence in which an answer starts."""
    return max(
        (row for row, span in enumerate(paragraph.sentences) if span.start <= answer.start),
        default=0,
    )


def _found_again(answer: str, text: str, sentence: Span) -> Span:
    said = text[sentence.start : sentence.end]
    match = re.search(re.escape(answer.strip(" .")), said, re.I)
    if match is None or not fold(answer):
        return sentence
    return Span(sentence.start + match.start(), sentence.start + match.end())


def questions(
    paragraphs: Sequence[Paragraph], translator: Translator = translate
) -> Iterator[dict[str, object]]:
    """English questions in Catalan and Spanish. Spanish comes from the Catalan: it reads better so."""
    asked = [(paragraph.id, one) for paragraph in paragraphs for one in paragraph.asked]
    catalan = translator([one.text for _, one in asked], "en", "ca")
    spanish = translator(catalan, "ca", "es")
    for (paragraph, one), ca, es in zip(asked, catalan, spanish, strict=True):
        yield {"paragraph": paragraph, "id": one.id, "said": {"ca": ca, "es": es}}


def main(data: Path, out: Path) -> None:
    """Write one file a translated set, and one of questions."""
    out.mkdir(parents=True, exist_ok=True)
    english = [one for name, lang in FILES if lang == "en" for one in load(data, name, lang)]
    _write(out / f"{QUESTIONS}.jsonl.xz", questions(english))
    for name, source, target in TRANSLATED:
        stem = name.rsplit(".", 1)[0]
        told = translated(load(data, name, source), target)
        _write(out / f"{stem}.{target}.jsonl.xz", map(asdict, told))


def _write(path: Path, rows: Iterable[dict[str, object]]) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    main(arguments.data, arguments.out)
