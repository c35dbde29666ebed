"""What a budget changes of its commitments: one change a commitment, from the tables before and after and the prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.identities.settling import Settled
from pipelines.interpreting.model import (
    ChangeKind,
    Commitment,
    CommitmentChange,
    CommitmentWords,
    Figure,
    Listing,
    Period,
)
from pipelines.reconcile import Status

_STATUSES = (Status.PROVEN, Status.REPAIRED, Status.UNCHECKED, Status.DISPUTED)
_SET_ANEW = frozenset({ChangeKind.ADDED, ChangeKind.NEW})


@dataclass(frozen=True, slots=True)
class SettledChange:
    """A change of one commitment. `kind` is as printed, else by the tables; `stated` is the figure of the list.

    `change_yen` is what stands after less what stood before, the limit where the commitment is new, less the limit
    where it is withdrawn; where no table tells, what the prose states. It is known to `unit_yen`. `status` is the worst
    of all figures that it rests on.
    """

    name: str
    period: Period
    kind: ChangeKind | None
    is_kind_printed: bool
    before: Commitment | None
    after: Commitment | None
    before_yen: int | None
    after_yen: int | None
    change_yen: int | None
    unit_yen: int
    stated: Figure | None
    stated_yen: int | None
    stated_lines: tuple[int, ...]
    words: CommitmentWords | None
    status: Status
    line: int


def changes_of(settled: Settled) -> tuple[SettledChange, ...]:
    """The changes of a document, in the order of the lines that tell of them."""
    found = (change for period in _periods(settled) for change in _of_period(settled, period))
    return tuple(sorted(found, key=lambda change: change.line))


def _periods(settled: Settled) -> Sequence[Period]:
    """The budgets that change commitments: of which a change is stated, or a table before or after is printed."""
    materials = settled.materials
    amended = (c.period for c in materials.commitments if c.listing in (Listing.BEFORE, Listing.AFTER))
    return list(dict.fromkeys((*amended, *(change.period for change in materials.commitment_changes))))


def _of_period(settled: Settled, period: Period) -> Iterator[SettledChange]:
    listed = [c for c in settled.materials.commitments if c.period == period]
    before = _by_key(c for c in listed if c.listing is Listing.BEFORE)
    # The table after the amendment tells more than its announcement.
    announced = _by_key(c for c in listed if c.listing is Listing.ANNOUNCED)
    amended = _by_key(c for c in listed if c.listing is Listing.AFTER)
    after = {**announced, **amended}
    # Where the table after it is not printed, what the amendment does not announce stays as it was.
    is_whole = bool(amended) or not announced
    stated: dict[str, list[CommitmentChange]] = {}
    for change in settled.materials.commitment_changes:
        if change.period == period:
            stated.setdefault(change.name, []).append(change)
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        told = stated.pop(key[0], []) if _is_changed(settled, old, new) or not _again(key, after, before) else []
        shows = bool(before) and _is_changed(settled, old, new) and (new is not None or is_whole)
        if told or shows:
            yield _change(settled, key[0], period, old, new, told, is_before_printed=bool(before))
    for name, told in stated.items():
        yield _change(settled, name, period, None, None, told, is_before_printed=False)


def _by_key(commitments: Iterator[Commitment]) -> dict[tuple[str, int | None], Commitment]:
    found: dict[tuple[str, int | None], Commitment] = {}
    for commitment in commitments:
        found.setdefault((commitment.name, commitment.budget_year), commitment)
    return found


def _again(key: tuple[str, int | None], *tables: dict[tuple[str, int | None], Commitment]) -> bool:
    """Whether another commitment has the same name, of another year."""
    return any(other[0] == key[0] and other != key for table in tables for other in table)


def _is_changed(settled: Settled, before: Commitment | None, after: Commitment | None) -> bool:
    if before is None or after is None:
        return True
    spans = [(c.first_bearing_year, c.last_bearing_year) for c in (before, after)]
    return _yen(settled, before) != _yen(settled, after) or spans[0] != spans[1]


def _yen(settled: Settled, commitment: Commitment | None) -> int | None:
    return None if commitment is None else settled.verdicts.figures[commitment.limit].settled


def _change(
    settled: Settled,
    name: str,
    period: Period,
    before: Commitment | None,
    after: Commitment | None,
    told: Sequence[CommitmentChange],
    *,
    is_before_printed: bool,
) -> SettledChange:
    figures, verdicts = settled.materials.figures, settled.verdicts.figures
    printed = next((change.kind for change in told if change.kind), None)
    kind = printed or _kind(before, after, told, is_before_printed=is_before_printed)
    # The list of changes states it as one; a sentence only tells of it.
    stating = next((change for change in told if not change.is_newly_set), told[0] if told else None)
    stated = None if stating is None else figures[stating.figure]
    stated_yen = None if stating is None else verdicts[stating.figure].settled
    limits = [figures[commitment.limit] for commitment in (before, after) if commitment is not None]
    change_yen = _change_yen(_yen(settled, before), _yen(settled, after), before, after, kind)
    units = [figure.unit_yen for figure in limits]
    if change_yen is None and stated is not None:
        change_yen, units = stated_yen, [stated.unit_yen]
    rests_on = (*limits, *(figures[change.figure] for change in told))
    listing = after or before
    return SettledChange(
        name,
        period,
        kind,
        printed is not None,
        before,
        after,
        _yen(settled, before),
        _yen(settled, after),
        change_yen,
        max(units),
        stated,
        stated_yen,
        tuple(sorted(figures[change.figure].line for change in told)),
        next((w for w in settled.materials.commitment_words if (w.name, w.period) == (name, period)), None),
        max((verdicts[figure.number].status for figure in rests_on), key=_STATUSES.index),
        stated.line if stated is not None else (listing.line if listing is not None else 0),
    )


def _kind(
    before: Commitment | None, after: Commitment | None, told: Sequence[CommitmentChange], *, is_before_printed: bool
) -> ChangeKind | None:
    """What becomes of a commitment by the tables, and by a sentence that sets it; None where nothing tells."""
    if before is not None:
        return ChangeKind.CHANGED if after is not None else ChangeKind.WITHDRAWN
    is_new = is_before_printed or any(change.is_newly_set for change in told)
    return ChangeKind.NEW if is_new else None


def _change_yen(
    before_yen: int | None,
    after_yen: int | None,
    before: Commitment | None,
    after: Commitment | None,
    kind: ChangeKind | None,
) -> int | None:
    if before is not None and after is not None:
        return None if before_yen is None or after_yen is None else after_yen - before_yen
    if after is not None and kind in _SET_ANEW:
        return after_yen
    if before is not None and before_yen is not None:
        return -before_yen
    return None
