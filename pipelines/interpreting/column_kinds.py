"""Which columns of a table hold amounts, by the words over them and by what their cells hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.interpreting.model import ColumnKind
from pipelines.interpreting.units import find_unit
from pipelines.reading.characters import compact
from pipelines.reading.numerals import Numeral, Reading

# 構成比, 増減率, 対前年度比, 執行率(%), 割合, but no 比較 and no 増減.
_RATIO = re.compile(r".*(?:[%‰]|率|比|割合|指数|シェア)(?:\([^()]*\))?|.*\([^()]*[%‰][^()]*\)")
# 対前年度比 is a ratio, unless amounts stand under it: then it is the difference.
_COMPARISON = re.compile(r"(?:対)?(?:前年度?|前期|当初|予算)(?:対)?比")
_NOTE = re.compile(
    r"(?:.*(?:備考|摘要|説明|注記?|理由|内容|内訳説明|適用|参照|根拠|要因|頁|ページ|ページ数|番号|コード|担当|所管|様式|別紙)"
    r"|no\.?|№|p\.?)(?:\([^()]*\))?",
    re.IGNORECASE,
)
# What is counted in other units than yen.
_QUANTITY = re.compile(
    r".*(?:件数|人数|員数|数量|台数|回数|戸数|面積|単価)(?:\([^()]*\))?"
    r"|.*\((?:単位:?)?(?:人|名|件|台|回|戸|本|箇所|か所|ヶ所|㎡|m2|㎥|m3|ha|km)\)"
)
_BRACKETED = re.compile(r"\([^()]*\)")
# What a segment's name has at least: two letters that are no digits, marks or single letters (A, ①).
_LETTERS = re.compile(r"[一-鿿々〆ぁ-んァ-ヺー]{2}|[A-Za-z]{3}")


def kind_by_header(header: str) -> ColumnKind | None:
    """What a header says that a column holds in place of amounts; None where it does not say so."""
    words = compact(header)
    if not words or find_unit(words) is not None:
        return None
    if _RATIO.fullmatch(words):
        return ColumnKind.RATIO
    return ColumnKind.NOTE if _NOTE.fullmatch(words) or _QUANTITY.fullmatch(words) else None


def is_comparison(header: str) -> bool:
    """Whether a header may stand over differences as well as over ratios: 前年度対比."""
    return _COMPARISON.fullmatch(_BRACKETED.sub("", compact(header))) is not None and "%" not in compact(header)


def holds_differences(numerals: Sequence[Numeral]) -> bool:
    """Whether a column under such a header holds amounts: of yen, or negative ones without decimals."""
    return any(n.value and n.unit_yen for n in numerals) or (
        any((n.value or 0) < 0 for n in numerals) and not any(n.decimals for n in numerals)
    )


def may_name_segment(header: str) -> bool:
    """Whether a header that names no period, change or amount may be the name of a segment."""
    return _LETTERS.search(_BRACKETED.sub("", compact(header))) is not None


def holds_ratios(numerals: Sequence[Numeral], others: Sequence[Sequence[Numeral]]) -> bool:
    """Whether a column's cells are ratios though no header says so.

    They are of per cent, or all have decimals though none in the other columns of amounts has.
    """
    read = [numeral for numeral in numerals if numeral.reading not in (Reading.BLANK, Reading.NIL, Reading.TEXT)]
    if not read:
        return False
    if sum(numeral.reading is Reading.RATIO for numeral in read) * 2 > len(read):
        return True
    whole = [numeral for column in others for numeral in column if numeral.value]
    return (
        len(read) > 1
        and all(numeral.decimals > 0 for numeral in read)
        and len(whole) > 1
        and not any(numeral.decimals for numeral in whole)
    )
