"""What the identities do not decide as rows of the warehouse: why not, and the rival explanations."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipelines.identities.settling import Settled
from warehouse.row_types import Row
from warehouse.rows import DisputeRow, ExplanationRow


def dispute_rows(key: str, settled: Settled, held: Collection[int]) -> Iterator[Row]:
    """A row for each dispute and each change of its explanations; `held` are the figures that the warehouse has."""
    for dispute_number, dispute in enumerate(settled.verdicts.disputes, 1):
        yield DisputeRow(
            document_id=key,
            dispute_number=dispute_number,
            reason=dispute.reason.value,
            figures=tuple(figure for figure in dispute.figures if figure in held),
            identities=dispute.identities,
        )
        for explanation_number, explanation in enumerate(dispute.explanations, 1):
            for change in explanation.changes:
                yield ExplanationRow(
                    document_id=key,
                    dispute_number=dispute_number,
                    explanation_number=explanation_number,
                    cost=explanation.cost,
                    figure_id=change.figure,
                    settled_yen=change.settled,
                    kind=change.kind.value,
                )
