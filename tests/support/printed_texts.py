"""A small income statement that adds up, printed in many ways; and what becomes of its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from expectations.rule_book import rule_book
from pipelines.identities.settling import Settled, settle
from pipelines.interpreting.document import interpret
from pipelines.reading.source import read_text

# Each row with what it holds in the statement's unit; None for a heading.
ROWS: tuple[tuple[str, int | None], ...] = (
    ("営業収益", None), ("事業負担金収入", 600), ("交付金収入", 300), ("営業収益合計", 900), ("営業費用", None),
    ("事業費", 700), ("一般管理費", 100), ("営業費用合計", 800), ("営業利益", 100), ("営業外収益", None),
    ("受取利息", 5), ("営業外収益合計", 5), ("経常利益", 105), ("当期純利益", 105),
)  # fmt: skip
AMOUNTS = {label: value for label, value in ROWS if value is not None}
MEETING = "平成27年2月26日（木）10時00分"
PERIOD = "(平成27年4月1日から平成28年3月31日まで)"


class Outcome(NamedTuple):
    """What became of a printed figure."""

    segment: str | None
    fiscal_year: int
    measure: str
    yen: int | None
    unit_yen: int
    status: str


def plain(value: int) -> Sequence[str]:
    """A row's cells: its amount alone."""
    return (str(value),)


def statement(
    *,
    title: str = "平成27年度予算（案）",
    above: Iterable[str] = (PERIOD, "(単位：千円)"),
    header: Sequence[str] = ("科 目", "金額"),
    cells: Callable[[int], Sequence[str]] = plain,
    more: Iterable[tuple[str, str]] = (),
    meeting: str = MEETING,
) -> str:
    """A text with the statement; `more` are rows, each after the row whose label it names."""
    after = dict(more)
    cover = ("地方公共団体情報システム機構", "", "第7回 経営審議委員会", "", meeting, "")
    lines = [*cover, title, "", "予定損益計算書", ""]
    for line in above:
        lines += [line, ""]
    lines.append("\t".join(header))
    for label, value in ROWS:
        lines.append("\t".join((label, *(cells(value) if value is not None else ("",) * (len(header) - 1)))))
        if label in after:
            lines.append(after[label])
    return "\n".join((*lines, "", "以上。", ""))


def settled(text: str) -> Settled:
    """A text through reading, interpreting and settling."""
    return settle(interpret(read_text(text.encode(), "made-up.txt"), rule_book()), rule_book())


def outcomes(found: Settled) -> dict[str, list[Outcome]]:
    """What became of the figures of each label, blank cells left out."""
    told: dict[str, list[Outcome]] = {}
    for figure, verdict in zip(found.materials.figures, found.verdicts.figures, strict=True):
        if not figure.is_blank:
            told.setdefault(figure.label, []).append(
                Outcome(
                    figure.segment_name,
                    figure.period.fiscal_year,
                    figure.measure.value,
                    verdict.settled,
                    figure.unit_yen,
                    verdict.status.value,
                )
            )
    return told


def all_proven(unit_yen: int, fiscal_year: int = 2015, *, place_yen: int | None = None) -> dict[str, list[Outcome]]:
    """The outcomes where every amount of the statement is proven in a unit; its last place may be a smaller one."""
    return {
        label: [Outcome("合計", fiscal_year, "amount", value * unit_yen, place_yen or unit_yen, "proven")]
        for label, value in AMOUNTS.items()
    }


def statuses(found: Settled) -> set[str]:
    """The statuses that figures have."""
    return {outcome.status for told in outcomes(found).values() for outcome in told}


def assumptions(found: Settled) -> set[str | None]:
    """What figures rest on though nothing prints it."""
    return {figure.assumption for figure in found.materials.figures}
