"""Values as CSV: one record a row, one variable a column, empty for missing."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.reading.numerals import Numeral, Reading, read_numeral
from pipelines.worksheet.rules import WorksheetError, WorksheetRules, normal

_DECIMAL = re.compile(r"[-+△▲−]?\s*[\d,]*\.\d+")


@dataclass(frozen=True, slots=True)
class Record:
    """A row: its line in the file, the columns that are no variables, and what is printed for each variable."""

    line: int
    labels: Mapping[str, str]
    printed: Mapping[str, str]
    numerals: Mapping[str, Numeral]


def read_values(path: Path, rules: WorksheetRules) -> Iterator[Record]:
    """Read the records of a file one by one; WorksheetError names the line of what cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            header = [normal(name) for name in next(rows, [])]
            _check_header(header, rules, path)
            for row in rows:
                if any(cell.strip() for cell in row):
                    yield _record(rows.line_num, header, row, rules, path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WorksheetError(f"{path}: cannot be read: {error}") from None


def _check_header(header: list[str], rules: WorksheetRules, path: Path) -> None:
    missing = [name for name in rules.variables if name not in header]
    if missing:
        raise WorksheetError(f"{path}:1: no column for {', '.join(missing)}")
    repeated = sorted({name for name in header if header.count(name) > 1})
    if repeated:
        raise WorksheetError(f"{path}:1: two columns are named {', '.join(repeated)}")


def _record(line: int, header: list[str], row: list[str], rules: WorksheetRules, path: Path) -> Record:
    if len(row) > len(header):
        raise WorksheetError(f"{path}:{line}: {len(row)} cells, but the header has {len(header)}")
    cells = dict(zip(header, [*row, *[""] * (len(header) - len(row))], strict=True))
    printed = {name: cells[name].strip() for name in rules.variables}
    for name, text in printed.items():
        if _DECIMAL.fullmatch(text):
            raise WorksheetError(f"{path}:{line}: {name} is {text}; give whole numbers, in the smallest unit")
    labels = {name: cell.strip() for name, cell in cells.items() if name not in printed}
    return Record(line, labels, printed, {name: _numeral(text) for name, text in printed.items()})


def _numeral(text: str) -> Numeral:
    """A cell that is missing or no number has no value: it must follow from the rules."""
    numeral = read_numeral(text)
    return numeral if numeral.reading in (Reading.NUMBER, Reading.DOUBTFUL, Reading.NIL) else Numeral(numeral.reading)
