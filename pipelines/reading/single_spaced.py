"""Tables whose cells a single space sets apart: labels with amounts behind them, as text copied out of a page has them.

Amounts are told from the end of a line. Where all rows have as many, a row that has fewer keeps its amounts together
in one cell: which columns they are of is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.reading.aligned import AlignedTable, is_numeral
from pipelines.reading.labels import BEARING_YEARS, SENTENCE_ENDS, is_label_line, names_labels
from pipelines.reading.markup import read_markup
from pipelines.reading.numerals import MINUS_SIGNS, Reading, read_numeral

_WORD = re.compile(r"<u>[^<]*</u>|[^\s<]+|<")
_SIGN = re.compile(rf"[{re.escape(MINUS_SIGNS)}(（]")
_GROUPED = re.compile(r"\d[,，]\d{3}")
_DIGITS = re.compile(r"[0-9０-９]+")
# 6月補正 after 26年度.
_MONTH = re.compile(r"[0-9０-９]+月.*")
_PAGE_NUMBER = re.compile(r"\s*[-－‐–—ー]\s*[0-9０-９]{1,4}\s*[-－‐–—ー]?\s*")
_GOES_ON = ("から", "～", "〜", "至", "-", "－")
_ENDS_AS_A_ROW = re.compile(rf"[0-9０-９{re.escape(MINUS_SIGNS)}―─ー)）%％円>年度]\s*$")
_LONGEST_ROW = 2_000
_MOST_BLANKS = 2
_MOST_LABELS = 4
_FEWEST_ROWS = 3
_FEWEST_WITH_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as a row: its label as it stands, and the amounts and ratios behind it."""

    label: str
    amounts: tuple[str, ...]

    @property
    def has_grouped(self) -> bool:
        """Whether an amount is written as amounts are: 1,234."""
        return any(_GROUPED.search(amount) for amount in self.amounts)


def find_single_spaced_tables(lines: Sequence[str], taken: Collection[int] = ()) -> list[AlignedTable]:
    """The tables in lines, from the top down; the lines that are `taken`, and those with tabs or pipes, are in none."""
    tables = []
    first_free = 0
    for group in _groups(lines, taken):
        count = group.columns
        if count is not None:
            header = _header(lines, group, count, first_free, taken)
            tables.append(AlignedTable(tuple(sorted({**header, **group.cells(lines, count)}.items()))))
            first_free = group.last + 1
    return tables


def _read_line(line: str) -> _Line | None:
    """A line as a row; None where no amount stands behind words."""
    if len(line) > _LONGEST_ROW or "\t" in line or "|" in line or not line or line.isspace():
        return None
    if not _ENDS_AS_A_ROW.search(line):
        return None
    words = list(_WORD.finditer(line))
    amounts = _pop_years(line, words)
    while len(words) > 1 and _is_cell(words[-1][0]):
        first = last = words.pop()
        if len(words) > 1 and _SIGN.fullmatch(words[-1][0]) and any(map(str.isdigit, last[0])):
            first = words.pop()
        amounts.append(line[first.start() : last.end()])
    label = line[: words[-1].end()] if words else ""
    plain = read_markup(label).text.strip()
    is_named = read_numeral(plain).reading in (Reading.TEXT, Reading.UNREADABLE) and not _SIGN.fullmatch(plain)
    if not any(is_numeral(amount) for amount in amounts) or not is_named or plain.endswith(SENTENCE_ENDS):
        return None
    return _Line(label, tuple(reversed(amounts)))


def _pop_years(line: str, words: list[re.Match[str]]) -> list[str]:
    """Take the years behind an amount off a line's words: the last first, 平成27年度から 平成28年度 as one."""
    place = len(words)
    while place > 1 and BEARING_YEARS.fullmatch(words[place - 1][0]):
        place -= 1
    amount = words[place - 1][0]
    if place < 2 or not (_GROUPED.search(amount) or (len(words) - place > 1 and is_numeral(amount))):
        return []
    cells: list[str] = []
    while len(words) > place:
        first = last = words.pop()
        while len(words) > place and words[-1][0].endswith(_GOES_ON):
            first = words.pop()
        cells.append(line[first.start() : last.end()])
    return cells


def _is_cell(word: str) -> bool:
    return is_numeral(word) or read_numeral(word).reading is Reading.RATIO


