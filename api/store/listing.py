"""The question log, read: entries that match some filters, and what the documents do not answer.

In: filters. Out: entries newest first, each with its latest feedback; or abstained questions by how
often they were asked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from sqlalchemy import ColumnElement, Select, Subquery, func, select

from api.store.database import Database
from api.store.entries import Entry, Unanswered, Wanted
from api.store.schema import feedback, questions
from assistant.question import is_greeting
from ingest.terms.analyzer import words


def entries(database: Database, wanted: Wanted) -> Iterator[Entry]:
    """The entries that match."""
    with database.reading() as connection:
        for row in connection.execute(_query(wanted)):
            yield Entry(**row._mapping)


def unanswered(found: Iterable[Entry]) -> list[Unanswered]:
    """Abstained questions, most frequent first; what differs in case, accents or signs alone is one.

    A greeting is answered with one, not from documents, and is left out.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in found:
        asked = entry.question
        if is_greeting(asked):
            continue
        groups.setdefault(" ".join(words(asked)) or asked, []).append(entry)
    counted = [
        Unanswered(len(group), group[0].at, group[0].language, group[0].question)
        for group in groups.values()
    ]
    return sorted(counted, key=lambda one: -one.count)


def _query(wanted: Wanted) -> Select[tuple[object, ...]]:
    rated = _latest_feedback()
    columns = [questions.c[one.name] for one in fields(Entry) if one.name in questions.c]
    return (
        select(*columns, rated.c.rating, rated.c.comment)
        .outerjoin(rated, rated.c.answer_id == questions.c.answer_id)
        .where(*_conditions(wanted, rated))
        .order_by(questions.c.at.desc(), questions.c.id.desc())
        .limit(wanted.limit)
    )


def _latest_feedback() -> Subquery:
    latest = select(func.max(feedback.c.id)).group_by(feedback.c.answer_id)
    return select(feedback).where(feedback.c.id.in_(latest)).subquery()


def _conditions(wanted: Wanted, rated: Subquery) -> Iterator[ColumnElement[bool]]:
    if wanted.status is not None:
        yield questions.c.status == wanted.status
    if wanted.language is not None:
        yield questions.c.language == wanted.language
    if wanted.since is not None:
        yield questions.c.at >= wanted.since.isoformat()
    if wanted.rating is not None:
        yield rated.c.rating == wanted.rating
