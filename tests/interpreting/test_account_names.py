"""English names for other bodies' accounts: from the chart that knows most of a text's labels, and told."""

from __future__ import annotations

from collections import Counter

import pytest

from expectations.rule_book import rule_book
from pipelines.interpreting.document import interpret
from pipelines.interpreting.model import Materials
from pipelines.reading.source import read_text

WATER = """青葉市水道事業会計

令和4年度 損益計算書

(単位：円)

科目\t金額
1 営業収益\t901,234,500
(1) 給水収益\t850,111,200
(2) 受託工事収益\t31,020,300
(3) その他営業収益\t20,103,000
2 営業費用\t812,345,678
(1) 原水及び浄水費\t300,222,111
(2) 配水及び給水費\t201,333,444
(3) 受託工事費\t30,111,222
(4) 総係費\t80,678,901
(5) 青葉山施設費\t200,000,000
営業利益\t88,888,822
"""
CITY = """青葉市 令和4年度 歳入歳出決算書

(単位：円)

区分\t決算額
1 市税\t46,461,321
市民税\t16,739,100
固定資産税\t23,139,821
軽自動車税\t6,582,400
2 地方譲与税\t678,000
地方揮発油譲与税\t140,000
自動車重量譲与税\t538,000
3 諸収入\t1,200,300
雑入\t1,200,300
歳入合計\t48,339,621
"""


def understood(text: str) -> Materials:
    return interpret(read_text(text.encode(), "a.txt"), rule_book())


def names(found: Materials) -> dict[str, str | None]:
    return {row.path.rpartition("/")[2]: row.name_en for table in found.tables for row in table.rows}


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        (
            WATER,
            "local_public_enterprise",
            {"給水収益": "Water supply revenue", "総係費": "General costs", "青葉山施設費": None},
        ),
        (CITY, "municipality", {"市民税": "Municipal inhabitant tax", "諸収入": "Miscellaneous revenue", "雑入": None}),
    ],
)
def test_the_chart_is_chosen_by_the_labels_and_told(text: str, code: str, expected: dict[str, str | None]) -> None:
    found = understood(text)
    told = [finding.message for finding in found.findings if finding.code == "chart_of_accounts"]
    assert len(told) == 1
    assert code in told[0]
    named = names(found)
    assert {name: named[name] for name in expected} == expected
    assert {row.chart_code for table in found.tables for row in table.rows if row.name_en} == {code}


def test_a_label_that_no_chart_knows_keeps_its_own_path() -> None:
    paths = [row.path for table in understood(WATER).tables for row in table.rows]
    assert any(path.endswith("青葉山施設費") for path in paths)


@pytest.mark.parametrize("text", [WATER, CITY])
def test_no_two_accounts_of_a_statement_have_one_english_name(text: str) -> None:
    found = understood(text)
    accounts = {(t.statement_code, row.path): row.name_en for t in found.tables for row in t.rows}
    used = Counter((code, name) for (code, _), name in accounts.items())
    assert [name for name, count in used.items() if name[1] and count > 1] == []


def test_what_repeats_under_two_headings_is_named_by_the_heading_too() -> None:
    text = CITY.replace("雑入", "諸収入")
    named = [row.name_en for table in understood(text).tables for row in table.rows if "諸収入" in row.path]
    assert len(named) == 2
    assert len(set(named)) == 2


def test_labels_of_no_chart_are_named_by_none() -> None:
    text = (
        "令和4年度\n\n(単位：千円)\n\n区分\t金額\nりんご\t1,234\nみかん\t2,345\nぶどう\t3,456\n合計\t7,035\n土地\t1\n"
    )
    found = understood(text)
    assert not [finding for finding in found.findings if finding.code == "chart_of_accounts"]
    assert {row.name_en for table in found.tables for row in table.rows} == {None}
