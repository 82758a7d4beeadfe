"""What a passage is about: an organisation, a programme, a person; with a made-up name.

In: a kind. Out: a subject with its names in three languages, in full, in short and once it is known.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from models.recipes.reader_templates.texts import LANGUAGES, Texts, parse, read

_DATA = read("subjects.yaml")
_TOPICS = [parse(line) for line in read("values.yaml")["topic"].splitlines()]
ANONYMOUS = [parse(line) for line in _DATA["anonymous"].splitlines()]


@dataclass(frozen=True, slots=True)
class Subject:
    """Something with a name: in full, in short, and what it is called after it was named."""

    kind: str
    stem: str
    full: Texts
    short: Texts
    again: Texts
    # What is true of this subject alone.
    own: Mapping[str, Texts]

    def titles(self) -> list[Texts]:
        """Titles of passages about it."""
        return [parse(line) for line in _DATA[self.kind]["titles"].splitlines()]


def word(rng: Random) -> str:
    """A made-up name that begins with a consonant."""
    parts = []
    for _ in range(rng.randint(1, 2)):
        parts += [rng.choice(_DATA["onsets"].split()), rng.choice(_DATA["vowels"].split())]
        parts.append(rng.choice(_DATA["codas"].split()).strip("_"))
    parts += [rng.choice(_DATA["onsets"].split()), rng.choice(_DATA["endings"].split())]
    return "".join(parts).capitalize()


def draw_all(kind: str, number: int, rng: Random) -> list[Subject]:
    """Different subjects of a kind."""
    drawn: dict[str, Subject] = {}
    while len(drawn) < number:
        subject = draw(kind, rng)
        drawn.setdefault(subject.stem, subject)
    return list(drawn.values())


def draw(kind: str, rng: Random) -> Subject:
    """A subject of a kind."""
    if "terms" in _DATA[kind]:
        return _term(kind, rng.choice(_DATA[kind]["terms"]))
    name, topic = word(rng), rng.choice(_TOPICS)
    words = {
        "s": name,
        "S": name[:3].upper(),
        "c": str(rng.randint(2, 499)),
        "given": rng.choice(_DATA["given"].split()),
    }
    pattern = parse(rng.choice(_DATA[kind]["names"].splitlines()))
    full: Texts = {
        language: (pattern[language][0].format(topic=topic[language][0], **words),)
        for language in LANGUAGES
    }
    alone = re.search(rf"\b{name}\b", full["en"][0])
    short = dict.fromkeys(LANGUAGES, (name,)) if alone else full
    stem = topic["en"][0] if kind == "group" else name
    return Subject(kind, stem, full, short, _again(kind, words), {})


def _term(kind: str, data: Mapping[str, str]) -> Subject:
    """A concept, which brings what it means."""
    own = {key: parse(line) for key, line in data.items()}
    name = own.pop("name")
    return Subject(kind, name["en"][0], name, name, _again(kind, {}), own)


def _again(kind: str, words: Mapping[str, str]) -> Texts:
    nouns = [parse(line) for line in _DATA[kind]["again"].splitlines()]
    return {
        language: tuple(noun[language][0].format(**words) for noun in nouns)
        for language in LANGUAGES
    }
