"""The quality gate: Great Expectations suites over a warehouse file.

Nothing here imports Great Expectations until `validate` runs: it costs seconds and hundreds of megabytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.outcome import AuditError, Expected, Family, Outcome
from expectations.rules import expected

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["AuditError", "Expected", "Family", "Outcome", "expected", "validate"]


def validate(database: Path, families: Sequence[Family], store: Path, run_name: str) -> tuple[Outcome, ...]:
    """Judge the warehouse file `database`: one outcome for each of `expected(families)`, in that order.

    Results are stored under `store/gx`, readable pages under `store/data_docs/index.html`; `run_name` is shown there.
    No other connection of this process may be open on the file meanwhile; afterwards it is free again. Raises
    `AuditError` where an expectation could not be evaluated at all: the file cannot be opened, a table or view is
    missing, a rule's SQL is wrong.
    """
    from expectations.checkpoint import run_checkpoint  # noqa: PLC0415  imports Great Expectations

    return run_checkpoint(database, families, store, run_name)
