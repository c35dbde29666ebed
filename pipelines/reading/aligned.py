"""Pieces of text at places on a line → tables: which lines are rows of one, and in which column each piece stands.

Places count half-width characters (in a PDF: half of the size of its letters). Amounts are told apart by the right
edge that they share, everything else by what stands above and below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipelines.reading.markup import read_markup
from pipelines.reading.numerals import Reading, read_numeral

_AMOUNTS = (Reading.NUMBER, Reading.DOUBTFUL, Reading.NIL)
_PAGE_NUMBER = re.compile(r"[-－‐–—ー]?\s*[0-9０-９]{1,4}\s*(?:[/／]\s*[0-9０-９]{1,4}|[-－‐–—ー])?")
_SENTENCE_ENDS = ("。", "、", "，")
_NOTE = re.compile(r"[【〔\[(（].*[】〕\])）]|単位.*|[¹²³⁰⁴-⁹※・…*-].*")
_SIGN = re.compile(r"[△▲(（]")
# How far the right edges of one column's amounts may lie apart.
_EDGE = 1.0
# Letters of a word that is spaced out (資  産) stand at most so far apart.
_LETTER_GAP = 8
_MOST_BLANKS = 4
_MOST_HEADER_LINES = 12
_MOST_LABELS_UNDER_HEADER = 4
_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text and where it begins and ends on its line; `parts` are its words, where it has several."""

    start: float
    end: float
    text: str
    parts: tuple[Span, ...] = ()

    @property
    def is_amount(self) -> bool:
        """Whether it is a number or a dash."""
        return is_numeral(self.text)

    def overlaps(self, other: Span | _Column) -> bool:
        """Whether the two share a place on their lines."""
        return self.start < other.end and other.start < self.end

    def distance(self, column: _Column) -> float:
        """How much room is between."""
        return max(0.0, column.start - self.end, self.start - column.end)


Spans = tuple[Span, ...]


def is_numeral(text: str) -> bool:
    """Whether a text is a number or a dash."""
    return read_numeral(read_markup(text).text).reading in _AMOUNTS


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """The rows of a table: the index of each line, and its cells, empty ones too.

    `indents` is for each row how far its first cell stands right of the leftmost; none where cells say so themselves.
    """

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    indents: tuple[int, ...] = ()


@dataclass(eq=False)
class _Column:
    start: float
    end: float
    rows: set[int]
    spans: list[Span]
    holds_amounts: bool = False

    def overlaps(self, other: _Column) -> bool:
        """Whether the two share a place on their lines."""
        return self.start < other.end and other.start < self.end

    def distance(self, column: _Column) -> float:
        """How much room is between."""
        return max(0.0, column.start - self.end, self.start - column.end)

    def take(self, row: int, span: Span) -> None:
        """Put a row's span into the column."""
        self.start, self.end = min(self.start, span.start), max(self.end, span.end)
        self.rows.add(row)
        self.spans.append(span)

    def merge(self, other: _Column) -> None:
        """Put another column's spans into this one."""
        self.start, self.end = min(self.start, other.start), max(self.end, other.end)
        self.rows |= other.rows
        self.spans += other.spans


def find_tables(lines: Sequence[Spans]) -> list[AlignedTable]:
    """The tables in lines of spans (none: a blank line), from the top down. What is no table's row is in none."""
    lines = [_join_signs(spans) for spans in lines]
    tables: list[AlignedTable] = []
    first_free = 0
    for group in _groups(lines):
        header = _header(lines, group, first_free)
        if len(group.amount_rows) > 1 or _names_columns(lines, header, group):
            tables.append(_lay_out(lines, header, group))
            first_free = group.last + 1
    return tables


def is_amount_row(spans: Spans) -> bool:
    """Whether a line holds an amount beside something else."""
    return len(spans) > 1 and any(span.is_amount for span in spans[1:]) and not spans[-1].text.endswith(_SENTENCE_ENDS)


