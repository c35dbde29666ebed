"""A document's bytes → its materials: the whole of interpreting, as one pure function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from expectations.rule_book import RuleBook
from pipelines.interpreting.account_names import name_accounts
from pipelines.interpreting.advance_receipts import is_advance_receipts, read_advance_receipts
from pipelines.interpreting.candidates import Candidate, gather
from pipelines.interpreting.commitment_changes import read_changes
from pipelines.interpreting.commitments import is_commitments_table, read_commitments
from pipelines.interpreting.completeness import require_complete
from pipelines.interpreting.context import Surroundings, budget_period, surroundings
from pipelines.interpreting.figures import FigureBook
from pipelines.interpreting.grid import Grid, read_grid
from pipelines.interpreting.issued_documents import read_issued
from pipelines.interpreting.meeting import read_meeting
from pipelines.interpreting.model import AdvanceReceipt, Commitment, Finding, Known, Materials, Meeting, Period, Source
from pipelines.interpreting.not_understood import nothing_known, year_words
from pipelines.interpreting.periods import Periods, sections_at_odds
from pipelines.interpreting.sheets import is_title
from pipelines.interpreting.statements import read_statements
from pipelines.interpreting.unprinted_years import is_printed_year
from pipelines.reading.blocks import Block, Heading, Table, read_blocks
from pipelines.reading.calendar import find_fiscal_years, fiscal_year_of
from pipelines.reading.source import SourceText
from warehouse import reference


def interpret(source: SourceText, rules: RuleBook, blocks: Sequence[Block] | None = None) -> Materials:
    """Understand a text. Raise InvalidTextError where it was cut off, or holds neither figure nor agenda.

    `blocks` are those of the text where they were read before, or are to be read otherwise than they are printed.
    """
    blocks = read_blocks(source) if blocks is None else tuple(blocks)
    meeting = read_meeting(source)
    agenda = meeting.agenda_lines
    month = meeting.day.month if meeting.day else None
    titled = _titled_periods(blocks, agenda, month)
    promised = {item: period for item in meeting.agenda if (period := budget_period(item.title, month))}
    years = _heading_years(blocks)
    meeting_year = fiscal_year_of(meeting.day) if meeting.day else None
    named = (*titled, *promised.values())
    periods = Periods(source.file_name, named, month, years, meeting_year, lambda: year_words(source.lines))

    book = FigureBook()
    commitment_tables: list[tuple[Table, Surroundings]] = []
    receipt_grids: list[tuple[Grid, Surroundings]] = []
    grids: list[tuple[Grid, Surroundings]] = []
    for table, around in surroundings(blocks, agenda, month):
        if is_commitments_table(table):
            commitment_tables.append((table, around))
        elif (grid := read_grid(table)) is not None:
            (receipt_grids if is_advance_receipts(grid, around) else grids).append((grid, around))
    candidates = gather(grids, periods, book.findings)
    _require_year_or_sums(candidates, periods)
    doubted_sections = sections_at_odds(around for _, around in grids)

    def period_of(around: Surroundings, line: int) -> Known[Period]:
        before = [candidate.period for candidate in candidates if candidate.grid.first_line < line]
        if around.section is not None:
            return periods.of_section(around.section, doubted_sections)
        return periods.of(around, line, before[-1] if before else None)

    commitments: list[Commitment] = []
    for table, around in commitment_tables:
        commitments += read_commitments(table, around, period_of(around, table.first_line), book)
    receipts: list[AdvanceReceipt] = []
    for grid, around in receipt_grids:
        receipts += read_advance_receipts(grid, around, period_of(around, grid.first_line), book)
    if not (candidates or commitments or receipts):
        if meeting.committee is None or not meeting.agenda:
            raise nothing_known(source, blocks)
        book.findings.append(Finding("no_figures", None, "no table holds a known account, commitment or receipt"))
    last_figure_line = max((figure.line for figure in book.figures), default=0)
    require_complete(source, blocks, meeting, promised, titled, candidates, last_figure_line, book.findings)
    candidates = name_accounts(candidates, book.findings)
    tables = read_statements(candidates, periods, rules, book)
    changes, words = read_changes(blocks, agenda, month, book)
    meeting = _issued(meeting, source, candidates)
    _find_gaps(meeting, book.findings)
    return Materials(
        meeting,
        tuple(book.figures),
        tables,
        tuple(commitments),
        changes,
        tuple(receipts),
        tuple(book.findings),
        words,
    )


def _require_year_or_sums(candidates: Sequence[Candidate], periods: Periods) -> None:
    """InvalidTextError where no year is printed and no table has sums: nothing shows any amount."""
    unknown = [candidate for candidate in candidates if not is_printed_year(candidate.period.fiscal_year)]
    if unknown and len(unknown) == len(candidates) and not any(candidate.may_be_proven for candidate in candidates):
        raise periods.without_year(candidates[0].grid.first_line)


def _titled_periods(
    blocks: tuple[Block, ...], agenda: frozenset[int], supplementary_month: int | None
) -> tuple[Period, ...]:
    """The periods that headings outside the agenda name."""
    return tuple(
        period
        for block in blocks
        if isinstance(block, Heading) and block.line not in agenda
        if (period := budget_period(block.text, supplementary_month))
    )


def _heading_years(blocks: tuple[Block, ...]) -> frozenset[int]:
    """The fiscal years that headings name, those of the agenda too."""
    return frozenset(
        year
        for block in blocks
        if isinstance(block, Heading)
        for year in find_fiscal_years(f"{block.number or ''} {block.text}")
    )


def _issued(meeting: Meeting, source: SourceText, candidates: Sequence[Candidate]) -> Meeting:
    """The meeting; of a text that is no meeting's, what its cover says of the document."""
    if meeting.committee is not None or (meeting.day and (meeting.start or meeting.agenda)):
        return meeting
    tables = [
        (_statement_name(each), None if each.year.source is Source.ASSUMED else each.period.fiscal_year)
        for each in candidates
    ]
    issued = read_issued(source.lines, tables)
    return replace(
        meeting,
        agency=meeting.agency or issued.body,
        document_kind=issued.kind,
        fiscal_year=issued.fiscal_year,
    )


def _statement_name(candidate: Candidate) -> str:
    """What a statement is called, a budget's otherwise than a settlement's; the title of a table that is none."""
    code = candidate.statement_code
    if code == reference.OTHER_STATEMENT:
        return next((line for line in reversed(candidate.surroundings.lines) if is_title(line)), "")
    name = next(statement.name for statement in reference.statements() if statement.code == code)
    return name if candidate.period.budget_version == "settlement" or name.startswith("資金計画") else f"予定{name}"


def _find_gaps(meeting: Meeting, findings: list[Finding]) -> None:
    if meeting.document_kind is not None:
        named = (("agency", meeting.agency), ("fiscal year", meeting.fiscal_year))
        unnamed = [name for name, value in named if value is None]
        if unnamed:
            message = (
                f"the cover of this {meeting.document_kind} does not name its {' and '.join(unnamed)}:"
                " it is known by its file's name alone"
            )
            findings.append(Finding("unnamed_document", None, message))
        return
    missing = [
        name
        for name, value in (
            ("agency", meeting.agency),
            ("committee", meeting.committee),
            ("number", meeting.number),
            ("date", meeting.day),
        )
        if value is None
    ]
    if missing:
        findings.append(Finding("unnamed_meeting", None, f"the cover does not name the meeting's {', '.join(missing)}"))
