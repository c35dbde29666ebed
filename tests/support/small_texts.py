"""Small texts of meetings, of which each figure is known, and the ways in which a text can be bad."""

from __future__ import annotations

COVER = """地方公共団体情報システム機構

第{number}回 経営審議委員会

平成27年2月26日（木）10時00分

"""
STATEMENT = """平成27年度予算（案）

予定損益計算書

(平成27年4月1日から平成28年3月31日まで)

(単位：千円)

科 目\t金額
営業収益\t
事業負担金収入\t{burden}
交付金収入\t{grants}
{extra_row}営業収益合計\t{income}
営業費用\t
事業費\t700
一般管理費\t100
営業費用合計\t{costs}
営業利益\t{result}
営業外収益\t
受取利息\t5
営業外収益合計\t5
経常利益\t{ordinary}
当期純利益\t{ordinary}

以上。
"""


def meeting_text(
    number: int = 7,
    *,
    burden: str = "600",
    grants: str = "300",
    income: str = "900",
    costs: str = "800",
    result: str = "100",
    ordinary: str = "105",
    extra_row: str = "",
    cover: str = COVER,
) -> str:
    """An income statement that adds up, unless told otherwise."""
    return cover.format(number=number) + STATEMENT.format(
        burden=burden,
        grants=grants,
        income=income,
        costs=costs,
        result=result,
        ordinary=ordinary,
        extra_row=extra_row,
    )


def noise_text(number: int = 7) -> str:
    """One in which every identity fails, and many corrections are as good as each other."""
    return meeting_text(number, income="77", costs="4,321", result="23,456", ordinary="9")


BAD_CONTENTS = {
    "empty": (b"", "the file is empty"),
    "binary": (bytes(range(256)) * 20, "is not UTF-8"),
    "no_table": ("第7回 経営審議委員会\n\n本日は晴天なり。\n".encode(), "holds no table"),
    "unknown_rows": (
        "第7回 経営審議委員会\n\n科 目\t金額\n林檎\t1\n蜜柑\t2\n".encode(),
        "no table holds a known account",
    ),
    "cut_off": (meeting_text().partition("一般管理費")[0].encode(), "cut off"),
}
