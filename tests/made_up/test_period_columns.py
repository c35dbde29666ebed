"""Columns of a statement that name versions of a budget, years, or what changed between them."""

from __future__ import annotations

import pytest

from expectations.rule_book import rule_book
from pipelines.identities.settling import settle
from pipelines.interpreting.columns import ColumnMeaning, read_columns, read_header
from pipelines.interpreting.document import interpret
from pipelines.interpreting.model import Materials, Measure, Period, SegmentEvidence, TableKind
from pipelines.interpreting.periods import before, version_order
from pipelines.reading.source import read_text
from pipelines.reconcile import Status

INITIAL, JUNE = Period(2015, "initial"), Period(2015, "supplementary_june")
DECEMBER = Period(2015, "supplementary_december")
SETTLEMENT, LAST_SETTLEMENT = Period(2015, "settlement"), Period(2014, "settlement")
CHANGE = Measure.CHANGE


def columns(
    headers: tuple[str, ...], context: Period, values: tuple[tuple[int, ...], ...] = (), named: tuple[Period, ...] = ()
) -> tuple[ColumnMeaning | None, ...]:
    return read_columns(headers, values or ((),) * len(headers), context, 6, named)


def understood(*lines: str) -> Materials:
    return interpret(read_text(("\n".join(lines) + "\n").encode(), "made-up.txt"), rule_book())


@pytest.mark.parametrize(
    "headers",
    [
        ("補正前", "補正額", "補正後"),
        ("補 正 前 の 額", "補 正 額", "計"),
        ("既定予算額", "補正予算額", "改予算額"),
        ("当初予算額", "6月補正額", "6月補正後"),
        ("補正前(A)", "今回補正額(B)", "補正後(A+B)"),
    ],
)
def test_before_change_and_after_an_amendment(headers: tuple[str, ...]) -> None:
    assert columns(headers, JUNE) == (ColumnMeaning(INITIAL), ColumnMeaning(JUNE, CHANGE, INITIAL), ColumnMeaning(JUNE))


def test_the_change_may_stand_last() -> None:
    assert columns(("補正前", "補正後", "補正額"), JUNE)[2] == ColumnMeaning(JUNE, CHANGE, INITIAL)


@pytest.mark.parametrize(
    ("after", "named", "version"),
    [
        (JUNE, (), "initial"),
        (DECEMBER, (), "before_supplementary_december"),
        (DECEMBER, (INITIAL,), "before_supplementary_december"),
        (DECEMBER, (JUNE, DECEMBER), "supplementary_june"),
        (DECEMBER, (Period(2014, "supplementary_june"),), "before_supplementary_december"),
        (SETTLEMENT, (), "before_settlement"),
        (SETTLEMENT, (JUNE, DECEMBER), "supplementary_december"),
    ],
)
def test_what_was_in_force_before_is_named_only_as_far_as_the_text_tells(
    after: Period, named: tuple[Period, ...], version: str
) -> None:
    found = before(after, named)
    assert found == Period(2015, version)
    assert version_order(found) < version_order(after)


def test_a_header_that_names_the_version_before_is_believed() -> None:
    first, change, _ = columns(("6月補正後予算額", "12月補正額", "計"), DECEMBER)
    assert first == ColumnMeaning(JUNE)
    assert change == ColumnMeaning(DECEMBER, CHANGE, JUNE)


def test_budget_beside_settlement() -> None:
    budget = Period(2015, "before_settlement")
    assert columns(("予算額", "決算額", "差額（決算額－予算額）"), SETTLEMENT) == (
        ColumnMeaning(budget), ColumnMeaning(SETTLEMENT), ColumnMeaning(SETTLEMENT, CHANGE, budget),
    )  # fmt: skip
    assert columns(("予算額(A)", "決算額(B)", "差異(A-B)"), SETTLEMENT)[2] == ColumnMeaning(budget, CHANGE, SETTLEMENT)


def test_a_difference_goes_the_way_its_signs_go() -> None:
    budget = Period(2015, "before_settlement")
    headers = ("予算額", "決算額", "差額")
    less = columns(headers, SETTLEMENT, ((10, 20, 30), (9, 22, 30), (1, -2, 0)))[2]
    more = columns(headers, SETTLEMENT, ((10, 20, 30), (9, 22, 30), (-1, 2, 0)))[2]
    assert less == ColumnMeaning(budget, CHANGE, SETTLEMENT)
    assert more == ColumnMeaning(SETTLEMENT, CHANGE, budget)


