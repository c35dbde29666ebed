"""A statement's rows → account paths and subtotals, from headings, totals and the reference data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pipelines.interpreting.model import AccountRow, Subtotal
from pipelines.reading.characters import compact
from pipelines.values import value
from warehouse import reference

_NOTE_MARK = re.compile(r"[⁰¹²³⁴-⁹]+|※\d*")
# 計 closes a group too, but not as the end of another word (会計, 統計, 累計, 設計).
_TOTAL = re.compile(r"(?P<stem>.*?)(?:合計|小計|総計|(?<![会統累設])計)")
_ENCLOSED = re.compile(r"\((?P<inner>[^()]+)\)")
# "of which" rows repeat a part of the row above and are in no sum.
_MEMO = re.compile(
    r"[(※・]*(?:うち|内数|再掲|内書|内[、,・:])|.*[(〔\[](?:再掲|内数|内書き?|うち数|うち書き?)[)〕\]]|.*(?:再掲|内数)$"
)


@value
class LabelledRow:
    """A row's line and label, and whether any of its amount cells holds something."""

    line: int
    label: str
    has_amounts: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """The rows that hold amounts, with their accounts; `kept[i]` is the index of rows[i] among the rows given."""

    rows: tuple[AccountRow, ...]
    kept: tuple[int, ...]
    subtotals: tuple[Subtotal, ...]


def clean_label(text: str) -> str:
    """A label without spaces, note marks and enclosing brackets."""
    label = compact(_NOTE_MARK.sub("", text))
    enclosed = _ENCLOSED.fullmatch(label)
    return enclosed["inner"] if enclosed and not _MEMO.match(label) else label


@dataclass(frozen=True)
class Chart:
    """A statement's known accounts, by what a row's label may say."""

    statement_code: str
    roles: dict[str, str]
    paths_by_name: dict[str, tuple[str, ...]]
    total_by_stem: dict[str, str]
    headings: frozenset[str]
    canonical: dict[str, str]
    closing_path: str

    def knows(self, label: str) -> bool:
        """Whether a label is an account, a heading or the short name of a total of this statement."""
        name = self.canonical.get(label, label)
        return name in self.paths_by_name or name in self.headings or name in self.total_by_stem

    def spells(self, label: str, path: str) -> bool:
        """Whether a label is a spelling of an account: its name, an alias, or its short name in a summary."""
        name = self.canonical.get(label, label)
        return path.rsplit("/", 1)[-1] == name or self.total_by_stem.get(name) == path


@cache
def chart(statement_code: str) -> Chart:
    """The chart of accounts of a statement, from the reference data."""
    known = [account for account in reference.accounts() if account.statement_code == statement_code]
    paths_by_name: dict[str, tuple[str, ...]] = {}
    for account in known:
        paths_by_name[account.name] = (*paths_by_name.get(account.name, ()), account.path)
    return Chart(
        statement_code,
        roles={account.path: account.role for account in known},
        paths_by_name=paths_by_name,
        total_by_stem={_stem(account.name): account.path for account in known if account.role == "total"},
        headings=frozenset(part for account in known for part in account.path.split("/")[:-1]),
        canonical={compact(alias): account.name for account in known for alias in account.aliases},
        closing_path=known[-1].path if known else "",
    )


def outline(rows: Sequence[LabelledRow], accounts: Chart) -> Outline:
    """Find each row's path and the rows that each total closes."""
    builder = _Builder(rows, accounts)
    for index, row in enumerate(rows):
        builder.add(index, accounts.canonical.get(row.label, row.label), row.has_amounts)
    return builder.finish()


def _stem(label: str) -> str:
    """What a total closes: 流動資産 for 流動資産合計; the label itself where it is no total."""
    match = _TOTAL.fullmatch(label)
    return match["stem"] if match else label


@dataclass
class _Group:
    """An open heading; `members` are the rows directly under it that no total has claimed yet."""

    name: str
    members: list[int] = field(default_factory=list)

    def is_closed_by(self, stem: str) -> bool:
        return stem in (self.name, self.name.removesuffix("の部")) or stem == ""


