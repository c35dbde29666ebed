"""What the gate takes and gives: families of identities in, one outcome for each expectation out."""

from __future__ import annotations

from dataclasses import dataclass

STRUCTURE = "structure"
IDENTITIES = "identities"


class AuditError(Exception):
    """An expectation could not be evaluated: nothing is known of the data."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of accounting identities: `name` as in `identity_audit.identity_family`, `title` for people."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Expected:
    """An expectation that `validate` will evaluate; a failing one that `is_blocking` keeps documents out."""

    suite_name: str
    expectation_name: str
    title: str
    is_blocking: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an expectation; `worst_residual_yen` is the greatest residual beyond its tolerance."""

    suite_name: str
    expectation_name: str
    title: str
    is_blocking: bool
    checked_count: int
    held_count: int
    failed_count: int
    worst_residual_yen: int | None
    is_success: bool

    @property
    def held_share(self) -> float | None:
        """Share of the checked that held; None where nothing was checked."""
        return self.held_count / self.checked_count if self.checked_count else None
