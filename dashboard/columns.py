"""One column of a statement (segment, year, version) as groups under headings, each with what it comes to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dashboard.reading import Account
from dashboard.trust import STATUSES, Json

_FROM_BEST = {status: place for place, status in enumerate(STATUSES)}


@dataclass(frozen=True, slots=True)
class Cell:
    """A settled amount: yen (None where unreadable), status, unit, and the number of the figure that prints it."""

    account: int
    yen: int | None
    status: str
    unit_yen: int
    figure: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """What a line or a group comes to. `account` is None for a group without a total: `name` is its heading."""

    account: int | None
    name: str | None
    yen: int | None
    status: str
    unit_yen: int
    figure: int | None

    def as_json(self, accounts: dict[int, int]) -> Json:
        """As the pages take it; accounts are named by their numbers."""
        return {
            "account": None if self.account is None else accounts[self.account],
            "name": self.name,
            "yen": self.yen,
            "status": self.status,
            "figure": self.figure,
        }


@dataclass(slots=True)
class Group:
    """What stands under a heading: lines, groups under headings of their own, and the total that closes it."""

    name: str
    total: Part | None = None
    members: list[Part | Group] = field(default_factory=list)

    def parts(self) -> tuple[Part, ...]:
        """Its lines, and its groups each as one."""
        return tuple(member.whole() if isinstance(member, Group) else member for member in self.members)

    def lines(self) -> tuple[Part, ...]:
        """Its lines, those of its groups in place of them."""
        found: list[Part] = []
        for member in self.members:
            inner = member.lines() if isinstance(member, Group) else (member,)
            found += inner or (member.whole() if isinstance(member, Group) else member,)
        return tuple(found)

    def whole(self) -> Part:
        """Its total, or where none is printed the sum of its parts."""
        return self.total or added(self.name, self.parts())


def added(name: str, parts: Sequence[Part]) -> Part:
    """The sum of parts, with the worst of their statuses; unknown where one of them is."""
    known = [part.yen for part in parts if part.yen is not None]
    return Part(
        None,
        name,
        sum(known) if known and len(known) == len(parts) else None,
        max((part.status for part in parts), key=_FROM_BEST.__getitem__, default="unchecked"),
        max((part.unit_yen for part in parts), default=1),
        None,
    )


@dataclass(frozen=True, slots=True)
class Column:
    """The groups of a column by their topmost headings, and the lines under none, in printed order."""

    members: tuple[tuple[Account, Part] | Group, ...]


def column(cells: Iterable[Cell], accounts: dict[int, Account]) -> Column:
    """Build the groups; cells come in printed order."""
    groups: dict[tuple[str, ...], Group] = {}
    top: list[tuple[Account, Part] | Group] = []
    for cell in cells:
        account = accounts[cell.account]
        *headings, _ = account.path.split("/")
        part = Part(cell.account, None, cell.yen, cell.status, cell.unit_yen, cell.figure)
        if not headings:
            top.append((account, part))
            continue
        group = _group(tuple(headings), groups, top)
        if account.role == "total":
            group.total = part
        elif account.role == "item":
            group.members.append(part)
    return Column(tuple(top))


def _group(
    headings: tuple[str, ...], groups: dict[tuple[str, ...], Group], top: list[tuple[Account, Part] | Group]
) -> Group:
    if headings not in groups:
        groups[headings] = Group(headings[-1])
        if len(headings) == 1:
            top.append(groups[headings])
        else:
            _group(headings[:-1], groups, top).members.append(groups[headings])
    return groups[headings]
