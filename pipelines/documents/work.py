"""All the pure work on a document in one go, in whatever process: an order goes out, a receipt comes back, both small.

The bytes and what is made of them pass through the results, which all processes and machines see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from pipelines.documents.batches import (
    RAW,
    SETTLED,
    SOLVER_MB,
    Settled,
    SettledResult,
    Understood,
    apart,
    counts,
    is_heavy,
    is_risky,
    lost,
    read_or_kept,
    settle_all,
    settle_and_keep,
)
from pipelines.documents.corrections import Correction, corrections_of
from pipelines.documents.processing import RawDocument, Refusal
from pipelines.documents.results import ResultStore
from pipelines.documents.versions import version_of_settling
from pipelines.runtime.guarded import Lost
from pipelines.runtime.settings import Limits
from pipelines.runtime.workers import KeptPool, spread_with_care

T = TypeVar("T")

# What takes too long ends by itself, and says so; in what does not, the process is ended.
SECONDS_TO_END = 2
# A document is read and then settled, each within the limit.
_STAGES = 2


@dataclass(frozen=True, slots=True)
class Order:
    """A document to be worked on; its bytes are kept as a result. A risky one is read in a process of its own."""

    file_name: str
    sha256: str
    is_risky: bool = False
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """A document that was understood, and how it was settled; None: that is still to be done."""

    figure_count: int
    settled: Settled | Refusal | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What holds for all documents of a call: where results are, the limits, the version; whether to settle, too."""

    results_folder: Path
    limits: Limits
    parser_version: str
    is_to_settle: bool = True

    @property
    def results(self) -> ResultStore:
        """Where bytes are found and what is made of them is kept."""
        return ResultStore(self.results_folder, self.results_folder)


def orders_of(documents: Iterable[RawDocument], corrections: Sequence[Correction]) -> list[Order]:
    """The orders for documents, each with the corrections that are its own."""
    return [
        Order(raw.file_name, raw.sha256, is_risky(raw), corrections_of(corrections, raw.file_name, raw.sha256))
        for raw in documents
    ]


def work_through(orders: Sequence[Order], work: Work) -> list[Receipt | Refusal]:
    """Read, interpret and settle documents, one by one, here; what is risky or heavy is left to be settled."""
    return [_small(_worked_through(order, work)) for order in orders]


def work_with_care(
    orders: Sequence[Order], work: Work, pool: KeptPool | None = None
) -> Iterator[list[tuple[int, Receipt | Refusal]]]:
    """Work through documents by worker processes, each with its number: what ends its process costs itself alone.

    Without a pool a few are worked on in this process.
    """
    limits = work.limits
    ordinary = [number for number, order in enumerate(orders) if not order.is_risky]
    risky = [number for number, order in enumerate(orders) if order.is_risky]
    for numbers, stages, memory_mb in (
        (ordinary, _STAGES if work.is_to_settle else 1, limits.memory_mb + SOLVER_MB),
        (risky, 1, limits.memory_mb),
    ):
        for part in spread_with_care(
            partial(work_through, work=work),
            [orders[number] for number in numbers],
            is_risky=lambda order: order.is_risky,
            lost=partial(refusal_of_lost, limits=limits),
            seconds=stages * limits.seconds + SECONDS_TO_END,
            memory_mb=memory_mb,
            pool=pool,
        ):
            yield [(numbers[place], receipt) for place, receipt in part]


def settle_with_care(
    documents: Sequence[Understood], work: Work, corrections: Sequence[Correction], pool: KeptPool | None = None
) -> Iterator[list[tuple[int, SettledResult | Refusal]]]:
    """Settle documents that were understood, each with its number: heavy ones in processes of their own."""
    limits = work.limits
    return spread_with_care(
        partial(
            settle_all,
            results=work.results,
            limits=limits,
            parser_version=work.parser_version,
            corrections=corrections,
        ),
        documents,
        is_risky=is_heavy,
        lost=lambda document, why: lost(document.raw, why, limits),
        seconds=limits.seconds + SECONDS_TO_END,
        memory_mb=limits.memory_mb + SOLVER_MB,
        pool=pool,
    )


