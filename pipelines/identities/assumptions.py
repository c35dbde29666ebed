"""What figures rest on though nothing prints it: dropped where an identity shows it, else the figure is not proven."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pipelines import reconcile as engine
from pipelines.identities.placement import PlacedIdentity
from pipelines.interpreting.model import Assumption, Figure, Materials, Subject

_Group = tuple[object, ...]
# What figures must share so that showing the reading of one shows it of all: their table's unit, their column's year.
_SHARED: dict[Subject, Callable[[Figure], _Group]] = {
    Subject.UNIT: lambda figure: (_table(figure), _words(figure, Subject.UNIT)),
    Subject.YEAR: lambda figure: (_table(figure), figure.period, _words(figure, Subject.YEAR)),
    Subject.SEGMENT: lambda figure: (_table(figure), figure.segment_name, _words(figure, Subject.SEGMENT)),
}
_SIGN = Assumption(Subject.SIGN, "no identity shows the sign; the printed one is assumed")
_TRUSTED = (engine.Status.PROVEN, engine.Status.REPAIRED)


def hold_back_assumed(
    materials: Materials, identities: Sequence[PlacedIdentity], verdicts: engine.Reconciliation
) -> tuple[Materials, engine.Reconciliation]:
    """Drop the assumptions that identities show to be right; a figure that keeps one is at most unchecked.

    Its settled value stays, and so does the record of its repair: they are right if the assumption is.
    """
    signed = _with_signs(materials.figures, verdicts)
    if not any(figure.assumptions for figure in signed):
        return materials, verdicts
    figures = _without_shown(signed, identities, verdicts)
    judged = tuple(
        replace(verdict, status=engine.Status.UNCHECKED)
        if figure.assumptions and verdict.status in _TRUSTED
        else verdict
        for figure, verdict in zip(figures, verdicts.figures, strict=True)
    )
    return replace(materials, figures=figures), replace(verdicts, figures=judged)


def _with_signs(figures: Sequence[Figure], verdicts: engine.Reconciliation) -> tuple[Figure, ...]:
    """The figures, with the sign as an assumption where all identities that touch one hold with the other as well."""
    return tuple(
        replace(figure, assumptions=(*figure.assumptions, _SIGN))
        if verdict.identities and not verdict.sign_is_shown and verdict.status is not engine.Status.DISPUTED
        else figure
        for figure, verdict in zip(figures, verdicts.figures, strict=True)
    )


def _without_shown(
    figures: Sequence[Figure], identities: Sequence[PlacedIdentity], verdicts: engine.Reconciliation
) -> tuple[Figure, ...]:
    """The figures without what an identity ties to figures of which it is printed, or shown by another identity."""
    assumed = {one.subject for figure in figures for one in figure.assumptions} & _SHARED.keys()
    if not assumed:
        return tuple(figures)
    ties = [
        terms
        for identity, verdict in zip(identities, verdicts.identities, strict=True)
        if verdict.holds and verdict.tolerance == 0 and (terms := _telling(identity, verdicts))
    ]
    left = {subject: _assumed(figures, subject, ties) for subject in assumed}
    return tuple(_with_those_left(figure, left) if figure.assumptions else figure for figure in figures)


def _with_those_left(figure: Figure, left: Mapping[Subject, set[_Group]]) -> Figure:
    kept = (
        one
        for one in figure.assumptions
        if one.subject not in left or _SHARED[one.subject](figure) in left[one.subject]
    )
    return replace(figure, assumptions=tuple(kept))


def _assumed(figures: Sequence[Figure], subject: Subject, ties: Sequence[Sequence[int]]) -> set[_Group]:
    """The groups of figures whose reading stays assumed: no identity ties them to one that is printed or shown."""
    key = _SHARED[subject]
    assumed = {key(figure) for figure in figures if _words(figure, subject)}
    tied = [{key(figures[number]) for number in terms} for terms in ties if _tells(figures, terms, subject)]
    while shown := {group for groups in tied if groups - assumed for group in groups & assumed}:
        assumed -= shown
    return assumed


def _tells(figures: Sequence[Figure], terms: Sequence[int], subject: Subject) -> bool:
    """Whether an identity would fail if one of its figures were of another unit, year or segment.

    A sum does not hold in two units. But a change is one between any two columns, and a sum over segments is one in any
    order: year and segment are told by figures of the same one in different tables.
    """
    own = [figures[number] for number in terms]
    if subject is Subject.UNIT:
        return True
    same = {figure.period if subject is Subject.YEAR else figure.segment_name for figure in own}
    return len(same) == 1 and len({_table(figure) for figure in own}) > 1


def _telling(identity: PlacedIdentity, verdicts: engine.Reconciliation) -> list[int]:
    """The figures of an identity but for nils, which are the same in any unit; none where one is not sure."""
    numbers = [number for number, _ in (*identity.left, *identity.right)]
    found = [verdicts.figures[number] for number in numbers]
    if any(verdict.status is engine.Status.DISPUTED or verdict.settled is None for verdict in found):
        return []
    return [number for number, verdict in zip(numbers, found, strict=True) if verdict.settled]


def _table(figure: Figure) -> tuple[str, int]:
    """A statement's table; a commitment or receipt stands for itself."""
    return ("figure", figure.number) if figure.table is None else ("table", figure.table)


def _words(figure: Figure, subject: Subject) -> str:
    return next((assumption.words for assumption in figure.assumptions if assumption.subject is subject), "")
