"""Texts for the interpreting tests: small statements that add up, and what is understood of a text."""

from __future__ import annotations

from typing import NamedTuple

from expectations.rule_book import rule_book
from pipelines.interpreting.document import interpret
from pipelines.interpreting.model import Figure, Materials, Measure, Period
from pipelines.reading.source import read_text

BUDGET = ("平成27年度予算（案）", "")

BALANCE_SHEET = (
    "科 目\t金額", "資産の部\t", "流動資産\t", "現金及び預金\t30", "未収金\t20", "流動資産合計\t50", "固定資産\t",
    "有形固定資産\t", "リース資産\t7", "有形固定資産合計\t7", "無形固定資産\t", "リース資産\t3", "無形固定資産合計\t3",
    "固定資産合計\t10", "資産合計\t60", "負債の部\t", "流動負債\t", "未払金\t40", "流動負債合計\t40", "負債合計\t40",
    "純資産の部\t", "利益剰余金\t", "積立金\t20", "利益剰余金合計\t20", "純資産合計\t20", "負債純資産合計\t60",
)  # fmt: skip

INCOME_STATEMENT = (
    "科 目\t金額", "営業収益\t", "事業収入\t90", "営業収益合計\t90", "営業費用\t", "事業費\t95", "営業費用合計\t95",
    "営業利益\t△5", "経常利益\t△5", "当期純利益\t△5",
)  # fmt: skip

CASH_PLAN = (
    "区分\t金額", "営業収益\t90", "前期末未収金\t10", "当期末未収金\t△20", "資金収入合計\t80", "事業費\t95",
    "前期末未払金\t15", "当期末未払金\t△40", "資金支出合計\t70", "資金収支差額\t10", "前期末現金及び預金\t20",
    "当期末現金及び預金\t30",
)  # fmt: skip


def titled(title: str, rows: tuple[str, ...], period: str = "(平成28年3月31日現在)", unit: str = "千円") -> list[str]:
    """A statement with title, period and unit above it, and a blank line after it."""
    return [title, "", period, "", f"(単位：{unit})", "", *rows, ""]


def understood(*lines: str) -> Materials:
    """What is understood of the lines."""
    return interpret(read_text(("\n".join(lines) + "\n").encode(), "made-up.txt"), rule_book())


def by_path(materials: Materials) -> dict[str, int | None]:
    """Printed values by account path; a path that stands twice fails the test that asks."""
    paths = [figure.account_path or "" for figure in materials.figures]
    assert len(set(paths)) == len(paths)
    return {figure.account_path or "": figure.value for figure in materials.figures}


def codes(materials: Materials) -> list[str]:
    """The codes of the findings."""
    return [finding.code for finding in materials.findings]


class Meaning(NamedTuple):
    """What a figure says, wherever it is printed; its sign is the engine's affair."""

    statement_code: str | None
    account_path: str | None
    segment_name: str | None
    period: Period
    measure: Measure
    yen: int | None


def meaning(figure: Figure) -> Meaning:
    """What a figure says."""
    yen = None if figure.value is None else abs(figure.value) * figure.unit_yen
    return Meaning(figure.statement_code, figure.account_path, figure.segment_name, figure.period, figure.measure, yen)
