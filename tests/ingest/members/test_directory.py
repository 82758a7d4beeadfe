"""Records that share a name are one member; ids are readable and unlike each other."""

from dataclasses import replace

from ingest.documents import Audience, Member, MemberKind, Span
from ingest.members.directory import StoredRecord, identify, organisations


def record(
    document_id: str,
    name: str,
    *aliases: str,
    kind: MemberKind = "other",
    hub_member: str | None = None,
    audience: Audience = "public",
) -> StoredRecord:
    member = Member(name, aliases, kind, (f"what {name} does",), None, hub_member)
    row = Span(0, 5) if hub_member else None
    return StoredRecord(document_id, 0, audience, member, row)


def merged(*records: StoredRecord) -> list[tuple[str, str, tuple[str, ...]]]:
    ids = identify(records)
    found = organisations(
        replace(one, member_id=ids[one.document_id, one.ordinal]) for one in records
    )
    return [(one.id, one.name, one.aliases) for one in found]


def test_a_profile_and_a_row_are_one_member() -> None:
    row = record("table", "Hospital Clinic", "IDIBAPS", kind="hospital", hub_member="yes")
    profile = record("profile", "Hospital Clínic-IDIBAPS", "Hospital Clínic")
    ids = identify([row, profile])
    assert set(ids.values()) == {"hospital-clinic-idibaps"}
    (one,) = organisations(
        replace(each, member_id="hospital-clinic-idibaps") for each in (row, profile)
    )
    assert (one.name, one.kind, one.hub_member) == ("Hospital Clínic-IDIBAPS", "hospital", "yes")
    assert one.capabilities == ("what Hospital Clínic-IDIBAPS does", "what Hospital Clinic does")
    assert one.profiles == ("profile",)
    assert [each.document_id for each in one.records] == ["profile", "table"]


def test_records_join_through_a_third() -> None:
    first, second = record("a", "Blood and Tissue Bank"), record("b", "Banc de Sang")
    assert len(set(identify([first, second]).values())) == 2
    third = record("c", "BST", "Banc de Sang", "Blood and tissue bank")
    assert set(identify([first, second, third]).values()) == {"blood-and-tissue-bank"}


def test_near_names_stay_apart_with_ids_of_their_own() -> None:
    found = merged(record("a", "Vall d'Hebron"), record("b", "Vall"), record("c", "¿?"))
    assert [id_ for id_, *_ in found] == ["vall", "vall-d-hebron", "member"]
    assert merged(record("a", "A B"), record("b", "A-B"))[0][:2] == ("a-b", "A B")


def test_the_public_name_comes_first() -> None:
    secret = record("a", "Project Falcon", "Amgen", audience="staff")
    assert merged(secret, record("b", "Amgen"))[0][:2] == ("amgen", "Amgen")


def test_what_fewer_may_read_joins_no_members() -> None:
    public = [record("a", "Alpha"), record("b", "Beta", "B")]
    secret = record("c", "Gamma", "Alpha", "Beta", audience="staff")
    later = record("d", "Delta", "B", "Gamma", audience="staff")
    ids = identify([*public, secret, later])
    assert [ids[one, 0] for one in "abcd"] == ["alpha", "beta", "alpha", "alpha"]
    told = [("alpha", "Alpha", ("Gamma", "Delta")), ("beta", "Beta", ("B",))]
    assert merged(*public, secret, later) == told


def test_what_fewer_may_read_joins_what_no_more_may_read() -> None:
    first, second = record("a", "Alpha"), record("b", "Beta", "B", audience="staff")
    third = record("c", "Gamma", "Alpha", "Beta", audience="staff")
    last = record("d", "B", audience="staff")
    assert set(identify([first, second, third, last]).values()) == {"alpha"}


def test_a_record_that_is_not_linked_yet_is_no_member() -> None:
    assert organisations([record("a", "Amgen")]) == []
