"""A text that is not understood is told what was seen of it, what is unknown, and what to do."""

from __future__ import annotations

import pytest

from expectations.rule_book import rule_book
from pipelines.interpreting.document import interpret
from pipelines.reading.source import InvalidTextError, read_text

ACCOUNTS = ("市民税", "固定資産税", "軽自動車税", "市たばこ税", "都市計画税", "入湯税")
TITLE = "貸借対照表\n\n科 目\t金額\n現金及び預金\t1,234\n{more}"


def told(text: str) -> str:
    with pytest.raises(InvalidTextError) as error:
        interpret(read_text(text.encode(), "a.txt"), rule_book())
    return str(error.value)


def test_rows_with_single_spaces_are_named_with_their_lines() -> None:
    reason = told("貸借対照表\n現金預金 1,234\n有価証券 5,678 9,012\n本文である。\n")
    assert reason.startswith("a.txt: the text holds no table")
    assert "2 lines are a label and amounts" in reason
    assert "line 2 現金預金 1,234" in reason


def test_amounts_on_lines_of_their_own_are_named() -> None:
    reason = told("貸借対照表\n現金預金\n有価証券\n1,234\n5,678\n")
    assert "2 lines are an amount alone, from line 4 on" in reason


def test_the_first_five_unknown_accounts_are_named_and_the_others_counted() -> None:
    reason = told("".join(f"{account}\t{number},000\n" for number, account in enumerate(ACCOUNTS, 1)))
    assert "6 rows of amounts were seen, whose accounts are not known: 市民税, 固定資産税, 軽自動車税" in reason
    assert "都市計画税 and 1 more; accounts are made known in warehouse/reference/accounts.csv" in reason


def test_a_statement_without_its_closing_row_is_told_with_the_row_that_is_missing() -> None:
    reason = told(f"平成27年度\n\n{TITLE.format(more='市民税	5,000')}")
    assert "the balance_sheet (貸借対照表) that starts in line 5 has no closing row: its last row is 市民税" in reason
    assert "such as 市民税: they are made known in" in reason


def test_words_that_may_be_years_are_named_where_no_year_is_printed() -> None:
    assert "none names its fiscal year: 第31期 (line 5)" in told(TITLE.format(more="第31期の表\n"))
    assert "no word of a year is in the text; print one above the table" in told(TITLE.format(more=""))
