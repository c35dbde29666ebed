"""The pure work on documents by the workers of a Dask scheduler: a few documents a task, also ahead of their run."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from uuid import uuid4

from pipelines.documents.processing import Refusal
from pipelines.documents.versions import version_of_work
from pipelines.documents.work import Order, Receipt, Work, refusal_of_lost, work_to_the_end
from pipelines.runtime.dask_cluster import Cluster, LostWithItsWorkerError, WorkersError
from pipelines.runtime.guarded import Lost
from pipelines.runtime.workers import KeptPool

if TYPE_CHECKING:
    from distributed import Future

# A task costs some 12 ms; what is lost with a worker is done anew.
_DOCUMENTS_IN_A_TASK = 4
_LOST = Lost("each of the workers that had it was lost")

Made = Receipt | Refusal
_Handed = tuple[Order, ...]


class DaskWorkers:
    """Documents handed out to a cluster, each once. Raise WorkersError where its workers cannot be used."""

    def __init__(self, cluster: Cluster, work: Work) -> None:
        self._cluster, self._work, self._version = cluster, work, version_of_work()
        refuse_others(cluster, work.results_folder, self._version)
        self._handed_out: dict[Order, tuple[_Handed, Future[list[Made]]]] = {}

    def hand_out(self, orders: Sequence[Order]) -> None:
        """Let workers begin with documents that will be asked for later."""
        new = [order for order in orders if order not in self._handed_out]
        parts = _parts(new)
        for part, future in zip(parts, self._submit(parts), strict=True):
            self._handed_out |= dict.fromkeys(part, (part, future))

    def receipts(self, orders: Sequence[Order]) -> Iterator[list[tuple[int, Made]]]:
        """What became of documents, each with its number, as they end. A document that ends its workers is refused."""
        self.hand_out(orders)
        numbers = {order: number for number, order in enumerate(orders)}
        parts = {self._handed_out[order][1]: self._handed_out[order][0] for order in orders}
        try:
            for future in self._cluster.ended(list(parts)):
                made = zip(parts[future], self._made(parts[future], future), strict=True)
                yield [(numbers[order], one) for order, one in made if order in numbers]
        finally:
            for order in orders:
                self._handed_out.pop(order, None)

    def close(self) -> None:
        """Take back what nobody has asked for."""
        self._handed_out.clear()
        self._cluster.close()

    def _submit(self, parts: Sequence[_Handed]) -> list[Future[list[Made]]]:
        return self._cluster.submit(work_here, parts, self._work, self._version)

    def _made(self, part: _Handed, future: Future[list[Made]]) -> list[Made]:
        try:
            return self._cluster.made_by(future)
        except LostWithItsWorkerError:
            return [self._alone(order) for order in part]

    def _alone(self, order: Order) -> Made:
        """One after the other, for Dask blames all that a lost worker had: only the one that is to blame loses more."""
        (future,) = self._cluster.ended(self._submit([(order,)]))
        try:
            (made,) = self._cluster.made_by(future)
        except LostWithItsWorkerError:
            return refusal_of_lost(order, _LOST, self._work.limits)
        return made


def _parts(orders: Sequence[Order]) -> list[_Handed]:
    """What may take long is handed out by itself."""
    quick = [order for order in orders if not order.is_risky]
    at_once = range(0, len(quick), _DOCUMENTS_IN_A_TASK)
    return [
        *((order,) for order in orders if order.is_risky),
        *(tuple(quick[at : at + _DOCUMENTS_IN_A_TASK]) for at in at_once),
    ]


def work_here(orders: Sequence[Order], work: Work, version: str) -> list[Made]:
    """Within a Dask worker: work on documents in processes of its own, under the limits that hold everywhere."""
    mine = version_of_work()
    if mine != version:
        raise WorkersError(f"a worker that joined is of another version ({mine}) than this one ({version}): update it")
    return work_to_the_end(orders, work, _pool())


def refuse_others(cluster: Cluster, folder: Path, version: str) -> None:
    """Raise WorkersError where one of them is of another version, or does not see the results."""
    mark = folder / "marks" / f".{uuid4()}"
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
        answers = cluster.ask(_who_are_you(str(mark)))
    except OSError as error:
        raise WorkersError(f"{folder}: results cannot be kept there ({error.strerror}); name another folder") from error
    finally:
        mark.unlink(missing_ok=True)
    for address, answer in answers.items():
        if isinstance(answer, Exception):
            told = f"{type(answer).__name__}: {answer}".splitlines()[0]
            raise WorkersError(
                f"{address}: the Dask worker there does not run as this program does ({told}); update it"
            )
        theirs, sees_results = answer
        if theirs != version:
            raise WorkersError(
                f"{address}: the Dask process there is of another version ({theirs or 'none'}) than this one"
                f" ({version}); nothing was begun: update it, or stop it"
            )
        if not sees_results and not cluster.is_scheduler(address):
            raise WorkersError(
                f"{address}: the Dask worker there does not see {folder}, or may not write into it; mount it there"
                " under the same path, or name a folder that all machines share: workers.results in the settings"
            )


def _who_are_you(mark: str) -> Callable[[], tuple[str, bool]]:
    # A function within a function travels whole: a worker without this module answers too.
    def answer() -> tuple[str, bool]:
        try:
            from pipelines.documents.versions import version_of_work  # noqa: PLC0415 - theirs
        except ImportError:
            return "", False
        return version_of_work(), os.path.isfile(mark) and os.access(os.path.dirname(mark), os.W_OK)  # noqa: PTH113, PTH120

    return answer


_lock = Lock()
_kept: list[KeptPool] = []


def _pool() -> KeptPool:
    """The processes of this Dask worker, one for each of its threads, which only wait for them.

    A limit of time ends what a main thread does, one of memory is a process's: neither can hold a thread.
    """
    from distributed import get_worker  # noqa: PLC0415 - an extra

    with _lock:
        if not _kept:
            # Dask's nanny starts workers as daemons, which may have no children; these end with it all the same.
            multiprocessing.current_process().daemon = False
            _kept.append(KeptPool(get_worker().state.nthreads))
        return _kept[0]