@dataclass
class _Group:
    """Rows that follow one another: `rows` with amounts and `labels` alone, by line."""

    rows: dict[int, _Line] = field(default_factory=dict)
    labels: list[int] = field(default_factory=list)
    counts: Counter[int] = field(default_factory=Counter)  # how many rows have so many amounts

    adjacent: int = 0  # how many rows follow another without a blank line
    last: int = -1

    def add(self, line: int, row: _Line, labels: Sequence[int] = ()) -> None:
        """Take a row with amounts, and the labels before it."""
        for own in (*labels, line):
            self.adjacent += own - self.last == 1
            self.last = own
        self.labels += labels
        self.rows[line] = row
        self.counts[len(row.amounts)] += 1

    @property
    def usual(self) -> int:
        """How many amounts most rows have."""
        return max(self.counts, key=lambda count: (self.counts[count], count))

    @property
    def first(self) -> int:
        return min(self.rows)

    @property
    def is_tight(self) -> bool:
        """Whether rows mostly follow one another without a blank line."""
        return self.adjacent * 2 >= len(self.rows) + len(self.labels) - 1

    @property
    def columns(self) -> int | None:
        """How many amounts each row has, 0 where that differs; None where this is no table."""
        usual = self.usual
        grouped = sum(row.has_grouped for row in self.rows.values())
        if usual > 1 and self.counts[usual] * 4 >= len(self.rows) * 3:
            return usual if grouped and len(self.rows) >= _FEWEST_WITH_COLUMNS else None
        return 0 if len(self.rows) >= _FEWEST_ROWS and grouped * 2 >= len(self.rows) else None

    def cells(self, lines: Sequence[str], count: int) -> dict[int, tuple[str, ...]]:
        """The cells of each row; `count` is that of the columns, 0 where it differs."""
        rows = {line: _in_columns(row, count) for line, row in self.rows.items()}
        return rows | {line: (lines[line].rstrip(),) for line in self.labels}


def _in_columns(row: _Line, count: int) -> tuple[str, ...]:
    more = len(row.amounts) - count
    if not count or not more:
        return (row.label, *row.amounts)
    if more > 0:
        extra = row.amounts[:more]
        if all(_DIGITS.fullmatch(word) for word in extra):  # リース資産 2 1,000 900
            return (f"{row.label} {' '.join(extra)}", *row.amounts[more:])
        return (row.label, *row.amounts)
    return (row.label, " ".join(row.amounts))


def _groups(lines: Sequence[str], taken: Collection[int]) -> Iterator[_Group]:
    group = _Group()
    labels: list[int] = []
    blanks = 0
    for number, line in enumerate(lines):
        if number not in taken and (not line or line.isspace()):
            blanks += 1
            continue
        was_after, blanks = blanks, 0
        row = None if number in taken else _read_line(line)
        if group.rows and number not in taken:
            if _PAGE_NUMBER.fullmatch(line):
                continue
            if row is not None and was_after <= _MOST_BLANKS:
                group.add(number, row, labels)
                labels = []
                continue
            is_alone = was_after > 0 and (number + 1 == len(lines) or not lines[number + 1].strip())
            if (
                row is None
                and was_after <= _MOST_BLANKS
                and len(labels) < _MOST_LABELS
                and not (group.is_tight and is_alone)
                and is_label_line(line, is_within=not was_after or not group.is_tight)
                and _as_header(line, group.usual) is None
            ):
                labels.append(number)
                continue
        if group.rows:
            yield group
            group, labels = _Group(), []
        if row is not None and (row.has_grouped or len(row.amounts) > 1):
            group.add(number, row)
    if group.rows:
        yield group


def _header(
    lines: Sequence[str], group: _Group, count: int, first_free: int, taken: Collection[int]
) -> dict[int, tuple[str, ...]]:
    """The header above a group and the labels between; labels alone where they stand under a unit or the like.

    What stands between with small amounts (0, 632) alone is a row too.
    """
    names = count or group.usual
    labels: dict[int, tuple[str, ...]] = {}
    blanks = 0
    for number in range(group.first - 1, first_free - 1, -1):
        line = lines[number]
        if number in taken:
            return {}
        if not line.strip():
            blanks += 1
            if blanks > 1 or group.is_tight:
                return {}
            continue
        blanks = 0
        header = _as_header(line, names)
        if header is not None:
            return labels | {number: header}
        if not is_label_line(line, is_within=True):
            return labels if line.strip().startswith(("(", "（", "単位")) else {}
        row = _read_line(line)
        labels[number] = (line.rstrip(),) if row is None else _in_columns(row, count)
        if len(labels) > _MOST_LABELS:
            return {}
    return {}


def _as_header(line: str, count: int) -> tuple[str, ...] | None:
    """A line's words as the names over so many columns of amounts and over the labels; None where it is no header."""
    words = line.split()
    if len(words) < 2 or len(line) > _LONGEST_ROW or "\t" in line or "|" in line:
        return None
    names: list[str] = []
    for word in words:
        is_letter = len(word) == 1 and names and all(len(part) == 1 for part in names[-1].split())
        is_counted = names and _DIGITS.fullmatch(names[-1].rsplit(" ", 1)[-1])
        if is_letter or is_counted:
            names[-1] += f" {word}"
        else:
            names.append(word)
    if line.rstrip().endswith(SENTENCE_ENDS) or any(is_numeral(name) for name in names):
        return None
    over_labels = names_labels(names[0])
    wanted = count + 1 if over_labels else count
    fitting = next((those for those in (names, _with_months(names)) if len(those) == wanted), names)
    if over_labels:
        return tuple(fitting) if len(fitting) > 1 else None
    return ("", *fitting) if len(fitting) == wanted > 1 and not line[0].isspace() else None


def _with_months(names: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for name in names:
        if joined and _MONTH.fullmatch(name.replace(" ", "")) and "年" in joined[-1]:
            joined[-1] += f" {name}"
        else:
            joined.append(name)
    return joined
