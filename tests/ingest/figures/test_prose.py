"""Figures of sentences in three languages: value, unit, date, qualifier, status, and what is none."""

import pytest

from ingest.documents import Language
from tests.ingest.figures.texts import briefly, figures


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "On 10 June 2024 the hub had 45 members.", (45, "members", "2024-06-10", None)),
        ("en", "In 2025 it has more than 70 members.", (70, "members", "2025", "more than")),
        ("en", "The turnover was about 44,800 million euros in 2024.", (44_800e6, "EUR", "2024", "about")),
        ("en", "The round of 11 June 2025 brought 135 million US dollars.",
         (135e6, "USD", "2025-06-11", None)),
        ("en", "The share was 7.9% in 2023.", (7.9, "%", "2023", None)),
        ("en", "The platform was launched in October 2024 with 1,280 m².", (1280, "m2", "2024-10", None)),
        ("en", "In 2025 Catalonia ranked eighth worldwide.", (8, "rank", "2025", None)),
        ("en", "In July 2024 it got up to 10.5 million euros.", (10.5e6, "EUR", "2024-07", "up to")),
        ("en", "It takes 18 projects.", (18, "projects", "2026-02", None)),
        ("es", "El hub tenía 45 miembros el 10 de junio de 2024.", (45, "miembros", "2024-06-10", None)),
        ("es", "Hacia octubre de 2024 había siete grupos de trabajo.",
         (7, "grupos de trabajo", "2024-10", None)),
        ("es", "Tiene casi 23 millones de euros.", (23e6, "EUR", "2026-02", "almost")),
        ("es", "En 2025 era la quinta región de Europa en ensayos, en un puesto alto.",
         (5, "rank", "2025", None)),
        ("es", "Creció un 43 por ciento en 2025.", (43, "%", "2025", None)),
        ("ca", "L'octubre de 2024 en tenia més de 50 membres.", (50, "membres", "2024-10", "more than")),
        ("ca", "El 2023 tenia uns 265.000 llocs de treball.", (265_000, "llocs de treball", "2023", "about")),
        ("ca", "Va costar gairebé 1,5 milions d'euros el 2013.", (1.5e6, "EUR", "2013", "almost")),
        ("ca", "Hi ha vuit grups de treball.", (8, "grups de treball", "2026-02", None)),
    ],
)  # fmt: skip
def test_a_sentence_s_figure(
    language: Language, sentence: str, expected: tuple[object, ...]
) -> None:
    assert briefly(figures(sentence, language=language)) == [expected]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Regulation (EC) 1394/2007 of 13 November 2007 covers CAR-T, ARI-0001 and HSP-CAR30."),
        ("en", "It is in phase 1/2, and phase 2 has begun; see table 3 on page 12."),
        ("en", "Adults over 25, aged 18 to 65 years, were treated on day 28."),
        ("en", "Room 204, 3rd floor, 08028 Barcelona."),
        ("en", "Call +34 93 310 33 30 or write to info2@example.org before 10:30."),
        ("en", "Gate 2 Brain was founded in 2020 and these three posts are filled."),
        ("en", "One of the members opened a new site on 31 May."),
        ("es", "El Real Decreto 477/2014 y la fase 3 no son cifras; uno de ellos tampoco."),
        ("ca", "Un nou grup, set i gana, el 31 de maig de 2013, a la pàgina 4."),
        ("en", "Sources: B1, X2, 254302."),
    ],
)  # fmt: skip
def test_numbers_that_are_no_figures(language: Language, sentence: str) -> None:
    assert briefly(figures(sentence, language=language)) == []


def test_a_rank_says_among_whom() -> None:
    told = figures("In 2025 Catalonia ranked fifth in Europe and eighth worldwide in 2025.")
    assert [one.what for one in told] == [
        "Catalonia ranked in Europe",
        "Catalonia ranked worldwide",
    ]


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("September 2025: about 150 million euros is the figure given for Alfa.", ["figure given for Alfa"]),
        ("In November 2022 a call of 45 million euros was opened.", ["a call"]),
        ("It received 1 million euros of seed funding in 2020 and a grant of 3 million euros.",
         ["seed funding", "a grant"]),
        ("The plan has 9 million euros, 5 million public and 4 million private.",
         ["plan", "plan, public", "plan, private"]),
        ("Of it 3.2 million euros were venture capital and 1.2 million euros public competitive funds.",
         ["venture capital", "public competitive funds"]),
        ("Venture capital was 3 million euros of it, and public funds were 1 million euros.",
         ["Venture capital", "public funds"]),
        ("The 60 million euros of the CTAC are an announced sum; nobody says that it is spent.",
         ["announced sum of the CTAC"]),
        ("The Centre (CTAC) was created with an announced investment of 60 million euros.",
         ["Centre (CTAC) was created with an announced investment"]),
        ("It had over 6,000 jobs and over 250 million euros raised from 2006 on.", ["jobs", "raised"]),
        ("It counts 2,195 publications, 38% of those of Spain.",
         ["publications", "publications, those of Spain"]),
        ("Alfa has 21 treatments, which is 70% of this activity in Spain.",
         ["treatments", "treatments, this activity in Spain"]),
        ("It stood for 7.6% of the Catalan gross domestic product (GDP).",
         ["Catalan gross domestic product (GDP)"]),
        ("It produces for 13 hospitals and has treated 500 patients.", ["hospitals", "patients"]),
    ],
)  # fmt: skip
def test_what_a_figure_is_of(sentence: str, what: list[str]) -> None:
    assert [one.what for one in figures(sentence)] == what


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ("The park was founded in 1997 and has over 100,000 m² built.",)),
        ("ca", ("El Parc es va fundar el 1997.", "El Parc té més de 100.000 m² construïts.")),
        ("en", ("Facility: Park; Size: over 100,000 m² built; Date: founded 1997",)),
    ],
)
def test_a_foundation_dates_no_size(language: Language, lines: tuple[str, ...]) -> None:
    assert {one.as_of for one in figures(*lines, language=language)} == {"2026-02"}


