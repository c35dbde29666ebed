"""Figures and the identities they must obey: prove, repair or dispute each. Knows only integers and equations."""

from pipelines.reconcile.engine import reconcile
from pipelines.reconcile.model import (
    Change,
    Dispute,
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

__all__ = [
    "Change",
    "Dispute",
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
    "reconcile",
]