def _join_signs(spans: Spans) -> Spans:
    """Put a sign or bracket that stands apart before the number to which it belongs."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if before and (_opens(before, span) or _closes(before, span)):
            joined[-1] = Span(before.start, span.end, before.text + span.text)
        else:
            joined.append(span)
    return tuple(joined)


def _opens(sign: Span, number: Span) -> bool:
    return _SIGN.fullmatch(sign.text) is not None and number.text[0] not in "(（" and _has_digit(number)


def _closes(number: Span, bracket: Span) -> bool:
    return bracket.text in (")", "）") and number.text.startswith(("(", "（")) and _has_digit(number)


def _has_digit(span: Span) -> bool:
    return any(character.isdigit() for character in span.text)


@dataclass
class _Group:
    """Lines that go on with one another: `rows` by line, those with amounts and those with a label alone."""

    rows: dict[int, Spans] = field(default_factory=dict)
    amount_rows: list[int] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)
    left: float = float("inf")  # where the leftmost amount begins

    @property
    def last(self) -> int:
        return self.amount_rows[-1]

    @property
    def is_tight(self) -> bool:
        """Whether rows mostly follow one another without a blank line."""
        lines = sorted(self.rows)
        adjacent = sum(after - before == 1 for before, after in pairwise(lines))
        return len(lines) == 1 or adjacent * 2 >= len(lines) - 1

    def add(self, line: int, spans: Spans) -> None:
        """Take a row with amounts."""
        self.rows[line] = spans
        self.amount_rows.append(line)
        amounts = [span for number, span in enumerate(spans) if span.is_amount and (number or len(spans) == 1)]
        for span in amounts:
            self.left = min(self.left, span.start)
            if not self._has_edge(span.end):
                self.edges.append(span.end)

    def _has_edge(self, end: float) -> bool:
        return any(abs(edge - end) <= _EDGE for edge in self.edges)

    def fits(self, spans: Spans, *, is_next: bool) -> bool:
        """Whether a line's amounts stand in columns of the group; or one right of them all, in the very next line."""
        amounts = [span for number, span in enumerate(spans) if span.is_amount and (number or len(spans) == 1)]
        if not amounts:
            return False
        last = self.rows[self.last]
        placed = sum(
            self._has_edge(span.end) or (len(spans) > 1 and any(span.overlaps(other) for other in last))
            for span in amounts
        )
        return placed * 2 >= len(amounts) or (is_next and self._steps_right(spans, amounts))

    def _steps_right(self, spans: Spans, amounts: Sequence[Span]) -> bool:
        """Whether a label of the group has its only amount in a column of sums, right of all others."""
        labels = [row[0].start for row in self.rows.values() if not row[0].is_amount]
        return (
            len(amounts) == 1
            and len(spans) == 2
            and bool(labels)
            and min(labels) - _EDGE <= spans[0].start < self.left
            and amounts[0].start > max(self.edges)
        )

    def split(self, spans: Spans) -> Spans:
        """Cut numbers off that stand in a column but a single space behind the words before them."""
        cut: list[Span] = []
        for span in spans:
            parts = list(span.parts)
            tail: list[Span] = []
            while len(parts) > 1 - bool(tail) and parts and parts[-1].is_amount and self._has_edge(parts[-1].end):
                number = parts.pop()
                if parts and _SIGN.fullmatch(parts[-1].text):  # as △ 1,234
                    sign = parts.pop()
                    number = Span(sign.start, number.end, f"{sign.text} {number.text}")
                tail.insert(0, number)
            if not tail or (not parts and len(tail) == 1):
                cut.append(span)
                continue
            if parts:
                cut.append(Span(parts[0].start, parts[-1].end, " ".join(part.text for part in parts), tuple(parts)))
            cut += tail
        return tuple(cut)

    def is_label(self, spans: Spans) -> bool:
        """Whether a line may be a row with a label alone."""
        text = " ".join(span.text for span in spans)
        return (
            spans[-1].start < self.left
            and spans[-1].end - spans[0].start <= _LONGEST_LABEL
            and not text.endswith(_SENTENCE_ENDS)
            and _NOTE.fullmatch(text) is None
        )


def _groups(lines: Sequence[Spans]) -> Iterator[_Group]:
    group = _Group()
    labels: list[int] = []
    blanks = 0
    for line, spans in enumerate(lines):
        if not spans:
            blanks += 1
            continue
        was_after, blanks = blanks, 0
        if group.rows:
            if len(spans) == 1 and _PAGE_NUMBER.fullmatch(spans[0].text):
                continue
            row = group.split(spans)
            goes_on = was_after <= _MOST_BLANKS
            if goes_on and (is_amount_row(row) or len(row) == 1) and group.fits(row, is_next=not was_after):
                group.rows.update((label, lines[label]) for label in labels)
                group.add(line, row)
                labels = []
                continue
            if goes_on and not any(span.is_amount for span in row[1:]) and group.is_label(row):
                stands_alone = was_after and (line + 1 == len(lines) or not lines[line + 1])
                if not (group.is_tight and stands_alone):
                    labels.append(line)
                    continue
            yield group
            group, labels = _Group(), []
        if is_amount_row(spans):
            group.add(line, spans)
    if group.rows:
        yield group


