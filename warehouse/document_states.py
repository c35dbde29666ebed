"""Where a document stands on its way into the warehouse and out of it: the one type that tells it and shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class State(StrEnum):
    """How far a document has come."""

    WAITING = "waiting"
    PUBLISHED = "published"
    QUARANTINED = "quarantined"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class DocumentState:
    """A document's state since a moment (aware of its time zone), why, and what to do next."""

    state: State
    document: str
    since: datetime
    reason: str = ""
    next_step: str = ""

    @property
    def since_in_utc(self) -> str:
        """The moment for programs and browsers: ISO 8601 in UTC, which knows no hour twice."""
        return self.since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
