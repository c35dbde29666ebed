"""The sixth meeting in every writing: the same figures, trusted as much as those of its own text."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from expectations.rule_book import rule_book
from pipelines.identities.settling import Settled, settle
from pipelines.interpreting.document import interpret
from pipelines.reading.opening import read_document_text
from tests.support.layouts import (
    Rows,
    a_cell_a_line,
    a_column_after_another,
    bare_pipes,
    bold_totals,
    grid,
    html,
    html_bold,
    pipes,
    pipes_without_rule,
    relaid,
    single_spaces,
    under_dashes,
)
from tests.support.made_sheets import as_csv, as_html, as_workbook

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parents[1] / "golden" / "sixth_meeting_figures.csv"
LAID_OUT: dict[str, Callable[[Rows], list[str]]] = {
    "single spaces": single_spaces,
    "column by column": a_column_after_another,
    "a cell a line": a_cell_a_line,
    "HTML tables": html,
    "HTML, bold": html_bold,
    "Markdown": pipes,
    "grid": grid,
    "columns under dashes": under_dashes,
    "Markdown without outer pipes": bare_pipes,
    "Markdown without a rule": pipes_without_rule,
    "Markdown, bold totals": bold_totals,
}
FILES: dict[str, Callable[[], bytes]] = {"a.csv": as_csv, "a.xlsx": as_workbook, "a.html": as_html}


def settled(content: bytes, name: str) -> Settled:
    return settle(interpret(read_document_text(content, name), rule_book()), rule_book())


def keys_of(result: Settled) -> Counter[tuple[str, ...]]:
    return Counter(
        (
            figure.statement_code,
            figure.account_path or "",
            figure.segment_name or "",
            str(figure.period.fiscal_year),
            figure.period.budget_version,
            figure.measure.value,
            str(verdict.settled),
            str(figure.unit_yen),
            verdict.status.value,
        )
        for figure, verdict in zip(result.materials.figures, result.verdicts.figures, strict=True)
        if figure.statement_code
    )


def golden() -> Counter[tuple[str, ...]]:
    names = ("statement_code", "account_path", "segment_name", "fiscal_year", "budget_version", "measure")
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return Counter(
            (*(row[name] for name in names), row["amount_yen"], row["unit_yen"], row["status"])
            for row in csv.DictReader(file)
        )


@pytest.mark.parametrize("name", LAID_OUT)
def test_each_layout_settles_to_the_golden_figures(name: str) -> None:
    text = "\n".join(relaid(LAID_OUT[name])) + "\n"
    assert keys_of(settled(text.encode(), "a.txt")) == golden()


@pytest.mark.parametrize("name", FILES)
def test_each_kind_of_file_settles_to_the_golden_figures(name: str) -> None:
    assert keys_of(settled(FILES[name](), name)) == golden()
