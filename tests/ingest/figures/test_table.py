"""Figures of table rows: where value, unit, scale, qualifier and date have cells or headings of their
own."""

import pytest

from ingest.documents import Language
from tests.ingest.figures.texts import briefly, figures


@pytest.mark.parametrize(
    ("language", "row", "expected"),
    [
        (
            "en",
            "What is counted: Members of the hub; Scope: Hub; As of: around October 2024; Qualifier: "
            "more than; "
            "Value: 50; Unit: members; Source: a site, news 517",
            [(50, "members", "2024-10", "more than")],
        ),
        (
            "en",
            "What is counted: Turnover; As of: 2023; Value: 42068; Unit: million euros; Source: press",
            [(42_068e6, "EUR", "2023", None)],
        ),
        (
            "en",
            "What is counted: Share of GDP; As of: 2024; Value: 7.6; Unit: % of Catalan GDP; Source: press",
            [(7.6, "%", "2024", None)],
        ),
        (
            "en",
            "What is counted: Rank in Europe; As of: 2022 report; Value: 6; Unit: rank in Europe",
            [(6, "rank", "2022", None)],
        ),
        (
            "en",
            "Year: 2018; Companies: over 1,000; Other figures: 89 research entities; 223,000 jobs",
            [(1000, "companies", "2018", "more than"), (89, "research entities", "2018", None),
             (223_000, "jobs", "2018", None)],
        ),
        (
            "en",
            "What is counted: Turnover, million euros; 2023: 42,068; 2024: about 44,800",
            [(42_068e6, "EUR", "2023", None), (44_800e6, "EUR", "2024", "about")],
        ),
        (
            "en",
            "Company: Gyala; Million euros: up to 1.5; Kind and date: seed, May 2020",
            [(1.5e6, "EUR", "2020-05", "up to")],
        ),
        ("en", "Year: 2025; Rank in Europe: fifth; Rank worldwide: eighth",
         [(5, "rank", "2025", None), (8, "rank", "2025", None)]),
        (
            "ca",
            "Què es compta: Empreses; 2023: més de 1.400; Dada anterior: més de 1.200 (2020)",
            [(1400, "empreses", "2023", "more than"), (1200, "empreses", "2020", "more than")],
        ),
        ("ca", "Data: 10 de juny de 2024; Membres: 45; Font: un web, notícia 517",
         [(45, "membres", "2024-06-10", None)]),
        ("es", "Qué se cuenta: Solicitudes; Cifra: 2.742; Fecha: desde 2019",
         [(2742, "solicitudes", "2026-02", None)]),
        (
            "es",
            "Fecha: 30 de noviembre de 2021; Importe: 1.469 millones de euros; Qué incluye: 982 "
            "millones públicos",
            [(1469e6, "EUR", "2021-11-30", None), (982e6, "EUR", "2021-11-30", None)],
        ),
        ("en", "name: Gate2Brain; aliases: Gate 2 Brain; capabilities: anti-CD19 CAR-T; profile: g2.md", []),
    ],
)  # fmt: skip
def test_a_row_s_figures(language: Language, row: str, expected: list[tuple[object, ...]]) -> None:
    assert briefly(figures(row, language=language)) == expected


def test_the_line_above_a_table_says_what_and_when() -> None:
    (found,) = figures(
        "Table 2.",
        "Start-up investment in the BioRegion in 2025",
        "What: Total; Million euros: 517; Source: press of 19-02-2026",
    )
    assert (found.value, found.unit, found.as_of) == (517e6, "EUR", "2025")
    assert found.caption == "Start-up investment in the BioRegion in 2025"


def test_whom_a_row_is_about_stands_before_its_figure() -> None:
    (found,) = figures("Company: Gyala; Million euros: 1.5; Kind and date: seed, May 2020")
    assert found.subject == "Gyala"
