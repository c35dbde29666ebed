"""Is the text whole? A file that was cut off must not pass for a meeting's materials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from pipelines.interpreting.accounts import chart
from pipelines.interpreting.candidates import Candidate
from pipelines.interpreting.context import find_statement, find_unit
from pipelines.interpreting.model import AgendaItem, Finding, Meeting, Period
from pipelines.reading.characters import compact
from pipelines.reading.markup import read_markup
from pipelines.reading.source import InvalidTextError, SourceText

_PHRASES = re.compile(r"(?:\(案\)|\(報告\)|について|に関する件|の件|等?の(?:報告|承認))+$")
_LONGEST_TITLE = 30
_SENTENCE_ENDS = ("。", ")", "）", "」", "』", "】", "〕", "]", ">", "以上")


def require_complete(
    source: SourceText,
    meeting: Meeting,
    promised: Mapping[AgendaItem, Period],
    titled: Sequence[Period],
    candidates: Sequence[Candidate],
    last_figure_line: int,
    findings: list[Finding],
) -> None:
    """Raise InvalidTextError where the end of the text shows that it was cut off; report what is merely missing.

    A cut shows in a statement without its closing row at the very end, in a tag that is not closed, or in an agenda
    whose last items have no part when the text ends in a table or within a sentence, or when they promise figures.
    """
    last_line = max(number for number, line in enumerate(source.lines, 1) if line.strip())
    for candidate in candidates:
        if candidate.outline.rows[-1].path == chart(candidate.statement_code).closing_path or _is_summary(candidate):
            continue
        start = candidate.grid.first_line
        problem = f"the {candidate.statement_code} that starts in line {start} has no closing row"
        if candidate.grid.last_line >= last_line - 1:  # the cut may have left the last row without its tab
            raise InvalidTextError(source.file_name, last_line, f"the file is cut off: {problem}")
        findings.append(Finding("unfinished_table", start, problem))
    tail = source.lines[last_line - 1]
    if any(read_markup(cell).is_cut_off for cell in tail.split("\t")):
        raise InvalidTextError(source.file_name, last_line, "the file is cut off within a cell (a tag is not closed)")

    answered = {
        item: promised[item] in titled if item in promised else _is_answered(item, source) for item in meeting.agenda
    }
    at_end = list(takewhile(lambda item: not answered[item], reversed(meeting.agenda)))[::-1]
    has_line_end = source.ends_with_newline or last_line < len(source.lines)
    ends_in_line = not has_line_end and not tail.rstrip().endswith(_SENTENCE_ENDS)
    ends_within = "\t" in tail or ends_in_line
    if at_end and (ends_within or any(item in promised for item in at_end)):
        problem = f"the file is cut off: it ends before agenda item ({at_end[0].number}) {at_end[0].title}"
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
