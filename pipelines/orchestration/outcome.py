"""What became of the documents of one run, as its steps tell it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.documents.processing import Refusal, Unchanged
from pipelines.publishing.publication import PublishedDocument


@dataclass
class RunOutcome:
    """Gathered while a run goes on; a document is in exactly one of the first three once it has ended.

    `dashboard_failure` is why the dashboard could not be built, where it could not.
    """

    published: list[PublishedDocument] = field(default_factory=list)
    unchanged: list[Unchanged] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    dashboard_failure: str | None = None
