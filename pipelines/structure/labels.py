"""Slips of labels: two rows' labels exchanged, one misspelt or replaced by another, a row printed twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from expectations.rule_book import Layout as RuleLayout
from pipelines.interpreting.accounts import chart, clean_label
from pipelines.interpreting.model import StatementTable
from pipelines.reading.blocks import Cell
from pipelines.reconcile import SlipKind
from pipelines.structure.amendments import CellWords, RowRepeated
from pipelines.structure.evidence import Evidence
from pipelines.structure.layout import Layout
from pipelines.structure.model import Hypothesis
from pipelines.structure.order import rows_out_of_order
from pipelines.structure.spelling import known_names, nearest_names

# Where more rows than this fail it is no label that is wrong.
_MOST_FAILING_ROWS = 14
# The most promising exchanges of a table that are tried.
_MOST_EXCHANGES = 6
# Two rows with each other's labels are an exchange.
_FEWEST_SHIFTED = 3
# Where twins quarrel about more rows it is no label that is wrong.
_MOST_QUARRELS = 12


def exchanged_labels(evidence: Evidence, layout: Layout) -> Iterator[Hypothesis]:
    """Exchanges of two rows' labels after which fewer identities fail, by the values alone, or that twins print so."""
    yield from _shifted_beside_twins(evidence, layout)
    yield from _exchanged_beside_twins(evidence, layout)
    for table in evidence.materials.tables:
        misplaced = {row for other, row in evidence.misplaced_rows if other is table}
        failing = _failing_rows(evidence, table)
        suspects = misplaced | (failing if len(failing) <= _MOST_FAILING_ROWS else set())
        places = _places_by_name(table)
        gains: list[tuple[int, int, int, int]] = []
        for one, other in combinations(range(len(table.rows)), 2):
            if one not in suspects and other not in suspects:
                continue
            order = _out_of_order(places, one, other)
            # A label in a place where it is none may have put others there: its identities are not those of the text.
            if {one, other} <= misplaced and order < rows_out_of_order([each for each in places if each is not None]):
                gains.append((-len(failing), order, one, other))
            elif (gain := _gain(evidence, table, one, other)) > 0:
                gains.append((-gain, order, one, other))
        for _, _, one, other in sorted(gains)[:_MOST_EXCHANGES]:
            slip = _exchange(table, layout, one, other)
            if slip is not None:
                yield slip


def _exchanged_beside_twins(evidence: Evidence, layout: Layout) -> Iterator[Hypothesis]:
    """Two rows of a table each of which has the label that a twin prints for the other."""
    rows = evidence.rows
    tables = {table.number: table for table in evidence.materials.tables}
    for first, second in combinations(rows.misnamed[:_MOST_QUARRELS], 2):
        for one, its_twin, other, other_twin in (
            (first.one, first.other, second.one, second.other),
            (first.other, first.one, second.other, second.one),
        ):
            is_crossed = rows.path(one) == rows.path(other_twin) and rows.path(other) == rows.path(its_twin)
            if one.table == other.table and is_crossed:
                slip = _exchange(tables[one.table], layout, one.row, other.row)
                if slip is not None:
                    yield slip


def _shifted_beside_twins(evidence: Evidence, layout: Layout) -> Iterator[Hypothesis]:
    """Three rows of a table or more each of which has the label that a twin prints for another: labels a row off."""
    rows = evidence.rows
    sides: dict[tuple[int, int], dict[str, tuple[int, str]]] = {}
    for quarrel in rows.misnamed[:_MOST_QUARRELS]:
        for own, twin in ((quarrel.one, quarrel.other), (quarrel.other, quarrel.one)):
            side = sides.setdefault((own.table, twin.table), {})
            side[rows.path(own)] = rows.line(own), rows.path(twin)
    for (table, twin_table), side in sides.items():
        meant = {path for _, path in side.values()}
        for start in [*(path for path in side if path not in meant), *side]:
            cycle: list[str] = []
            path = start
            while path in side and path not in cycle:
                cycle.append(path)
                path = side[path][1]
            nil = rows.nil_row(table, path) if path not in side and rows.nil_row(twin_table, start) else None
            if nil is not None:  # a row of nils is laid beside no row by its amounts
                side[path] = nil, start
                cycle.append(path)
            is_whole = path == start or nil is not None
            if is_whole and len(cycle) >= _FEWEST_SHIFTED and (slip := _relabelled(side, cycle, layout)):
                yield slip


def _relabelled(side: Mapping[str, tuple[int, str]], cycle: Sequence[str], layout: Layout) -> Hypothesis | None:
    """The rows of a cycle, each with the label of the one whose account a twin prints for it."""
    lines = [side[path][0] for path in cycle]
    labels = [layout.label(line) for line in lines]
    known = [label for label in labels if label is not None]
    if len(known) != len(labels):
        return None
    meant = [*known[1:], known[0]]
    changed = sorted(zip(lines, known, meant, strict=True), key=lambda each: each[0])
    return Hypothesis(
        SlipKind.LABELS_EXCHANGED,
        tuple(line for line, _, _ in changed),
        " / ".join(label.text for _, label, _ in changed),
        " / ".join(label.text for _, _, label in changed),
        tuple(CellWords(line, label.column, other.text) for line, label, other in changed),
    )


