"""Made-up bodies in six layouts, each with one slip: clean ones are proven whole, and no wrong figure is trusted."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from pipelines.layout.settling import SettledSheet
from tests.support.made_up_bodies import CHARTS, Layout, MadeUpBody, Slip, made_up_body
from tests.support.settled_sheets import settled_text

TRUSTED = ("proven", "repaired")


def _body(layout: Layout, slip: Slip, chart: str, number: int) -> MadeUpBody:
    chance = random.Random(f"{layout}/{slip}/{chart}/{number}")  # noqa: S311 - the same bodies each time
    return made_up_body(chance, chart, layout, slip)


def _statuses(sheets: tuple[SettledSheet, ...]) -> dict[tuple[int, int], tuple[str, int | None]]:
    return {
        (figure.line, figure.cell): (verdict.status.value, verdict.settled)
        for settled in sheets
        for figure, verdict in zip(settled.sheet.figures, settled.verdicts.figures, strict=True)
        if not figure.is_blank
    }


def _is_seen(body: MadeUpBody, clean: tuple[SettledSheet, ...]) -> bool:
    """Whether an equation of the clean text fails in the slipped one: two items exchanged in one sum show nothing."""
    printed = [line.split("\t") for line in body.text.splitlines()]

    def value(settled: SettledSheet, figure: int) -> int:
        found = settled.sheet.figures[figure]
        return int(printed[found.line - 1][found.cell].replace("△", "-").replace(",", "") or 0)

    return any(
        sum(weight * value(settled, figure) for figure, weight in equation.terms)
        for settled in clean
        for equation in settled.equations
    )


def _tally(layout: Layout, slip: Slip, count: int) -> Counter[str]:
    tally: Counter[str] = Counter()
    for chart in CHARTS:
        for number in range(count):
            body = _body(layout, slip, chart, number)
            if not body.slipped:
                continue
            lines = [line.split("\t") for line in body.text.splitlines()]
            for line, cell in body.slipped:
                lines[line - 1][cell] = f"{body.truth[line, cell]:,}".replace("-", "△")
            clean = settled_text("\n".join("\t".join(line) for line in lines))
            if not _is_seen(body, clean.sheets):
                tally["unseen"] += 1
                continue
            found = _statuses(settled_text(body.text).sheets)
            wrong = {
                place for place, (status, value) in found.items() if status in TRUSTED and value != body.truth[place]
            }
            tally["wrong"] += len(wrong)
            tally["slips"] += 1
            tally["mended"] += all(found[place] == ("repaired", body.truth[place]) for place in body.slipped)
    return tally


@pytest.mark.parametrize("layout", Layout)
def test_a_clean_body_is_proven_whole(layout: Layout) -> None:
    for chart in CHARTS:
        body = _body(layout, Slip.NONE, chart, 0)
        found = _statuses(settled_text(body.text).sheets)
        assert {place: ("proven", value) for place, value in body.truth.items()} == found


@pytest.mark.parametrize("layout", Layout)
def test_a_slip_is_mended_or_doubted_and_never_trusted(layout: Layout) -> None:
    for slip in (Slip.SIGN_LOST, Slip.DIGIT_LOST, Slip.CELLS_EXCHANGED):
        assert _tally(layout, slip, 1)["wrong"] == 0


@pytest.mark.slow
@pytest.mark.parametrize("layout", [layout for layout in Layout if layout is not Layout.PLAIN])
def test_single_lost_signs_are_restored_in_every_layout_that_shows_its_sums(layout: Layout) -> None:
    tally = _tally(layout, Slip.SIGN_LOST, 6)
    assert tally["wrong"] == 0
    assert tally["mended"] >= 0.95 * tally["slips"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("layout", Layout)
def test_no_kind_of_slip_makes_a_wrong_figure_trusted(layout: Layout) -> None:
    assert sum(_tally(layout, slip, 3)["wrong"] for slip in Slip if slip is not Slip.NONE) == 0
