"""Documents for the engine's tests: small ones written as equations, random ones from trees of totals and segments."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.reconcile import Figure, Identity, Place, Reconciliation, SlipKind, Status, Term, reconcile
from pipelines.reconcile.slips import SLIP_COST

if TYPE_CHECKING:
    import random


def equation(number: int, text: str) -> Identity:
    """`0 = 1 + 2 - 3` as an identity; numbers are figure ids."""
    left, right = text.split("=")
    terms = [Term(int(left), -1)]
    for sign, figure in re.findall(r"([+-]?)\s*(\d+)", right):
        terms.append(Term(int(figure), -1 if sign == "-" else 1))
    return Identity(number, tuple(terms))


def statuses(answer: Reconciliation) -> dict[int, Status]:
    return {verdict.figure: verdict.status for verdict in answer.figures}


def settled(answer: Reconciliation) -> dict[int, int | None]:
    return {verdict.figure: verdict.settled for verdict in answer.figures}


def table(values: list[list[int]], unit: int = 1000) -> tuple[list[Figure], list[Identity]]:
    """A grid whose last row and column are totals; figure ids count row by row."""
    rows, columns = len(values), len(values[0])
    figures = [
        Figure(row * columns + column, values[row][column], unit, place=Place(0, row, column))
        for row in range(rows)
        for column in range(columns)
    ]
    identities: list[Identity] = []
    for row in range(rows):
        terms = [Term(row * columns + column, 1) for column in range(columns - 1)]
        identities.append(Identity(len(identities), (*terms, Term(row * columns + columns - 1, -1))))
    for column in range(columns):
        terms = [Term(row * columns + column, 1) for row in range(rows - 1)]
        identities.append(Identity(len(identities), (*terms, Term((rows - 1) * columns + column, -1))))
    return figures, identities


def with_totals(items: list[list[int]]) -> list[list[int]]:
    """Add the column of row totals and the row of column totals."""
    rows = [[*row, sum(row)] for row in items]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def reprint(figures: list[Figure], printed: dict[int, int | None], blank: bool = False) -> list[Figure]:
    """The same figures with some of them printed otherwise (None: unreadable, or blank)."""
    return [
        replace(figure, printed=printed[figure.id], blank=blank and printed[figure.id] is None)
        if figure.id in printed
        else figure
        for figure in figures
    ]


@dataclass
class Document:
    """A statement by segments: figures as printed, and what is true (base units) by figure."""

    figures: list[Figure]
    identities: list[Identity]
    truth: list[int]
    columns: int


def random_document(rng: random.Random) -> Document:
    """Items under a random tree of totals; one to seven segments and their total."""
    segments = rng.randint(1, 7)
    children: list[list[int]] = [[] for _ in range(rng.randint(3, 14))]
    level = list(range(len(children)))
    while len(level) > 1:
        above: list[int] = []
        while level:
            size = rng.randint(2, 6)
            group, level = level[:size], level[size:]
            if len(group) == 1:
                above += group
                continue
            above.append(len(children))
            children.append(group)
        level = above
    values: list[list[int]] = []
    for group in children:
        items = [_amount(rng) for _ in range(segments)]
        values.append([sum(values[child][at] for child in group) for at in range(segments)] if group else items)
    if segments > 1:
        values = [[*row, sum(row)] for row in values]
    columns = len(values[0])
    identities: list[Identity] = []
    for column in range(columns):
        for total, group in enumerate(children):
            if group:
                terms = [Term(child * columns + column, 1) for child in group]
                identities.append(Identity(len(identities), (*terms, Term(total * columns + column, -1))))
    if segments > 1:
        for row in range(len(values)):
            terms = [Term(row * columns + column, 1) for column in range(segments)]
            identities.append(Identity(len(identities), (*terms, Term(row * columns + segments, -1))))
    figures = [
        Figure(row * columns + column, value, 1000, place=Place(0, row, column))
        for row, line in enumerate(values)
        for column, value in enumerate(line)
    ]
    return Document(figures, identities, [value * 1000 for line in values for value in line], columns)


def _amount(rng: random.Random) -> int:
    if rng.random() < 0.25:
        return 0
    digits = rng.randint(0, 8)
    return rng.choice((1, 1, 1, 1, -1)) * rng.randint(10**digits, 10 ** (digits + 1) - 1)


def slip_into(document: Document, kind: SlipKind, rng: random.Random, touched: set[int]) -> set[int]:
    """Make one slip of this kind on figures not yet touched, in place; the figures it touched, none if impossible."""
    figures, columns = document.figures, document.columns
    for _ in range(50):
        number = rng.randrange(len(figures))
        changed: dict[int, int | None] = {}
        if kind is SlipKind.SWAPPED_CELLS:
            other = number + rng.choice((1, columns))
            if other < len(figures) and (other == number + columns or other % columns):
                changed = {number: figures[other].printed, other: figures[number].printed}
        elif kind is SlipKind.SHIFTED_ROW:
            changed = _shift(document, number // columns, rng)
        elif kind is SlipKind.MISSING_CELL:
            changed = {number: None} if figures[number].printed else {}
        else:
            changed = {number: _misprint(figures[number].printed or 0, kind, rng)}
        real = {each: value for each, value in changed.items() if value != figures[each].printed}
        if real and not touched & real.keys():
            blank = kind is SlipKind.SHIFTED_ROW or rng.random() < 0.5
            before, figures[:] = sums(document), reprint(figures, real, blank)
            if None in real.values() or sums(document) != before:
                return set(real)
            # Two summands of one total exchanged: no identity can ever tell.
            figures[:] = reprint(figures, {each: document.truth[each] // 1000 for each in real})
    return set()


def sums(document: Document) -> list[int]:
    """What each identity's terms add up to as printed."""
    printed = [figure.printed or 0 for figure in document.figures]
    return [sum(term.weight * printed[term.figure] for term in each.terms) for each in document.identities]


