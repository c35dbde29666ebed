"""The whole reconciliation: evaluate, explain what fails, and give every figure and identity its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.reconcile.budget import DOCUMENT_STEPS, Budget
from pipelines.reconcile.components import solve_components
from pipelines.reconcile.evaluate import build_system
from pipelines.reconcile.model import Reconciliation
from pipelines.reconcile.rounding import jointly_feasible
from pipelines.reconcile.unreadable import respects_unreadable
from pipelines.reconcile.verdicts import Judge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelines.reconcile.model import Figure, Identity


def reconcile(figures: Sequence[Figure], identities: Sequence[Identity]) -> Reconciliation:
    """Prove, repair or dispute every figure by the identities; verdicts come in the order of the input.

    Values are base units (printed times unit). Raises KeyError where an identity names an unknown figure and
    ValueError where two figures share an id.
    """
    # The answer must not depend on the order of the input, so everything is solved in the order of ids.
    ordered_figures = sorted(figures, key=lambda figure: figure.id)
    ordered_identities = sorted(identities, key=lambda identity: identity.id)
    system = build_system(ordered_figures, ordered_identities)
    failing = system.failing()

    def admissible(changed: Mapping[int, int], left: frozenset[int]) -> bool:
        return respects_unreadable(system, changed) and jointly_feasible(system, changed, left)

    budget = Budget(DOCUMENT_STEPS)
    components = solve_components(system, failing, admissible, budget) if failing else []
    answer = Judge(system, ordered_figures, ordered_identities, components).answer()
    by_figure = {verdict.figure: verdict for verdict in answer.figures}
    by_identity = {verdict.identity: verdict for verdict in answer.identities}
    return Reconciliation(
        tuple(by_figure[figure.id] for figure in figures),
        tuple(by_identity[identity.id] for identity in identities),
        answer.repairs,
        answer.disputes,
        answer.cost,
        DOCUMENT_STEPS - budget.steps,
    )
