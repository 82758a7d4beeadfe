"""Records of many documents to organisations: the same one from a profile and a table is one member.

In: records as they are stored. Out: a readable id for each, and the organisations. Records belong together
that share a name or an alias. What everybody may read comes first, and profiles before tables; what fewer
may read changes nothing of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.documents import Audience, Member, MemberKind, Span
from ingest.members.naming import plain, squeezed

_ORDER: dict[Audience, int] = {"public": 0, "members": 1, "staff": 2}


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record with its place: the document, who may read it, and where in it a table tells it."""

    document_id: str
    ordinal: int
    audience: Audience
    member: Member
    row: Span | None
    member_id: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """A member as all the documents that one may read tell of it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: MemberKind
    hub_member: str | None
    capabilities: tuple[str, ...]
    website: str | None
    records: tuple[StoredRecord, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)

    @property
    def profiles(self) -> tuple[str, ...]:
        """Ids of the documents that are its profiles."""
        return tuple(record.document_id for record in self.records if record.row is None)


def identify(records: Iterable[StoredRecord]) -> dict[tuple[str, int], str]:
    """The member id of each record, by its document and place there."""
    taken: set[str] = set()
    ids: dict[tuple[str, int], str] = {}
    for group in _grouped(sorted(records, key=_rank)):
        member_id = _free(_slug(group[0].member.name), taken)
        taken.add(member_id)
        ids |= {(record.document_id, record.ordinal): member_id for record in group}
    return ids


def organisations(records: Iterable[StoredRecord]) -> list[Organisation]:
    """The members that these records tell of, by name; records without an id are left out."""
    groups: dict[str, list[StoredRecord]] = defaultdict(list)
    owner_of: dict[str, str] = {}
    for record in sorted(records, key=_rank):
        if record.member_id is not None:
            groups[record.member_id].append(record)
            for name in _names(record.member):
                owner_of.setdefault(name, record.member_id)
    merged = [_merged(member_id, group, owner_of) for member_id, group in groups.items()]
    return sorted(merged, key=lambda one: (plain(one.name), one.id))


def _rank(record: StoredRecord) -> tuple[int, bool, str, int]:
    order = _ORDER[record.audience]
    return order, record.row is not None, record.document_id, record.ordinal


def _names(member: Member) -> Iterable[str]:
    return filter(None, map(squeezed, (member.name, *member.aliases)))


def _grouped(records: Sequence[StoredRecord]) -> list[list[StoredRecord]]:
    """Records that share a name, directly or through others, in the order of their first.

    One that fewer may read than two groups makes no group of them: it goes to the first.
    """
    group_of: dict[str, list[StoredRecord]] = {}
    groups: list[list[StoredRecord]] = []
    for record in records:
        names = list(_names(record.member))
        held = {id(group_of[name]): group_of[name] for name in names if name in group_of}
        near = sorted(held.values(), key=lambda group: _rank(group[0]))
        group = near[0] if near else []
        for other in near[1:]:
            if other[0].audience == record.audience:
                group += other
                groups.remove(other)
                group_of |= {name: group for name, of in group_of.items() if of is other}
        if not near:
            groups.append(group)
        group.append(record)
        for name in names:
            group_of.setdefault(name, group)
    return groups


def _slug(name: str) -> str:
    joined = "".join(char if char.isalnum() else "-" for char in plain(name).replace("l·l", "ll"))
    return "-".join(filter(None, joined.split("-"))) or "member"


def _free(slug: str, taken: set[str]) -> str:
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _merged(
    member_id: str, group: Sequence[StoredRecord], owner_of: Mapping[str, str]
) -> Organisation:
    """A name that another member had first is no alias of this one."""
    members = [record.member for record in group]
    names = dict.fromkeys(name for one in members for name in (one.name, *one.aliases))
    first, *others = names
    return Organisation(
        id=member_id,
        name=first,
        aliases=tuple(n for n in others if owner_of.get(squeezed(n), member_id) == member_id),
        kind=next((one.kind for one in members if one.kind != "other"), "other"),
        hub_member=next((one.hub_member for one in members if one.hub_member), None),
        capabilities=tuple(dict.fromkeys(what for one in members for what in one.capabilities)),
        website=next((one.website for one in members if one.website), None),
        records=tuple(group),
    )
