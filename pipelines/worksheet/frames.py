"""`reconcile_table`: a Polars or pandas frame proved and repaired by what its own layout and numbers say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pipelines.layout.model import Evidence, Hypothesis
from pipelines.reading.blocks import Cell, Row, Table
from pipelines.reading.numerals import Reading, read_numeral
from pipelines.reconcile import Status
from pipelines.worksheet.table_answers import DisputeAnswer, FigureAnswer, RepairAnswer, SheetAnswer, answer_blocks

if TYPE_CHECKING:
    import polars as pl

_Frame = TypeVar("_Frame")
_HEADER_LINE = 1


@dataclass(frozen=True, slots=True)
class ReconciledTable(Generic[_Frame]):
    """`frame` with its repairs made, and a frame of the same shape with each figure's status (None: no figure).

    `accepted` is what was found to hold, with its evidence.
    """

    frame: _Frame
    statuses: _Frame
    repairs: tuple[RepairAnswer, ...]
    disputes: tuple[DisputeAnswer, ...]
    accepted: dict[Hypothesis, Evidence]


def reconcile_table(frame: _Frame) -> ReconciledTable[_Frame]:
    """Prove and repair the figures of a frame of Polars or pandas; TypeError for anything else.

    Labels are in the first column of words (or, in pandas, in an index that is no mere count); amounts may be numbers
    or text as printed (△1,234). Columns are read as rows of one table: totals, changes and differences are found.
    """
    package = type(frame).__module__.partition(".")[0]
    if package == "polars":
        return _reconcile_polars(frame)  # type: ignore[arg-type, return-value]  # it is Polars' own
    if package == "pandas":
        return _reconcile_pandas(frame)
    raise TypeError(f"a frame of Polars or pandas is needed, not {type(frame).__name__}")


def _reconcile_polars(frame: pl.DataFrame) -> ReconciledTable[pl.DataFrame]:
    import polars as pl  # noqa: PLC0415 - for those who gave a frame of it

    columns = [frame[name].to_list() for name in frame.columns]
    answer = _answer(frame.columns, columns)
    values, statuses = _filled(columns, answer, shift=0)
    repaired = frame.with_columns(
        pl.Series(name, column, dtype=frame.schema[name])
        for name, column, before in zip(frame.columns, values, columns, strict=True)
        if column != before
    )
    shown = pl.DataFrame(
        dict(zip(frame.columns, statuses, strict=True)), schema=dict.fromkeys(frame.columns, pl.String)
    )
    return _result(repaired, shown, answer)


def _reconcile_pandas(frame: Any) -> ReconciledTable[Any]:  # noqa: ANN401 - pandas need not be there
    has_labels = type(frame.index).__name__ != "RangeIndex"
    columns = [frame.iloc[:, place].tolist() for place in range(frame.shape[1])]
    names = [str(name) for name in frame.columns]
    answer = _answer(["", *names], [frame.index.tolist(), *columns]) if has_labels else _answer(names, columns)
    values, statuses = _filled(columns, answer, shift=int(has_labels))
    repaired, shown = frame.copy(), frame.astype(object)
    for place, (new, before) in enumerate(zip(values, columns, strict=True)):
        for row, (value, old) in enumerate(zip(new, before, strict=True)):
            if value is not old:
                repaired.iat[row, place] = value
            shown.iat[row, place] = statuses[place][row]
    return _result(repaired, shown, answer)


def _result(frame: _Frame, statuses: _Frame, answer: SheetAnswer | None) -> ReconciledTable[_Frame]:
    if answer is None:
        return ReconciledTable(frame, statuses, (), (), {})
    return ReconciledTable(frame, statuses, answer.repairs, answer.disputes, answer.accepted)


def _answer(names: Sequence[str], columns: Sequence[Sequence[object]]) -> SheetAnswer | None:
    """The frame as a table with a header; None where it holds no amounts."""
    header = [f"«{name}»" if read_numeral(name).reading is not Reading.TEXT and name else name for name in names]
    texts = [header, *([_text(value) for value in row] for row in zip(*columns, strict=True))]
    rows = tuple(_row(line, cells) for line, cells in enumerate(texts, _HEADER_LINE))
    answers = answer_blocks([Table(rows)]) if len(rows) > 1 else ()
    return answers[0] if answers else None


def _row(line: int, texts: Sequence[str]) -> Row:
    return Row(line, tuple(Cell(column, text, text.strip(), is_underlined=False) for column, text in enumerate(texts)))


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and not isfinite(value)):
        return ""
    return f"{Decimal(repr(value)).normalize():f}" if isinstance(value, float) else str(value)


def _filled(
    columns: Sequence[Sequence[object]], answer: SheetAnswer | None, *, shift: int
) -> tuple[list[list[object]], list[list[str | None]]]:
    """The columns with what is repaired, and the statuses; the table's cells lie `shift` to the right."""
    values = [list(column) for column in columns]
    statuses: list[list[str | None]] = [[None] * len(column) for column in columns]
    for figure in answer.figures.values() if answer is not None else ():
        row, column = figure.figure.line - _HEADER_LINE - 1, figure.figure.cell - shift
        statuses[column][row] = figure.status.value
        if figure.status is Status.REPAIRED and answer is not None:
            values[column][row] = _number_like(values[column][row], figure, answer.settled.sheet.decimals)
    return values, statuses


def _number_like(before: object, figure: FigureAnswer, decimals: int) -> object:
    """The settled value as what stood there was: text, a whole number, or one with decimals."""
    if isinstance(before, str) or figure.value is None:
        return figure.settled
    if not decimals:
        return float(figure.value) if isinstance(before, float) else figure.value
    return float(Decimal(figure.value).scaleb(-decimals))
