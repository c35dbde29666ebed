"""A sheet's figures and the equations derived from it, through the engine."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipelines import reconcile as engine
from pipelines.layout.deriving import derive_with_rounding
from pipelines.layout.model import Derived, Equation, Figure, Relation, Sheet


@dataclass(frozen=True, slots=True)
class SettledSheet:
    """A sheet, what was derived of it, and the engine's verdicts.

    Identity i of the verdicts is `equations[i]`, of `relations[relation_of[i]]`.
    """

    sheet: Sheet
    derived: Derived
    relations: tuple[Relation, ...]
    equations: tuple[Equation, ...]
    relation_of: tuple[int, ...]
    verdicts: engine.Reconciliation


def settle_sheet(sheet: Sheet, table: int = 0) -> SettledSheet:
    """Prove, repair or dispute the figures that a derived equation touches; all others are unchecked."""
    settled = _settled(sheet, derive_with_rounding(sheet), table)
    by_little = _repairs_by_little(settled)
    if settled.derived.are_rounded or not by_little:
        return settled
    return _settled(sheet, derive_with_rounding(sheet, by_little), table)


def _repairs_by_little(settled: SettledSheet) -> int:
    """How many figures are repaired by no more than what rounding of a sum's terms may come to."""
    count = 0
    for repair in settled.verdicts.repairs:
        figure = settled.sheet.figures[repair.figure]
        terms = max((len(settled.equations[identity].terms) for identity in repair.hold_after), default=0)
        count += 2 * abs(repair.settled - (figure.value or 0)) <= terms * figure.unit
    return count


def _settled(sheet: Sheet, derived: Derived, table: int) -> SettledSheet:
    figures = [
        engine.Figure(
            figure.number,
            figure.printed,
            figure.unit,
            engine.Precision.ROUNDED if derived.are_rounded and not figure.is_blank else engine.Precision.EXACT,
            blank=figure.is_blank,
            certain=figure.is_certain,
            place=engine.Place(table, figure.row, figure.column),
        )
        for figure in sheet.figures
    ]
    relations = [*derived.relations, *(share.relation for share in derived.shares)]
    placed = [(number, equation) for number, relation in enumerate(relations) for equation in relation.equations]
    identities = [
        engine.Identity(number, tuple(engine.Term(figure, weight) for figure, weight in equation.terms))
        for number, (_, equation) in enumerate(placed)
    ]
    summed = {figure for _, equation in placed for figure, _ in equation.terms}
    for number, share in enumerate(derived.shares, len(derived.relations)):
        # A share alone proves no amount: it is too coarse.
        for tie in (tie for tie in share.ties if tie.figure in summed):
            ratio = engine.Figure(len(figures), tie.share, tie.whole, engine.Precision.ROUNDED)
            figures.append(ratio)
            terms = (engine.Term(tie.figure, tie.weight), engine.Term(ratio.id, -1))
            identities.append(engine.Identity(len(placed), terms))
            placed.append((number, Equation(((tie.figure, tie.weight),))))
    verdicts = engine.reconcile(figures, identities)
    return SettledSheet(
        sheet,
        derived,
        tuple(relations),
        tuple(equation for _, equation in placed),
        tuple(number for number, _ in placed),
        _of_sheet(verdicts, sheet, are_rounded=derived.are_rounded),
    )


def _of_figure(
    verdict: engine.FigureVerdict, figure: Figure, sheet: Sheet, *, are_rounded: bool
) -> engine.FigureVerdict:
    if not verdict.identities or (are_rounded and verdict.status is engine.Status.PROVEN):
        return replace(verdict, status=engine.Status.UNCHECKED)  # rounding would hide a slip in the last place
    if verdict.status is engine.Status.PROVEN and _may_lack_sign(figure, sheet):
        return replace(verdict, status=engine.Status.UNCHECKED, sign_is_shown=False)
    return verdict


def _may_lack_sign(figure: Figure, sheet: Sheet) -> bool:
    """Whether only a row's name says that a size is taken off: it may as well have lost its minus sign."""
    label = sheet.labels[figure.row]
    is_first = not sheet.is_stepped or not any((figure.row, column) in sheet.at for column in range(figure.column))
    return label.is_deducted and not label.is_marked_deducted and is_first and (figure.value or 0) > 0


def _of_sheet(verdicts: engine.Reconciliation, sheet: Sheet, *, are_rounded: bool) -> engine.Reconciliation:
    """The verdicts on the sheet's figures; what no equation touches contradicts nothing, even if hardly readable."""
    count = len(sheet.figures)
    return replace(
        verdicts,
        figures=tuple(
            _of_figure(verdict, figure, sheet, are_rounded=are_rounded)
            for verdict, figure in zip(verdicts.figures[:count], sheet.figures, strict=True)
        ),
        repairs=tuple(repair for repair in verdicts.repairs if repair.figure < count),
        disputes=tuple(
            replace(dispute, figures=tuple(figure for figure in dispute.figures if figure < count))
            for dispute in verdicts.disputes
        ),
    )
