"""Names are found however they are written, and what only looks like one is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.members.naming import Naming, plain

NAMES = {
    "clinic": ("Hospital Clínic-IDIBAPS", "Hospital Clínic", "IDIBAPS"),
    "pau": ("Hospital de la Santa Creu i Sant Pau", "Sant Pau"),
    "mar": ("Hospital del Mar",),
    "vall": ("Vall d'Hebron", "Hospital Universitari Vall d'Hebron", "VHIR"),
    "bst": ("Blood and Tissue Bank", "BST", "Banc de Sang i Teixits"),
    "gyala": ("Gyala Therapeutics",),
    "splice": ("SpliceBio",),
    "onechain": ("OneChain Immunotherapeutics", "OneChain"),
    "gate": ("Gate2Brain",),
    "integra": ("Integra Therapeutics",),
    "amgen": ("Amgen",),
    "creatio": ("Creatio",),
    "carreras": ("Josep Carreras Leukaemia Research Institute", "Institut Josep Carreras"),
    "bio": ("Institute for Bioengineering of Catalonia", "IBEC"),
}
PAIRS = [(key, name) for key, names in NAMES.items() for name in names]
WRITTEN = Naming(PAIRS)
TYPED = Naming(PAIRS, loose=True)


def named(text: str, naming: Naming[str] = WRITTEN) -> list[tuple[str, str]]:
    return [(one.key, text[one.span.start : one.span.end]) for one in naming.find(text)]


@pytest.mark.parametrize(
    ("text", "key", "quote"),
    [
        ("Gyala's CAR-T is in phase I.", "gyala", "Gyala"),
        (
            "L'Hospital de la Santa Creu i Sant Pau creix.",
            "pau",
            "Hospital de la Santa Creu i Sant Pau",
        ),
        ("La unitat de Sant Pau creix.", "pau", "Sant Pau"),
        ("Segons el Clínic, sí.", "clinic", "Clínic"),
        ("According to the Clinic’s director", "clinic", "Clinic"),
        ("al Hospital Clinic IDIBAPS", "clinic", "Hospital Clinic IDIBAPS"),
        ("Vall d’Hebron produces TILs", "vall", "Vall d’Hebron"),
        ("VALL D`HEBRON", "vall", "VALL D`HEBRON"),
        ("l'HOSPITAL UNIVERSITARI VALL D'HEBRON", "vall", "HOSPITAL UNIVERSITARI VALL D'HEBRON"),
        ("El Banc de Sang i Teixits (el banc)", "bst", "Banc de Sang i Teixits"),
        ("Ho fa el Banc de Sang des de fa anys", "bst", "Banc de Sang"),
        ("the Blood and Tissue Bank", "bst", "Blood and Tissue Bank"),
        ("Splice Bio, una empresa", "splice", "Splice Bio"),
        ("la start-up Splice-Bio", "splice", "Splice-Bio"),
        ("Gate 2 Brain", "gate", "Gate 2 Brain"),
        ("una aliança amb Integra el 2024", "integra", "Integra"),
        ("una aliança d’Integra", "integra", "Integra"),
        ("el Josep Carreras de Badalona", "carreras", "Josep Carreras"),
        ("d'IBEC", "bio", "IBEC"),
        ("Amgen-led work", "amgen", "Amgen"),
    ],
)
def test_a_name_is_found_as_it_stands(text: str, key: str, quote: str) -> None:
    assert named(text) == [(key, quote)]


@pytest.mark.parametrize(
    "text",
    [
        "Es va fer un assaig clínic al mar.",
        "Clínic i car",
        "a clinical trial in the clinic",
        "el assaig Clínico",
        "Amgenesis and Pamgen",
        "un banc de sang qualsevol",
        "Integra la recerca i la clínica",
        "qui integra els equips",
        "one chain of hospitals",
        "One chain of hospitals",
        "la creatio ex nihilo",
        "Bioengineering of Catalonia",
        "hospital",
        "",
    ],
)
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    assert named(text) == []


def test_people_type_names_without_capitals() -> None:
    assert TYPED.keys("what do amgen and onechain do with ibec?") == ["amgen", "onechain", "bio"]
    assert TYPED.keys("el banc de sang") == ["bst"]
    assert TYPED.keys("un assaig clinic integra dades") == []


def test_the_longest_name_counts_once() -> None:
    text = "Hospital de la Santa Creu i Sant Pau, Sant Pau; Hospital del Mar"
    assert WRITTEN.keys(text) == ["pau", "mar"]
    assert len(WRITTEN.find(text)) == 3


def test_other_names_have_another_fingerprint() -> None:
    assert Naming(reversed(PAIRS)).fingerprint == WRITTEN.fingerprint
    assert Naming(PAIRS[1:]).fingerprint != WRITTEN.fingerprint
    assert Naming([]).find("Amgen") == []


def test_a_name_that_was_short_for_another_has_another_fingerprint() -> None:
    """In short "Foo" needs an article before it; as an alias it does not."""
    short = [("foo", "Institut Foo")]
    given = [*short, ("foo", "Foo")]
    assert Naming(short).find("Foo works.") == []
    assert len(Naming(given).find("Foo works.")) == 1
    assert Naming(short).fingerprint != Naming(given).fingerprint


@given(st.text())
def test_plain_text_keeps_every_place(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text(), st.sampled_from([name for _, name in PAIRS]), st.text())
def test_any_text_can_be_searched(before: str, name: str, after: str) -> None:
    text = f"{before} {name} {after}"
    for one in WRITTEN.find(text):
        assert 0 <= one.span.start < one.span.end <= len(text)
    assert WRITTEN.find(f". {name}. ")
