"""A column of shares (構成比, 割合) beside amounts: which whole they are shares of, and where they tie an amount to it.

A share is known to half of its last place, so that it proves no amount; it tells which of several amounts is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipelines.layout.chance import Outcome, Trial, evidence_of
from pipelines.layout.model import Evidence, Figure, Hypothesis, Ratio, Relation, ShareColumn, Sheet, Tie

_LEAST_SURPRISE = 6.0


def relate_shares(sheet: Sheet) -> tuple[ShareColumn, ...]:
    """Each column of ratios that are shares of a total in a column of amounts."""
    by_cell: dict[int, dict[int, Ratio]] = {}
    for ratio in sheet.ratios:
        by_cell.setdefault(ratio.cell, {})[ratio.row] = ratio
    found = []
    for cell, ratios in by_cell.items():
        tried = [_shares(sheet, column, whole, ratios) for column, whole in _wholes(sheet, cell, ratios)]
        best = max(tried, key=lambda share: share.relation.evidence.surprise, default=None)
        if best is not None and _is_borne_out(best.relation.evidence):
            found.append(best)
    return tuple(found)


def _is_borne_out(evidence: Evidence) -> bool:
    return 4 * evidence.held >= 3 * evidence.tried and evidence.surprise >= _LEAST_SURPRISE


def _wholes(sheet: Sheet, cell: int, ratios: Mapping[int, Ratio]) -> Iterator[tuple[int, Figure]]:
    """What the shares may be of: totals, and what has a share of 100 %."""
    for column in range(len(sheet.columns)):
        for row, label in enumerate(sheet.labels):
            figure = sheet.at.get((row, column))
            is_hundred = row in ratios and ratios[row].printed == 100 * 10 ** ratios[row].decimals
            if figure is not None and figure.value and figure.value > 0 and (label.is_total or is_hundred):
                yield column, figure


def _shares(sheet: Sheet, column: int, whole: Figure, ratios: Mapping[int, Ratio]) -> ShareColumn:
    size = whole.value or 1
    most = max((abs(ratio.printed) for ratio in ratios.values()), default=0)
    trials, ties = [], []
    for row, ratio in ratios.items():
        figure = sheet.at.get((row, column))
        if figure is None or figure.value is None or row == whole.row or not (ratio.printed or figure.value):
            continue
        weight = 100 * 10**ratio.decimals
        difference = abs(weight * abs(figure.value) - abs(ratio.printed) * size)
        outcome = Outcome.EXACT if 2 * difference <= size else Outcome.FAILED
        trials.append(Trial(outcome, 1 / (most + 1)))
        if outcome is Outcome.EXACT or difference > size:  # a last place may have been adjusted to come to 100 %
            ties.append(Tie(figure.number, weight, ratio.printed, size))
    name = f"share = {sheet.columns[column].header or 'amount'} / {sheet.labels[whole.row].text}"
    return ShareColumn(Relation(Hypothesis.SHARE_COLUMN, name, (), evidence_of(trials)), tuple(ties))
