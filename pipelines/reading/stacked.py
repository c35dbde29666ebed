"""Tables of which each cell stands on a line of its own → rows. A row's line is that of its label.

Three orders occur: column by column (blank lines are empty cells), row by row (a label, then its amounts), and all
labels first, then all values. What cannot be told for certain is not read, and a note says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipelines.reading.characters import compact
from pipelines.reading.labels import BEARING_YEARS, SENTENCE_ENDS, names_labels
from pipelines.reading.laid_out import Item, LaidOut, Layouts, rows_as_items
from pipelines.reading.markup import read_markup
from pipelines.reading.numerals import Reading, read_numeral
from pipelines.reading.pairing import pair

_AMOUNTS = (Reading.NUMBER, Reading.DOUBTFUL, Reading.NIL, Reading.RATIO, Reading.BEYOND)
_GROUPED = re.compile(r"[0-9０-９][,，][0-9０-９]{3}")
_ITEM = re.compile(r"[(（][0-9０-９]{1,2}[)）]|[-－‐–—ー]\s*[0-9０-９]{1,4}\s*[-－‐–—ー]")
_BARE_MARK = re.compile(r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX①-⑳ア-ン(（)）0-9０-９.．]{1,4}")
_CAPTION = re.compile(r".*(?:単位|現在[)）]?$|まで[)）]?$).*|[〔\[【].*[〕\]】]")
_YEAR = re.compile(r".*年度?(?:末|決算|予算|当初|\d+月補正)?(?:[(（].*[)）])?")
_LAST_NAME = re.compile(r".*計|増減|備考|比率|割合")
_NUMBER_BEHIND = re.compile(r"\S\s+[△▲(（\-−]?\s*\d[\d,.]*[)）]?\s*$")
_LONGEST_LABEL = 60
_MOST_BLANKS = 2
_MOST_ROWS = 5_000
_MOST_TRIED = 10
_FEWEST_AMOUNTS = 3
_MOST_IN_ROW = 12
_MOST_STEPS = 3
_MOST_LABELS_ABOVE = 4
_FEWEST_LISTED = 5


class _Kind(StrEnum):
    BLANK = "blank"
    LABEL = "label"
    AMOUNT = "amount"
    CAPTION = "caption"  # a unit or a day: what stands above a table
    OTHER = "other"  # prose, rows of tables


def find_stacked_tables(lines: Sequence[str], taken: Collection[int] = ()) -> Layouts:
    """The tables in lines of one cell each; the lines that are `taken` are in none."""
    kinds = [_Kind.OTHER if number in taken else _kind(line) for number, line in enumerate(lines)]
    found = list(_columns_in(lines, kinds))
    for table in found:
        kinds[table.first : table.last + 1] = [_Kind.OTHER] * (table.last + 1 - table.first)
    notes: list[str] = []
    start = 0
    while start < len(lines):
        region = _region(kinds, start) if kinds[start] is _Kind.LABEL else []
        if len(region) > 1:
            tables, told = _read_region([_Token(number, kinds[number], lines[number]) for number in region])
            found += tables
            notes += told
        start = region[-1] + 1 if region else start + 1
    return Layouts(tuple(found), tuple(notes))


def _columns_in(lines: Sequence[str], kinds: Sequence[_Kind]) -> Iterator[LaidOut]:
    """The tables whose cells stand column by column."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and kinds[end] is _Kind.LABEL:
            end += 1
        named = [number for number in range(start + 1, end) if names_labels(lines[number])][-_MOST_TRIED:]
        table = None
        for first in (start, *named) if end > start else ():
            table = table or _column_by_column(lines, kinds, first, end)
        if table is not None:
            yield table
        start = table.last + 1 if table is not None else max(end, start + 1)


