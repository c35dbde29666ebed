"""Figures and the identities they must obey: prove, repair or dispute each. Knows only integers and equations."""

from pipelines.reconcile.engine import reconcile
from pipelines.reconcile.evaluate import known_sum
from pipelines.reconcile.model import (
    Change,
    Dispute,
    DisputeReason,
    Explanation,
    Figure,
    FigureVerdict,
    Identity,
    IdentityVerdict,
    Place,
    Precision,
    Reconciliation,
    Repair,
    SlipKind,
    Status,
    Term,
)
from pipelines.reconcile.slips import SLIP_COST

__all__ = [
    "SLIP_COST",
    "Change",
    "Dispute",
    "DisputeReason",
    "Explanation",
    "Figure",
    "FigureVerdict",
    "Identity",
    "IdentityVerdict",
    "Place",
    "Precision",
    "Reconciliation",
    "Repair",
    "SlipKind",
    "Status",
    "Term",
    "known_sum",
    "reconcile",
]