def _places_by_name(table: StatementTable) -> list[int | None]:
    """Where the chart has each row's name, wherever it stands now; None for a name that it has not once."""
    accounts = chart(table.statement_code)
    order = {path: place for place, path in enumerate(accounts.roles)}
    paths = [accounts.paths_by_name.get(row.path.rsplit("/", 1)[-1], ()) for row in table.rows]
    return [order[own[0]] if len(own) == 1 else None for own in paths]


def _out_of_order(places: Sequence[int | None], one: int, other: int) -> int:
    """How many rows would have to move for the chart's order, were the names of two rows exchanged."""
    exchanged = list(places)
    exchanged[one], exchanged[other] = exchanged[other], exchanged[one]
    return rows_out_of_order([place for place in exchanged if place is not None])


def _failing_rows(evidence: Evidence, table: StatementTable) -> set[int]:
    figures = evidence.materials.figures
    terms = {figure for number in evidence.broken for figure, _ in evidence.terms[number]}
    return {figures[figure].row for figure in terms if figures[figure].table == table.number}


def _gain(evidence: Evidence, table: StatementTable, one: int, other: int) -> int:
    """How many identities fewer fail where two rows have each other's values; sums of a group know no labels."""
    changed: dict[int, int | None] = {}
    for first, second in zip(table.figures[one], table.figures[other], strict=True):
        if first is not None and second is not None:
            changed |= {first: evidence.values[second], second: evidence.values[first]}
    numbers = {number for figure in changed for number in evidence.touching[figure]}
    if _heading(table, one) != _heading(table, other):
        layout = RuleLayout.TOTAL_OVER_ROWS
        numbers = {number for number in numbers if evidence.identities[number].rule.layout is not layout}
    return evidence.gain(changed, numbers)


def _heading(table: StatementTable, row: int) -> str:
    return table.rows[row].path.rpartition("/")[0]


def _exchange(table: StatementTable, layout: Layout, one: int, other: int) -> Hypothesis | None:
    first, second = table.rows[one].line, table.rows[other].line
    above, below = layout.label(first), layout.label(second)
    if above is None or below is None or above.text == below.text:
        return None
    return Hypothesis(
        SlipKind.LABELS_EXCHANGED,
        (first, second),
        f"{above.text} / {below.text}",
        f"{below.text} / {above.text}",
        (CellWords(first, above.column, below.text), CellWords(second, below.column, above.text)),
    )


def misspelt_labels(evidence: Evidence, layout: Layout) -> Iterator[Hypothesis]:
    """Labels that no chart knows, read as a name that differs in a character."""
    for table, row in evidence.misspelt_rows:
        account = table.rows[row]
        label = layout.label(account.line)
        name = account.path.rsplit("/", 1)[-1]
        for known in nearest_names(name, known_names(chart(table.statement_code))):
            if label is not None:
                yield _respell(account.line, label, known)


def _respell(line: int, label: Cell, name: str) -> Hypothesis:
    return Hypothesis(SlipKind.LABEL_MISSPELT, (line,), label.text, name, (CellWords(line, label.column, name),))


def replaced_labels(evidence: Evidence, layout: Layout) -> Iterator[Hypothesis]:
    """The label that a twin prints for a row's amounts, where the two name different accounts.

    Not for one that a character makes of a known name: that is what it is.
    """
    rows = evidence.rows
    tables = {table.number: table for table in evidence.materials.tables}
    misspelt = {table.rows[row].line for table, row in evidence.misspelt_rows}
    for quarrel in rows.misnamed[:_MOST_QUARRELS]:
        sides = [(quarrel.one, quarrel.other), (quarrel.other, quarrel.one)]
        odd = [(own, twin) for own, twin in sides if rows.is_odd(own) and not rows.is_odd(twin)]
        for own, twin in odd or sides:
            label, meant = layout.label(rows.line(own)), layout.label(rows.line(twin))
            if label is None or meant is None or rows.line(own) in misspelt:
                continue
            name = _short_name(tables[own.table], rows.path(twin)) or meant.text
            if label.text != name:
                yield _replace(rows.line(own), label, name)


def _short_name(table: StatementTable, path: str) -> str | None:
    """What a table that prints totals under their groups' names prints for a total; None for one that does not."""
    accounts = chart(table.statement_code)
    if not any(accounts.total_by_stem.get(clean_label(row.label)) == row.path for row in table.rows):
        return None
    return next((stem for stem, total in accounts.total_by_stem.items() if stem and total == path), None)


def _replace(line: int, label: Cell, name: str) -> Hypothesis:
    return Hypothesis(SlipKind.LABEL_REPLACED, (line,), label.text, name, (CellWords(line, label.column, name),))


def repeated_rows(evidence: Evidence, layout: Layout) -> Iterator[Hypothesis]:
    """Rows that print the label and the amounts of a row above once more."""
    for table in evidence.materials.tables:
        seen: dict[tuple[str, tuple[int | None, ...]], int] = {}
        for row, numbers in zip(table.rows, table.figures, strict=True):
            label = layout.label(row.line)
            values = tuple(None if number is None else evidence.values[number] for number in numbers)
            if label is None or not any(values):
                continue
            first = seen.setdefault((label.text, values), row.line)
            if first != row.line:
                amendment = RowRepeated(row.line, first)
                yield Hypothesis(
                    SlipKind.ROW_REPEATED, (first, row.line), f"{label.text} twice", label.text, (amendment,)
                )
