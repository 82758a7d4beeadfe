"""A question's words to a query of the term index: each word with all the ways to say it.

In: the question's text, its likely languages, the lexicon. Out: query words; a word is searched as
typed (names and cognates read alike everywhere), in its own language's stems, and as its translations.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.lexicon import LANGUAGES, Concept, Lexicon
from ingest.documents import Language
from ingest.index.entries import Alternative, QueryWord
from ingest.terms.analyzer import fold, function_words, stem, words

_AS_TYPED = 1.0
_FAINTEST = 0.35
_SHORT = 3
_ACRONYM = re.compile(r"\b[A-Z]{4,}\b")


@dataclass(frozen=True, slots=True)
class Expanded:
    """`words` are the question's own content words in order, `typed` the same as folded words and
    `rarity` how rare each is in everyday text; `extra` are words that only other forms of the
    field's terms have ("BST": blood, tissue, bank)."""

    words: tuple[QueryWord, ...]
    typed: tuple[str, ...]
    rarity: tuple[float, ...]
    extra: tuple[QueryWord, ...]

    def with_more(self, other: "Expanded") -> "Expanded":
        """These words and others after them."""
        return Expanded(
            self.words + other.words,
            self.typed + other.typed,
            self.rarity + other.rarity,
            self.extra + other.extra,
        )


def expand(question: str, languages: Sequence[Language], lexicon: Lexicon) -> Expanded:
    """Query words of a question that may be in any of `languages`, likeliest first."""
    typed = words(question)
    codes = acronyms(question)
    dropped = frozenset(word for word in typed if _says_nothing(word, languages))
    alternatives: list[dict[tuple[Language, str], float]] = [
        {} if word in dropped else _ways_to_say(word, () if word in codes else languages, lexicon)
        for word in typed
    ]
    extra = _concept_words(typed, languages, lexicon, alternatives)
    content = {word: ways for word, ways in zip(typed, alternatives, strict=True) if ways}
    return Expanded(
        words=tuple(_query_word(ways) for ways in content.values()),
        typed=tuple(content),
        rarity=tuple(lexicon.rarity(word, languages) for word in content),
        extra=tuple(dict.fromkeys(extra)),
    )


def acronyms(text: str) -> frozenset[str]:
    """The folded acronyms of a text: names, though everyday words are spelt like them (PERTE, a loss)."""
    if text.isupper() and " " in text.strip():
        return frozenset()
    return frozenset(fold(one) for one in _ACRONYM.findall(text))


def _says_nothing(word: str, languages: Sequence[Language]) -> bool:
    """Function words; the short ones of any language, since names carry them (Hospital del Mar)."""
    known = LANGUAGES if len(word) <= _SHORT else languages
    return any(word in function_words(language) for language in known)


def _ways_to_say(
    word: str, languages: Sequence[Language], lexicon: Lexicon
) -> dict[tuple[Language, str], float]:
    ways = {(language, stem(word, language)): _AS_TYPED for language in LANGUAGES}
    for source in languages:
        for target in LANGUAGES:
            if target == source:
                continue
            for term, weight in lexicon.translate(word, source, target):
                key = (target, stem(term, target))
                if weight >= _FAINTEST and term not in function_words(target):
                    ways[key] = max(weight, ways.get(key, 0.0))
    return ways


def _concept_words(
    typed: Sequence[str],
    languages: Sequence[Language],
    lexicon: Lexicon,
    alternatives: list[dict[tuple[Language, str], float]],
) -> list[QueryWord]:
    """Words of the field's terms that the question names, said in their other forms.

    The i-th word of a term gets the i-th word of each other form as a further way to say it, or the last
    where there are fewer ("mRNA" says both words of "messenger RNA"); what is left over of a longer
    form becomes a query word of its own.
    """
    extra: list[QueryWord] = []
    taken: set[int] = set()
    for language in languages:
        for places, concept in lexicon.concepts_in(typed, language):
            if taken.intersection(places):
                continue
            taken.update(places)
            for place in places:
                alternatives[place] = _of_the_term(
                    alternatives[place], typed[place], concept, len(places)
                )
            for target in LANGUAGES:
                for form in concept.forms[target]:
                    extra += _add_form(form, target, places, alternatives)
    return extra


def _of_the_term(
    ways: Mapping[tuple[Language, str], float], typed: str, concept: Concept, length: int
) -> dict[tuple[Language, str], float]:
    """What a word is as it is typed, and those of its translations that a form of the term of this length has
    too: alone it says other things as well, a "puesto" that the sun is down."""
    forms = {
        (language, stem(word, language))
        for language, forms in concept.forms.items()
        for form in forms
        if len(_content(form, language)) == length
        for word in form
    }
    as_typed = {(language, stem(typed, language)) for language in LANGUAGES}
    return {
        (language, term): weight
        for (language, term), weight in ways.items()
        if (language, term) in as_typed
        or any(language == name and _are_inflected(term, form) for name, form in forms)
    }


def _are_inflected(one: str, other: str) -> bool:
    """Whether two stems are of one word: plurals are not always cut as far ("membr", "memb")."""
    return one.startswith(other) or other.startswith(one)


def _add_form(
    form: Sequence[str],
    target: Language,
    places: range,
    alternatives: list[dict[tuple[Language, str], float]],
) -> list[QueryWord]:
    stems = [stem(word, target) for word in _content(form, target)]
    open_places = [place for place in places if alternatives[place]]
    # In English the noun comes last: of a longer form it is that which a single word says.
    over = max(len(stems) - len(open_places), 0)
    first = over if target == "en" else 0
    for number, place in enumerate(open_places if stems else ()):
        alternatives[place][target, stems[min(first + number, len(stems) - 1)]] = _AS_TYPED
    rest = stems[:over] if target == "en" else stems[len(stems) - over :]
    return [QueryWord((Alternative(target, term, _AS_TYPED),)) for term in rest]


def _content(form: Sequence[str], language: Language) -> list[str]:
    return [word for word in form if word not in function_words(language)]


def _query_word(ways: dict[tuple[Language, str], float]) -> QueryWord:
    return QueryWord(
        tuple(Alternative(language, term, weight) for (language, term), weight in ways.items())
    )
