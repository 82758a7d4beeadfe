"""Terms are found however they are inflected, and each knows what it is a case of."""

import pytest

from assistant.experts.thesaurus import Thesaurus, codes, content, steps

SHIPPED = Thesaurus.shipped()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("who makes viral vectors?", {"viral vector", "making"}),
        ("vectors vírics i no virals", {"viral vector"}),
        ("necessito vectors no virals", {"non-viral vector"}),
        ("non-viral vectors", {"non-viral vector"}),
        ("teràpia gènica i cel·lular", {"cell and gene therapy"}),
        ("CAR-T para leucemia mieloide aguda", {"CART", "acute myeloid leukaemia"}),
        ("células CAR", {"CART"}),
        ("sales blanques", {"cleanroom"}),
        ("salas blancas para niños", {"cleanroom", "paediatric"}),
        ("an acceleradora amb mentors", {"accelerator", "mentor"}),
        ("cell therapy acceleration unit", {"cell therapy"}),
        ("accelera la transferència de projectes", {"project transfer"}),
        ("ARNm", {"messenger RNA"}),
        ("the Advanced Therapies Hub", {"advanced therapy"}),
        ("a car in the sea", set()),
        ("", set()),
    ],
)
def test_terms_of_a_text(text: str, names: set[str]) -> None:
    assert SHIPPED.names(text) == names


def test_what_is_broader_reaches_up() -> None:
    assert SHIPPED.term("Stargardt disease").broader == {"eye disease", "rare disease"}
    assert {"leukaemia", "blood cancer", "cancer"} <= SHIPPED.term(
        "acute myeloid leukaemia"
    ).broader
    assert SHIPPED.term("AAV").served_by == {"viral vector"}
    assert SHIPPED.term("CART").served_by == frozenset()


def test_a_word_belongs_to_one_term() -> None:
    thesaurus = Thesaurus(["blood bank", "blood", "bank|banc\tplace", "place"])
    assert thesaurus.names("the blood bank") == {"blood bank"}
    assert thesaurus.names("a bank that has blood") == {"blood", "bank"}
    assert [one.places for one in thesaurus.find(content("the blood bank"))] == [range(2)]


def test_every_broader_term_is_a_term_itself() -> None:
    for name in SHIPPED.names("AAV, T-ALL, Stargardt, CAR-T, TIL, bioinks, CDMO, GMP"):
        term = SHIPPED.term(name)
        assert all(SHIPPED.term(other).name == other for other in term.broader | term.served_by)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("anti-CD19 CAR-T", {"cd19"}),
        ("an anti-cd84", {"cd84"}),
        ("OC-1, which targets CD1a", {"oc1", "cd1a"}),
        ("dual AAV8 vectors; HSP-CAR30", {"aav8", "car30"}),
        ("a phase-2 trial, Fase1, 300 m2, 3D, in 2025", set()),
    ],
)
def test_codes(text: str, found: set[str]) -> None:
    assert set(codes(text)) == found


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a phase I trial", {"phase 1"}),
        ("GYA01 está en fase I/IIa", {"phase 1", "phase 2"}),
        ("assaig de fase 2", {"phase 2"}),
        ("Phase 1 or 2", {"phase 1", "phase 2"}),
        ("a Series B round", {"series b"}),
        ("una ronda sèrie A", {"series a"}),
        ("a pre-Series A round", set()),
        ("in the first phase of the work", set()),
    ],
)
def test_steps_are_phases_of_trials_and_rounds_by_letter(text: str, named: set[str]) -> None:
    assert steps(text) == named
