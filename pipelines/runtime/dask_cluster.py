"""A Dask scheduler and its workers: reached, asked who they are, given work; every way in which that fails in words.

`distributed` is an extra of its own: it is imported where a scheduler is named, and nowhere else.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from pipelines.runtime.paths import StateFolderError

if TYPE_CHECKING:
    from distributed import Client, Future

R = TypeVar("R")

_EXTRA = "pip install 'tsujitsuma[dask]'"
_SECONDS_TO_ANSWER = 10
# They may have been started with this call.
_SECONDS_TO_JOIN = 30
_SECONDS_WITHOUT_WORKERS = 60
_SECONDS_BETWEEN_LOOKS = 2
# A worker that was lost is no failure of its task: these are for a folder that is away for a moment.
_RETRIES = 3


class WorkersError(StateFolderError):
    """The workers cannot be used; the message says which, and what to do."""


class LostWithItsWorkerError(Exception):
    """So many workers ended while they had this task that Dask does not hand it out any more."""


class Cluster:
    """The workers of a scheduler. Raise WorkersError where the scheduler does not answer, or has no worker."""

    def __init__(self, address: str, seconds_without_workers: float = _SECONDS_WITHOUT_WORKERS) -> None:
        self._address, self._seconds_without_workers = address, seconds_without_workers
        self._client = _connected(address)
        try:
            self._client.wait_for_workers(1, timeout=min(_SECONDS_TO_JOIN, seconds_without_workers))
        except TimeoutError:
            self.close()
            raise WorkersError(
                f"{address}: the Dask scheduler has no workers; start some on any machine: dask worker {address}"
            ) from None

    def ask(self, question: Callable[[], R]) -> dict[str, R | Exception]:
        """What the scheduler and each worker answer, by address; an error is an answer too."""
        answers: dict[str, R | Exception] = self._client.run(question, on_error="return")
        try:
            answers[self._address] = self._client.run_on_scheduler(question)
        except Exception as error:
            answers[self._address] = error
        return answers

    def is_scheduler(self, address: str) -> bool:
        """Whether it is the scheduler that answers there, which does no work."""
        return address == self._address

    def submit(self, work: Callable[..., R], parts: Sequence[Any], *arguments: object) -> list[Future[R]]:
        """Hand out work on each part: the same part may be handed out anew, and is then done anew."""
        if not parts:
            return []
        futures: list[Future[R]] = self._client.map(
            work, parts, *([one] * len(parts) for one in arguments), pure=False, retries=_RETRIES
        )
        return futures

    def ended(self, futures: Sequence[Future[R]]) -> Iterator[Future[R]]:
        """The futures as they end. Raise WorkersError where the scheduler or all workers are away for good."""
        from distributed import wait  # noqa: PLC0415 - an extra

        left, seen = list(futures), monotonic()
        while left:
            try:
                with self._client.as_current():
                    done, _ = wait(left, timeout=_SECONDS_BETWEEN_LOOKS, return_when="FIRST_COMPLETED")
            except TimeoutError:
                done = set()
            except (CancelledError, OSError) as error:
                raise self._gone() from error
            left = [future for future in left if future not in done]
            seen = monotonic() if done or self._has_workers() else seen
            if monotonic() - seen > self._seconds_without_workers:
                raise self._left_alone()
            yield from done

    def made_by(self, future: Future[R]) -> R:
        """What came of a task that has ended. What the work raised is raised, or LostWithItsWorkerError."""
        from distributed import KilledWorker  # noqa: PLC0415 - an extra

        while True:
            try:
                made: R = future.result(timeout=self._seconds_without_workers)
            except KilledWorker as error:
                raise LostWithItsWorkerError from error
            except CancelledError as error:
                raise self._gone() from error
            except TimeoutError as error:
                # What was made was lost with its worker, and is being made again.
                if self._has_workers():
                    continue
                raise self._left_alone() from error
            return made

    def close(self) -> None:
        """Let go of the scheduler, which forgets what was handed out; its workers stay."""
        self._client.close(timeout=_SECONDS_TO_ANSWER)

    def _has_workers(self) -> bool:
        if self._client.status != "running":
            # The client seeks a scheduler that is away, and gives its futures up where that does not come back.
            return False
        try:
            return bool(self._client.nthreads())
        except OSError:
            return False

    def _left_alone(self) -> WorkersError:
        return WorkersError(
            f"{self._address}: no worker is left since {self._seconds_without_workers:g} s; start some (dask worker"
            f" {self._address}) and do the same again: what is done is kept"
        )

    def _gone(self) -> WorkersError:
        return WorkersError(
            f"{self._address}: the Dask scheduler is gone; start it and its workers anew and do the same again: what is"
            " done is kept"
        )


def _connected(address: str) -> Client:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise WorkersError(f"workers.dask: {address}: Dask is not installed here; {_EXTRA}") from error
    # What is wrong is told by this program, in a line of its own.
    for name in [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=_SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise WorkersError(
            f"{address}: no Dask scheduler answers there ({type(error).__name__}); start one (dask scheduler) and its"
            f" workers (dask worker {address}), or take workers.dask out of the settings: then this machine's processes"
            " work"
        ) from error