def test_where_the_signs_of_a_difference_are_lost_nothing_tells_its_way() -> None:
    (_, _, difference) = columns(("予算額", "決算額", "差額"), SETTLEMENT, ((10, 20), (9, 22), (1, 2)))
    assert difference == ColumnMeaning(SETTLEMENT, CHANGE)


@pytest.mark.parametrize(
    ("this", "last"), [("当年度", "前年度"), ("当事業年度", "前事業年度"), ("平成28年3月31日", "平成27年3月31日")]
)
def test_a_settlement_beside_the_year_before(this: str, last: str) -> None:
    assert columns((this, last, "増減"), SETTLEMENT) == (
        ColumnMeaning(SETTLEMENT), ColumnMeaning(LAST_SETTLEMENT), ColumnMeaning(SETTLEMENT, CHANGE, LAST_SETTLEMENT),
    )  # fmt: skip


def test_a_segment_is_no_period() -> None:
    assert read_header("補正予算審査事業", JUNE, 6) is None
    assert columns(("一般事業", "合計"), JUNE)[0] is None


ROWS = (
    "営業収益",
    "事業収入",
    "営業収益合計",
    "営業費用",
    "事業費",
    "営業費用合計",
    "営業利益",
    "経常利益",
    "当期純利益",
)


def statement(*header: str, amounts: dict[str, str]) -> tuple[str, ...]:
    """An income statement with the given cells after its labels."""
    return (*header, *(f"{row}\t{amounts.get(row, '')}" for row in ROWS))


def test_segments_over_before_change_and_after() -> None:
    found = understood(
        "平成27年度6月補正予算（案）", "", "(単位：千円)", "",
        *statement(
            "科 目\t一般事業\t\t\t地域支援事業\t\t\t合 計\t\t", "\t補正前\t補正額\t補正後" * 3,
            amounts={
                "事業収入": "9\t△1\t8\t5\t2\t7\t14\t1\t15", "営業収益合計": "9\t△1\t8\t5\t2\t7\t14\t1\t15",
                "事業費": "9\t1\t10\t4\t0\t4\t13\t1\t14", "営業費用合計": "9\t1\t10\t4\t0\t4\t13\t1\t14",
                **dict.fromkeys(ROWS[-3:], "0\t△2\t△2\t1\t2\t3\t1\t0\t1"),
            },
        ),
    )  # fmt: skip
    (table,) = found.tables
    assert table.kind is TableKind.SEGMENTS
    assert [column.segment_name for column in table.columns[::3]] == ["一般事業", "地域支援事業", "合計"]
    assert table.columns[3].evidence is SegmentEvidence.NEW
    assert [(c.period, c.measure) for c in table.columns[:3]] == [
        (INITIAL, Measure.AMOUNT), (JUNE, CHANGE), (JUNE, Measure.AMOUNT),
    ]  # fmt: skip
    settled = settle(found, rule_book())
    assert {verdict.status for verdict in settled.verdicts.figures} == {Status.PROVEN}
    assert {"segment_total", "supplementary_change"} <= {identity.rule.name for identity in settled.identities}


def test_a_caption_holds_for_the_statements_that_follow_it() -> None:
    amounts = {
        "事業収入": "9",
        "営業収益合計": "9",
        "事業費": "9",
        "営業費用合計": "9",
        **dict.fromkeys(ROWS[-3:], "0"),
    }
    one = ("予定損益計算書", "", *statement("科 目\t金額", amounts=amounts), "")
    cash = ("資金計画", "", "区分\t金額", "営業収益\t9", "資金収入合計\t9", "当期末現金及び預金\t9", "")
    found = understood("平成27年度6月補正予算（案）", "", "(補正後)", "", *one, *cash, "(補正前)", "", *one, *cash)
    assert [table.columns[0].period for table in found.tables] == [JUNE, JUNE, INITIAL, INITIAL]


def test_a_difference_whose_way_nothing_tells_is_reported_and_left_unchecked() -> None:
    found = understood(
        "平成27年度決算報告書", "", "(単位：円)", "",
        "区分\t予算額\t決算額\t差額", "営業収益\t10\t9\t1", "利息収入\t20\t25\t5",
        "資金収入合計\t30\t34\t4", "資金支出合計\t0\t0\t0", "資金収支差額\t30\t34\t4", "前期末現金及び預金\t1\t1\t0",
        "当期末現金及び預金\t31\t35\t4",
    )  # fmt: skip
    assert {"unknown_direction", "unnamed_version"} <= {finding.code for finding in found.findings}
    verdicts = settle(found, rule_book()).verdicts.figures
    changes = {v.status for f, v in zip(found.figures, verdicts, strict=True) if f.measure is CHANGE}
    assert changes == {Status.UNCHECKED}
