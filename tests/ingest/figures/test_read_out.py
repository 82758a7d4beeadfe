"""Table rows told as people would say them."""

import pytest

from ingest.figures.read_out import read_out


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "What is counted: Members of the hub; Scope: Hub; As of: around October 2024; "
            "Qualifier: more than; Value: 50; Unit: members; Source: biocat.cat",
            "Members of the hub: more than 50 members (Hub, around October 2024)",
        ),
        (
            "Company: OneChain; Million euros: 6.7; Kind and date: pre-Series A, June 2023",
            "OneChain: 6.7 million euros (pre-Series A, June 2023)",
        ),
        (
            "Year: 2018; Companies: over 1,000; Entities: 89",
            "2018: over 1,000 companies, 89 entities",
        ),
        (
            "What is counted: Members; Figure: more than 50; Date and source: October 2024, biocat.cat",
            "Members: more than 50 (October 2024, biocat.cat)",
        ),
        (
            "name: Alfa; aliases: A; member_kind: company; capabilities: anti-CD84 CAR-T;CAR-T; "
            "website: https://alfa.example; profile: alfa.md",
            "Alfa: company; anti-CD84 CAR-T; CAR-T; https://alfa.example",
        ),
        ("The hub has 70 members; they meet in May.", "The hub has 70 members; they meet in May."),
    ],
)
def test_a_row_is_read_out(row: str, told: str) -> None:
    assert read_out(row) == told