class _Builder:
    def __init__(self, rows: Sequence[LabelledRow], accounts: Chart) -> None:
        self.rows, self.accounts = rows, accounts
        self.stack = [_Group("")]
        self.parents: dict[int, list[str]] = {}
        self.names: dict[int, str] = {}
        self.roles: dict[int, str] = {}
        self.subtotals: list[tuple[int, tuple[int, ...]]] = []
        self.without_heading: set[int] = set()  # totals of groups whose heading is not printed
        self.total_stems = [
            _stem(label) if _TOTAL.fullmatch(label) else None
            for row in rows
            for label in (accounts.canonical.get(row.label, row.label),)
        ]

    def add(self, index: int, label: str, has_amounts: bool) -> None:
        # A total or a result whose amounts are all lost is still one: no heading is named so.
        if not (has_amounts or _TOTAL.fullmatch(label) or self._is_result(label)):
            if self._is_heading(index, label):
                self._open(index, label)
            elif label in self.accounts.paths_by_name:
                self._place(index, label, "item")
            return
        if _MEMO.match(label):
            self._place_memo(index, label)
        elif self._is_result(label):
            # A result stands after the groups it follows from: what is still open without a total has ended.
            self._drop_untotalled(index)
            self._place(index, label, "result", is_member=False)
        elif _TOTAL.fullmatch(label):
            self._close(index, label)
        else:
            self._place(index, label, "item")

    def finish(self) -> Outline:
        kept = tuple(sorted(self.names))
        position = {index: number for number, index in enumerate(kept)}
        has_outline = bool(self.subtotals) or any(self.parents[index] for index in kept)
        rows = []
        for index in kept:
            path, role = self._settle(index, has_outline)
            rows.append(AccountRow(self.rows[index].line, self.rows[index].label, path, role))
        subtotals = tuple(
            Subtotal(position[total], tuple(position[item] for item in items)) for total, items in self.subtotals
        )
        return Outline(tuple(rows), kept, subtotals)

    def _settle(self, index: int, has_outline: bool) -> tuple[str, str]:
        """The account a row is: its own path, or the known account that its short label stands for."""
        name = self.names[index]
        built = "/".join([*self.parents[index], name])
        roles = self.accounts.roles
        if built in roles:
            return built, roles[built]
        total = self.accounts.total_by_stem.get(name)
        if total is not None and name not in self.total_stems:
            return total, "total"
        paths = self.accounts.paths_by_name.get(name, ())
        if not has_outline and len(paths) == 1:
            return paths[0], roles[paths[0]]
        return built, self.roles[index]

    def _is_heading(self, index: int, label: str) -> bool:
        closed_later = any(stem and _Group(label).is_closed_by(stem) for stem in self.total_stems[index + 1 :])
        return closed_later or label in self.accounts.headings or label not in self.accounts.paths_by_name

    def _is_result(self, label: str) -> bool:
        paths = self.accounts.paths_by_name.get(label, ())
        return any(self.accounts.roles[path] == "result" for path in paths)

    def _open(self, index: int, label: str) -> None:
        self._drop_untotalled(index)
        self.stack.append(_Group(label))

    def _drop_untotalled(self, index: int) -> None:
        """Leave the innermost headings that no later total closes; their rows count with the group around them."""
        while len(self.stack) > 1:
            group = self.stack[-1]
            if any(stem and group.is_closed_by(stem) for stem in self.total_stems[index:]):
                return
            self._leave()

    def _leave(self) -> None:
        group = self.stack.pop()
        self.stack[-1].members += group.members

    def _close(self, index: int, label: str) -> None:
        stem = _stem(label)
        depth = next((d for d in range(len(self.stack) - 1, 0, -1) if self.stack[d].is_closed_by(stem)), None)
        if depth is None and self._is_adoptable(index, stem):
            depth = len(self.stack) - 1
            label = self._adopt(depth, label, stem)
        if depth is None:
            depth = self._open_unprinted(stem)
            self.without_heading.add(index)
        if depth is None:
            self._place(index, label, "total", is_member=False)
            return
        while len(self.stack) - 1 > depth:
            self._leave()
        self._place(index, label, "total", is_member=False)
        group = self.stack.pop()
        if group.members:
            self.subtotals.append((index, tuple(group.members)))
        self.stack[-1].members.append(index)

    def _is_adoptable(self, index: int, stem: str) -> bool:
        """Whether the innermost heading has rows but no total of its own: its letters or the total's are garbled."""
        group = self.stack[-1]
        own = any(other and group.is_closed_by(other) for other in self.total_stems[index:])
        both_known = group.name in self.accounts.headings and stem in self.accounts.total_by_stem
        return len(self.stack) > 1 and bool(group.members) and not own and not both_known

    def _adopt(self, depth: int, label: str, stem: str) -> str:
        """Name heading and total by the one of them that is known; the total's label."""
        group = self.stack[depth]
        known = self.accounts.total_by_stem.get(group.name.removesuffix("の部"))
        if known is not None:
            return known.rsplit("/", 1)[-1]
        for parents in self.parents.values():
            if len(parents) >= depth and parents[depth - 1] == group.name:
                parents[depth - 1] = stem
        group.name = stem
        return label

    def _open_unprinted(self, stem: str) -> int | None:
        """Open the headings of a total that are not printed, over the rows that belong to it; the innermost's depth."""
        total = self.accounts.total_by_stem.get(stem)
        opened = self._headings()
        known = total.split("/")[:-1] if total else []
        is_within = len(known) > len(opened) and known[: len(opened)] == opened
        headings = known if is_within else [*opened, known[-1] if known else stem]
        if not self._claimable(known):
            return None
        for depth in range(len(opened), len(headings)):
            group = self.stack[-1]
            claimed = self._claimable(known[: depth + 1] if is_within else known)
            group.members = group.members[: len(group.members) - len(claimed)]
            for member in claimed if headings[depth] else ():  # 総計 names no heading
                self._move_under(member, depth, headings[depth])
            self.stack.append(_Group(headings[depth], claimed))
        return len(headings)

    def _claimable(self, headings: Sequence[str]) -> list[int]:
        """The last rows of the innermost group, back to one that stands elsewhere than under headings.

        A total of unknown headings sums the rows since the last such total, or else the totals.
        """
        members = self.stack[-1].members
        elsewhere = [position for position, row in enumerate(members) if not self._may_stand_under(headings, row)]
        claimed = members[elsewhere[-1] + 1 :] if elsewhere else members[:]
        return claimed if claimed or headings else members[:]

    def _may_stand_under(self, headings: Sequence[str], row: int) -> bool:
        paths = self.accounts.paths_by_name.get(self.names[row], ())
        if not paths or not headings:
            return row not in self.without_heading
        return any(path.startswith("/".join((*headings, ""))) for path in paths)

    def _move_under(self, row: int, depth: int, heading: str) -> None:
        """Put a heading into a row's path, and into those of the rows that the row is the total of."""
        self.parents[row].insert(depth, heading)
        for total, items in self.subtotals:
            if total == row:
                for item in items:
                    self._move_under(item, depth, heading)

    def _headings(self) -> list[str]:
        return [group.name for group in self.stack[1:] if group.name]

    def _place(self, index: int, label: str, role: str, *, is_member: bool = True) -> None:
        self.parents[index] = self._headings()
        self.names[index], self.roles[index] = label, role
        if is_member:
            self.stack[-1].members.append(index)

    def _place_memo(self, index: int, label: str) -> None:
        """Under the open headings; a second うち人件費 there under the row of which it is a part."""
        self._place(index, label, "memo", is_member=False)
        same = [other for other in self.names if other != index and self.names[other] == label]
        if any(self.parents[other] == self.parents[index] for other in same):
            above = [other for other in self.names if self.roles[other] != "memo"]
            self.parents[index] = [*self.parents[index], *(self.names[other] for other in above[-1:])]
