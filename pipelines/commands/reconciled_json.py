"""Reconciled tables as a JSON array for machines: one object a table."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from pipelines.reconcile import Status

if TYPE_CHECKING:
    from pipelines.layout.model import Evidence
    from pipelines.reading.blocks import Row
    from pipelines.worksheet.table_answers import FigureAnswer, ProvingRelation, SheetAnswer
    from pipelines.worksheet.table_files import TableFile

Json = dict[str, object]


def as_objects(answers: tuple[SheetAnswer, ...], file: TableFile) -> list[Json]:
    """All tables; `line` is null and `place` the cell's address in a workbook.

    Values are whole numbers, of which `decimals` digits stand behind the point.
    """
    return [_table(answer, file) for answer in answers]


def _table(answer: SheetAnswer, file: TableFile) -> Json:
    sheet, derived = answer.settled.sheet, answer.settled.derived
    return {
        "title": sheet.title,
        "line": file.line(sheet.rows[0]),
        "columns": [column.header for column in sheet.columns],
        "decimals": sheet.decimals,
        "are_rounded": derived.are_rounded,
        "counts": {status.value: answer.count(status) for status in Status},
        "rows": [
            {
                "line": file.line(sheet.rows[row]),
                "label": label.text,
                "figures": [
                    _figure(answer.figures.get((row, column)), sheet.rows[row], file)
                    for column in range(len(sheet.columns))
                ],
            }
            for row, label in enumerate(sheet.labels)
        ],
        "derived": [
            {
                "hypothesis": relation.hypothesis.value,
                "relation": relation.name,
                "evidence": _evidence(relation.evidence),
            }
            for relation in derived.relations
        ],
        "evidence": {hypothesis.value: _evidence(evidence) for hypothesis, evidence in derived.accepted.items()},
        "not_relied_on": {hypothesis.value: _evidence(evidence) for hypothesis, evidence in derived.rejected.items()},
        "repairs": [
            {
                "line": file.line(sheet.rows[repair.figure.figure.row]),
                "place": file.place(sheet.rows[repair.figure.figure.row], repair.figure.figure.cell),
                "label": repair.label,
                "column": repair.column,
                "printed": repair.figure.figure.text,
                "settled": repair.figure.settled,
                "value": repair.figure.value,
                "kind": repair.kind,
                "proof": [_proof(proof) for proof in repair.proof],
            }
            for repair in answer.repairs
        ],
        "disputes": [
            {
                "figures": list(dispute.figures),
                "reason": dispute.reason,
                "failing": [_proof(proof) for proof in dispute.failing],
                "explanations": [list(explanation) for explanation in dispute.explanations],
            }
            for dispute in answer.disputes
        ],
    }


def _figure(answer: FigureAnswer | None, row: Row, file: TableFile) -> Json | None:
    if answer is None:
        return None
    return {
        "printed": answer.figure.text,
        "cell": answer.figure.cell,
        "place": file.place(row, answer.figure.cell),
        "status": answer.status.value,
        "value": answer.value,
        "unit": answer.figure.unit,
        "sign_is_shown": not answer.is_size_only,
        "is_within_rounding": answer.is_within_rounding,
    }


def _evidence(evidence: Evidence) -> Json:
    return asdict(evidence)


def _proof(proof: ProvingRelation) -> Json:
    return asdict(proof)
