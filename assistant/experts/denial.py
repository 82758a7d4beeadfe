"""A question that takes a member for what its profile says that it is not: "Is it a gene therapy company?".

In: a question that names one member, and the dossiers. Out: the quotes that say what the member is, and what
it is not; none where its profile denies nothing of what is asked.
"""

from collections.abc import Sequence

from assistant.experts.dossiers import Dossiers, Quote, Said
from assistant.experts.need import without
from assistant.question import Question
from ingest.members.directory import Organisation


def denial(question: Question, named: Sequence[Organisation], dossiers: Dossiers) -> list[Quote]:
    """What the one member that a question names is, and the sentence that denies what is asked of it."""
    dossier = dossiers.by_id.get(named[0].id) if len(named) == 1 else None
    if dossier is None or dossier.denying is None:
        return []
    asked = Said.read(without(question.text, dossier.member.names))
    if not (asked.terms | asked.broader) & dossier.denied:
        return []
    opening = [dossier.opening] if dossier.opening else []
    return [*opening, dossier.denying]