def _header(lines: Sequence[Spans], group: _Group, first_free: int) -> list[int]:
    """The lines above a group that belong to it: its header and the labels between; none where it has no header."""
    above: list[int] = []
    header: list[int] = []
    labels = blanks = 0
    for line in range(group.amount_rows[0] - 1, max(first_free, group.amount_rows[0] - _MOST_HEADER_LINES) - 1, -1):
        spans = lines[line]
        if not spans:
            blanks += 1
            if blanks > 1 or (header and group.is_tight):
                break
            continue
        blanks = 0
        text = " ".join(span.text for span in spans)
        if is_amount_row(spans) or text.endswith(_SENTENCE_ENDS) or (len(spans) == 1 and _is_caption(text)):
            break
        is_over_amounts = spans[-1].end > group.left
        if is_over_amounts and len(spans) > 1:
            above.append(line)
            header, labels = list(above), 0
        elif is_over_amounts and not _is_within_column(spans[0], lines, header, group):
            break
        else:
            above.append(line)
            if is_over_amounts and header:
                header = list(above)
            labels += not is_over_amounts
            if labels > _MOST_LABELS_UNDER_HEADER:
                break
    return sorted(header)


def _is_caption(text: str) -> bool:
    return _NOTE.fullmatch(text) is not None or _PAGE_NUMBER.fullmatch(text) is not None


def _is_within_column(span: Span, lines: Sequence[Spans], header: Sequence[int], group: _Group) -> bool:
    """Whether the only word of a line stands over one column of several, and not across the table as a title does."""
    if len(group.edges) < 2 or span.start < group.left - 2:
        return False
    covers = any(sum(span.overlaps(cell) for cell in lines[line]) > 1 for line in header)
    amounts = [edge for edge in group.edges if span.start < edge < span.end]
    return not covers and len(amounts) < 2 and span.end <= max(group.edges) + 2


def _names_columns(lines: Sequence[Spans], header: Sequence[int], group: _Group) -> bool:
    """Whether a header stands over at least two of the pieces of a single row, or has as many."""
    row = group.rows[group.amount_rows[0]]
    over = (sum(any(name.overlaps(cell) for name in lines[line]) for cell in row) for line in header)
    return max(over, default=0) > 1 or any(len(_join_letters(lines[line], ())) == len(row) for line in header)


def _lay_out(lines: Sequence[Spans], header: Sequence[int], group: _Group) -> AlignedTable:
    columns = _columns(group)
    names = {line: _join_letters(lines[line], columns) for line in header if lines[line][-1].end > group.left}
    homes = {id(span): column for column in columns for span in column.spans}
    homes |= _place_header(names, columns)
    columns.sort(key=lambda column: (column.start, column.end))
    number_of = {id(column): number for number, column in enumerate(columns)}
    rows, indents = [], []
    for line in sorted({*header, *group.rows}):
        cells: list[list[str]] = [[] for _ in columns]
        starts = [columns[0].end]
        for span in names.get(line) or group.rows.get(line) or lines[line]:
            home = homes.get(id(span)) or min(columns, key=span.distance)
            cells[number_of[id(home)]].append(span.text)
            starts += [span.start] if home is columns[0] else []
        rows.append((line, tuple(" ".join(texts) for texts in cells)))
        indents.append(max(0, round(min(starts) - columns[0].start)) if cells[0] else 0)
    return AlignedTable(tuple(rows), tuple(indents))


def _columns(group: _Group) -> list[_Column]:
    """The columns of a group from the spans of its rows with amounts."""
    spans = [(line, span) for line in group.amount_rows for span in group.rows[line]]
    amounts = [(line, span) for line, span in spans if span.is_amount]
    texts = [(line, span) for line, span in spans if not span.is_amount]
    columns = _amount_columns(amounts)
    others: list[_Column] = []
    for line, span in sorted(texts, key=lambda text: text[1].start):
        home = next((c for c in columns if span.overlaps(c) and line not in c.rows and span.end <= c.end + _EDGE), None)
        if home is None:
            home = next((c for c in others if span.overlaps(c)), None)
        if home is None:
            others.append(_Column(span.start, span.end, {line}, [span]))
        else:
            home.take(line, span)
    left = min((column.start for column in columns), default=0.0)
    labels = [column for column in others if column.start < left]
    return [*_merge_labels(labels), *(column for column in others if column.start >= left), *columns]


