"""The money of one document: statements by segment, and the steps of its charts, of which each adds up or says not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dashboard.columns import Cell, Column, Group, Part, added, column
from dashboard.reading import Dimensions, DocumentFacts
from dashboard.steps import place_of_heading, place_of_line, place_of_whole
from dashboard.trust import Json, Places

# Amounts up to this unit are exact; of a coarser one each may be off by less than the unit.
_COARSEST_EXACT_UNIT_YEN = 1_000
_SIDES = ("assets", "liabilities", "net_assets")


@dataclass(frozen=True, slots=True)
class _Statement:
    """The amounts of a statement, year and version: by segment, then by account, in printed order."""

    code: str
    year: int
    version: str
    segments: dict[int, dict[int, Cell]]


def money(facts: DocumentFacts, dimensions: Dimensions, places: Places) -> Json:
    """Statements and charts; accounts, segments and figures are named by their numbers."""
    statements = _statements(facts, dimensions, places)
    return {
        "statements": [_table(statement, dimensions, places) for statement in statements],
        "waterfalls": list(_charts(statements, "income_statement", waterfall, dimensions, places)),
        "balances": list(_charts(statements, "balance_sheet", balance, dimensions, places)),
        "cash": list(_charts(statements, "cash_plan", roll_forward, dimensions, places)),
        "commitments": [
            {
                "name": row["commitment_name"],
                "year": row["fiscal_year"],
                "version": row["budget_version"],
                "listing": row["listing"],
                "limit_yen": row["limit_yen"],
                "status": row["status"],
                "budget_year": row["budget_year"],
                "first_bearing_year": row["first_bearing_year"],
                "last_bearing_year": row["last_bearing_year"],
                "is_marked_amended": row["is_marked_amended"],
                "figure": places.figures.get(row["figure_key"]),
                "line": row["source_line"],
            }
            for row in facts.rows("commitments")
        ],
        "advance_receipts": [
            {
                "purpose": row["purpose"],
                "year": row["fiscal_year"],
                "version": row["budget_version"],
                "measure": row["measure"],
                "is_total": row["is_total"],
                "yen": row["amount_yen"],
                "status": row["status"],
                "figure": places.figures.get(row["figure_key"]),
            }
            for row in facts.rows("advance_receipts")
        ],
    }


def _statements(facts: DocumentFacts, dimensions: Dimensions, places: Places) -> list[_Statement]:
    """By statement; of each the year and version of which most is printed first, then the latest."""
    found = facts.columns("amounts")
    names = ("statement_key", "fiscal_year", "budget_version", "version_order", "segment_key", "account_key")
    values = ("amount_yen", "status", "unit_yen", "number")
    tables: dict[tuple[int, int, str, int], dict[int, dict[int, Cell]]] = {}
    for statement, year, version, order, segment, account, *cell in zip(
        *(found.get(name, ()) for name in (*names, *values)), strict=True
    ):
        table = tables.setdefault((statement, year, version, order), {})
        table.setdefault(segment, {})[account] = Cell(account, *cell)

    def place(item: tuple[tuple[int, int, str, int], dict[int, dict[int, Cell]]]) -> tuple[int, int, int, int, str]:
        (statement, year, version, order), table = item
        return statement, -sum(len(cells) for cells in table.values()), -year, -order, version

    return [
        _Statement(
            dimensions.statements[statement],
            year,
            version,
            {
                segment: dict(sorted(table[segment].items(), key=lambda item: places.accounts[item[0]]))
                for segment in sorted(table, key=places.segments.__getitem__)
            },
        )
        for (statement, year, version, _), table in sorted(tables.items(), key=place)
    ]


def _table(statement: _Statement, dimensions: Dimensions, places: Places) -> Json:
    used = {account for cells in statement.segments.values() for account in cells}
    rows = []
    for account in sorted(used, key=places.accounts.__getitem__):
        cells = [amounts.get(account) for amounts in statement.segments.values()]
        rows.append(
            {
                "account": places.accounts[account],
                "level": dimensions.accounts[account].path.count("/"),
                "cells": [
                    None if cell is None else {"yen": cell.yen, "status": cell.status, "figure": cell.figure}
                    for cell in cells
                ],
            }
        )
    return {
        "statement": statement.code,
        "year": statement.year,
        "version": statement.version,
        "segments": [places.segments[segment] for segment in statement.segments],
        "rows": rows,
    }


def _charts(
    statements: list[_Statement],
    code: str,
    draw: Callable[[Column, str, dict[int, int]], Json | None],
    dimensions: Dimensions,
    places: Places,
) -> Iterator[Json]:
    """A chart for each column of which there is something to draw."""
    for statement in statements:
        if statement.code != code:
            continue
        for segment, cells in statement.segments.items():
            drawn = draw(column(cells.values(), dimensions.accounts), code, places.accounts)
            if drawn is not None:
                place = {"year": statement.year, "version": statement.version, "segment": places.segments[segment]}
                yield {**place, **drawn}


class _Walk:
    """Steps one after the other. `level` is what they come to so far, None after one that has no value."""

    def __init__(self, accounts: dict[int, int]) -> None:
        self.steps: list[Json] = []
        self.left_out: list[int] = []
        self._accounts = accounts
        self._level: int | None = 0

    def go(self, kind: str, part: Part) -> None:
        """A step up (start, rise) or down (fall) by an amount."""
        start = self._level
        by = None if part.yen is None else (-part.yen if kind == "fall" else part.yen)
        self._level = None if start is None or by is None else start + by
        self._add(kind, part, start, self._level)

    def arrive(self, part: Part) -> None:
        """A result, and before it a gap where the steps do not come to it."""
        if None not in (self._level, part.yen) and self._level != part.yen:
            yen = (part.yen or 0) - (self._level or 0)
            self.steps.append(
                {
                    "account": None,
                    "name": None,
                    "yen": yen,
                    "status": None,
                    "figure": None,
                    "kind": "gap",
                    "start_yen": self._level,
                    "end_yen": part.yen,
                }
            )
        if part.yen is not None:
            self._level = part.yen
        self._add("result", part, 0, part.yen)

    def leave_out(self, part: Part) -> None:
        """A line that has no place in the chart."""
        if part.account is not None:
            self.left_out.append(self._accounts[part.account])

    def drawn(self) -> Json | None:
        """The chart, where there is more than one step."""
        moves = [step for step in self.steps if step["kind"] in ("rise", "fall")]
        return {"steps": self.steps, "left_out": self.left_out} if moves and len(self.steps) > 1 else None

    def _add(self, kind: str, part: Part, start: int | None, end: int | None) -> None:
        self.steps.append({**part.as_json(self._accounts), "kind": kind, "start_yen": start, "end_yen": end})


def waterfall(drawn: Column, code: str, accounts: dict[int, int]) -> Json | None:
    """Revenues and expenses as printed one after the other, with the results between them."""
    walk = _Walk(accounts)
    for member in drawn.members:
        if isinstance(member, Group):
            place = place_of_heading(code, member.name)
            whole = member.whole()
            if place is None:
                for part in member.lines():
                    walk.leave_out(part)
                walk.leave_out(whole)
            else:
                walk.go(place, whole)
        else:
            account, part = member
            kind = place_of_line(code, account.name)
            if account.role == "result" or kind == "result":
                walk.arrive(part)
            elif kind in ("rise", "fall") and account.role == "item":
                walk.go(kind, part)
            else:
                walk.leave_out(part)
    return walk.drawn()


def roll_forward(drawn: Column, code: str, accounts: dict[int, int]) -> Json | None:
    """From the cash at the beginning through every receipt and payment to the cash at the end."""
    walk, lines = _Walk(accounts), {}
    moves: list[tuple[str, Part]] = []
    for member in drawn.members:
        if isinstance(member, Group):
            place = place_of_heading(code, member.name)
            if place is None:
                walk.leave_out(member.whole())
            else:
                moves += [(place, part) for part in _parts_that_add_up(member)]
        else:
            account, part = member
            kind = place_of_line(code, account.name)
            if kind in ("rise", "fall"):
                moves.append((kind, part))
            elif kind is None or kind in lines:
                walk.leave_out(part)
            else:
                lines[kind] = part
    if "start" in lines:
        walk.go("start", lines["start"])
    for kind, part in moves:
        walk.go(kind, part)
    # Without the cash at the beginning the steps come to the balance of the year.
    result = lines.get("result") if "start" in lines else lines.get("balance", lines.get("result"))
    if result is not None:
        walk.arrive(result)
    return walk.drawn()


def _parts_that_add_up(group: Group) -> tuple[Part, ...]:
    """The lines of a group, or its total alone where they do not come to it."""
    lines, total = group.lines(), group.total
    if total is None or total.yen is None:
        return lines or (group.whole(),)
    return lines if added(group.name, lines).yen == total.yen else (total,)


def balance(drawn: Column, code: str, accounts: dict[int, int]) -> Json | None:
    """Two sides, each in the parts that stand right under its heading, or in its headings where it has several."""
    found: dict[str, list[Group]] = {}
    totals: dict[str, Part] = {}
    for member in drawn.members:
        if isinstance(member, Group):
            _put_side(member, code, found)
        elif (place := place_of_whole(code, member[0].name)) is not None:
            totals.setdefault(place, member[1])
    if not found:
        return None
    sides = {place: _side(groups, code, totals.get(place)) for place, groups in found.items()}
    wholes = {side: sides[side].whole() if side in sides else None for side in _SIDES}
    assets, liabilities, net_assets = (None if whole is None else whole.yen for whole in wholes.values())
    balances, tolerance = None, 0
    if assets is not None and liabilities is not None and net_assets is not None:
        units = [whole.unit_yen for whole in wholes.values() if whole is not None]
        tolerance = sum(unit for unit in units if unit > _COARSEST_EXACT_UNIT_YEN)
        balances = abs(assets - liabilities - net_assets) <= tolerance
    return {
        **{side: _blocks(sides[side], accounts) if side in sides else [] for side in _SIDES},
        "assets_yen": assets,
        "liabilities_yen": liabilities,
        "net_assets_yen": net_assets,
        "statuses": {side: None if whole is None else whole.status for side, whole in wholes.items()},
        "tolerance_yen": tolerance,
        "balances": balances,
    }


def _put_side(group: Group, code: str, sides: dict[str, list[Group]]) -> None:
    """Add a group to its side; a heading over both sides is looked into."""
    place = place_of_heading(code, group.name)
    if place is not None:
        sides.setdefault(place, []).append(group)
        return
    for member in group.members:
        if isinstance(member, Group):
            _put_side(member, code, sides)


def _side(groups: list[Group], code: str, total: Part | None) -> Group:
    """The groups of a side as one: under the side's own total where one is printed, else under the sum of theirs."""
    if len(groups) == 1 and total is None:
        return groups[0]
    members: list[Part | Group] = []
    for group in groups:
        if place_of_whole(code, group.name) is None:
            members.append(group)
        else:
            members += group.members
            total = group.total or total
    name = "・".join(group.name for group in groups)
    if total is None:
        wholes = [member.whole() if isinstance(member, Group) else member for member in members]
        total = added(name, wholes)
        if total.status == "disputed":
            total = replace(total, yen=None)
    return Group(name, total, members)


def _blocks(side: Group, accounts: dict[int, int]) -> list[Json]:
    """The parts of a side; where they do not come to its total, what is missing is a gap."""
    parts, whole = side.parts(), side.whole()
    if not parts:
        return [{**whole.as_json(accounts), "kind": "total"}]
    blocks = [{**part.as_json(accounts), "kind": "part"} for part in parts]
    yen = added(side.name, parts).yen
    if yen is not None and whole.yen is not None and yen != whole.yen:
        missing = Part(None, None, whole.yen - yen, "unchecked", whole.unit_yen, None)
        blocks.append({**missing.as_json(accounts), "status": None, "kind": "gap"})
    return blocks
