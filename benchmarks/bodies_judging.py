"""A made-up body's table with one slip through reading and proving: what is mended, and what one slip could explain."""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from pipelines import reconcile as engine  # noqa: E402 - from the folder above
from pipelines.reading.blocks import read_blocks  # noqa: E402
from pipelines.reading.source import read_text  # noqa: E402
from pipelines.reconcile.slips import kind_of_change  # noqa: E402
from pipelines.worksheet.table_answers import answer_blocks  # noqa: E402
from tests.support import layouts  # noqa: E402
from tests.support.made_up_bodies import Layout, MadeUpBody, Place, Slip, made_up_body  # noqa: E402

_TRUSTED = (engine.Status.PROVEN.value, engine.Status.REPAIRED.value)
_COVER = "〇〇市 令和元年度決算書\n\n決算明細書\n（単位：円）\n"


class Writing(StrEnum):
    """How a table is written down; a row is a line in each."""

    TABS = "tabs"
    PIPES = "pipes"
    SPACES = "spaces"
    SINGLE_SPACES = "single_spaces"
    HTML = "html"


_LAID_OUT = {
    Writing.TABS: layouts.tabs,
    Writing.PIPES: layouts.pipes,
    Writing.SPACES: layouts.spaces,
    Writing.SINGLE_SPACES: layouts.single_spaces,
    Writing.HTML: layouts.html,
}


class Chance(StrEnum):
    """What could be found out of a slip, if everything that holds in truth were known."""

    UNSEEN = "unseen"  # nothing fails: no identity touches it, or none shows it
    AMBIGUOUS = "ambiguous"  # several single slips explain what fails
    UNIQUE = "unique"  # the slip is the only one that does