def test_another_source_s_figure_has_no_date_of_the_heading() -> None:
    told = figures(
        "It has 43 centres.",
        "Another source counts 44 entities.",
        section="CERTERA in January 2026",
    )
    assert [one.as_of_from for one in told] == ["stated", "document"]


def test_a_list_of_sources_gives_none() -> None:
    assert figures("germanstrias.org, news 517, 45 members", section="Report › Sources") == []


def test_a_sentence_takes_its_date_and_noun_from_the_one_before() -> None:
    found = figures(
        "The BioRegion had 1,650 companies in 2025.",
        "It had 94 research entities and over 306,000 jobs.",
        "These figures were published on 19 February 2026.",
    )
    assert [(one.value, one.as_of, one.as_of_from) for one in found] == [
        (1650, "2025", "stated"),
        (94, "2025", "stated"),
        (306_000, "2025", "stated"),
    ]
    assert {one.subject for one in found} == {"BioRegion"}
    groups = figures(
        "Around October 2024 there were seven work groups.", "In 2025 there are eight."
    )
    assert briefly(groups)[1] == (8, "work groups", "2025", None)


def test_each_figure_of_a_list_has_its_own_date() -> None:
    found = figures("It had over 1,400 companies in 2023, 734 in 2015 and 512 in 2013.")
    assert briefly(found) == [
        (1400, "companies", "2023", "more than"),
        (734, "companies", "2015", None),
        (512, "companies", "2013", None),
    ]
    spanish = figures("Eran 120 millones de euros en 2020 y 238 millones en 2021.", language="es")
    assert briefly(spanish) == [(120e6, "EUR", "2020", None), (238e6, "EUR", "2021", None)]


def test_a_date_after_a_figure_is_its_own_across_an_and() -> None:
    found = figures(
        "It raised 3.05 million euros of seed funding in June 2020 and 6.7 million euros in a "
        "pre-Series A round in "
        "June 2023."
    )
    assert [one.as_of for one in found] == ["2020-06", "2023-06"]


def test_parts_of_a_sum_have_its_scale_and_currency() -> None:
    found = figures(
        "El juliol de 2024 va obtenir fins a 10,5 milions d'euros: 2,5 milions de subvenció i 8 de capital.",
        language="ca",
    )
    assert [(one.value, one.unit) for one in found] == [
        (10.5e6, "EUR"), (2.5e6, "EUR"), (8e6, "EUR"),
    ]  # fmt: skip
    change = figures("On 17 June 2024 it grew from 39 to 163 m².")
    assert [(one.value, one.unit) for one in change] == [(39, "m2"), (163, "m2")]


def test_the_ends_of_between_are_bounds() -> None:
    found = figures("Between 20 and 30 projects will be selected.")
    assert [(one.value, one.qualifier, one.unit) for one in found] == [
        (20, "at least", "projects"),
        (30, "up to", "projects"),
    ]


def test_two_or_three_is_a_range() -> None:
    found = figures("Each group has two or three expert coordinators.")
    assert [(one.value, one.qualifier, one.unit) for one in found] == [
        (2, "at least", "expert coordinators"),
        (3, "up to", "expert coordinators"),
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "status"),
    [
        ("en", "The announced investment is 20 million euros; it is not spent.", "announced"),
        ("es", "Se anunció una inversión de 60 millones de euros.", "announced"),
        ("ca", "És un import anunciat de 60 milions d'euros.", "announced"),
        ("en", "The unit will have 4 rooms.", "planned"),
        ("ca", "La unitat tindrà 4 sales blanques.", "planned"),
        ("es", "Está previsto invertir 3 millones de euros.", "planned"),
        ("en", "It raised 3 million euros in 2020.", "achieved"),
        ("es", "De esos 3 millones de euros se ha ejecutado todo.", "achieved"),
        ("en", "The hub has 45 members.", None),
    ],
)
def test_announced_is_not_achieved(language: Language, sentence: str, status: str | None) -> None:
    assert {one.status for one in figures(sentence, language=language)} == {status}


def test_what_another_source_counts_is_marked() -> None:
    first, second = figures(
        "A press article of 27 January 2026 counts 43 centres.",
        "Another source, example.com, counts 44 entities.",
    )
    assert (first.counter, second.counter) == (False, True)


def test_a_quote_and_its_number_stand_where_they_are_said_to() -> None:
    lines = ("The hub had a plan.", "On 10 June 2024 it had 45 members.")
    (found,) = figures(*lines)
    text = "\n".join(lines)
    assert text[found.start : found.end] == found.sentence == lines[1]
    assert text[found.at : found.past] == "45"


def test_a_title_on_two_things_is_nobody_s_subject() -> None:
    (one,) = figures("There were 136 projects.", section="Alfa and the hub › Activity")
    assert one.subject == "Activity"
    (one,) = figures("There were 136 projects.", section="The Alfa programme › Activity")
    assert one.subject == "The Alfa programme"


def test_a_heading_that_names_two_leaves_a_sentence_with_the_one_spoken_of() -> None:
    lines = ("PRECISEU began in 2024.", "After 18 months there were 30 events.")
    found = figures(*lines, section="Report › PRECISEU and ATMP Catalyst")
    assert {one.subject for one in found} == {"PRECISEU"}


def test_a_word_that_only_begins_a_sentence_is_no_name() -> None:
    (one,) = figures("Venture capital was 3 million euros.", section="Report › Alfa in 2025")
    assert one.subject == "Alfa in 2025"
