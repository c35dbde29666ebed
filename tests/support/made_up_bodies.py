"""Made-up tables of public bodies: trees of accounts in several layouts, with single slips, and their true values."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

CHARTS = {
    "sewerage": (
        "下水道使用料",
        "雨水処理負担金",
        "他会計補助金",
        "長期前受金戻入",
        "管きょ費",
        "処理場費",
        "減価償却費",
        "支払利息",
    ),
    "agency": (
        "現金及び預金",
        "有価証券",
        "未収収益",
        "建物",
        "構築物",
        "工具器具備品",
        "ソフトウェア",
        "運営費交付金債務",
    ),
    "school": (
        "学生生徒等納付金",
        "手数料",
        "寄付金",
        "経常費等補助金",
        "教育研究経費",
        "管理経費",
        "施設設備",
        "図書",
    ),
    "city": ("市民税", "固定資産税", "地方譲与税", "分担金", "使用料", "国庫支出金", "繰入金", "諸収入"),
    "hospital": ("入院収益", "外来収益", "他会計負担金", "給与費", "材料費", "経費", "研究研修費", "資産減耗費"),
}
GROUPS = ("第一部門", "第二部門", "第三部門", "第四部門", "第五部門")
KANA = "アイウエオカキクケコ"


class Layout(StrEnum):
    """How a tree is laid out."""

    HEADINGS = "headings"  # a heading, its items, its …合計
    TOTALS = "totals"  # items, then their …計, without headings
    INDENT = "indent"  # a row over what stands further right
    NUMBERS = "numbers"  # １．（１）ア, no indent
    PLAIN = "plain"  # a row over its items, and nothing that says so
    STEPPED = "stepped"  # items in one column, their sums in the next


class Slip(StrEnum):
    """What went wrong with one figure."""

    NONE = "none"
    SIGN_LOST = "sign_lost"
    DIGIT = "digit"
    DIGITS_EXCHANGED = "digits_exchanged"
    DIGIT_LOST = "digit_lost"
    DIGIT_TOO_MUCH = "digit_too_much"
    CELLS_EXCHANGED = "cells_exchanged"


# Line from 1 and cell, 0 being the label.
Place = tuple[int, int]


@dataclass(eq=False)
class Node:
    """An account with its values by column; a group's are the sums of its items."""

    label: str
    values: list[int]
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True)
class MadeUpBody:
    """A text in tab-separated cells, the true value of each numeric cell (line from 1, cell), and the slip's cells.

    `equations` are all that hold in truth: cells with weights that sum to nil.
    """

    text: str
    truth: dict[Place, int]
    slipped: tuple[Place, ...] = ()
    equations: tuple[tuple[tuple[Place, int], ...], ...] = ()


def made_up_body(chance: random.Random, chart: str, layout: Layout, slip: Slip) -> MadeUpBody:
    """A table of a chart in a layout with one slip of a kind; where no figure can have it, without."""
    years = 1 if layout is Layout.STEPPED else chance.choice((1, 2, 3))
    tree = _tree(chance, CHARTS[chart], years)
    with_change = years == 2 and chance.random() < 0.7
    width = 2 if layout is Layout.STEPPED else years + with_change
    header = ["科目", *(("金額", "") if layout is Layout.STEPPED else _headers(years, with_change))]
    cells: list[list[str]] = [header]
    truth: dict[Place, int] = {}
    line_of: dict[Node, int] = {}
    for node, label, values in _rows(tree, layout):
        shown: list[int | None] = list(values)
        if with_change and len(values) == 2:
            shown.append(_known(values[0]) - _known(values[1]))
        line = len(cells) + 1
        line_of |= {node: line} if values else {}
        truth |= {(line, cell): value for cell, value in enumerate(shown, 1) if value is not None}
        cells.append(
            [label, *("" if value is None else printed(value) for value in shown)] + [""] * (width - len(shown))
        )
    slipped = _slip(chance, cells, truth, slip)
    equations = tuple(_equations(line_of, truth, with_change=with_change))
    return MadeUpBody("\n".join("\t".join(row) for row in cells) + "\n", truth, slipped, equations)


def _equations(
    line_of: dict[Node, int], truth: dict[Place, int], *, with_change: bool
) -> Iterator[tuple[tuple[Place, int], ...]]:
    """Each printed group is the sum of its items, column by column; a change is this year less the last."""
    by_line: dict[int, list[Place]] = {}
    for place in truth:
        by_line.setdefault(place[0], []).append(place)
    for node, line in line_of.items():
        for column, place in enumerate(by_line[line]):
            if node.items:
                yield ((place, 1), *((by_line[line_of[item]][column], -1) for item in node.items))
        if with_change:
            this, last, change = by_line[line]
            yield (change, 1), (this, -1), (last, 1)


def printed(value: int) -> str:
    """An amount as such tables print it."""
    return f"{'△' if value < 0 else ''}{abs(value):,}"


def _known(value: int | None) -> int:
    return value or 0


