"""A table that no chart of accounts explains, read by its layout: accounts from labels, sums from numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.interpreting.accounts import Outline
from pipelines.interpreting.grid import Grid
from pipelines.interpreting.model import AccountRow
from pipelines.interpreting.sheets import sheet_of, whole
from pipelines.layout.deriving import derive
from pipelines.layout.labels import Label, Numbering
from pipelines.layout.model import Derived, Hypothesis, Relation, Sheet
from pipelines.layout.trees import Tree, indented_tree, numbered_tree

# What stands beside an amount in the same row: what it leaves of the amount above.
_BESIDE = "差引"
# Which columns are sums of others takes their number to the third: such a table is a row repeated in itself.
_MOST_COLUMNS = 50


@dataclass(frozen=True, slots=True)
class PlacedRelation:
    """A relation with its equations in terms of a grid's cells: row, column of amounts, weight."""

    relation: Relation
    equations: tuple[tuple[tuple[int, int, int], ...], ...]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A grid with one amount in each cell, the accounts of its rows, and the relations that its numbers bear out.

    Rows and columns of the relations are those of the outline and of the grid's amounts. `limits` are, by row and
    column, the least and the most that an amount can be beside the share that is printed for it.
    """

    grid: Grid
    outline: Outline
    relations: tuple[PlacedRelation, ...]
    limits: Mapping[tuple[int, int], tuple[int, int]]


@lru_cache(maxsize=64)  # the trial readings of a search for slips leave most tables as they are
def lay_out(grid: Grid, title: str | None) -> LaidOut | None:
    """Read a grid by its layout; None where it is too wide or holds no figure. `title` begins every account.

    There are no relations where its numbers bear nothing out.
    """
    if len(grid.amount_cells) > _MOST_COLUMNS:
        return None
    grid = whole(grid)
    sheet = sheet_of(grid, title or "")
    if not sheet.figures:
        return None
    derived = derive(sheet)
    places = _places(sheet)
    rows = _accounts(sheet, derived, title)
    kept = tuple(dict.fromkeys(row for row, _ in places.values()))
    position = {row: number for number, row in enumerate(kept)}
    cells = {number: (position[row], column) for number, (row, column) in places.items()}
    relations = tuple(
        PlacedRelation(
            relation,
            tuple(
                tuple((*cells[figure], weight) for figure, weight in equation.terms) for equation in relation.equations
            ),
        )
        for relation in derived.relations
    )
    limits = {cells[number]: limit for number, limit in _limits(sheet, derived)}
    if sheet.is_stepped:
        return LaidOut(*_unstepped(grid, sheet, rows), relations, limits)
    return LaidOut(grid, Outline(tuple(rows[row] for row in kept), kept, ()), relations, limits)


def _limits(sheet: Sheet, derived: Derived) -> Iterator[tuple[int, tuple[int, int]]]:
    """Figures (by number) with what their shares leave them, as they are printed.

    A whole unit of a share either way: what the share is of may be slightly wrong itself.
    """
    summed = {
        figure for relation in derived.relations for equation in relation.equations for figure, _ in equation.terms
    }
    for tie in (tie for share in derived.shares for tie in share.ties):
        figure = sheet.figures[tie.figure]
        if tie.figure in summed and tie.share > 0 and (figure.value or 0) >= 0:
            size = tie.weight * figure.unit
            yield tie.figure, (-(-(tie.share - 1) * tie.whole // size), (tie.share + 1) * tie.whole // size)


def _places(sheet: Sheet) -> dict[int, tuple[int, int]]:
    """The row and column of each figure; in a stepped table each has a row of its own, in the one column."""
    if sheet.is_stepped:
        return {figure.number: (place, 0) for place, figure in enumerate(sheet.figures)}
    return {figure.number: (figure.row, figure.column) for figure in sheet.figures}


def _unstepped(grid: Grid, sheet: Sheet, rows: dict[int, AccountRow]) -> tuple[Grid, Outline]:
    """A stepped grid with its amounts one below the other."""
    grid_rows, accounts = [], []
    seen: Counter[int] = Counter()
    for figure in sheet.figures:
        source, account = grid.rows[figure.row], rows[figure.row]
        cell, numeral = source.cells[figure.column], source.numerals[figure.column]
        is_beside = seen[figure.row] > 0
        extra = () if is_beside else source.extra
        grid_rows.append(replace(source, cells=(cell,), numerals=(numeral,), extra=extra))
        beside = f"/{_BESIDE}" + (f" ({seen[figure.row]})" if seen[figure.row] > 1 else "")
        accounts.append(replace(account, path=account.path + beside, role="result") if is_beside else account)
        seen[figure.row] += 1
    unstepped = replace(grid, amount_cells=grid.amount_cells[:1], headers=None, header_cells=(), rows=tuple(grid_rows))
    return unstepped, Outline(tuple(accounts), tuple(range(len(accounts))), ())


def _accounts(sheet: Sheet, derived: Derived, title: str | None) -> dict[int, AccountRow]:
    """The account of each row with figures: its label under those it stands under."""
    parents = _parents(sheet, derived)
    roles = _roles(sheet, derived)
    filled = {figure.row for figure in sheet.figures}
    rows: dict[int, AccountRow] = {}
    used: Counter[str] = Counter()
    for row, label in enumerate(sheet.labels):
        if row not in filled:
            continue
        path = "/".join([*([title] if title else []), *_names_above(row, sheet.labels, parents), _name(label)])
        used[path] += 1
        path = path if used[path] == 1 else f"{path} ({used[path]})"
        rows[row] = AccountRow(sheet.rows[row].line, label.text, path, roles.get(row, "item"))
    return rows


def _name(label: Label) -> str:
    return (label.name or label.text or "-").replace("/", "／")


def _names_above(row: int, labels: Sequence[Label], parents: dict[int, int]) -> list[str]:
    names: list[str] = []
    while row in parents:
        row = parents[row]
        names.insert(0, _name(labels[row]))
    return names


def _roles(sheet: Sheet, derived: Derived) -> dict[int, str]:
    """What is made of other rows is a total of them, or a result where some are taken off."""
    roles = {row: "memo" for row, label in enumerate(sheet.labels) if label.is_memo}
    for relation in derived.relations:
        for equation in relation.equations:
            (first, weight), *others = equation.terms
            row = sheet.figures[first].row
            if all(sheet.figures[figure].row == row for figure, _ in others):
                continue  # columns of one row
            is_total = all((other < 0) != (weight < 0) for _, other in others)
            if row not in roles or not is_total:
                roles[row] = "total" if is_total else "result"
    return roles


def _parents(sheet: Sheet, derived: Derived) -> dict[int, int]:
    """The row that each row stands under: by numbering and indent where the numbers bear them out, else by headings.

    What nothing but the numbers relates stands under nothing: a path must be the same where an amount is wrong.
    """
    parents = dict(_under_headings(sheet))
    for hypothesis, tree_of in (
        (Hypothesis.INDENTED_UNDER, indented_tree),
        (Hypothesis.NUMBERED_UNDER, numbered_tree),
    ):
        if hypothesis in derived.accepted:
            parents |= _upwards(tree_of(sheet.labels))
    return parents


def _upwards(tree: Tree) -> dict[int, int]:
    return {child: parent for parent, children in tree.items() for child in children}


def _under_headings(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Rows with the heading (a row without amounts) over them, back to a total that closes it."""
    filled = {figure.row for figure in sheet.figures}
    stack: list[int] = []
    fresh = False  # whether the last row was a heading: another one right below it goes one level down
    for row, label in enumerate(sheet.labels):
        if row in filled:
            if stack:
                yield row, stack[-1]
            closed = [place for place, heading in enumerate(stack) if sheet.labels[heading].name == label.closes]
            if label.closes and closed:
                del stack[closed[-1] :]
            fresh = False
            continue
        if not fresh:
            del stack[_level(stack, label, sheet.labels) :]
        if stack:
            yield row, stack[-1]
        stack.append(row)
        fresh = True


def _level(stack: Sequence[int], label: Label, labels: Sequence[Label]) -> int:
    """How many open headings stay open before a new one: those of another kind of numbering, further left."""
    style = _style(label.numbering)
    for place, heading in enumerate(stack):
        above = labels[heading]
        if above.indent > label.indent or (style is not None and _style(above.numbering) == style):
            return place
        if style is None and above.numbering is None and above.indent == label.indent:
            return place
    return len(stack)


def _style(numbering: Numbering | None) -> str | None:
    return numbering.style if numbering else None
