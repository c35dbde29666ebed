"""Doubt that spreads as far as the reading reaches: a label gives all figures of its row their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipelines.identities.placement import PlacedIdentity
from pipelines.identities.settling import Settled
from pipelines.reconcile import FigureVerdict, IdentityVerdict, SlipKind, Status
from pipelines.structure.sums import terms_of, value_of

# Of a smaller table a row in doubt is most.
_FEWEST_DISPUTED = 10
# So many amounts of a row in doubt are no slips of single cells.
_FEWEST_OF_ROW = 3
_OF_LABELS = (SlipKind.LABELS_EXCHANGED, SlipKind.LABEL_REPLACED, SlipKind.LABEL_MISSPELT)


def disputed(settled: Settled, doubted: Iterable[int]) -> Settled:
    """The verdicts with these figures disputed, as they are printed, and all that holds only with them repaired.

    A slip that moved several figures is withdrawn as a whole.
    """
    wave = set(doubted)
    if not wave:
        return settled
    figures, identities = list(settled.verdicts.figures), list(settled.verdicts.identities)
    touching: dict[int, list[int]] = {}
    for position, identity in enumerate(settled.identities):
        for number, _ in terms_of(identity):
            touching.setdefault(number, []).append(position)
    slips = {repair.figure: repair.slip for repair in settled.verdicts.repairs}
    together: dict[int, set[int]] = {}
    for figure, slip in slips.items():
        together.setdefault(slip, set()).add(figure)
    done = set(wave)
    while wave:
        withdrawn = set()
        for number in wave:
            before, printed = figures[number], value_of(settled.materials.figures[number])
            figures[number] = replace(before, status=Status.DISPUTED, settled=printed)
            withdrawn |= {number} if printed != before.settled else set()
        wave = {other for number in withdrawn if number in slips for other in together[slips[number]]} - done
        for position in {position for number in withdrawn for position in touching.get(number, ())}:
            identities[position] = _again(settled.identities[position], identities[position], figures)
            if not identities[position].holds:
                wave |= {number for number, _ in terms_of(settled.identities[position])} - done
        done |= wave
    kept = tuple(repair for repair in settled.verdicts.repairs if repair.figure not in done)
    changed = replace(settled.verdicts, figures=tuple(figures), identities=tuple(identities), repairs=kept)
    return replace(settled, verdicts=changed)


def _again(identity: PlacedIdentity, verdict: IdentityVerdict, figures: list[FigureVerdict]) -> IdentityVerdict:
    """An identity added up with what its figures are now."""
    total = 0
    for number, weight in terms_of(identity):
        value = figures[number].settled
        if value is None:
            return replace(verdict, residual_settled=None, holds=False)
        total += weight * value
    return replace(verdict, residual_settled=total, holds=verdict.low <= total <= verdict.high)


def doubt_whole_tables(settled: Settled) -> Settled:
    """The verdicts with the rest of a table disputed of which most is: its inner consistency proves no place.

    But for what agrees, as it is printed, with figures of other tables that are in no doubt.
    """
    figures, verdicts = settled.materials.figures, settled.verdicts.figures
    tables: dict[int, list[int]] = {}
    for figure in figures:
        if figure.table is not None and (figure.value or figure.is_blank):
            tables.setdefault(figure.table, []).append(figure.number)
    doubted = {figure.number for figure in figures if verdicts[figure.number].status is Status.DISPUTED}
    mostly = {t for t, own in tables.items() if 2 * len(doubted.intersection(own)) > max(len(own), _FEWEST_DISPUTED)}
    if not mostly:
        return settled
    borne_out: set[int] = set()
    repaired = {r.figure for r in settled.verdicts.repairs if r.kind is not SlipKind.SIGN_LOST}
    for identity, verdict in zip(settled.identities, settled.verdicts.identities, strict=True):
        numbers = {number for number, _ in terms_of(identity)}
        if verdict.holds and not numbers & doubted and len({figures[number].table for number in numbers}) > 1:
            borne_out |= numbers
    return disputed(settled, (f.number for f in figures if f.table in mostly and f.number not in borne_out - repaired))


def doubt_moved_labels(settled: Settled) -> Settled:
    """The verdicts with figures under an amended label disputed where all that bears it out is itself in doubt."""
    moved = {repair.figure for repair in settled.verdicts.repairs if repair.kind in _OF_LABELS}
    verdicts, figures = settled.verdicts.figures, settled.materials.figures
    borne_out: set[int] = set()
    tied: set[int] = set()
    for identity, verdict in zip(settled.identities, settled.verdicts.identities, strict=True) if moved else ():
        own = {number for number, _ in terms_of(identity)}
        if not own & moved or len({figures[number].table for number in own}) == 1:
            continue
        tied |= own & moved
        is_sure = all(verdicts[number].status is not Status.DISPUTED for number in own)
        borne_out |= own & moved if verdict.holds and is_sure else set()
    return disputed(settled, tied - borne_out)


def doubt_nils(settled: Settled) -> Settled:
    """The verdicts with the nils of a row disputed all of whose amounts are: they would stand in any row."""
    rows: dict[tuple[int, int], list[int]] = {}
    for figure in settled.materials.figures:
        if figure.table is not None:
            rows.setdefault((figure.table, figure.row), []).append(figure.number)
    verdicts = settled.verdicts.figures
    nils: list[int] = []
    for row in rows.values():
        amounts = [number for number in row if verdicts[number].settled != 0]
        if len(amounts) >= _FEWEST_OF_ROW and all(verdicts[n].status is Status.DISPUTED for n in amounts):
            nils += (number for number in row if number not in amounts)
    return disputed(settled, nils)


def spread_doubt(settled: Settled) -> Settled:
    """The verdicts with whole rows disputed where the label may be what is wrong.

    That is where a figure agrees with its own table and not with another, and nothing else in its row agrees with one.
    Of advance receipts, whose total alone stands elsewhere too, all.
    """
    figures, verdicts = settled.materials.figures, settled.verdicts
    if all(verdict.holds for verdict in verdicts.identities):
        return settled
    touching: dict[int, list[int]] = {}
    across: set[int] = set()
    for position, identity in enumerate(settled.identities):
        terms = terms_of(identity)
        if len({figures[number].table for number, _ in terms}) > 1:
            across.add(position)
        for number, _ in terms:
            touching.setdefault(number, []).append(position)
    trusted = (Status.PROVEN, Status.REPAIRED)
    doubted: set[int] = set()
    for position in across:
        if verdicts.identities[position].holds:
            continue
        for number, _ in terms_of(settled.identities[position]):
            figure = figures[number]
            own = [each for each in touching[number] if each not in across]
            if not all(verdicts.identities[each].holds for each in own):
                continue
            if figure.table is None:  # a total of advance receipts: what is wrong may be the unit of them all
                doubted.update(receipt.figure for receipt in settled.materials.advance_receipts)
                continue
            row = [n for n in range(len(figures)) if (figures[n].table, figures[n].row) == (figure.table, figure.row)]
            others = (each for n in row if n != number and figures[n].value for each in touching.get(n, ()))
            if not any(each in across and verdicts.identities[each].holds for each in others):
                doubted.update(n for n in row if verdicts.figures[n].status in trusted)
    return disputed(settled, doubted)