def work_to_the_end(orders: Sequence[Order], work: Work, pool: KeptPool) -> list[Receipt | Refusal]:
    """Work through documents and settle also what that left, all in worker processes."""
    receipts = in_order(work_with_care(orders, work, pool))
    left: list[tuple[int, Receipt, RawDocument]] = []
    for number, receipt in enumerate(receipts):
        if work.is_to_settle and isinstance(receipt, Receipt) and receipt.settled is None:
            raw = _raw(orders[number], work.results)
            if isinstance(raw, Refusal):
                receipts[number] = _small(raw)
            else:
                left.append((number, receipt, raw))
    documents = [Understood(raw, receipt.figure_count) for _, receipt, raw in left]
    corrections = [one for number, _, _ in left for one in orders[number].corrections]
    for (number, receipt, _), result in zip(
        left, in_order(settle_with_care(documents, work, corrections, pool)), strict=True
    ):
        receipts[number] = _small(replace(receipt, settled=_settled(result)))
    return receipts


def refusal_of_lost(order: Order, why: Lost, limits: Limits) -> Refusal:
    """The refusal of a document with which its process ended."""
    return _small(lost(RawDocument(order.file_name, b"", order.sha256), why, limits))


def understood_of(raw: RawDocument, made: Receipt | Refusal) -> Understood | Refusal:
    """A document that was read, as those that follow take it."""
    return replace(made, raw=raw) if isinstance(made, Refusal) else Understood(raw, made.figure_count, made.settled)


def result_of(raw: RawDocument, made: Receipt | Settled | Refusal | None) -> SettledResult | Refusal:
    """A document that was worked on to the end, as those that follow take it."""
    match made:
        case Receipt(settled=settled):
            return result_of(raw, settled)
        case Settled(version, identity_count, repair_count):
            return SettledResult(raw, version, identity_count, repair_count)
        case Refusal():
            return replace(made, raw=raw)
    raise ValueError(f"{raw.file_name} was not settled")


def in_order(parts: Iterable[Iterable[tuple[int, T]]]) -> list[T]:
    """Results with their numbers, as they came, in the order of the numbers."""
    return [result for _, result in sorted((pair for part in parts for pair in part), key=lambda pair: pair[0])]


def _worked_through(order: Order, work: Work) -> Receipt | Refusal:
    results, limits = work.results, work.limits
    if work.is_to_settle and (kept := _kept(order, results)):
        return kept
    raw = _raw(order, results)
    if isinstance(raw, Refusal):
        return raw
    read = apart(raw, limits, "reading", partial(read_or_kept, raw, results, limits))
    if isinstance(read, Refusal):
        return read
    understood = Understood(raw, len(read.materials.figures))
    receipt = Receipt(understood.figure_count)
    if not work.is_to_settle or order.is_risky or is_heavy(understood):
        return receipt
    settle = partial(settle_and_keep, read, results, work.parser_version, order.corrections)
    return replace(receipt, settled=apart(raw, limits, "settling", settle))


def _kept(order: Order, results: ResultStore) -> Receipt | None:
    """What an earlier run made of the same document under the same version."""
    version = version_of_settling(order.corrections)
    frames = results.find(SETTLED, order.sha256, version)
    if frames is None:
        return None
    document = frames.by_name["document"].row(0, named=True)
    if document["file_name"] != order.file_name:
        return None
    return Receipt(document["figure_count"], Settled(version, *counts(frames)))


def _raw(order: Order, results: ResultStore) -> RawDocument | Refusal:
    raw = results.find(RAW, order.sha256, "")
    if raw is None:
        return Refusal(order.file_name, f"{order.file_name}: its bytes are kept no more; ingest it again")
    return RawDocument(order.file_name, raw.content, order.sha256)


def _settled(result: SettledResult | Refusal) -> Settled | Refusal:
    return (
        result if isinstance(result, Refusal) else Settled(result.version, result.identity_count, result.repair_count)
    )


def _small(made: T) -> T:
    """Without the document's bytes: whoever ordered has them."""
    match made:
        case Refusal():
            return replace(made, raw=None)
        case Receipt(settled=Refusal() as refusal):
            return replace(made, settled=replace(refusal, raw=None))
    return made
