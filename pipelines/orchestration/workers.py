"""Who does the pure work of a call's runs, as the settings say: processes of this machine, or Dask's workers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.documents.batches import SettledResult, Understood
from pipelines.documents.corrections import Correction
from pipelines.documents.on_dask import DaskWorkers
from pipelines.documents.processing import RawDocument, Refusal
from pipelines.documents.results import ResultStore
from pipelines.documents.work import Order, Receipt, Work, orders_of, result_of, settle_with_care, work_with_care
from pipelines.runtime.dask_cluster import Cluster
from pipelines.runtime.paths import parser_version
from pipelines.runtime.settings import load_settings


def work_of(results: ResultStore, is_to_settle: bool = True) -> Work:
    """What holds for all documents, as the settings are now."""
    return Work(results.folder, load_settings().limits, parser_version(), is_to_settle)


class Workers:
    """The workers of one call. A scheduler is reached when it is first needed, and kept for the runs that follow."""

    def __init__(self) -> None:
        self._dask: tuple[Work, DaskWorkers] | None = None

    @property
    def can_begin_ahead(self) -> bool:
        """Whether they work while this process does something else."""
        return load_settings().workers.dask is not None

    def hand_out(self, orders: Sequence[Order], work: Work) -> None:
        """Let them begin with documents that a later run will ask for, where they can."""
        dask = self._on_dask(work)
        if dask is not None:
            dask.hand_out(orders)

    def receipts(self, orders: Sequence[Order], work: Work) -> Iterator[list[tuple[int, Receipt | Refusal]]]:
        """What becomes of documents, each with its number, in any order."""
        dask = self._on_dask(work) if orders else None
        return work_with_care(orders, work) if dask is None else dask.receipts(orders)

    def settled(
        self, documents: Sequence[Understood], work: Work, corrections: Sequence[Correction]
    ) -> Iterator[list[tuple[int, SettledResult | Refusal]]]:
        """What becomes of documents that were understood, by an earlier run or here, and not settled with it."""
        dask = self._on_dask(work) if documents else None
        if dask is None:
            yield from settle_with_care(documents, work, corrections)
            return
        raw: list[RawDocument] = [document.raw for document in documents]
        for part in dask.receipts(orders_of(raw, corrections)):
            yield [(number, result_of(raw[number], receipt)) for number, receipt in part]

    def close(self) -> None:
        """Let go of them."""
        if self._dask is not None:
            self._dask[1].close()
            self._dask = None

    def _on_dask(self, work: Work) -> DaskWorkers | None:
        address = load_settings().workers.dask
        if address is None:
            return None
        if self._dask is None or self._dask[0] != work:
            self.close()
            self._dask = work, DaskWorkers(Cluster(address), work)
        return self._dask[1]