def _amount_columns(amounts: Sequence[tuple[int, Span]]) -> list[_Column]:
    """One column for each right edge; edges of which no row has both and whose amounts overlap are one."""
    columns: list[_Column] = []
    for line, span in sorted(amounts, key=lambda amount: amount[1].end):
        if columns and span.end - columns[-1].spans[-1].end <= _EDGE and line not in columns[-1].rows:
            columns[-1].take(line, span)
        else:
            columns.append(_Column(span.start, span.end, {line}, [span], holds_amounts=True))
    merged: list[_Column] = []
    for column in columns:
        before = merged[-1] if merged else None
        if before and before.end > column.start and not before.rows & column.rows:
            before.merge(column)
        else:
            merged.append(column)
    return merged


def _merge_labels(labels: Sequence[_Column]) -> list[_Column]:
    """Left of the amounts: indented labels and spaced-out letters are one column; words side by side are two."""
    merged: list[_Column] = []
    for column in sorted(labels, key=lambda column: column.start):
        before = merged[-1] if merged else None
        if before and (not before.rows & column.rows or _are_letters(column) or _are_letters(before)):
            before.merge(column)
        else:
            merged.append(column)
    return merged


def _are_letters(column: _Column) -> bool:
    return all(len(span.text) == 1 for span in column.spans)


def _join_letters(spans: Spans, columns: Sequence[_Column]) -> Spans:
    """A header's words whose letters stand apart (金  額) in one piece, unless they stand over different columns."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if (
            before
            and len(span.text) == len(before.text.replace(" ", "")[-1:]) == 1
            and len(before.text.split(" ")[-1]) == 1
            and span.start - before.end <= _LETTER_GAP
            and len({n for n, c in enumerate(columns) for s in (before, span) if s.overlaps(c)}) < 2
        ):
            joined[-1] = Span(before.start, span.end, f"{before.text} {span.text}")
        else:
            joined.append(span)
    return tuple(joined)


def _place_header(names: Mapping[int, Spans], columns: list[_Column]) -> dict[int, _Column]:
    """The column of each word of a header (by identity). Words above one another go together.

    What stands over no column, while the nearest has its own name, names a column that is blank: it is added.
    """
    stacks = _stacks(names)
    best = [_best(stack, columns) for stack in stacks]
    named = {id(home) for stack, home in zip(stacks, best, strict=True) if stack.overlaps(home)}
    left = min((column.start for column in columns if column.holds_amounts), default=0.0)
    homes: dict[int, _Column] = {}
    for stack, nearest in zip(stacks, best, strict=True):
        home = nearest
        if id(home) in named and stack.end > left and not stack.overlaps(home):
            free = [
                c for c in columns if id(c) not in named and stack.distance(c) <= stack.distance(home) + _LETTER_GAP
            ]
            if free:
                home = min(free, key=stack.distance)
            else:
                home = _Column(stack.start, stack.end, set(), [])
                columns.append(home)
        named.add(id(home))
        homes |= {id(span): home for span in stack.spans}
    for spans in names.values():
        homes |= {id(span): _best(span, columns) for span in spans if id(span) not in homes}
    return homes


def _stacks(names: Mapping[int, Spans]) -> list[_Column]:
    """The words of a header that stand above one another, from left to right; without those that reach over several."""
    stacks: list[_Column] = []
    words = [(line, span) for line, spans in names.items() for span in spans]
    for line, span in sorted(words, key=lambda word: word[1].end - word[1].start):
        below = [stack for stack in stacks if span.overlaps(stack)]
        if len(below) > 1 and any(one.rows & other.rows for one, other in pairwise(below)):
            continue
        if below:
            for other in below[1:]:
                below[0].merge(other)
                stacks.remove(other)
            below[0].take(line, span)
        else:
            stacks.append(_Column(span.start, span.end, {line}, [span]))
    return sorted(stacks, key=lambda stack: stack.start)


def _best(span: Span | _Column, columns: Sequence[_Column]) -> _Column:
    """The column that a header's word stands over most, else the nearest."""

    def shared(column: _Column) -> float:
        return min(span.end, column.end) - max(span.start, column.start)

    over = max(columns, key=shared)
    return over if shared(over) > 0 else min(columns, key=span.distance)
