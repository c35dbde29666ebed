"""Is the text whole? A file that was cut off must not pass for a meeting's materials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile, takewhile

from pipelines.interpreting.accounts import chart
from pipelines.interpreting.candidates import Candidate
from pipelines.interpreting.context import find_statement
from pipelines.interpreting.model import AgendaItem, Finding, Meeting, Period
from pipelines.interpreting.not_understood import without_closing_row
from pipelines.interpreting.units import find_unit
from pipelines.reading.blocks import Block, Table
from pipelines.reading.characters import compact
from pipelines.reading.markup import read_markup
from pipelines.reading.source import InvalidTextError, SourceText

_PHRASES = re.compile(r"(?:\(案\)|\(報告\)|について|に関する件|の件|等?の(?:報告|承認))+$")
_LONGEST_TITLE = 30
_SENTENCE_ENDS = ("。", ")", "）", "」", "』", "】", "〕", "]", ">", "以上")


def require_complete(
    source: SourceText,
    blocks: Sequence[Block],
    meeting: Meeting,
    promised: Mapping[AgendaItem, Period],
    titled: Sequence[Period],
    candidates: Sequence[Candidate],
    last_figure_line: int,
    findings: list[Finding],
) -> None:
    """Raise InvalidTextError where the end of the text shows that it was cut off; report what is merely missing.

    A cut shows in a statement of this agency without its closing row at the very end, in a tag that is not closed, in a
    table of contents whose last title never comes, or in an agenda whose last items have no part when the text ends in
    a table that may go on or within a sentence, or when they are most of it. What is merely missing is a finding.
    """
    last_line = max(number for number, line in enumerate(source.lines, 1) if line.strip())
    for candidate in candidates:
        if candidate.is_laid_out or _is_summary(candidate):
            continue
        if candidate.outline.rows[-1].path == chart(candidate.statement_code).closing_path:
            continue
        problem = without_closing_row(candidate)
        # The cut may have left the last row without its tab.
        if candidate.grid.last_line >= last_line - 1 and not _is_of_another_body(candidate):
            raise InvalidTextError(source.file_name, last_line, f"the file is cut off: {problem}")
        findings.append(Finding("unfinished_table", candidate.grid.first_line, problem))
    tail = source.lines[last_line - 1]
    if any(read_markup(cell).is_cut_off for cell in tail.split("\t")):
        raise InvalidTextError(source.file_name, last_line, "the file is cut off within a cell (a tag is not closed)")

    answered = {
        item: promised[item] in titled if item in promised else _is_answered(item, source) for item in meeting.agenda
    }
    at_end = list(takewhile(lambda item: not answered[item], reversed(meeting.agenda)))[::-1]
    has_line_end = source.ends_with_newline or last_line < len(source.lines)
    ends_in_line = not has_line_end and not tail.rstrip().endswith(_SENTENCE_ENDS)
    ends_in_table = isinstance(blocks[-1], Table) and not any(_closes(candidate, last_line) for candidate in candidates)
    if at_end and (ends_in_table or ends_in_line or 2 * len(at_end) > len(meeting.agenda)):
        problem = f"the file is cut off: it ends before agenda item ({at_end[0].number}) {at_end[0].title}"
        raise InvalidTextError(source.file_name, last_line, problem)
    unreached = _unreached_title(source)
    if unreached is not None:
        problem = f"the file is cut off: the table of contents in line {unreached[0]} promises {unreached[1]}"
        raise InvalidTextError(source.file_name, last_line, problem)
    if ends_in_line:
        message = "the last line has neither a line end nor the end of a sentence: the file may be cut off"
        findings.append(Finding("unfinished_line", last_line, message))
    last_row = max((candidate.grid.last_line for candidate in candidates), default=last_figure_line)
    findings += _titles_without_table(source, max(last_row, last_figure_line))
    for item in meeting.agenda:
        if not answered[item]:
            message = f"agenda item ({item.number}) {item.title} has no part of its own in the text"
            findings.append(Finding("missing_part", item.line, message))


def _is_of_another_body(candidate: Candidate) -> bool:
    """Whether a statement has accounts that are not this agency's, and sums of its own: others close by other rows."""
    accounts = chart(candidate.statement_code)
    return candidate.may_be_proven and not all(accounts.knows(row.label) for row in candidate.outline.rows)


def _closes(candidate: Candidate, line: int) -> bool:
    """Whether a line is the closing row of a statement."""
    closing = chart(candidate.statement_code).closing_path
    return candidate.grid.last_line == line and candidate.outline.rows[-1].path == closing


def _unreached_title(source: SourceText) -> tuple[int, str] | None:
    """Line and title of the last entry of a table of contents, where the text reaches the first but not the last."""
    heads = [number for number, line in enumerate(source.lines, 1) if compact(line) == "目次"]
    if not heads:
        return None
    entries = [
        (number, cells[1])
        for number, line in _rows_after(source, heads[-1])
        if len(cells := [cell.strip() for cell in line.split("\t") if cell.strip()]) > 1
    ]
    if not entries:
        return None
    last, title = entries[-1]
    first_reached, last_reached = (
        any(compact(wanted) in compact(line) for line in source.lines[last:]) for wanted in (entries[0][1], title)
    )
    return (last, title) if first_reached and not last_reached else None


def _rows_after(source: SourceText, head: int) -> Iterator[tuple[int, str]]:
    """The rows of the table that follows a heading."""
    following = enumerate(source.lines[head:], head + 1)
    rows = dropwhile(lambda entry: not entry[1].strip(), following)
    return takewhile(lambda entry: "\t" in entry[1], rows)


def _is_summary(candidate: Candidate) -> bool:
    """A summary prints only totals and results of a statement: it need not end as the statement does."""
    return all(row.role in ("total", "result") for row in candidate.outline.rows)


def _titles_without_table(source: SourceText, last_row: int) -> Iterator[Finding]:
    """The first title of a statement, or unit, that stands alone after the last table that was read."""
    for number, line in enumerate(source.lines[last_row:], last_row + 1):
        is_title = len(compact(line)) <= _LONGEST_TITLE and find_statement(line) is not None
        if is_title or find_unit(line) is not None:
            yield Finding("missing_table", number, f"no table with amounts follows {compact(line)}")
            return


def _is_answered(item: AgendaItem, source: SourceText) -> bool:
    subject = _PHRASES.sub("", compact(item.title))
    return any(subject in compact(line) for number, line in enumerate(source.lines, 1) if number != item.line)
