"""What kind of figure a question asks for, of which years, and what it narrows it to.

In: a question. Out: a share, a sum, a count or any figure; the years; and the words that everything which
states the figure must say, told by the question's own words (en, es, ca).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Self

from assistant.places import places_asked, places_named
from assistant.question import Question
from assistant.question_kinds import asks_for_rank, asks_for_share, counts_people, shared
from ingest.figures.figure import RANK
from ingest.figures.numbers import MONTHS
from ingest.terms.analyzer import fold, words

Kind = Literal["share", "rank", "money", "count", "any"]

# What is told in money: a number of companies is no turnover. Not its share of something.
_MONEY = re.compile(
    r"\b(?:turnover|revenues?|factur\w+|budget|presupuesto|pressupost|raised?|recaud\w+|recapt\w+|capt\w+|"
    r"costs?|cost[oae]s?|invest(?:ed|s|ing)?|invert\w+|money|dinero|diners|pasta|venture capital|"
    r"capital (?:riesgo|risc))\b"
)
_SHARE = re.compile(r"%|\b(?:percent\w*|per cent|por ciento|porcentaje|share|part|parte|pib|gdp)\b")
_HOW_MANY = r"\b(?:how many|quant[ae]?s|cuant[oa]s)"
# What the counted things are of: "how many clinical trials of advanced therapies".
_NARROWED = re.compile(
    rf"{_HOW_MANY} (?:\w+ ){{1,3}}?(?:of|de|d['’]) ?((?!the\b|l[ao]s?\b|el|treball|trabajo)\w+ \w+)"
)
_IN_A_FIELD = re.compile(
    rf"{_HOW_MANY} .*?\b(?:in|en) ((?:advanced|gene|cell|life) \w+|terapi\w+ \w+|ciencies de la vida|"
    r"ciencias de la vida)"
)
_COUNTED = re.compile(
    rf"{_HOW_MANY} (.+?) "
    r"(?:has|have|had|is|are|was|were|do|does|did|hi ha|te|tenen|fan|hay|tiene|tienen|hacen|give|gives|"
    r"dan|donen)\b"
)
_UP_TO_A_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|es|son|era|fue|va|ha|han|havia|habia|se|"
    r"s['’ ]ha\w*)\b"
)
_EITHER = re.compile(r"\b(?:or|o|and|y|i|e)\b")
# What a sum is: "how much venture capital was raised".
_SUM_OF = re.compile(
    r"\b(?:how much|cuant[oa]|quant[ao]?) (?!money|dinero|diner)((?:(?!of|de|del|did|do|does)\w+ ){1,3}?)"
    r"(?:has|have|was|is|did|were|se|es|va|s ha)\b|"
    r"\b(?:amount|sum|total|importe?|cantidad|suma|quantitat) (?:of|de|d['’]) ?((?!money|dinero|diner)\w+)"
)
_HOW_MUCH = re.compile(r"\b(?:how much|cuanto|cuanta|quant|quanta|%|percent)\b|%")
_YEAR = re.compile(r"(?<![-–\d])(?:19|20)\d\d(?![-–\d])")
# A year from which, or up to which, something is counted is not the year of the figure.
_PERIOD = re.compile(
    r"\b(?:since|from|between|until|before|after|desde|entre|hasta|antes|despues|a partir|des de|des del|"
    r"fins|abans|despres)\b[^.?]*(?:19|20)\d\d"
)
# Whose figure is none of a single organisation's.
_OF_ALL = re.compile(
    r"\b(?:companies|firms|start-? ?ups?|startups?|hospitals|centres|centers|sector|industry|ecosystem|"
    r"bioregi\w+|empresas|empreses|hospitales|centros|industria|ecosistema)\b"
)
_MONTHS = frozenset(map(fold, MONTHS))
# Words that ask for a share, and those that join it to what it is of.
_OF_NO_SHARE = frozenset(
    "share percentage percent proportion part fraction percentatge proporcio quota pes cent porcentaje "
    "proporcion parte cuota peso ciento have has had hold holds held represent represents represented "
    "account accounts make makes come comes stand stands tiene tienen tenia representa representan "
    "representen suponen supone suposa suposen aporta aportan te tenen concentra big large much whole total "
    "all national really actually veras realmente debo state nacional estatal".split()
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The figure a question wants. `counted` is what is counted, `of_all` whether one organisation's is not
    wanted."""

    kind: Kind
    folded: str
    years: frozenset[str]
    counted: str
    of_all: bool

    @classmethod
    def of(cls, question: Question) -> Self:
        """What a question wants."""
        folded = question.folded
        counted = _COUNTED.search(folded)
        return cls(
            _kind(question),
            folded,
            frozenset() if _PERIOD.search(folded) else frozenset(_YEAR.findall(folded)),
            counted[1] if counted else "",
            bool(places_asked(folded)) or _OF_ALL.search(folded) is not None,
        )

    def fits(self, unit: str) -> bool:
        """Whether a figure in this unit, "" where things are counted, may be what is wanted."""
        if self.kind == "share":
            return unit == "%"
        if self.kind == "money":
            return unit in ("EUR", "USD")
        if self.kind == "rank":
            return unit == RANK
        return not unit if self.kind == "count" else True

    def shared(self, typed: Sequence[str]) -> str:
        """The words, out of those typed, for what a share is of, up to the verb: all must be said of it."""
        of_what = _UP_TO_A_VERB.split(shared(self.folded), maxsplit=1)[0]
        return self._of_no_share(words(of_what), typed)

    @staticmethod
    def _of_no_share(told: Sequence[str], typed: Sequence[str]) -> str:
        return _without_places(one for one in told if one in typed and one not in _OF_NO_SHARE)

    def narrowed_to(self, typed: Sequence[str]) -> str:
        """The words that must be said of the figure, out of those that were typed."""
        if self.kind == "share":
            return self._of_no_share(words(shared(self.folded)), typed)
        told = [_SUM_OF] if self.kind == "money" else [_NARROWED, _IN_A_FIELD]
        found = [match[match.lastindex or 0] for one in told if (match := one.search(self.folded))]
        # Of two things that are asked for either is enough.
        is_one = self.kind == "count" and not _EITHER.search(self.counted)
        counted = self.counted if is_one else ""
        return _without_places(words(" ".join((*found, counted))))


def _without_places(told: Iterable[str]) -> str:
    """Where a figure holds, and when, is looked at elsewhere."""
    return " ".join(
        one for one in told if not (places_named(one) or one.isdigit() or one in _MONTHS)
    )


def _kind(question: Question) -> Kind:
    if asks_for_rank(question.folded):
        return "rank"
    counts = bool(question.counts) or counts_people(question.folded)
    if asks_for_share(question.folded):
        return "any" if counts else "share"
    if counts:
        return "any" if _HOW_MUCH.search(question.folded) else "count"
    if question.wants != "number" or _SHARE.search(question.folded):
        return "any"
    return "money" if _MONEY.search(question.folded) else "any"
