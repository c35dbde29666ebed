"""What is recorded of a slip of structure: the rows of the warehouse, the proof, and what a person is shown."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from pipelines.commands.explained_text import print_explanation
from pipelines.documents.rows import settled_rows
from pipelines.identities.explanation import explain, find_figure
from pipelines.identities.settling import Settled
from pipelines.reading.source import read_text
from pipelines.reading.source_places import SourcePlaces
from pipelines.structure.findings import structural_findings
from tests.support.structural_texts import labels_exchanged, settled_lines, sound_lines
from warehouse.rows import FigureRow, RepairRow, StructuralRepairRow

pytestmark = pytest.mark.slow

EXCHANGED = (820, 821)


@pytest.fixture(scope="module")
def lines() -> list[str]:
    damaged = sound_lines()
    labels_exchanged(*EXCHANGED)(damaged)
    return damaged


@pytest.fixture(scope="module")
def settled(lines: list[str]) -> Settled:
    return settled_lines(lines)


def test_a_told_slip_is_one_row_with_its_words_figures_and_proof(settled: Settled) -> None:
    (row,) = [row for row in settled_rows("d", settled, SourcePlaces()) if isinstance(row, StructuralRepairRow)]
    assert (row.outcome, row.kind, tuple(row.source_lines)) == ("repaired", "labels_exchanged", EXCHANGED)
    assert (row.printed_words, row.meant_words) == ("一般管理費 / 事業費", "事業費 / 一般管理費")
    assert len(row.figures) == 16
    assert len(row.failing_as_printed) == 2
    assert row.identities_after
    assert [rival.split(":")[0] for rival in row.rivals] == ["labels_exchanged (line 700, 701)"]


def test_each_figure_that_it_moved_is_a_repair_of_its_kind(settled: Settled) -> None:
    rows = list(settled_rows("d", settled, SourcePlaces()))
    lines_of = {row.figure_id: row.source_line for row in rows if isinstance(row, FigureRow)}
    repairs = [row for row in rows if isinstance(row, RepairRow) and row.kind == "labels_exchanged"]
    assert sorted(lines_of[repair.figure_id] for repair in repairs) == [820] * 8 + [821] * 8
    assert all(repair.identities_after for repair in repairs)


def test_a_moved_figure_keeps_its_line_cell_label_and_print(settled: Settled) -> None:
    figure = find_figure(settled, 820, 1)
    assert figure is not None
    assert (figure.label, figure.printed_text) == ("一般管理費", "3,350,267")
    assert figure.account_path == "資金支出/事業費"


def test_explain_says_what_moved_the_figure(settled: Settled, lines: list[str]) -> None:
    figure = find_figure(settled, 820, 1)
    assert figure is not None
    output = StringIO()
    source = read_text("\n".join(lines).encode(), "damaged.txt")
    print_explanation(Console(file=output, width=160), "damaged.txt", explain(settled, source, figure))
    shown = output.getvalue()
    assert "repaired (labels_exchanged)" in shown
    assert "printed 一般管理費 / 事業費, meant 事業費 / 一般管理費" in shown


def test_a_person_is_told_of_it(settled: Settled) -> None:
    (finding,) = structural_findings(settled)
    assert (finding.code, finding.line) == ("structural_repair", 820)
    assert "16 figures" in finding.message
