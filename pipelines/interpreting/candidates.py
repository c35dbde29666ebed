"""Tables → candidates: which tables are statements, over how many pages they go on, of which period and unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.interpreting.accounts import Outline, chart, outline
from pipelines.interpreting.columns import PeriodHeader, names_amendment, read_amendment, read_header
from pipelines.interpreting.context import Surroundings, assumed_unit, find_statement, stated_unit
from pipelines.interpreting.grid import Grid, GridRow, join
from pipelines.interpreting.laid_out import LaidOut, PlacedRelation, lay_out
from pipelines.interpreting.model import Finding, Known, Measure, Period, Source
from pipelines.interpreting.periods import Periods, before
from pipelines.interpreting.segments import known_segment
from pipelines.interpreting.sheets import is_title, is_within_statement
from pipelines.interpreting.units import find_unit
from pipelines.reading.numerals import Numeral
from warehouse import reference

# The heading of a table of contents: its numbers are of pages.
_CONTENTS = "目次"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A grid that is taken for a statement, before its columns are known. `unit` is None where none is stated for it.

    `period` and `measure` are those of a table whose columns name none: of the part of the text, unless a caption says
    that the table is what stood before an amendment, or the change (from `base`). `part` is the part's period;
    `mentioned` are all those that titles, agenda and headers of the text name. `is_laid_out`: it is read by its
    layout, because this agency's accounts do not explain it; `relations` and `limits` are what that shows.
    """

    statement_code: str
    grid: Grid
    outline: Outline
    surroundings: Surroundings
    unit: Known[int] | None
    period: Period
    year: Known[int]
    has_own_period: bool
    part: Period
    measure: Measure = Measure.AMOUNT
    base: Period | None = None
    caption: str | None = None
    mentioned: tuple[Period, ...] = ()
    is_laid_out: bool = False
    relations: tuple[PlacedRelation, ...] = ()
    limits: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @property
    def may_be_proven(self) -> bool:
        """Whether its rows tie any of its amounts to others: what nothing ties, no sum can show."""
        results = sum(row.role == "result" for row in self.outline.rows)
        return bool(self.relations or self.outline.subtotals) or results > 1

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """The grid's rows that are accounts."""
        return tuple(self.grid.rows[index] for index in self.outline.kept)

    @property
    def width(self) -> int:
        """How many columns of amounts."""
        return len(self.grid.amount_cells)

    @property
    def unit_in_force(self) -> Known[int]:
        """What one printed unit is in yen, if only by assumption."""
        return self.unit or assumed_unit(self.surroundings.section_unit_yen)

    def printed(self) -> dict[str, tuple[int | None, ...]]:
        """Printed values by account path, all counted in the last place that any of them prints."""
        numerals = [numeral for row in self.rows for numeral in row.numerals]
        decimals = max((numeral.decimals for numeral in numerals), default=0)
        return self._by_path(lambda numeral: (numeral.unit_yen or 1) * 10 ** (decimals - numeral.decimals))

    def amounts(self) -> dict[str, tuple[int | None, ...]]:
        """Printed amounts in yen by account path."""
        unit = self.unit_in_force.value
        return self._by_path(lambda numeral: numeral.unit_yen or unit // 10**numeral.decimals)

    def _by_path(self, worth: Callable[[Numeral], int]) -> dict[str, tuple[int | None, ...]]:
        return {
            row.path: tuple(None if n.value is None else n.value * worth(n) for n in grid_row.numerals)
            for row, grid_row in zip(self.outline.rows, self.rows, strict=True)
        }


def find_statement_codes(grid: Grid, words: Sequence[str]) -> tuple[str, ...]:
    """Which statements a grid may be, by the labels that are known of it; the titled one first among equals."""
    labels = [row.labelled.label for row in grid.rows]
    known = Counter({s.code: sum(map(chart(s.code).knows, labels)) for s in reference.statements()})
    best = max(known.values())
    leaders = [code for code, count in known.items() if count == best]
    titled = _titled(words)
    if titled is not None and not chart(titled).roles:
        return (titled,)  # its title alone tells a statement of which this agency has no accounts
    if best == 0 or (best < 2 and titled not in leaders and best * 2 < len(labels)):
        return ()
    return tuple(sorted(leaders, key=lambda code: code != titled))


def gather(
    grids: Sequence[tuple[Grid, Surroundings]], periods: Periods, findings: list[Finding]
) -> tuple[Candidate, ...]:
    """The grids that are statements, tables that go on over a page put together, with unit and period."""
    parts = _parts(grids)
    found: list[Candidate] = []
    for part in parts:
        laid_out = None if _is_charted(part) else lay_out(part.grid, _own_title(part))
        if laid_out is not None and not laid_out.relations and not _is_of_money(part):
            laid_out = None
        if not part.codes and laid_out is None:
            message = f"a table of {len(part.grid.rows)} rows with amounts is of no known kind; not loaded"
            findings.append(Finding("unknown_table", part.grid.first_line, message))
            continue
        found.append(_candidate(part, laid_out, periods, found[-1] if found else None))
    found = _agreeing(found)
    mentioned = (*periods.named, *_in_headers(found, periods))
    found = [_captioned(replace(candidate, mentioned=mentioned), periods) for candidate in found]
    return tuple(_borrow_unit_and_period(found, findings))


def _parts(grids: Sequence[tuple[Grid, Surroundings]]) -> list[_Part]:
    """The tables, those that go on over a page put together; tables of contents are none."""
    parts: list[_Part] = []
    last_known = -1
    for grid, around in grids:
        codes = find_statement_codes(grid, around.lines)
        part = _Part(codes, grid, around)
        if not codes and _CONTENTS in around.lines:
            continue
        if parts and _is_part_of_same(parts[-1], part) and not (_is_charted(parts[-1]) or _is_charted(part)):
            parts[-1] = _join(parts[-1], next(iter(parts[-1].codes or codes), None), part)
            continue
        if not codes:
            parts.append(part)
            continue
        code = next((code for code in codes if last_known >= 0 and _continues(parts[last_known], code, part)), None)
        if code is None:
            parts.append(part)
            last_known = len(parts) - 1
        else:
            parts[last_known] = _join(parts[last_known], code, part)
    return parts


def _is_part_of_same(first: _Part, later: _Part) -> bool:
    """Whether a table of no known kind goes on with the one before it: the same header, under 負債の部 or the like."""
    one, other = first.grid, later.grid
    return (
        bool(one.header_cells)
        and (one.label_header, one.header_cells, one.amount_cells)
        == (other.label_header, other.header_cells, other.amount_cells)
        and all(is_within_statement(line) for line in later.surroundings.lines)
    )


def _is_charted(part: _Part) -> bool:
    """Whether a chart of accounts knows most of a table's rows."""
    if not part.codes:
        return False
    accounts = chart(part.codes[0])
    labels = [row.labelled.label for row in part.grid.rows if row.labelled.has_amounts]
    return 2 * sum(accounts.knows(label) for label in labels) >= len(labels)


def _own_title(part: _Part) -> str | None:
    """What stands before the accounts of a table that is no known statement: its title, or nothing."""
    if _titled(part.surroundings.lines) is not None:
        return None
    titles = [line for line in part.surroundings.lines if is_title(line)]
    return titles[-1].replace("/", "／") if titles else None


def _titled(words: Sequence[str]) -> str | None:
    """The statement that the words over a table name, the nearest first."""
    return next((code for line in reversed(words) if (code := find_statement(line))), None)


def _agreeing(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those certain of their year of which another of their part prints the same one.

    A table whose own words name another year than its part's title is alone where one of the two is misread.
    """
    printed = Counter((c.surroundings.section, c.period.fiscal_year) for c in candidates if c.has_own_period)
    return [
        replace(candidate, year=Known(candidate.year.value, Source.PRINTED))
        if candidate.has_own_period and printed[candidate.surroundings.section, candidate.period.fiscal_year] > 1
        else candidate
        for candidate in candidates
    ]


def _in_headers(candidates: Sequence[Candidate], periods: Periods) -> Iterator[Period]:
    """The periods that headers of tables name."""
    for candidate in candidates:
        for header in candidate.grid.headers or ():
            meaning = read_header(header, candidate.period, periods.supplementary_month)
            if isinstance(meaning, PeriodHeader):
                yield meaning.period


@dataclass(frozen=True, slots=True)
class _Part:
    """A grid that may be (a page of) one of the statements `codes`; none where its labels are not known."""

    codes: tuple[str, ...]
    grid: Grid
    surroundings: Surroundings


def _continues(first: _Part, code: str, part: _Part) -> bool:
    """Whether a grid goes on with the table before it: the same statement, columns, unit and period, no row twice."""
    if code not in first.codes or len(part.grid.amount_cells) != len(first.grid.amount_cells):
        return False
    if not _is_compatible(first.surroundings, part.surroundings, code):
        return False
    accounts = chart(code)
    done = outline([row.labelled for row in first.grid.rows], accounts)
    joined = outline([row.labelled for row in join(first.grid, part.grid).rows], accounts)
    repeats = len({row.path for row in joined.rows}) < len(joined.rows)
    return done.rows[-1].path != accounts.closing_path and not repeats


def _is_compatible(first: Surroundings, later: Surroundings, code: str) -> bool:
    """Whether the words before a later page name nothing but what the first page's do."""
    if first.section != later.section:
        return False
    if None not in (first.unit_yen, later.unit_yen) and first.unit_yen != later.unit_yen:
        return False
    if None not in (first.period_year, later.period_year) and first.period_year != later.period_year:
        return False
    if _caption(later) not in (None, _caption(first)):
        return False
    return all(find_statement(line) in (None, code) and known_segment(line) is None for line in later.lines)


def _join(first: _Part, code: str | None, later: _Part) -> _Part:
    around, following = first.surroundings, later.surroundings
    unit = around.unit_yen or following.unit_yen
    year = around.period_year or following.period_year
    return _Part(
        (code,) if code else (), join(first.grid, later.grid), replace(around, unit_yen=unit, period_year=year)
    )


def _candidate(part: _Part, laid_out: LaidOut | None, periods: Periods, previous: Candidate | None) -> Candidate:
    code = part.codes[0] if laid_out is None else _titled(part.surroundings.lines) or reference.OTHER_STATEMENT
    grid, around = part.grid, part.surroundings
    header_unit = _header_unit(grid)
    period = periods.of(around, grid.first_line, previous.part if previous else None)
    caption = _caption(around)
    if caption is None and previous is not None and previous.surroundings.section == around.section:
        caption = previous.caption  # (補正前) stands over the three statements that follow
    return Candidate(
        code,
        laid_out.grid if laid_out else grid,
        laid_out.outline if laid_out else outline([row.labelled for row in grid.rows], chart(code)),
        around,
        _stated(around, header_unit),
        period.value,
        Known(period.value.fiscal_year, period.source, period.words),
        around.period_year is not None,
        period.value,
        caption=caption,
        is_laid_out=laid_out is not None,
        relations=laid_out.relations if laid_out else (),
        limits=laid_out.limits if laid_out else {},
    )


def _header_unit(grid: Grid) -> int | None:
    over_columns = (*grid.header_cells, grid.label_header)
    return next((unit for name in over_columns if (unit := find_unit(name)) is not None), None)


def _is_of_money(part: _Part) -> bool:
    """Whether a table that is of no known kind, and of which nothing shows what its numbers are, prints their unit."""
    own = _stated(part.surroundings, _header_unit(part.grid)) is not None
    return not part.codes and (own or any(cell.unit_yen for row in part.grid.rows for cell in row.numerals))


def _stated(around: Surroundings, header_unit: int | None) -> Known[int] | None:
    """The unit that a table's header, the words before it, or those before all tables of its section state."""
    if header_unit is not None:
        return stated_unit(header_unit, around.unit_yen)
    if around.unit_yen is not None or around.section_unit_is_own:
        return around.unit_in_force
    return None


def _captioned(candidate: Candidate, periods: Periods) -> Candidate:
    """The candidate with the period and measure that its caption names."""
    if candidate.caption is None:
        return candidate
    meaning = read_amendment(candidate.caption, candidate.part, periods.supplementary_month, candidate.mentioned)
    if meaning is None:
        return candidate
    base = before(meaning.period, candidate.mentioned) if meaning.measure is Measure.CHANGE else None
    return replace(candidate, period=meaning.period, measure=meaning.measure, base=base, has_own_period=True)


def _caption(around: Surroundings) -> str | None:
    """The words close above a table that say whether it is of before or after an amendment, or the change."""
    return next((line for line in reversed(around.lines) if names_amendment(line)), None)


def _borrow_unit_and_period(candidates: Sequence[Candidate], findings: list[Finding]) -> Iterator[Candidate]:
    """A table without its own unit has that of the table that prints the same figures, else the last one stated."""
    for candidate in candidates:
        if candidate.unit is not None and candidate.has_own_period:
            yield candidate
            continue
        twins = [other for other in candidates if _is_twin(candidate, other)]
        twin = next((other for other in twins if other.period == candidate.period), twins[0] if twins else None)
        unit = candidate.unit or (Known(twin.unit.value, Source.BORROWED) if twin and twin.unit else None)
        if unit is None:
            unit = candidate.unit_in_force
            if any(numeral.value and numeral.unit_yen is None for row in candidate.rows for numeral in row.numerals):
                findings.append(Finding("assumed_unit", candidate.grid.first_line, unit.words))
        if twin is None or candidate.has_own_period:
            yield replace(candidate, unit=unit)
            continue
        year = candidate.year
        if year.source is Source.ASSUMED or twin.period != candidate.period:
            year = Known(
                twin.year.value,
                Source.BORROWED if twin.year.source is Source.PRINTED else Source.ASSUMED,
                twin.year.words,
            )
        yield replace(candidate, unit=unit, period=twin.period, year=year)


def _is_twin(candidate: Candidate, other: Candidate) -> bool:
    if other is candidate or other.unit is None or other.statement_code != candidate.statement_code:
        return False
    if other.unit.source is Source.ASSUMED:
        return False
    mine, theirs = candidate.printed(), other.printed()
    shared = [path for path in mine if path in theirs]
    for column in range(candidate.width):
        for other_column in range(other.width):
            pairs = [(mine[path][column], theirs[path][other_column]) for path in shared]
            filled = [(a, b) for a, b in pairs if a and b]
            equal = sum(abs(a) == abs(b) for a, b in filled)
            if equal >= 3 and equal * 2 > len(filled):
                return True
    return False