def _kind(line: str) -> _Kind:
    text = line.strip()
    if not text:
        return _Kind.BLANK
    if "\t" in line or "|" in line or len(text) > _LONGEST_LABEL or text.endswith(SENTENCE_ENDS):
        return _Kind.OTHER
    if text.startswith(("- ", "#", "…", "・")) or _NUMBER_BEHIND.search(text):
        return _Kind.AMOUNT if _is_amount(text) else _Kind.OTHER
    if _ITEM.fullmatch(text) or _CAPTION.fullmatch(text):
        return _Kind.CAPTION
    return _Kind.AMOUNT if _is_amount(text) else _Kind.LABEL


def _is_amount(text: str) -> bool:
    return read_numeral(read_markup(text).text).reading in _AMOUNTS


def _column_by_column(lines: Sequence[str], kinds: Sequence[_Kind], start: int, end: int) -> LaidOut | None:
    """The table of which the first column begins at a line: a name and so many cells, then the next column.

    `end` is the first line from there on that is no label.
    """
    if end == len(lines) or kinds[end] not in (_Kind.AMOUNT, _Kind.BLANK) or end - start > _MOST_ROWS:
        return None
    is_unnamed = start > 0 and kinds[start - 1] is _Kind.BLANK and not names_labels(lines[start])
    for first in (start, start - 1) if is_unnamed else (start,):
        has_name = first == start
        reach = end - 1 - first  # to the name over the first column of amounts
        for before in range(1, 4):
            height = reach // before
            if reach % before == 0 and height > 2:
                count = _count_columns(kinds, first, height)
                is_sound = has_name or all(_names_year(lines[first + n * height]) for n in range(1, count))
                if count > before and is_sound and _is_worth_it(lines, kinds, range(first, first + count * height)):
                    tops = range(first, first + count * height, height)
                    has_words = any(kinds[top + 1] is _Kind.LABEL for top in tops[1:])
                    named = any(_names_column(lines[first + n]) for n in range(1, height))
                    by_row = not has_words and (count > height or named)
                    return _as_rows(lines, first, height, count, by_row=by_row)
    return None


def _count_columns(kinds: Sequence[_Kind], first: int, height: int) -> int:
    """How many columns of a height follow one another until a blank line or the end; 0 where they do not end there."""
    count = 1
    while True:
        top = first + count * height
        if top >= len(kinds) or kinds[top] in (_Kind.BLANK, _Kind.OTHER):
            return count if top <= len(kinds) else 0
        cells = kinds[top + 1 : top + height]
        is_sound = kinds[top] is _Kind.LABEL and len(cells) == height - 1
        # A column that is filled but for its last cell has lost one: the blank is what ends the table.
        has_ended = cells[-1:] == [_Kind.BLANK] and _Kind.AMOUNT in cells
        holds_amounts = all(kind in (_Kind.AMOUNT, _Kind.BLANK) for kind in cells) and not has_ended
        if not is_sound or not (holds_amounts or all(kind is _Kind.LABEL for kind in cells)):
            return 0
        count += 1


def _is_worth_it(lines: Sequence[str], kinds: Sequence[_Kind], place: range) -> bool:
    amounts = [lines[number] for number in place if kinds[number] is _Kind.AMOUNT]
    return len(amounts) > 1 and any(_GROUPED.search(amount) for amount in amounts)


def _names_column(text: str) -> bool:
    """Whether a name stands over amounts rather than beside them: such cells stand row by row."""
    return _names_year(text) or compact(text) in ("金額", "予算額", "決算額")


def _names_year(text: str) -> bool:
    return _YEAR.fullmatch(compact(text)) is not None or compact(text) == "増減"


def _as_rows(lines: Sequence[str], first: int, height: int, count: int, *, by_row: bool) -> LaidOut:
    """The rows of columns of a height; `by_row`: what looks like columns are the rows themselves."""
    last = first + count * height - 1
    if by_row:
        rows = [(top, tuple(lines[top : top + height])) for top in range(first, last + 1, height)]
    else:
        rows = [(first + row, tuple(lines[first + row : last + 1 : height])) for row in range(height)]
    return LaidOut(first, last, tuple(rows_as_items([(n, tuple(map(str.rstrip, cells))) for n, cells in rows])))


@dataclass(frozen=True, slots=True)
class _Token:
    """A line that is not blank."""

    line: int
    kind: _Kind
    text: str


