"""A passage written from facts: in sentences or in rows, with the place of each fact's answer.

In: facts, a language, how the subjects are named. Out: the passage's context and sentences.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from ingest.documents import Language
from models.recipes.reader_templates.subjects import ANONYMOUS, Subject
from models.recipes.reader_templates.texts import Texts, capitalise, contract, read
from models.recipes.reader_templates.wordings import Attribute

IN_ROWS = 0.18
TITLE_WITHOUT_NAME = 0.3
SAID_AGAIN = 0.6
TWO_IN_ONE = 0.12
OPENED = 0.1

_LINES = read("fillers.yaml")
_NAME: Mapping[Language, str] = {"en": "Name", "es": "Nombre", "ca": "Nom"}
_ARTICLE = re.compile(r"^(?:the|an?|el|la|una?) |^l'", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fact:
    """What holds of a subject."""

    attribute: Attribute
    subject: Subject
    values: Mapping[str, Texts]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and the facts it tells with the place of their answers."""

    text: str
    facts: tuple[tuple[Fact, tuple[tuple[int, int], ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A title and sentences."""

    context: str
    sentences: tuple[Told, ...]


def fill(
    line: str, language: Language, mention: str, values: Mapping[str, Texts], rng: Random
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A wording with its slots filled, and where its answers are."""
    if not mention:
        line = line.replace("{x} ", "", 1)
    chosen = {slot: rng.choice(texts[language]) for slot, texts in values.items()}
    marked = contract(line.format(x=mention, **chosen), language)
    text, spans, last = "", [], 0
    for found in re.finditer(r"\[([^\]]*)\]", marked):
        text += marked[last : found.start()]
        spans.append((len(text), len(text) + len(found[1])))
        text, last = text + found[1], found.end()
    return text + marked[last:], tuple(spans)


class Writer:
    """Writes passages in a language."""

    def __init__(self, language: Language, rng: Random) -> None:
        self._language = language
        self._rng = rng

    def write(self, facts: list[Fact], main: Subject, fillers: int) -> Passage:
        """A passage that tells the facts, about `main` above all."""
        alone = all(fact.subject is main for fact in facts)
        titled = self._rng.random() >= TITLE_WITHOUT_NAME
        titles = main.titles() if titled else ANONYMOUS
        title = self._rng.choice(titles)[self._language][0]
        context = capitalise(title.format(x=bare(main.full[self._language][0])))
        if self._rng.random() < IN_ROWS:
            return Passage(context, tuple(self._row(fact, alone and titled) for fact in facts))
        sentences = self._prose(facts, titled, alone)
        for line in self._rng.sample(_LINES["fillers"][self._language].splitlines(), fillers):
            # The first sentence may be the one that names the subject for those that follow.
            sentences.insert(self._rng.randint(int(not titled), len(sentences)), Told(line))
        return Passage(context, tuple(sentences))

    def _row(self, fact: Fact, known: bool) -> Told:
        row = fact.attribute.wordings[self._language].row
        if not known and "{x}" not in row:
            row = f"{_NAME[self._language]}: {{x}}; {row}"
        name = bare(fact.subject.full[self._language][0])
        text, spans = fill(row, self._language, name, fact.values, self._rng)
        return Told(capitalise(text), ((fact, spans),))

    def _prose(self, facts: list[Fact], named: bool, alone: bool) -> list[Told]:
        """Sentences; the only subject is not always named again, one of two is, to tell them apart."""
        sentences: list[Told] = []
        for number, fact in enumerate(facts):
            known = alone and (named or number > 0) and self._rng.random() < SAID_AGAIN
            joined = number % 3 == 1 and self._rng.random() < TWO_IN_ONE
            told = self._sentence(fact, known, bare_verb=not joined)
            sentences.append(_joined(sentences.pop(), told) if joined else told)
        return [Told(capitalise(told.text), told.facts) for told in sentences]

    def _sentence(self, fact: Fact, known: bool, bare_verb: bool) -> Told:
        line = self._rng.choice(fact.attribute.wordings[self._language].say)
        mention = fact.subject.full[self._language][0]
        # A statement whose answer is the subject names it.
        if known and "[{x}" not in line:
            mention = self._again(fact.subject, bare_verb and line.startswith("{x} "))
        if self._rng.random() < OPENED:
            openings = _LINES["openings"][self._language].splitlines()
            line = f"{self._rng.choice(openings)} {line}"
        text, spans = fill(line, self._language, mention, fact.values, self._rng)
        return Told(text, ((fact, spans),))

    def _again(self, subject: Subject, pronoun: bool) -> str:
        """The subject once it is known: a noun or, where it may be, a pronoun or nothing."""
        if pronoun and self._rng.random() < 0.5:
            if self._language != "en":
                return ""
            if subject.kind != "person":
                return "it"
        return self._rng.choice(subject.again[self._language])


def _joined(one: Told, other: Told) -> Told:
    """Two sentences as one."""
    start = one.text.rstrip(".") + "; "
    moved = tuple(
        (fact, tuple((begin + len(start), end + len(start)) for begin, end in spans))
        for fact, spans in other.facts
    )
    return Told(start + other.text, one.facts + moved)


def bare(name: str) -> str:
    """A name without its article."""
    return _ARTICLE.sub("", name)
