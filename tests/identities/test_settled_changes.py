"""What a budget changes of its commitments: one change a commitment, however it is told."""

from __future__ import annotations

from expectations.rule_book import rule_book
from pipelines.identities.commitments import SettledChange, changes_of
from pipelines.identities.settling import settle
from pipelines.interpreting.model import ChangeKind
from pipelines.reconcile import Status
from tests.support.interpreted_texts import understood

HEADER = "事 項\t限度額\t行為年度\t機構の負担となる年度"
TITLE = ("平成27年度6月補正予算（案）", "")


def table(name: str, *rows: tuple[str, str] | tuple[str, str, str]) -> tuple[str, ...]:
    """A table of commitments: name, limit in thousand yen, and the years that bear it."""
    printed = (f"{row[0]}\t{row[1]}\t平成27年度\t{row[2] if len(row) > 2 else '平成28年度'}" for row in rows)
    return (f"({name})", "", "(単位：千円)", "", HEADER, *printed, "")


def changes(*lines: str) -> tuple[SettledChange, ...]:
    return changes_of(settle(understood(*TITLE, *lines), rule_book()))


def told(*lines: str) -> list[tuple[str, str | None, int | None]]:
    """Name, kind and change in yen."""
    return [(c.name, c.kind.value if c.kind else None, c.change_yen) for c in changes(*lines)]


BEFORE = table("補正前", ("甲発行業務", "12,487"), ("乙集約業務", "22,020"))
AFTER = table("補正後", ("甲発行業務", "20,670"), ("乙集約業務", "22,020"), ("丙改修業務", "16,000"))
REASONS = (
    "1 補正の事由", "",
    "(1) 甲発行業務", "", "早期に着手する必要がある。", "", "このため、変更するものである。", "",
    "(2) 丙改修業務", "", "新たに16百万円の債務負担行為を設定するものである。", "",
    "2 補正予算書", "",
)  # fmt: skip
LIST = (
    "【補正の内容】", "", "- (1) 甲発行業務", "債務負担行為 8,183千円の増(変更)", "…甲の作成に要する経費",
    "- (2) 丙改修業務", "債務負担行為 16百万円の増(追加)", "…丙の改修に要する経費",
)  # fmt: skip


def test_a_change_that_is_reasoned_and_listed_is_one() -> None:
    first, second = changes(*REASONS, *AFTER, *BEFORE, *LIST)
    assert (first.kind, first.before_yen, first.after_yen) == (ChangeKind.CHANGED, 12_487_000, 20_670_000)
    assert (first.change_yen, first.unit_yen, first.stated_yen) == (8_183_000, 1_000, 8_183_000)
    assert (second.kind, second.before_yen, second.after_yen) == (ChangeKind.ADDED, None, 16_000_000)
    assert (second.change_yen, second.stated_yen, len(second.stated_lines)) == (16_000_000, 16_000_000, 2)
    assert {first.status, second.status} == {Status.PROVEN}


def test_a_change_has_its_reason_and_its_purpose_with_their_lines() -> None:
    first, second = changes(*REASONS, *AFTER, *BEFORE, *LIST)
    assert first.words is not None
    assert second.words is not None
    assert first.words.reason is not None
    assert first.words.purpose is not None
    assert first.words.reason.text == "早期に着手する必要がある。\nこのため、変更するものである。"
    assert (first.words.reason.first_line, first.words.reason.last_line) == (7, 9)
    assert first.words.purpose.text == "甲の作成に要する経費"
    assert second.words.reason is not None
    assert second.words.reason.text.startswith("新たに")


def test_a_purpose_over_two_lines_is_one() -> None:
    lines = [line.replace("…甲の作成に要する経費", "…甲の作成に要する経費及び\n発送に要する経費") for line in LIST]
    first, _ = changes(*AFTER, *BEFORE, *lines)
    assert first.words is not None
    assert first.words.purpose is not None
    assert first.words.purpose.text == "甲の作成に要する経費及び\n発送に要する経費"


def test_without_a_word_the_tables_tell_what_changed() -> None:
    withdrawn = table("補正前", ("甲発行業務", "12,487"), ("乙集約業務", "22,020"), ("丁調達", "500"))
    assert told(*AFTER, *withdrawn) == [
        ("甲発行業務", "変更", 8_183_000), ("丙改修業務", "新規", 16_000_000), ("丁調達", "廃止", -500_000),
    ]  # fmt: skip


def test_a_commitment_that_stands_as_it_stood_is_no_change_but_one_with_other_years_is() -> None:
    after = table("補正後", ("甲発行業務", "5,000"), ("乙集約業務", "7,000", "平成28年度から平成30年度"))
    before = table("補正前", ("甲発行業務", "5,000"), ("乙集約業務", "7,000"))
    assert told(*after, *before) == [("乙集約業務", "変更", 0)]


def test_a_sentence_alone_sets_a_new_commitment() -> None:
    reason = ("1 補正の理由", "", "(1) 丙改修業務", "", "新たに16百万円の債務負担行為を設定する。", "")
    announced = ("(単位：千円)", "", HEADER, "丙改修業務\t16,000\t平成27年度\t平成28年度")
    assert told(*reason, *announced) == [("丙改修業務", "新規", 16_000_000)]


def test_what_is_only_announced_is_no_change() -> None:
    assert told("(単位：千円)", "", HEADER, "丙改修業務\t16,000\t平成27年度\t平成28年度") == []


def test_an_initial_budget_changes_nothing() -> None:
    lines = ("平成27年度予算（案）", "", "(単位：千円)", "", HEADER, "甲発行業務\t5,000\t平成27年度\t平成28年度")
    assert changes_of(settle(understood(*lines), rule_book())) == ()


def test_a_stated_change_that_contradicts_the_tables_is_not_trusted() -> None:
    lines = [line.replace("8,183千円", "9,999千円") for line in LIST]
    first, second = changes(*AFTER, *BEFORE, *lines)
    assert first.status is not Status.PROVEN
    assert second.status is Status.PROVEN


def test_a_decrease_is_negative() -> None:
    after = table("補正後", ("甲発行業務", "2,487"))
    before = table("補正前", ("甲発行業務", "12,487"))
    listed = ("【補正の内容】", "", "- (1) 甲発行業務", "債務負担行為 10百万円の減(変更)")
    (change,) = changes(*after, *before, *listed)
    assert (change.change_yen, change.stated_yen, change.status) == (-10_000_000, -10_000_000, Status.PROVEN)


def test_two_commitments_of_one_name_and_two_years_are_two() -> None:
    rows = ("甲\t{}\t平成26年度\t平成28年度", "甲\t{}\t平成27年度\t平成28年度")
    after = ("(補正後)", "", "(単位：千円)", "", HEADER, rows[0].format("5,000"), rows[1].format("9,000"), "")
    before = ("(補正前)", "", "(単位：千円)", "", HEADER, rows[0].format("5,000"), rows[1].format("7,000"), "")
    (change,) = changes(*after, *before)
    assert (change.after.budget_year if change.after else None, change.change_yen) == (2015, 2_000_000)
