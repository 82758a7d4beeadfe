"""What a passage is about: an organisation, a programme, a person; with a made-up name.

In: a kind. Out: a subject with its names in three languages, in full, in short and once it is known.
"""

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
    data, name, topic = _DATA[kind], word(rng), rng.choice(_TOPICS)
    words = {
        "s": name,
        "S": name[:3].upper(),
        "c": str(rng.randint(2, 499)),
        "given": rng.choice(_DATA["given"].split()),
    }
    pattern = parse(rng.choice(data["names"].splitlines()))
    again = [parse(line) for line in data["again"].splitlines()]
    full: Texts = {
        language: (pattern[language][0].format(topic=topic[language][0], **words),)
        for language in LANGUAGES
    }
    short = full if kind in ("group", "product", "trial") else dict.fromkeys(LANGUAGES, (name,))
    return Subject(
        kind,
        topic["en"][0] if kind == "group" else name,
        full,
        short,
        {
            language: tuple(texts[language][0].format(**words) for texts in again)
            for language in LANGUAGES
        },
    )
