"""Lines that may be a table's label or the name over its labels, told from titles, notes and prose."""

from __future__ import annotations

import re

from pipelines.reading.characters import compact

_LONGEST = 40
# What ends a sentence, or announces a list: no label does.
SENTENCE_ENDS = ("。", "、", "，", "：", ":")
# 平成27年度から, 2018年度, 平成28年度: when a commitment is borne. It may stand in a cell behind an amount.
BEARING_YEARS = re.compile(r"(?:平成|令和|昭和|[12]\d{3}).*年度?(?:から|以降|まで)?")
_NOTE = re.compile(r"[【〔\[(（].*[】〕\])）]|単位.*|[¹²³⁰⁴-⁹※・…*#].*|[-‐–—] .*")
# 1 予定損益計算書: a heading of the text, unless it is indented.
_NUMBERED = re.compile(r"第?[0-9０-９]+(?:[.．][0-9０-９]+)*[\s　.．、章条].*")
_DAY = re.compile(r".*(?:年\d+月\d+日|年度$|現在$|まで$).*")
_LABEL_NAMES = frozenset(
    ("科目", "区分", "項目", "事項", "款", "項", "目", "款項", "内容", "内訳", "勘定科目", "名称", "摘要", "費目")
)


def names_labels(text: str) -> bool:
    """Whether a header's word names the column of labels (科 目, 区分)."""
    return compact(text) in _LABEL_NAMES


def is_label_line(line: str, *, is_within: bool) -> bool:
    """Whether a line without amounts may be a table's label that stands alone, such as 資産の部.

    `is_within`: a table is plainly around it; else a numbered line that is not indented is a heading of the text.
    """
    text = line.strip()
    plain = compact(text)
    if not plain or len(text) > _LONGEST or text.endswith(SENTENCE_ENDS) or "\t" in line or "|" in line:
        return False
    if _NOTE.fullmatch(text) or _DAY.fullmatch(plain) or plain.isdigit():
        return False
    return is_within or line[0].isspace() or _NUMBERED.fullmatch(text) is None