def _headers(years: int, with_change: bool) -> list[str]:
    names = {1: ["金額"], 2: ["本年度", "前年度"], 3: ["当初予算", "補正予算", "決算"]}[years]
    return [*names, "増減"] if with_change else names


def _tree(chance: random.Random, names: tuple[str, ...], years: int) -> Node:
    digits = chance.choice((5, 6, 8, 10))

    def amount() -> int:
        if chance.random() < 0.08:
            return 0
        size = chance.randrange(10 ** (digits - 2), 10**digits)
        return -size if chance.random() < 0.08 else size

    def item(label: str) -> Node:
        return Node(label, [amount() for _ in range(years)])

    def group(label: str, depth: int, suffix: str) -> Node:
        if depth == 0:
            chosen = chance.sample(names, chance.randint(2, 6))
            items = [item(f"{name}{suffix}") for name in chosen]
        else:
            items = [
                group(f"{name}{suffix}", depth - 1, f"{suffix}{at}")
                for at, name in enumerate(GROUPS[: chance.randint(2, 3)])
            ]
        return Node(label, [sum(column) for column in zip(*(each.values for each in items), strict=True)], items)

    return group("全体", chance.choice((1, 1, 2)), "")


_Row = tuple[Node, str, list[int | None]]


def _rows(tree: Node, layout: Layout) -> Iterator[_Row]:
    match layout:
        case Layout.HEADINGS | Layout.TOTALS | Layout.STEPPED:
            yield from _after(tree, layout, is_root=True)
        case Layout.INDENT:
            yield from _before(tree, 0)
        case Layout.NUMBERS:
            for at, node in enumerate(tree.items, 1):
                yield from _numbered(node, (at,))
            yield tree, f"{len(tree.items) + 1}．合計", list(tree.values)
        case Layout.PLAIN:
            for node in tree.items:
                yield from _before(node, 0, step=0)
            yield tree, "合計", list(tree.values)


def _after(node: Node, layout: Layout, *, is_root: bool = False) -> Iterator[_Row]:
    if not node.items:
        yield node, node.label, list(node.values)
        return
    if layout is not Layout.TOTALS and not is_root:
        yield node, node.label, []
    for item in node.items:
        yield from _after(item, layout)
    label = "合計" if is_root else f"{node.label}計"
    values: list[int | None] = list(node.values)
    yield node, label, [None, *values] if layout is Layout.STEPPED else values


def _before(node: Node, depth: int, step: int = 2) -> Iterator[_Row]:
    yield node, " " * (depth * step) + node.label, list(node.values)
    for item in node.items:
        yield from _before(item, depth + 1, step)


def _numbered(node: Node, number: tuple[int, ...]) -> Iterator[_Row]:
    last = number[-1]
    mark = (f"{last}．", f"（{last}）", KANA[last - 1], f"（{KANA[last - 1]}）")[len(number) - 1]
    yield node, mark + node.label, list(node.values)
    for at, item in enumerate(node.items, 1):
        yield from _numbered(item, (*number, at))


def _slip(chance: random.Random, cells: list[list[str]], truth: dict[Place, int], slip: Slip) -> tuple[Place, ...]:
    places = [place for place, value in truth.items() if value and len(cells[place[0] - 1]) > place[1]]
    if slip is Slip.SIGN_LOST:
        places = [place for place in places if truth[place] < 0]
    if slip is Slip.NONE or not places:
        return ()
    line, cell = chance.choice(places)
    row = cells[line - 1]
    if slip is Slip.CELLS_EXCHANGED:
        others = [(line, other) for other in (cell - 1, cell + 1) if (line, other) in truth]
        others += [(other, cell) for other in (line - 1, line + 1) if (other, cell) in truth]
        others = [(a, b) for a, b in others if truth[a, b] != truth[line, cell]]
        if not others:
            return ()
        a, b = chance.choice(others)
        row[cell], cells[a - 1][b] = cells[a - 1][b], row[cell]
        return (line, cell), (a, b)
    value = truth[line, cell]
    new = _slipped(chance, abs(value), slip)
    row[cell] = printed(new if value > 0 or slip is Slip.SIGN_LOST else -new)
    return ((line, cell),) if row[cell] != printed(value) else ()


def _slipped(chance: random.Random, size: int, slip: Slip) -> int:
    text = str(size)
    at = chance.randrange(len(text))
    match slip:
        case Slip.DIGIT:
            digits = [d for d in "0123456789" if d != text[at] and (at or d != "0")]
            return int(text[:at] + chance.choice(digits) + text[at + 1 :])
        case Slip.DIGITS_EXCHANGED:
            at = min(at, len(text) - 2)
            swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :] if len(text) > 1 else text
            return int(swapped) if swapped[0] != "0" else size
        case Slip.DIGIT_LOST:
            shorter = text[:at] + text[at + 1 :]
            return int(shorter) if shorter and shorter[0] != "0" else size
        case Slip.DIGIT_TOO_MUCH:
            return int(text[:at] + chance.choice("123456789") + text[at:])
        case _:
            return size