def _region(kinds: Sequence[_Kind], start: int) -> list[int]:
    """The lines from one on that are labels, amounts or captions; only the last of them where too few are amounts."""
    region: list[int] = []
    blanks = 0
    number = start
    while number < len(kinds) and kinds[number] is not _Kind.OTHER and blanks <= _MOST_BLANKS:
        if kinds[number] is _Kind.BLANK:
            blanks += 1
        else:
            region.append(number)
            blanks = 0
        number += 1
    return region if sum(kinds[line] is _Kind.AMOUNT for line in region) >= _FEWEST_AMOUNTS else region[-1:]


@dataclass(frozen=True, slots=True)
class _Stack:
    """Labels (and captions), and the amounts that follow them."""

    labels: tuple[_Token, ...]
    amounts: tuple[_Token, ...]


def _read_region(tokens: Sequence[_Token]) -> tuple[list[LaidOut], list[str]]:
    found: list[LaidOut] = []
    notes: list[str] = []
    group: list[_Stack] = []
    stacks = list(_stacks(tokens))
    number = 0
    while number < len(stacks):
        stack = stacks[number]
        number += 1
        grouped = sum(_GROUPED.search(amount.text) is not None for amount in stack.amounts)
        if min(len(stack.labels), len(stack.amounts)) >= _FEWEST_LISTED and grouped * 2 >= len(stack.amounts):
            found += _row_by_row(group)
            group = []
            columns: list[_Stack] = []
            while number < len(stacks) and _is_column_beside(stacks[number], stack):
                columns.append(stacks[number])
                number += 1
            table, told = _labels_first(stack, columns)
            if table or len(columns) < _FEWEST_AMOUNTS or len(stack.amounts) > _MOST_IN_ROW:
                found += table
                notes += told
                continue
            number -= len(columns)
        captions = [place for place, token in enumerate(stack.labels) if token.kind is _Kind.CAPTION]
        if captions and group:
            found += _row_by_row(group)
            group = []
        group.append(_Stack(stack.labels[captions[-1] + 1 :] if captions else stack.labels, stack.amounts))
    return [*found, *_row_by_row(group)], notes


def _is_column_beside(stack: _Stack, first: _Stack) -> bool:
    """Whether a stack is another column of values: as many, under a name alone."""
    return len(stack.amounts) == len(first.amounts) and len(stack.labels) <= _MOST_STEPS


def _stacks(tokens: Sequence[_Token]) -> Iterator[_Stack]:
    labels: list[_Token] = []
    amounts: list[_Token] = []
    for token in tokens:
        if token.kind is _Kind.AMOUNT or (amounts and BEARING_YEARS.fullmatch(compact(token.text))):
            amounts.append(token)
            continue
        if amounts:
            yield _Stack(tuple(labels), tuple(amounts))
            labels, amounts = [], []
        labels.append(token)
    if amounts:
        yield _Stack(tuple(labels), tuple(amounts))


