"""A reconciled table as a person reads it in a terminal: a mark at each figure, what was derived, the repairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipelines.commands.text_table import table
from pipelines.commands.wording import named, placed, worded
from pipelines.reconcile import Status

if TYPE_CHECKING:
    from pipelines.layout.model import Evidence, Hypothesis
    from pipelines.worksheet.table_answers import FigureAnswer, ProvingRelation, SheetAnswer

_LEGEND = """\
✓ proven  → repaired  ✗ disputed  · unchecked
± unchecked: an identity holds, and would with the other sign too  ≈ unchecked: identities hold within rounding"""
_MOST_LISTED = 12


def legend() -> str:
    """What the marks mean."""
    return worded(_LEGEND)


def table_text(answer: SheetAnswer, where: str, *, is_full: bool = False) -> str:
    """The report on one table that begins there; `is_full` lists everything that was derived."""
    return "\n".join(_lines(answer, where, is_full=is_full))


def _lines(answer: SheetAnswer, where: str, *, is_full: bool) -> Iterator[str]:
    sheet = answer.settled.sheet
    title = f"{sheet.title} " if sheet.title else ""
    counts = ", ".join(_count(answer, status) for status in Status)
    yield worded("{}({}): {} figures: {}", title, placed(where), len(answer.figures), counts)
    yield _figures(answer)
    if answer.accepted:
        rounded = "derived as far as rounded figures show it (each stands for half a unit more or less):"
        yield worded(rounded if answer.settled.derived.are_rounded else "derived:")
        yield from _derived(answer, is_full=is_full)
    else:
        yield worded("nothing derived: no total, difference or change fits more often than chance would have it")
    for hypothesis, evidence in answer.settled.derived.rejected.items():
        yield worded("  not relied on: {}: {}", _words(hypothesis), _evidence(evidence))
    for repair in answer.repairs:
        printed, kind = repair.figure.figure.text or worded("(empty)"), named("kind", repair.kind)
        place = f"{repair.label}{_of(repair.column)}"
        yield worded("repaired: {}: {} → {}  {}", place, printed, repair.figure.settled, kind)
        yield from (f"    {_proof(proof)}" for proof in repair.proof)
    for dispute in answer.disputes:
        yield worded("disputed ({}): {}", named("dispute", dispute.reason).rstrip("。"), _listed(dispute.figures))
        yield from (f"    {_proof(proof)}" for proof in dispute.failing)
        for number, explanation in enumerate(dispute.explanations[:_MOST_LISTED], 1):
            yield worded("    explanation {}: {}", number, "; ".join(map(placed, explanation)))


def _count(answer: SheetAnswer, status: Status) -> str:
    within = sum(figure.is_within_rounding for figure in answer.figures.values())
    note = worded(" ({} of them hold within rounding)", within) if within and status is Status.UNCHECKED else ""
    return worded("{:d} {}", answer.count(status), named("status", status.value)) + note


def _figures(answer: SheetAnswer) -> str:
    sheet = answer.settled.sheet
    names = ["", *(column.header or worded("column {}", column.cell + 1) for column in sheet.columns)]
    rows = [
        [
            " " * label.indent + label.text,
            *(_cell(answer.figures.get((row, column))) for column in range(len(sheet.columns))),
        ]
        for row, label in enumerate(sheet.labels)
    ]
    return table(names, [False, *[True] * len(sheet.columns)], rows)


def _cell(answer: FigureAnswer | None) -> str:
    if answer is None or (answer.figure.is_blank and answer.status is not Status.REPAIRED):
        return ""
    if answer.status is Status.REPAIRED:
        return f"{answer.figure.text or worded('(empty)')} → {answer.settled}"
    mark = "±" if answer.is_size_only else "≈" if answer.is_within_rounding else answer.mark.value
    return f"{answer.figure.text} {mark}"


def _derived(answer: SheetAnswer, *, is_full: bool) -> Iterator[str]:
    relations = answer.settled.derived.relations
    for hypothesis, evidence in answer.accepted.items():
        yield f"  {_words(hypothesis)}: {_evidence(evidence)}"
        names = [relation.name for relation in relations if relation.hypothesis is hypothesis]
        shown = names if is_full else names[:_MOST_LISTED]
        yield from (f"    {_short(name, is_full=is_full)}" for name in shown)
        if len(shown) < len(names):
            yield worded("    … and {} more (--full)", len(names) - len(shown))


def _short(name: str, *, is_full: bool) -> str:
    """A sum of many items by its first and its last ones."""
    target, _, items = name.partition(" = ")
    parts = items.replace(" − ", " + − ").split(" + ")
    if is_full or len(parts) <= 6:
        return name
    items = f"{target} = {' + '.join(parts[:3])} + … + {parts[-1]}".replace("+ − ", "− ")
    return worded("{}  ({} items)", items, len(parts))


def _words(hypothesis: Hypothesis) -> str:
    return worded(hypothesis.value).replace("_", " ")


def _evidence(evidence: Evidence) -> str:
    exactly = "" if evidence.exactly == evidence.held else worded(" ({} exactly)", evidence.exactly)
    return worded("held {} of {}{}, by chance {:.2g}", evidence.held, evidence.tried, exactly, evidence.by_chance)


def _proof(proof: ProvingRelation) -> str:
    before = worded("unknown") if proof.before is None else f"{proof.before:,}"
    after = worded("unknown") if proof.after is None else f"{proof.after:,}"
    within = worded(" within {:,}", proof.tolerance) if proof.tolerance else ""
    residual = worded("left − right was {}, is {}: {}", before, after, worded("holds" if proof.holds else "fails"))
    return f"{_short(proof.relation, is_full=False)}{_of(proof.column)}   {residual}{within}"


def _of(column: str) -> str:
    return f" [{placed(column)}]" if column else ""


def _listed(names: Sequence[str]) -> str:
    further = worded(" … and {} more", len(names) - _MOST_LISTED) if len(names) > _MOST_LISTED else ""
    return ", ".join(map(placed, names[:_MOST_LISTED])) + further
