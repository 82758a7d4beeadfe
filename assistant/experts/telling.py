"""Experts to an answer: a list of organisations, each with why, its quotes and the way to reach it.

In: what was found. Out: statements that are quotes to the character, numbered citations, and the text around
them in the asker's language.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Citation, Contact, Expert, Statement
from assistant.experts.dossiers import Quote
from assistant.experts.finder import Finding
from assistant.experts.phrases import PHRASES
from assistant.experts.presenting import cite_quote
from assistant.messages import MESSAGES
from assistant.question import Question
from assistant.writing import Written, numbered
from ingest.documents import Language
from ingest.figures.rows import is_row

MOST_TOLD = 8
_MOST_QUOTES = 2


def tell(finding: Finding) -> Written:
    """The experts as a list; what is said instead where there are none."""
    language = finding.need.question.language
    if not finding.experts:
        return Written((), (), (finding.message or "",), None)
    statements: list[Statement] = []
    citations: list[Citation] = []
    pieces = [PHRASES[language].found]
    for expert in finding.experts[:MOST_TOLD]:
        quoted = [_renumbered(one, citations) for one in _quotes(expert)]
        contact = expert.contact.citation and _renumbered(expert.contact.citation, citations)
        # The way to reach it is told in the asker's words, with the mark of the sentence that gives it.
        statements += [Statement(one.quote, (one.number,), "verbatim") for one in quoted]
        pieces.append("\n- " + _line(expert, quoted, contact, language))
    if finding.message:
        pieces.append(f"\n{finding.message}")
    return Written(tuple(statements), tuple(citations), tuple(pieces), _newest(citations))


def listed(experts: Sequence[Expert], cited: Sequence[Citation]) -> tuple[Expert, ...]:
    """The experts that are told, with the numbers that the answer gives their quotes."""
    return tuple(
        replace(
            one,
            evidence=tuple(numbered(quote, cited) for quote in one.evidence),
            contact=_numbered_contact(one.contact, cited),
        )
        for one in experts[:MOST_TOLD]
    )


def _numbered_contact(contact: Contact, cited: Sequence[Citation]) -> Contact:
    quoted = contact.citation
    return replace(contact, citation=numbered(quoted, cited) if quoted else None)


def tell_quotes(question: Question, quotes: Sequence[Quote]) -> Written:
    """What the documents say of a member, each quote with where it stands."""
    messages = MESSAGES[question.language]
    citations = [cite_quote(number, quote, 1.0) for number, quote in enumerate(quotes, start=1)]
    told = []
    for one in citations:
        date = messages.date(one.date) if one.date else messages.undated
        introduced = messages.according_to.format(title=one.title, date=date)
        told.append(f"{introduced} {messages.quoted.format(quote=one.quote)} [{one.number}]")
    statements = tuple(Statement(one.quote, (one.number,), "verbatim") for one in citations)
    pieces = [told[0], *(f"\n{line}" for line in told[1:])]
    return Written(statements, tuple(citations), tuple(pieces), _newest(citations))


def _quotes(expert: Expert) -> list[Citation]:
    """Its best quotes, sentences rather than rows."""
    prose = [one for one in expert.evidence if not is_row(one.quote)]
    return (prose or list(expert.evidence))[:_MOST_QUOTES]


def _renumbered(citation: Citation, citations: list[Citation]) -> Citation:
    """The citation with the answer's own number; one that stands there already keeps its number."""
    place = (citation.document_id, citation.start, citation.end)
    for held in citations:
        if (held.document_id, held.start, held.end) == place:
            return held
    citations.append(replace(citation, number=len(citations) + 1))
    return citations[-1]


def _line(
    expert: Expert, quoted: Sequence[Citation], contact: Citation | None, language: Language
) -> str:
    phrases = PHRASES[language]
    parts = [phrases.line.format(name=expert.name, why=expert.why)]
    parts += [f"{phrases.quoted.format(quote=one.quote)} [{one.number}]" for one in quoted]
    mark = f" [{contact.number}]" if contact else ""
    parts.append(phrases.reach.format(how=expert.contact.text) + mark)
    return " ".join(parts)


def _newest(citations: Sequence[Citation]) -> str | None:
    return max((one.date for one in citations if one.date), default=None)