def _row_by_row(group: Sequence[_Stack]) -> list[LaidOut]:
    """A label and behind it its amounts. Where all rows have as many, those of a row with fewer stay in one cell."""
    stacks = [stack for stack in group if stack.labels]
    is_named = bool(stacks) and any(names_labels(token.text) for token in stacks[0].labels[:-1])
    if len(stacks) < (_FEWEST_AMOUNTS - 1 if is_named else _FEWEST_AMOUNTS):
        return []
    if any(_names_column(stack.labels[-1].text) for stack in stacks):
        return []  # a column of which a cell is lost
    counts = Counter(len(stack.amounts) for stack in stacks)
    usual = max(counts, key=lambda count: (counts[count], count))
    grouped = sum(any(_GROUPED.search(amount.text) for amount in stack.amounts) for stack in stacks)
    is_stepped = max(counts) <= _MOST_STEPS
    has_columns = 1 < usual <= _MOST_IN_ROW and counts[usual] * 4 >= len(stacks) * 3
    if grouped * 2 < len(stacks) or not (is_stepped or has_columns):
        return []
    items: list[Item] = []
    for number, stack in enumerate(stacks):
        above = list(stack.labels[:-1])
        place = next((place for place, token in enumerate(above) if names_labels(token.text)), None)
        if place is not None and len(above) - place > usual:
            end = place + usual + 1
            more = next((n for n in range(end, len(above)) if _LAST_NAME.fullmatch(compact(above[n].text))), end - 1)
            names = above[place : more + 1]
            if number:
                items += [Item(token.line, text=token.text.strip()) for token in above[:place]]
            items.append(Item(names[0].line, tuple(name.text.strip() for name in names), starts_table=True))
            above = above[place + len(names) :]
        elif len(above) >= usual and all(_names_column(token.text) for token in above[-usual:]):
            names = above[-usual:]
            if number:
                items += [Item(token.line, text=token.text.strip()) for token in above[:-usual]]
            items.append(Item(names[0].line, ("", *(name.text.strip() for name in names)), starts_table=True))
            above = []
        elif number == 0:
            above = above[-_MOST_LABELS_ABOVE:]
        items += [Item(token.line, (token.text.rstrip(),)) for token in above]
        amounts = tuple(amount.text.strip() for amount in stack.amounts)
        if has_columns and len(amounts) != usual:
            amounts = (" ".join(amounts),)
        items.append(Item(stack.labels[-1].line, (stack.labels[-1].text.rstrip(), *amounts)))
    return [LaidOut(items[0].line, stacks[-1].amounts[-1].line, tuple(items))]


def _labels_first(stack: _Stack, columns: Sequence[_Stack]) -> tuple[list[LaidOut], list[str]]:
    """The labels of a stack, each with its value in each column; where that is not certain, a note why not."""
    start = next((place + 1 for place, token in enumerate(stack.labels) if names_labels(token.text)), None)
    tokens = list(stack.labels)
    header: list[_Token] = []
    if start is not None:
        header, tokens = [tokens[start - 1]], tokens[start:]
    else:
        captions = [place for place, token in enumerate(tokens) if token.kind is _Kind.CAPTION]
        inner = [place for place in captions if place < len(tokens) - _FEWEST_LISTED]
        tokens = tokens[inner[-1] + 1 :] if inner else tokens
    above: list[_Token] = []
    while tokens and (tokens[-1].kind is _Kind.CAPTION or _names_column(tokens[-1].text)):
        above.insert(0, tokens.pop())
    labels = [token for token in tokens if not _BARE_MARK.fullmatch(token.text.strip())]
    values = [[amount.text.strip() for amount in column.amounts] for column in (stack, *columns)]
    last = (columns[-1] if columns else stack).amounts[-1].line
    paired = pair([label.text.rstrip() for label in labels], values)
    if paired is None:
        where = f"lines {stack.labels[0].line + 1} to {last + 1}"
        problem = (
            f"{where}: {len(values[0])} amounts stand behind {len(labels)} labels, and neither their count nor"
            " what adds up tells which belongs to which; not read"
        )
        return [], [problem]
    names = [_column_name(above), *(_column_name(column.labels) for column in columns)]
    items = [Item(token.line, text=token.text.strip()) for token in above if token.kind is _Kind.CAPTION]
    rows: list[tuple[int, tuple[str, ...]]] = []
    if any(names):
        # A header without a name over the labels has the line before the first.
        rows.append((header[0].line if header else labels[0].line, (header[0].text.strip() if header else "", *names)))
    for label, place in zip(labels, paired, strict=True):
        cells = () if place is None else tuple(column[place] for column in values)
        rows.append((label.line, (label.text.rstrip(), *cells)))
    first = rows[0][0]
    # The unit stands above its table, wherever it was printed.
    captions_first = [Item(first, text=item.text) for item in items]
    return [LaidOut(first, last, (*captions_first, *rows_as_items(rows)))], []


def _column_name(tokens: Sequence[_Token]) -> str:
    return " ".join(token.text.strip() for token in tokens if token.kind is not _Kind.CAPTION)
