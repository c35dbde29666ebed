"""Changes of commitments (債務負担行為) that the prose states: by how much, of what kind, why and for what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipelines.interpreting.accounts import clean_label
from pipelines.interpreting.context import budget_period
from pipelines.interpreting.figures import FigureBook
from pipelines.interpreting.model import (
    ChangeKind,
    CommitmentChange,
    CommitmentWords,
    Finding,
    Known,
    Measure,
    Passage,
    Period,
    Source,
)
from pipelines.interpreting.units import SCALES
from pipelines.reading.blocks import Block, Footnote, Heading, PageNumber, Paragraph, Separator, Table
from pipelines.reading.characters import compact
from pipelines.reading.numerals import read_numeral

_AMOUNT = r"(?P<amount>[0-9,]+)(?P<scale>百万|千万|千|万|億)?円"
_WIDE = dict(zip("0123456789,", "０１２３４５６７８９，", strict=True))
# 債務負担行為 8,183百万円の増(変更) / 新たに 16 百万円の債務負担行為を設定
_STATED = re.compile(rf"債務負担行為{_AMOUNT}の(?P<direction>増|減)")
_NEWLY_SET = re.compile(rf"新たに{_AMOUNT}の債務負担行為")
_ITEM = re.compile(r"[-・*•]?\(\d+\)(?P<name>.+)")
_KIND = re.compile(r"\((?P<kind>[^()]{1,10})\)")
_KINDS = {
    "変更": ChangeKind.CHANGED,
    "増額": ChangeKind.CHANGED,
    "減額": ChangeKind.CHANGED,
    "追加": ChangeKind.ADDED,
    "新規": ChangeKind.NEW,
    "新設": ChangeKind.NEW,
    "設定": ChangeKind.NEW,
    "廃止": ChangeKind.WITHDRAWN,
    "取消": ChangeKind.WITHDRAWN,
    "取りやめ": ChangeKind.WITHDRAWN,
}
# 補正の事由, 変更理由: the heading under which the reasons stand.
_OF_REASONS = re.compile(r"事由|理由")
# 債務負担行為 8億円の増: however the amount is printed, it is what the matter comes to and no other heading.
_OF_AN_AMOUNT = re.compile(r"債務負担行為.*(?:増|減|設定|廃止)")
# …作成業務に要する経費: a line that says what the money is for.
_PURPOSE = re.compile(r"[ 　]*(?:[-・•][ 　]*)?(?:[…‥⋯]+|\.{3,}|・{2,})[ 　]*(?P<purpose>\S.*)")


@dataclass(slots=True)
class _Matter:
    """A commitment while the prose under its name is read."""

    reason: list[tuple[int, str]] = field(default_factory=list)
    purpose: list[tuple[int, str]] = field(default_factory=list)


def _as_printed(amount: str, text: str) -> str:
    """An amount, found among compact words, as its line prints it: in wide digits, or set apart by spaces."""
    printed = re.search(r"\s*".join(f"[{re.escape(letter)}{_WIDE.get(letter, '')}]" for letter in amount), text)
    return printed[0] if printed else amount


class _Reader:
    """The prose line by line: `name` is the matter that it stands under, `period` the budget that it is of."""

    def __init__(self, supplementary_month: int | None, book: FigureBook) -> None:
        self.changes: list[CommitmentChange] = []
        self.matters: dict[tuple[str, Period], _Matter] = {}
        self._month, self._book = supplementary_month, book
        self._period: Period | None = None
        self._name: str | None = None
        self._is_open = False  # whether the matter's own prose goes on: another heading ends it
        self._of_reasons = False

    def read(self, block: Heading | Paragraph | Footnote | Separator) -> None:
        number = block.number if isinstance(block, Heading) else None
        if isinstance(block, Heading):
            self._period = budget_period(block.text, self._month) or self._period
        words = compact(block.text)
        stated = _STATED.search(words) or _NEWLY_SET.search(words)
        if stated is not None:
            self._enter(block, words, stated)
        purpose = _PURPOSE.fullmatch(block.text)
        item = _ITEM.fullmatch(compact(number or "") + words)
        if purpose is not None:
            self._tell("purpose", block.line, purpose["purpose"])
        elif stated is None and item is not None and isinstance(block, Heading | Paragraph):
            self._name, self._is_open = clean_label(item["name"]), True
        elif isinstance(block, Heading) and stated is None and _OF_AN_AMOUNT.match(words) is None:
            if not self._goes_on(block):
                self._of_reasons, self._is_open = _OF_REASONS.search(words) is not None, False
        elif isinstance(block, Paragraph) and (self._of_reasons or (stated and _STATED.search(words) is None)):
            self._tell("reason", block.line, block.text)
        else:
            self._goes_on(block)

    def _enter(self, block: Heading | Paragraph | Footnote | Separator, words: str, stated: re.Match[str]) -> None:
        line = block.line
        if self._name is None or self._period is None:
            message = f"a change of {stated['amount']} is stated without its matter or its budget; not loaded"
            self._book.findings.append(Finding("unread_change", line, message))
            return
        sign = -1 if stated.groupdict().get("direction") == "減" else 1
        numeral = read_numeral(stated["amount"])
        figure = self._book.enter(
            line=line,
            cell=0,
            label=self._name,
            printed_text=_as_printed(stated["amount"], block.text),
            numeral=replace(numeral, value=None if numeral.value is None else sign * numeral.value),
            unit=Known(SCALES[stated["scale"]], Source.PRINTED),
            period=self._period,
            measure=Measure.COMMITMENT_CHANGE,
        )
        printed = _KIND.search(words, stated.end())
        kind = _KINDS.get(printed["kind"]) if printed else None
        is_newly_set = "direction" not in stated.groupdict()
        self.changes.append(CommitmentChange(self._name, figure, self._period, kind, is_newly_set))

    def _goes_on(self, block: Heading | Paragraph | Footnote | Separator) -> bool:
        """Whether a line goes on with the purpose on the line right above it; then it is taken for that."""
        matter = self._matter()
        if matter is None or not matter.purpose or matter.purpose[-1][0] + 1 != block.line:
            return False
        if isinstance(block, Footnote | Separator) or (isinstance(block, Heading) and block.number):
            return False
        matter.purpose.append((block.line, block.text))
        return True

    def _matter(self) -> _Matter | None:
        if self._name is None or self._period is None or not self._is_open:
            return None
        return self.matters.setdefault((self._name, self._period), _Matter())

    def _tell(self, what: str, line: int, text: str) -> None:
        matter = self._matter()
        if matter is not None:
            (matter.reason if what == "reason" else matter.purpose).append((line, text.strip()))


def read_changes(
    blocks: Sequence[Block], agenda_lines: frozenset[int], supplementary_month: int | None, book: FigureBook
) -> tuple[tuple[CommitmentChange, ...], tuple[CommitmentWords, ...]]:
    """The changes of commitments that the prose states, each with the matter it stands under, and what is said of it.

    A change may be stated more than once: where it is reasoned, and where it is listed.
    """
    reader = _Reader(supplementary_month, book)
    for block in blocks:
        if not isinstance(block, Table | PageNumber) and block.line not in agenda_lines:
            reader.read(block)
    words = (
        CommitmentWords(name, period, _passage(matter.reason), _passage(matter.purpose))
        for (name, period), matter in reader.matters.items()
    )
    return tuple(reader.changes), tuple(one for one in words if one.reason or one.purpose)


def _passage(lines: Sequence[tuple[int, str]]) -> Passage | None:
    return Passage("\n".join(text for _, text in lines), lines[0][0], lines[-1][0]) if lines else None