def _shift(document: Document, row: int, rng: random.Random) -> dict[int, int | None]:
    columns = document.columns
    if columns < 4:
        return {}
    numbers = [row * columns + column for column in range(columns)]
    printed = [document.figures[number].printed for number in numbers]
    hole = rng.randrange(columns - 2)
    left = [*printed[:hole], *printed[hole + 1 :], None]
    right = [*printed[:hole], None, *printed[hole:-1]]
    return dict(zip(numbers, left if rng.random() < 0.5 else right, strict=True))


def _misprint(value: int, kind: SlipKind, rng: random.Random) -> int:
    """What a true value may be printed as; the value itself when this kind of slip cannot befall it."""
    sign, text = (-1 if value < 0 else 1), str(abs(value))
    at = rng.randrange(len(text))
    digit = rng.choice("0123456789")
    if kind in {SlipKind.SIGN_LOST, SlipKind.SIGN_ADDED}:
        return -value
    if kind is SlipKind.UNIT:
        return value * 1000
    if kind is SlipKind.DIGIT:
        text = text[:at] + digit + text[at + 1 :]
    elif kind is SlipKind.TRANSPOSED_DIGITS:
        text = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
    elif kind is SlipKind.MISSING_DIGIT:
        text = text[:at] + text[at + 1 :] if len(text) > 1 else text
    else:
        text = text[:at] + digit + text[at:]
    return sign * int(text) if text[0] != "0" else value


def wrongly_trusted(document: Document, answer: Reconciliation) -> list[int]:
    """Figures that count as proven or repaired with a value that is not the true one."""
    return [
        verdict.figure
        for verdict in answer.figures
        if verdict.status in {Status.PROVEN, Status.REPAIRED} and verdict.settled != document.truth[verdict.figure]
    ]


def cheaper_than_truth(document: Document, answer: Reconciliation, slips: int) -> bool:
    """Proof that the answer needs fewer slips than were made: put in, its values obey every identity they stand in."""
    values = settled(answer)
    wrong = set(wrongly_trusted(document, answer))
    for each in document.identities:
        figures = {term.figure for term in each.terms}
        if wrong & figures and sum(term.weight * (values[term.figure] or 0) for term in each.terms):
            return False
    # A slip that a dispute's explanations share is counted with the repairs, and a lost sign beside another slip twice.
    needed = sum({repair.slip: repair.cost // SLIP_COST for repair in answer.repairs}.values())
    repaired = {repair.figure for repair in answer.repairs}
    for dispute in answer.disputes:
        open_slips = [
            {each.slip for each in why.changes if each.figure not in repaired} for why in dispute.explanations
        ]
        needed += min(map(len, open_slips), default=1)
    return needed < slips


def reconciled(document: Document) -> Reconciliation:
    return reconcile(document.figures, document.identities)
