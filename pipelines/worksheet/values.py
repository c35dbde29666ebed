"""Values as CSV: one record a row, one variable a column, empty for missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.reading.numerals import Numeral, Reading, read_numeral
from pipelines.worksheet.rules import MOST_DECIMALS, WorksheetError, WorksheetRules
from pipelines.worksheet.statements import normal
from pipelines.worksheet.values_text import rows_of

# In a CSV of one's own a point is always a decimal one.
_DECIMAL = re.compile(r"(?P<before>[^\d.]*)(?P<whole>\d[\d,]*)?\.(?P<decimals>\d+)(?P<after>\D*)")


@dataclass(frozen=True, slots=True)
class Record:
    """A row: its line in the file, the columns that are no variables, and what is printed for each variable.

    `problem` says why it is refused: then it has no numerals. Those count units of so many `decimals`: of 12.50 there
    are 1250 where it is 2.
    """

    line: int
    labels: Mapping[str, str]
    printed: Mapping[str, str]
    numerals: Mapping[str, Numeral]
    decimals: int = 0
    problem: str | None = None


def read_values(path: Path, rules: WorksheetRules) -> Iterator[Record]:
    """Read the records of a file; WorksheetError where it cannot be read, or its header does not fit the rules.

    The smallest unit is what the rules state, or else the finest that the file prints. A record with a cell that cannot
    be taken in is refused by itself: it says why in `problem`, and the others are read.
    """
    rows = list(_rows(path, rules))
    places = (_decimals(text) for _, _, printed, _ in rows for text in printed.values())
    finest = max((count for count in places if count <= MOST_DECIMALS), default=0)
    decimals = finest if rules.decimals is None else rules.decimals
    unit = f"{10**-decimals:.{decimals}f}" if rules.decimals is not None else f"1e-{MOST_DECIMALS}"
    for line, labels, printed, fault in rows:
        too_fine = next(((n, t) for n, t in printed.items() if _decimals(t) > min(decimals, MOST_DECIMALS)), None)
        problem = fault
        if problem is None and too_fine is not None:
            problem = f"{too_fine[0]} is {too_fine[1]}, finer than the smallest unit ({unit})"
        numerals = {} if problem is not None else {name: _numeral(text, decimals) for name, text in printed.items()}
        yield Record(line, labels, printed, numerals, decimals, problem)


def _rows(path: Path, rules: WorksheetRules) -> Iterator[tuple[int, dict[str, str], dict[str, str], str | None]]:
    """Line, labels and printed values of each record, and what is wrong with its row."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WorksheetError(f"{path}: cannot be read: {error.strerror or error}") from None
    try:
        rows = rows_of(content, rules.variables)
        header = [normal(name) for name in next(rows, (1, []))[1]]
        _check_header(header, rules, path)
        for line, row in rows:
            if not any(cell.strip() for cell in row):
                continue
            fault = f"{len(row)} cells, but the header has {len(header)}" if len(row) > len(header) else None
            cells = dict(zip(header, [*row, *[""] * (len(header) - len(row))], strict=False))
            printed = {name: cells[name].strip() for name in rules.variables}
            yield line, {name: cells[name].strip() for name in header if name not in printed}, printed, fault
    except WorksheetError as error:
        named = str(error).startswith(f"{path}:")
        raise error if named else WorksheetError(f"{path}: {error}") from None


def _check_header(header: list[str], rules: WorksheetRules, path: Path) -> None:
    missing = [name for name in rules.variables if name not in header]
    if missing:
        raise WorksheetError(f"{path}:1: no column for {', '.join(missing)}")
    repeated = sorted({name for name in header if header.count(name) > 1})
    if repeated:
        raise WorksheetError(f"{path}:1: two columns are named {', '.join(repeated)}")


def _decimals(text: str) -> int:
    match = _DECIMAL.fullmatch(text)
    return len(match["decimals"]) if match else 0


def _numeral(text: str, decimals: int) -> Numeral:
    """A cell that is missing or no number has no value: it must follow from the rules."""
    match = _DECIMAL.fullmatch(text)
    places = match["decimals"] if match else ""
    whole = read_numeral(f"{match['before']}{match['whole'] or 0}{match['after']}" if match else text)
    if whole.reading not in (Reading.NUMBER, Reading.DOUBTFUL, Reading.NIL) or whole.value is None:
        return Numeral(whole.reading)
    value = whole.value * 10**decimals
    if match:
        sign = read_numeral(f"{match['before']}1{match['after']}").value or 1  # of -0.5 as well
        value += sign * int(places.ljust(decimals, "0"))
    return replace(whole, value=value)
