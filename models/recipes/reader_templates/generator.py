"""Examples put together: which facts a passage tells, and a question that they answer or do not.

In: a seed. Out: endless examples. Which sentences answer follows from the facts alone: those of the
attribute asked for, of the subject that the question names, and with the values that it gives.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from ingest.documents import Language
from models.recipes.reader_example import Example
from models.recipes.reader_templates.as_typed import typed
from models.recipes.reader_templates.passage import Fact, Passage, Writer, fill
from models.recipes.reader_templates.subjects import Subject, draw_all
from models.recipes.reader_templates.texts import LANGUAGES, Texts, read
from models.recipes.reader_templates.values import sample
from models.recipes.reader_templates.wordings import Attribute, attributes, slots_of

SOURCE = "templates"
# What a passage has to do with the question: it answers; it tells other things of the subject; it tells
# that of another subject; it tells that with another value (another year); the question presumes.
SCENARIOS = {"answer": 0.55, "absent": 0.16, "elsewhere": 0.12, "otherwise": 0.12, "premise": 0.05}
SAME_LANGUAGE = 0.5
SECOND_VALUE = 0.4
WITH_RIVAL = 0.35
RIVAL_TELLS_IT = 0.6
NEAR = 0.6
SHORT_NAME = 0.35
MOST_SENTENCES = 7

_PREMISES: Mapping[Language, Mapping[str, str]] = read("fillers.yaml")["premises"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its wording, and what it is about."""

    line: str
    attribute: Attribute | None
    subject: Subject
    values: Mapping[str, Texts]

    def answered_by(self, fact: Fact) -> bool:
        """Whether a fact is what is asked for."""
        given = slots_of(self.line)
        if fact.attribute is not self.attribute or (
            "x" in given and fact.subject is not self.subject
        ):
            return False
        return all(fact.values[slot] == self.values[slot] for slot in given - {"x"})


def examples(seed: int) -> Iterator[Example]:
    """Endless examples, the same for the same seed."""
    rng = Random(seed)
    while True:
        yield _Composer(rng).example()


class _Composer:
    """Makes one example."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._attribute = rng.choice(list(attributes().values()))
        kind = rng.choice(self._attribute.kinds)
        self._main, self._rival, self._other = draw_all(kind, 3, rng)
        self._facts: list[Fact] = []

    def example(self) -> Example:
        """A question and a passage."""
        rng = self._rng
        scenario = rng.choices(list(SCENARIOS), list(SCENARIOS.values()))[0]
        language, question_language = self._languages()
        self._tell(scenario)
        asked = self._ask(scenario, question_language)
        fillers = min(rng.choice((0, 0, 1, 1, 2)), MOST_SENTENCES - len(self._facts))
        passage = Writer(language, rng).write(self._facts, self._main, fillers)
        return _example(self._typed(asked, question_language), asked, passage)

    def _languages(self) -> tuple[Language, Language]:
        language, other, _ = self._rng.sample(LANGUAGES, 3)
        return language, language if self._rng.random() < SAME_LANGUAGE else other

    def _tell(self, scenario: str) -> None:
        """Choose the facts of the passage."""
        rng = self._rng
        if scenario in ("answer", "elsewhere", "otherwise"):
            self._facts.append(self._fact(self._attribute, self._main))
            if self._varies() and rng.random() < SECOND_VALUE:
                self._add_second()
        self._add_others(self._main, rng.randint(1, 3) if self._facts else rng.randint(2, 4))
        if rng.random() < WITH_RIVAL:
            if rng.random() < RIVAL_TELLS_IT:
                self._facts.append(self._fact(self._attribute, self._rival))
            self._add_others(self._rival, 1)
        rng.shuffle(self._facts)

    def _varies(self) -> bool:
        """Whether the subject may have several values of the attribute, told apart by what is given."""
        return len(self._attribute.slots) > 1

    def _fact(self, attribute: Attribute, subject: Subject) -> Fact:
        values = {
            slot: subject.own[kind.removeprefix("own ")]
            if kind.startswith("own ")
            else sample(kind, self._rng)
            for slot, kind in attribute.slots.items()
        }
        return Fact(attribute, subject, values)

    def _add_second(self) -> None:
        """The attribute told again with other values."""
        first, second = self._facts[0], self._fact(self._attribute, self._main)
        if all(first.values[slot] != second.values[slot] for slot in second.values):
            self._facts.append(second)

    def _add_others(self, subject: Subject, number: int) -> None:
        """Facts that do not answer: preferably of the kind of value that was asked for."""
        asked = self._attribute
        barred = asked.overlaps | {asked.name}
        able = [
            attribute
            for attribute in attributes().values()
            if subject.kind in attribute.kinds and attribute.name not in barred
        ]
        near = [attribute for attribute in able if attribute.answer_kind == asked.answer_kind]
        for _ in range(min(number, len(able))):
            pool = near if near and self._rng.random() < NEAR else able
            attribute = self._rng.choice(pool)
            self._facts.append(self._fact(attribute, subject))
            able.remove(attribute)
            if attribute in near:
                near.remove(attribute)

    def _ask(self, scenario: str, language: Language) -> Asked:
        """Choose the question."""
        presumed = _PREMISES[language].get(self._main.kind)
        if scenario == "premise" and presumed:
            return Asked(self._rng.choice(presumed.splitlines()), None, self._main, {})
        lines = self._attribute.wordings[language].ask
        told = [fact for fact in self._facts if fact.attribute is self._attribute]
        subject, values = self._main, self._untold_values(told)
        given = tuple(line for line in lines if slots_of(line) - {"x"})
        if scenario == "answer":
            values = next(fact.values for fact in told if fact.subject is subject)
        elif scenario == "otherwise" and given:
            lines = given
        elif scenario != "absent":
            lines, subject = self._naming(lines), self._other
        return Asked(self._rng.choice(lines), self._attribute, subject, values)

    def _naming(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        """The wordings that name the subject; all of them where none does."""
        return tuple(line for line in lines if "x" in slots_of(line)) or lines

    def _untold_values(self, told: list[Fact]) -> Mapping[str, Texts]:
        """Values that no fact of the attribute has."""
        while True:
            fact = self._fact(self._attribute, self._other)
            if all(fact.values[slot] != one.values[slot] for one in told for slot in fact.values):
                return fact.values

    def _typed(self, asked: Asked, language: Language) -> str:
        names = asked.subject.short if self._rng.random() < SHORT_NAME else asked.subject.full
        question, _ = fill(asked.line, language, names[language][0], asked.values, self._rng)
        return typed(question, self._rng)


def _example(question: str, asked: Asked, passage: Passage) -> Example:
    spans = tuple(
        (number, *span)
        for number, sentence in enumerate(passage.sentences)
        for fact, found in sentence.facts
        if asked.answered_by(fact)
        for span in found
    )
    return Example(
        question,
        passage.context,
        tuple(sentence.text for sentence in passage.sentences),
        frozenset(number for number, _, _ in spans),
        spans,
        SOURCE,
    )
