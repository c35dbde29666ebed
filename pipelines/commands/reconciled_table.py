"""A reconciled table as a person reads it in a terminal: a mark at each figure, what was derived, the repairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipelines.commands.text_table import table
from pipelines.reconcile import Status

if TYPE_CHECKING:
    from pipelines.layout.model import Evidence, Hypothesis
    from pipelines.worksheet.table_answers import FigureAnswer, ProvingRelation, SheetAnswer

LEGEND = """\
✓ proven  → repaired  ✗ disputed  · unchecked
± unchecked: an identity holds, and would with the other sign too  ≈ unchecked: identities hold within rounding"""
_MOST_LISTED = 12


def table_text(answer: SheetAnswer, where: str, *, is_full: bool = False) -> str:
    """The report on one table that begins there; `is_full` lists everything that was derived."""
    return "\n".join(_lines(answer, where, is_full=is_full))


def _lines(answer: SheetAnswer, where: str, *, is_full: bool) -> Iterator[str]:
    sheet = answer.settled.sheet
    title = f"{sheet.title} " if sheet.title else ""
    counts = ", ".join(_count(answer, status) for status in Status)
    yield f"{title}({where}): {len(answer.figures)} figures: {counts}"
    yield _figures(answer)
    if answer.accepted:
        rounded = " as far as rounded figures show it (each stands for half a unit more or less)"
        yield f"derived{rounded if answer.settled.derived.are_rounded else ''}:"
        yield from _derived(answer, is_full=is_full)
    else:
        yield "nothing derived: no total, difference or change fits more often than chance would have it"
    for hypothesis, evidence in answer.settled.derived.rejected.items():
        yield f"  not relied on: {_words(hypothesis)}: {_evidence(evidence)}"
    for repair in answer.repairs:
        yield f"repaired: {repair.label}{_of(repair.column)}: {repair.figure.figure.text or '(empty)'} → " + (
            f"{repair.figure.settled}  {repair.kind}"
        )
        yield from (f"    {_proof(proof)}" for proof in repair.proof)
    for dispute in answer.disputes:
        yield f"disputed ({dispute.reason}): {_listed(dispute.figures)}"
        yield from (f"    {_proof(proof)}" for proof in dispute.failing)
        for number, explanation in enumerate(dispute.explanations[:_MOST_LISTED], 1):
            yield f"    explanation {number}: {'; '.join(explanation)}"


def _count(answer: SheetAnswer, status: Status) -> str:
    within = sum(figure.is_within_rounding for figure in answer.figures.values())
    note = f" ({within} of them hold within rounding)" if within and status is Status.UNCHECKED else ""
    return f"{answer.count(status)} {status.value}{note}"


def _figures(answer: SheetAnswer) -> str:
    sheet = answer.settled.sheet
    names = ["", *(column.header or f"column {column.cell + 1}" for column in sheet.columns)]
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
        return f"{answer.figure.text or '(empty)'} → {answer.settled}"
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
            yield f"    … and {len(names) - len(shown)} more (--full)"


def _short(name: str, *, is_full: bool) -> str:
    """A sum of many items by its first and its last ones."""
    target, _, items = name.partition(" = ")
    parts = items.replace(" − ", " + − ").split(" + ")
    if is_full or len(parts) <= 6:
        return name
    return f"{target} = {' + '.join(parts[:3])} + … + {parts[-1]}  ({len(parts)} items)".replace("+ − ", "− ")


def _words(hypothesis: Hypothesis) -> str:
    return hypothesis.value.replace("_", " ")


def _evidence(evidence: Evidence) -> str:
    exactly = "" if evidence.exactly == evidence.held else f" ({evidence.exactly} exactly)"
    return f"held {evidence.held} of {evidence.tried}{exactly}, by chance {evidence.by_chance:.2g}"


def _proof(proof: ProvingRelation) -> str:
    before = "unknown" if proof.before is None else f"{proof.before:,}"
    after = "unknown" if proof.after is None else f"{proof.after:,}"
    verdict = ("holds" if proof.holds else "fails") + (f" within {proof.tolerance:,}" if proof.tolerance else "")
    name = _short(proof.relation, is_full=False)
    return f"{name}{_of(proof.column)}   left − right was {before}, is {after}: {verdict}"


def _of(column: str) -> str:
    return f" [{column}]" if column else ""


def _listed(names: Sequence[str]) -> str:
    further = f" … and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    return ", ".join(names[:_MOST_LISTED]) + further
