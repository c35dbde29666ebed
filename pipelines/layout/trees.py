"""Rows under rows: by their numbering (１．, （１）, ア; 款, 項) and by their indent."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.layout.labels import Label, Numbering

# For each row the rows directly under it.
Tree = dict[int, list[int]]


def numbered_tree(labels: Sequence[Label]) -> Tree:
    """Who is numbered under whom: a style that was not yet used, or a count that starts anew, goes one level down."""
    tree: Tree = {}
    stack: list[tuple[Numbering, int]] = []
    for position, label in enumerate(labels):
        number = label.numbering
        if number is None:
            # What closes a level is under none; a row without a number within it is a part or a note.
            stack = [] if label.is_total else stack
            continue
        level = _level(stack, number)
        del stack[level:]
        if stack:
            tree.setdefault(stack[-1][1], []).append(position)
        stack.append((number, position))
    return tree


def _level(stack: Sequence[tuple[Numbering, int]], number: Numbering) -> int:
    """The depth at which a number goes on: where its style counted up to the one before, else where it began."""
    same = [depth for depth, (above, _) in enumerate(stack) if above.style == number.style]
    for depth in reversed(same):
        if stack[depth][0].value + 1 == number.value:
            return depth
    if number.value == 1 or not same:
        return len(stack)
    return same[-1]


def indented_tree(labels: Sequence[Label]) -> Tree:
    """Who stands further right under whom."""
    tree: Tree = {}
    stack: list[int] = []
    for position, label in enumerate(labels):
        if label.is_memo:
            continue
        while stack and labels[stack[-1]].indent >= label.indent:
            stack.pop()
        if stack:
            tree.setdefault(stack[-1], []).append(position)
        stack.append(position)
    return tree


def is_item(label: Label) -> bool:
    """Whether a row may be an item of a row above it."""
    return not label.is_memo and not label.is_total
