"""What the assets hand each other: one plain class for each, for Dagster takes no generic type as that of a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipelines.documents.batches import RAW, READ, SETTLED, SettledResult, Understood, counts
from pipelines.documents.corrections import Correction, corrections_of
from pipelines.documents.frames import normalise, one_batch
from pipelines.documents.processing import RawDocument
from pipelines.documents.registry import Entry
from pipelines.documents.results import ResultStore, Stage
from pipelines.documents.versions import version_of_reading, version_of_settling
from pipelines.orchestration.outcome import Outcomes
from warehouse.frames import Frames

# When a document was loaded into the staging warehouse.
STAGED: Stage[datetime] = Stage("staged")


@dataclass(frozen=True, slots=True)
class RawBatch:
    """Texts that are new or changed."""

    documents: tuple[RawDocument, ...]
    outcomes: Outcomes = field(default_factory=Outcomes)

    @property
    def document_count(self) -> int:
        """How many texts."""
        return len(self.documents)


@dataclass(frozen=True, slots=True)
class ReadBatch:
    """Texts that were understood."""

    documents: tuple[Understood, ...]
    outcomes: Outcomes = field(default_factory=Outcomes)

    @property
    def document_count(self) -> int:
        """How many texts."""
        return len(self.documents)


@dataclass(frozen=True, slots=True)
class SettledBatch:
    """Texts whose figures are settled."""

    documents: tuple[SettledResult, ...]
    outcomes: Outcomes = field(default_factory=Outcomes)

    @property
    def document_count(self) -> int:
        """How many texts."""
        return len(self.documents)


@dataclass(frozen=True, slots=True)
class Staged:
    """A warehouse file that holds the documents of a run alone, for the expectations to judge."""

    file: Path
    frames: Frames
    loaded_at: datetime
    outcomes: Outcomes = field(default_factory=Outcomes)

    @property
    def document_count(self) -> int:
        """How many documents, those that a later one takes the place of too."""
        return len(self.frames)


Value = RawBatch | ReadBatch | SettledBatch | Staged


class Kept:
    """The values of assets, made of what earlier runs kept of documents; one of which nothing is kept is left out."""

    def __init__(
        self, entries: Sequence[Entry], results: ResultStore, corrections: Sequence[Correction], staging_file: Path
    ) -> None:
        self._results, self._corrections, self._staging_file = results, corrections, staging_file
        found = (results.find(RAW, entry.sha256, "") for entry in entries)
        self._raw = tuple(raw for raw in found if raw is not None)

    def value_of(self, asset: str) -> Value:
        """The value of an asset, as those that follow take it."""
        makers: Mapping[str, Callable[[], Value]] = {
            "raw_documents": lambda: RawBatch(self._raw),
            "figures": self._read,
            "reconciled": self._settled,
            "staged_warehouse": self._staged,
        }
        return makers[asset]()

    def _read(self) -> ReadBatch:
        version = version_of_reading()
        found = ((raw, self._results.find(READ, raw.sha256, version)) for raw in self._raw)
        return ReadBatch(tuple(Understood(raw, len(read.materials.figures)) for raw, read in found if read))

    def _settled(self) -> SettledBatch:
        found = ((raw, self._version(raw)) for raw in self._raw)
        return SettledBatch(
            tuple(
                SettledResult(raw, version, *counts(frames))
                for raw, version in found
                if (frames := self._results.find(SETTLED, raw.sha256, version))
            )
        )

    def _staged(self) -> Staged:
        frames: list[Frames] = []
        moments: list[datetime] = []
        for raw in self._raw:
            version = self._version(raw)
            moment = self._results.find(STAGED, raw.sha256, version)
            settled = self._results.find(SETTLED, raw.sha256, version)
            if moment is not None and settled is not None:
                frames.append(settled)
                moments.append(moment)
        whole = one_batch(frames) if frames else normalise([])
        return Staged(self._staging_file, whole, max(moments, default=datetime.now(UTC)))

    def _version(self, raw: RawDocument) -> str:
        return version_of_settling(corrections_of(self._corrections, raw.file_name, raw.sha256))
