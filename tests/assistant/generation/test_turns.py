"""A statement that turns what its source says is found out, in three languages; a faithful one is not."""

import pytest

from assistant.generation.turns import turns

TREATED = "Hospital Clínic-IDIBAPS had treated over 500 patients by 2025."
TRATADOS = "El Clínic había tratado a más de 500 pacientes en 2025."
TRACTATS = "El Clínic havia tractat més de 500 pacients el 2025."
ONLY = (
    "PRECISEU is the only Regional Innovation Valley in Europe specialised in advanced therapies."
)
MONEY = "The centre was announced with an investment of 60 million euros."
UP_TO = "Almirall signed an agreement of up to 300 million euros in milestones."


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("It has treated fewer than 500 patients.", TREATED),
        ("It has treated 500 patients.", TREATED),
        ("It has cured over 500 patients.", TREATED),
        ("Over 500 patients have died.", TREATED),
        ("Ha tratado a 500 pacientes.", TRATADOS),
        ("Ha curado a más de 500 pacientes.", TRATADOS),
        ("Ha tratado a menos de 500 pacientes.", TRATADOS),
        ("Ha tractat 500 pacients.", TRACTATS),
        ("Han mort més de 500 pacients.", TRACTATS),
        ("PRECISEU is one of several Regional Innovation Valleys.", ONLY),
        ("PRECISEU is the largest Regional Innovation Valley.", ONLY),
        ("The centre got an investment of 60 million euros.", MONEY),
        ("The agreement is of 300 million euros.", UP_TO),
        ("It treated 500 patients.", "It treated 500 or more patients."),
        ("It has 500 staff.", "It has close to 500 staff."),
        ("Té 100 llits.", "L'hospital tindrà 100 llits."),
        ("It has 100 beds.", "The hospital is to have 100 beds."),
        ("It has more than 500 staff.", "It has at least 500 staff."),
        ("Robert Fabregat is the former CEO of Biocat.", "Robert Fabregat is Biocat's CEO."),
        ("Vall d'Hebron plans to produce vectors.", "Vall d'Hebron produces vectors."),
        ("Vall d'Hebron ja no produeix vectors.", "Vall d'Hebron produeix vectors."),
        ("ARI-0001 is the safest therapy.", "ARI-0001 is a therapy."),
        ("The EMA approved it.", "The EMA gave it PRIME status."),
    ],
)
def test_what_turns(statement: str, told: str) -> None:
    assert turns(statement, told)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("By 2025 it had treated more than 500 patients.", TREATED),
        ("Más de 500 pacientes han sido tratados.", TREATED),
        ("Ha tractat més de 500 pacients.", TREATED),
        ("Over 500 patients were treated.", TRATADOS),
        ("PRECISEU is the only one in Europe.", ONLY),
        ("PRECISEU is a Regional Innovation Valley.", ONLY),
        ("The centre has an announced investment of 60 million euros.", MONEY),
        ("S'ha anunciat una inversió de 60 milions d'euros.", MONEY),
        ("El acuerdo es de hasta 300 millones de euros.", UP_TO),
    ],
)
def test_what_does_not(statement: str, told: str) -> None:
    assert not turns(statement, told)
