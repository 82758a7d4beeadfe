"""Figures that can stand beside each other in a chart: of one thing, in one unit, of one subject."""

from dataclasses import replace

from assistant.answer import Figure
from assistant.figures.series import are_of_one_thing, series
from tests.fakes import figure


def test_a_series_has_one_unit_and_goes_forward_in_time() -> None:
    euros = [figure(2e6, "EUR", as_of="2025"), figure(1e6, "EUR", as_of="2023-05")]
    mixed = [euros[0], figure(7, "%"), euros[1], figure(3, "EUR", as_of=None)]
    assert [one.value for one in series(mixed)] == [1e6, 2e6]
    miembros = figure(3, "miembros", as_of="2024")
    miembros = replace(miembros, citation=replace(miembros.citation, language="es"))
    counted = [miembros, figure(2, "members", as_of="2023")]
    assert [one.value for one in series([figure(7, "%"), *counted])] == [2, 3]
    assert series([]) == [] == series([figure(1, "x", as_of=None)])


def of(value: float, unit: str, subject: str, what: str = "x", as_of: str = "2025") -> Figure:
    return replace(figure(value, unit, as_of=as_of), subject=subject, what=what)


def test_a_series_is_of_one_subject() -> None:
    bioregion = [
        of(306_000, "jobs", "BioRegion of Catalonia"),
        of(265_000, "people", "BioRegió", "people had a job in the BioRegion", "2023"),
        of(223_000, "jobs", "Catalonia", "Jobs in the BioRegion", "2018"),
    ]
    others = [of(2000, "jobs", "AstraZeneca's Barcelona", "jobs", "2024"), of(300, "jobs", "Amgen")]
    assert series([*others, *bioregion]) == bioregion[::-1]


def test_a_series_counts_one_thing() -> None:
    years = [of(3, "years", "CERTERA"), of(2, "years", "CERTERA", as_of="2024")]
    regions = of(14, "regions", "CERTERA", as_of="2024")
    centres = [of(43, "centres", "CERTERA"), of(40, "centres", "CERTERA", as_of="2023")]
    assert series([*centres, *years, regions]) == centres[::-1]


def test_ranks_and_the_parts_of_a_total_are_no_bars() -> None:
    assert series([of(5, "rank", "Catalonia"), of(6, "rank", "Catalonia", as_of="2022")]) == []
    total, part = (of(value, "EUR", "BioRegion") for value in (517e6, 327.6e6))
    earlier = of(238e6, "EUR", "BioRegion", as_of="2021")
    public = [
        of(2481e6, "EUR", "PERTE", "public money"),
        of(982e6, "EUR", "PERTE", "public part of the money", "2021"),
    ]
    assert (
        series([public[0], of(1469e6, "EUR", "PERTE", "money", "2021"), public[1]]) == public[::-1]
    )
    assert series([total, part, earlier]) == [earlier, total]


def test_things_of_other_nouns_are_no_series() -> None:
    projects = of(
        44, "projects and products in clinical phases", "Catalonia", "Projects and products"
    )
    treatments = of(21, "treatments in clinical development", "Catalonia", "Treatments", "2024")
    assert not are_of_one_thing(projects, treatments)
    assert series([projects, treatments]) == [projects]


def test_the_first_of_something_is_no_figure_beside_the_whole() -> None:
    first = of(6, "projects", "ATMP Catalyst", "First projects of ATMP Catalyst")
    assert series([first, of(18, "projects", "ATMP Catalyst", "Projects", "2024")]) == [first]
