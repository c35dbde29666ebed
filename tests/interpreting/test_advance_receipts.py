"""Advance receipts: planned and cumulative."""

from pipelines.interpreting.model import Measure
from tests.support.interpreted_texts import understood

HEAD = ("平成27年度予算", "", "予定前受金及び累積前受金の内容及び金額", "", "(単位：千円)", "")


def test_receipts_are_planned_and_cumulative_by_purpose_with_their_total() -> None:
    found = understood(
        *HEAD, "内 容\t予定前受金\t累積前受金", "再構築\t500\t1,000", "更改\t137\t275", "合 計\t637\t1,275"
    )
    read = [(r.purpose, r.is_total, r.measure, found.figures[r.figure].value) for r in found.advance_receipts]
    assert read[:2] == [
        ("再構築", False, Measure.PLANNED_RECEIPT, 500),
        ("再構築", False, Measure.CUMULATIVE_RECEIPT, 1_000),
    ]
    assert read[-1] == ("合計", True, Measure.CUMULATIVE_RECEIPT, 1_275)


def test_the_header_tells_which_column_is_which() -> None:
    found = understood(*HEAD, "内容\t累積前受金\t予定前受金", "再構築\t1,000\t500")
    assert [receipt.measure for receipt in found.advance_receipts] == [
        Measure.CUMULATIVE_RECEIPT,
        Measure.PLANNED_RECEIPT,
    ]


def test_an_empty_cell_is_no_receipt() -> None:
    found = understood(*HEAD, "内容\t予定前受金\t累積前受金", "再構築\t500\t1,000", "更改\t\t275")
    assert [receipt.purpose for receipt in found.advance_receipts] == ["再構築", "再構築", "更改"]
