"""Whose advance receipts are whose: told where the balance sheets by segment leave one answer."""

from __future__ import annotations

import pytest

from expectations.rule_book import rule_book
from pipelines.identities.receipt_segments import segments_of_receipts
from pipelines.identities.settling import settle
from tests.support.interpreted_texts import understood
from tests.support.loaded_meetings import sixth

# Each settles the sixth meeting's text.
pytestmark = pytest.mark.slow

PRINTED = (
    "住基ネットシステム再構築\t500,000\t1,000,000\n次期 L G W A N システム開発及び更改\t137,500\t275,000\n"
    "合 計\t637,500\t1,275,000"
)
CERTIFICATES, NETWORK, TOTAL = "本人確認情報処理事業", "総合行政ネットワーク運営事業", "合計"


def segments_with(*cumulative: int, total: int = 1_275_000) -> list[tuple[str | None, int | None]]:
    """The segment of each row and the line that proves it, where the sixth meeting has receipts of these amounts."""
    text = sixth()
    assert PRINTED in text
    rows = [f"目的{number}\t0\t{amount:,}" for number, amount in enumerate(cumulative, 1)]
    lines = text.replace(PRINTED, "\n".join((*rows, f"合 計\t0\t{total:,}"))).split("\n")
    first = next(number for number, line in enumerate(lines, 1) if line.startswith("目的1\t"))
    settled = settle(understood(*lines), rule_book())
    found = segments_of_receipts(settled)
    proven = [found.get(line) for line in range(first, first + len(cumulative) + 1)]
    return [(one.segment_name, settled.materials.figures[one.figure].line) if one else (None, None) for one in proven]


def test_a_purpose_is_of_the_segment_whose_long_term_advance_receipts_it_is() -> None:
    assert segments_with(1_000_000, 275_000) == [(CERTIFICATES, 752), (NETWORK, 752), (TOTAL, 626)]


def test_the_order_of_the_purposes_tells_nothing() -> None:
    assert [name for name, _ in segments_with(275_000, 1_000_000)] == [NETWORK, CERTIFICATES, TOTAL]


def test_several_purposes_may_make_up_one_segment() -> None:
    assert [name for name, _ in segments_with(600_000, 275_000, 400_000)] == [
        CERTIFICATES, NETWORK, CERTIFICATES, TOTAL,
    ]  # fmt: skip


def test_two_purposes_of_one_amount_are_of_neither_for_sure() -> None:
    assert [name for name, _ in segments_with(725_000, 275_000, 275_000)] == [CERTIFICATES, None, None, TOTAL]


def test_amounts_that_make_up_no_segment_are_of_none() -> None:
    assert [name for name, _ in segments_with(900_000, 375_000)] == [None, None, TOTAL]


def test_a_total_that_is_not_the_balance_sheets_proves_nothing() -> None:
    assert {name for name, _ in segments_with(1_000_000, 276_000, total=1_276_000)} == {None}
