"""What kind of organisation is looked for, not what else a question names."""

import pytest

from assistant.experts.kinds import kind_asked
from ingest.documents import MemberKind
from ingest.terms.analyzer import fold


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Which companies make CAR-T?", "company"),
        ("Busco un inversor para mi empresa", "investor"),
        ("Busco inversores que hayan puesto dinero en una empresa de CAR-T", "investor"),
        ("who could back our seed round?", "investor"),
        ("cerco capital risc per a una spin-off", "investor"),
        ("¿Qué hospitales fabrican CAR-T?", "hospital"),
        ("quins hospitals tenen sala blanca", "hospital"),
        ("a technology centre for bioinks", "technology_centre"),
        ("centre tecnològic", "technology_centre"),
        ("instituto de investigación que cultive organoides", "research"),
        ("amb quin institut parlem?", "research"),
        ("una entidad pública que valide", "public_body"),
        ("who can help our company?", None),
        ("quién ayuda a mi empresa", None),
        ("a programme for a company", None),
        ("what does the hospital exemption allow?", None),
        ("què fa l'Hospital Clínic?", None),
        ("next to other companies", None),
        ("who makes viral vectors?", None),
        ("", None),
    ],
)
def test_the_kind_that_is_asked_for(text: str, kind: MemberKind | None) -> None:
    assert kind_asked(fold(text)) == kind