@dataclass(frozen=True, slots=True)
class Task:
    """A text of the campaign: the same for the same task."""

    layout: Layout
    chart: str
    number: int
    slip: Slip
    writing: Writing

    def body(self) -> MadeUpBody:
        """The table with its truth."""
        chance = random.Random(f"{self.layout}/{self.slip}/{self.chart}/{self.number}")  # noqa: S311 - the same each time
        return made_up_body(chance, self.chart, self.layout, self.slip)


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a text; figures are counted where they have an amount in truth.

    `by_table` is `tsujitsuma reconcile`, `by_document` what is published: how many figures were read, how many of them
    trusted, and which of those wrongly.
    """

    task: Task
    chance: Chance
    is_mended: bool
    figures: int
    has_slipped: bool
    by_table: Outcome
    by_document: Outcome | None

    @property
    def wrong(self) -> tuple[Place, ...]:
        """Places that are trusted wrongly, though something shows the slip."""
        return () if self.chance is Chance.UNSEEN and self.has_slipped else self.by_table.wrong

    @property
    def wrong_by_document(self) -> tuple[Place, ...]:
        """The same of what is published."""
        is_unseen = self.chance is Chance.UNSEEN and self.has_slipped
        return () if is_unseen or self.by_document is None else self.by_document.wrong


@dataclass(frozen=True, slots=True)
class Outcome:
    """Figures that were read, those of them that are trusted, and places that are trusted wrongly."""

    read: int
    trusted: int
    wrong: tuple[Place, ...]
    repaired: frozenset[Place] = field(default_factory=frozenset)


def judged(task: Task, *, with_document: bool = True) -> Judged:
    """Read and prove a text both ways."""
    body = task.body()
    rows = [line.split("\t") for line in body.text.splitlines()]
    lines = _LAID_OUT[task.writing](rows)
    by_table = _by_table(body, lines, task.writing)
    by_document = _by_document(body, lines, task.writing) if with_document else None
    return Judged(
        task,
        chance_of(body),
        bool(body.slipped) and set(body.slipped) <= by_table.repaired,
        len(body.truth),
        bool(body.slipped),
        by_table,
        by_document,
    )


def _by_table(body: MadeUpBody, lines: Sequence[str], writing: Writing) -> Outcome:
    blocks = read_blocks(read_text((_COVER + "\n".join(lines) + "\n").encode(), "table.txt"))
    found = [
        (answer.figure.line, answer.figure.cell, answer.status.value, answer.value)
        for table in answer_blocks(blocks)
        for answer in table.figures.values()
        if not answer.figure.is_blank
    ]
    return _outcome(body, _first_line(writing) + _COVER.count("\n"), found)


def _by_document(body: MadeUpBody, lines: Sequence[str], writing: Writing) -> Outcome:
    from expectations.rule_book import rule_book  # noqa: PLC0415 - not needed for tables alone
    from pipelines.documents.frames import normalise  # noqa: PLC0415
    from pipelines.documents.processing import RawDocument, ReadDocument, settle_document, understand  # noqa: PLC0415

    content = (_COVER + "\n".join(lines) + "\n").encode()
    read = understand(RawDocument("body.txt", content, hashlib.sha256(content).hexdigest()), rule_book())
    if not isinstance(read, ReadDocument):
        return Outcome(0, 0, ())
    figures = normalise([settle_document(read, rule_book(), "text")]).by_name["figure"]
    columns = ("source_line", "source_column", "status", "amount_yen")
    return _outcome(body, _first_line(writing) + _COVER.count("\n"), list(figures.select(columns).iter_rows()))


def _first_line(writing: Writing) -> int:
    """How many lines stand before the first, other than the header."""
    return int(writing in (Writing.PIPES, Writing.HTML))


def _outcome(body: MadeUpBody, before: int, found: Sequence[tuple[int, int, str, int | None]]) -> Outcome:
    """Figures by line and cell against the truth; cells without an amount have none where spaces part the cells."""
    expected: dict[int, list[Place]] = {}
    for place in body.truth:
        expected.setdefault(place[0] + before, []).append(place)
    by_line: dict[int, list[tuple[int, str, int | None]]] = {}
    for line, cell, status, value in sorted(found, key=lambda each: each[:2]):
        by_line.setdefault(line, []).append((cell, status, value))
    read = trusted = 0
    wrong: list[Place] = []
    repaired: set[Place] = set()
    for line, own in by_line.items():
        places = expected.get(line, [])
        read += min(len(own), len(places))
        for number, (_, status, value) in enumerate(own):
            place = places[number] if number < len(places) else (line, -1)
            if status in _TRUSTED:
                trusted += 1
                if body.truth.get(place) != value:
                    wrong.append(place)
                elif status == engine.Status.REPAIRED.value:
                    repaired.add(place)
    return Outcome(read, trusted, tuple(wrong), frozenset(repaired))


def chance_of(body: MadeUpBody) -> Chance:
    """What single slips explain all that fails of what holds in truth, each looked for by itself."""
    printed = printed_values(body)
    residuals = [sum(weight * printed[place] for place, weight in equation) for equation in body.equations]
    failing = [number for number, residual in enumerate(residuals) if residual]
    if not failing:
        return Chance.UNSEEN
    explanations = sum(1 for _ in _single_changes(body, printed, residuals)) + sum(1 for _ in _exchanges(body, printed))
    return Chance.UNIQUE if explanations == 1 else Chance.AMBIGUOUS


def printed_values(body: MadeUpBody) -> dict[Place, int]:
    """What stands in each cell that has an amount in truth."""
    cells = [line.split("\t") for line in body.text.splitlines()]
    return {(line, cell): int(cells[line - 1][cell].replace("△", "-").replace(",", "")) for line, cell in body.truth}


def _single_changes(
    body: MadeUpBody, printed: Mapping[Place, int], residuals: Sequence[int]
) -> Iterator[tuple[Place, int]]:
    """Cells with the value that a known slip turned into what is printed, and that makes everything hold."""
    touching: dict[Place, dict[int, int]] = {}
    for number, equation in enumerate(body.equations):
        for place, weight in equation:
            touching.setdefault(place, {})[number] = weight
    failing = {number for number, residual in enumerate(residuals) if residual}
    for place, weights in touching.items():
        if set(weights) != failing:
            continue
        steps = {-residuals[number] // weight for number, weight in weights.items()}
        if len(steps) == 1:
            value = printed[place] + steps.pop()
            if kind_of_change(engine.Figure(0, printed[place]), value) is not None:
                yield place, value


def _exchanges(body: MadeUpBody, printed: Mapping[Place, int]) -> Iterator[tuple[Place, Place]]:
    """Neighbours that make everything hold once they are exchanged."""
    for line, cell in printed:
        for other in ((line + 1, cell), (line, cell + 1)):
            if other in printed and printed[other] != printed[line, cell]:
                values = {**printed, (line, cell): printed[other], other: printed[line, cell]}
                if not any(sum(weight * values[place] for place, weight in equation) for equation in body.equations):
                    yield (line, cell), other


def relations_of(text: str) -> tuple[str, ...]:
    """What is derived from a text's tables."""
    answers = answer_blocks(read_blocks(read_text(text.encode(), "table.txt")))
    return tuple(relation.name for answer in answers for relation in answer.settled.relations)
