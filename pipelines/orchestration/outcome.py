"""What has become of the documents of a run, as a value that each asset hands on to the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipelines.documents.processing import Refusal, Unchanged
from pipelines.documents.results import Stage
from pipelines.publishing.publication import PublishedDocument, Recorded


@dataclass(frozen=True, slots=True)
class Outcomes:
    """So far: a document is in exactly one of the first three once its run has ended.

    `dashboard_failure` is why the dashboard could not be built, where it could not.
    """

    published: tuple[PublishedDocument, ...] = ()
    unchanged: tuple[Unchanged | Recorded, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    dashboard_failure: str | None = None

    def and_refused(self, refusals: Iterable[Refusal]) -> Outcomes:
        """These, with more documents that were kept out."""
        return replace(self, refusals=(*self.refusals, *refusals))


# Kept under the run's id: those of the last of its assets that ended.
OUTCOMES: Stage[Outcomes] = Stage("outcomes")
