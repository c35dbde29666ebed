"""The real text, pinned: every figure of the sixth meeting, its commitments and advance receipts."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from expectations.rule_book import rule_book
from pipelines.identities.settling import Settled, settle
from pipelines.interpreting.document import interpret
from pipelines.interpreting.model import Listing, Measure
from pipelines.reading.source import read_text
from pipelines.runtime.paths import RAW_FOLDER

FILE = RAW_FOLDER / "2015-02-26_keiei-shingi-iinkai_06.txt"
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def settled() -> Settled:
    source = read_text(FILE.read_bytes(), FILE.name)
    return settle(interpret(source, rule_book()), rule_book())


def _rows(name: str) -> list[dict[str, str]]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_statement_figure_is_as_pinned(settled: Settled) -> None:
    found = [
        {
            "source_line": str(figure.line),
            "source_column": str(figure.cell),
            "statement_code": figure.statement_code,
            "account_path": figure.account_path,
            "segment_name": figure.segment_name,
            "fiscal_year": str(figure.period.fiscal_year),
            "budget_version": figure.period.budget_version,
            "measure": figure.measure.value,
            "amount_yen": str(verdict.settled),
            "unit_yen": str(figure.unit_yen),
            "status": verdict.status.value,
        }
        for figure, verdict in zip(settled.materials.figures, settled.verdicts.figures, strict=True)
        if figure.statement_code
    ]
    found.sort(key=lambda row: (int(row["source_line"] or 0), int(row["source_column"] or 0)))
    assert found == _rows("sixth_meeting_figures.csv")


def test_every_commitment_is_as_pinned(settled: Settled) -> None:
    found = [
        {
            "source_line": str(commitment.line),
            "listing": commitment.listing.value,
            "commitment_name": commitment.name,
            "limit_yen": str(settled.verdicts.figures[commitment.limit].settled),
            "budget_year": str(commitment.budget_year),
            "first_bearing_year": str(commitment.first_bearing_year),
            "last_bearing_year": str(commitment.last_bearing_year),
            "is_marked_amended": str(commitment.is_marked_amended),
        }
        for commitment in settled.materials.commitments
    ]
    assert found == _rows("sixth_meeting_commitments.csv")
    assert Counter(commitment.listing for commitment in settled.materials.commitments) == {
        Listing.ANNOUNCED: 3,
        Listing.AFTER: 4,
        Listing.BEFORE: 2,
        Listing.INITIAL: 20,
    }


def test_the_lost_signs_are_all_that_is_repaired(settled: Settled) -> None:
    assert Counter(repair.kind.value for repair in settled.verdicts.repairs) == {"sign_lost": 23}
    assert all(repair.failed_before and repair.hold_after for repair in settled.verdicts.repairs)
    assert not settled.verdicts.disputes
    assert all(verdict.holds for verdict in settled.verdicts.identities)


def test_many_hundreds_of_identities_are_checked_in_every_family(settled: Settled) -> None:
    checked = Counter(identity.rule.family for identity in settled.identities)
    assert checked.keys() == rule_book().families.keys() - {"layout"}  # its tables are all of known charts
    assert checked.total() == 511


def test_the_advance_receipts_are_those_of_the_balance_sheet(settled: Settled) -> None:
    found = [
        (receipt.purpose, receipt.measure, settled.verdicts.figures[receipt.figure].settled)
        for receipt in settled.materials.advance_receipts
    ]
    assert found == [
        ("住基ネットシステム再構築", Measure.PLANNED_RECEIPT, 500_000_000),
        ("住基ネットシステム再構築", Measure.CUMULATIVE_RECEIPT, 1_000_000_000),
        ("次期LGWANシステム開発及び更改", Measure.PLANNED_RECEIPT, 137_500_000),
        ("次期LGWANシステム開発及び更改", Measure.CUMULATIVE_RECEIPT, 275_000_000),
        ("合計", Measure.PLANNED_RECEIPT, 637_500_000),
        ("合計", Measure.CUMULATIVE_RECEIPT, 1_275_000_000),
    ]


def test_segments_are_known_by_header_or_by_figures(settled: Settled) -> None:
    evidence = Counter(
        (table.statement_code, column.evidence.value)
        for table in settled.materials.tables
        for column in table.columns
        if table.kind.value == "segments"
    )
    assert evidence == {
        ("balance_sheet", "figures"): 8,
        ("income_statement", "header"): 5,
        ("income_statement", "figures"): 3,
        ("cash_plan", "header"): 8,
    }
