"""Kinds of cases that packages for editing data describe (deducorrect, errorlocate, deductive, DART), in own numbers.

Each is accepted as it is written there, and the truth is what comes out, or is among the rivals that are listed.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from pipelines.worksheet.answers import Answer, RecordStatus, answer
from pipelines.worksheet.rules import read_rules
from pipelines.worksheet.values import read_values

BALANCE = """rules:
  - x1 + x2 == x3
  - x2 == x4
  - x5 + x6 + x7 == x8
  - x3 + x8 == x9
  - x9 - x10 == x11
  - x6 >= 0
  - x6 < 0.5 * x9
"""
BALANCE_TRUTH = "140,520,660,520,75,210,30,315,975,411,564"
PROFIT = """rules:
  - profit == turnover - total.cost
  - total.cost == staff.cost + other.cost
  - turnover >= 0 & total.cost >= 0
  - total.cost - 0.6 * turnover >= 0
"""
PROFIT_NAMES, PROFIT_TRUTH = "turnover,staff.cost,other.cost,total.cost,profit", "2150,905,640,1545,605"
RESULTS = """rules:
  - r0 - c0 == x0
  - r1 - c1 == x1
  - r2 - c2 == x2
  - x0 + x1 + x2 == x3
  - r0 >= 0 and c0 >= 0 and r1 >= 0 and c1 >= 0
"""
RESULTS_NAMES, RESULTS_TRUTH = "r0,c0,x0,r1,c1,x1,r2,c2,x2,x3", "3107,2941,166,410,655,-245,71,18,53,-26"
CASH = """equations:
  - receipts == cash_sales + receivables
  - payments == accounts + interest + machines
  - net == receipts - payments
  - closing == opening + net
bounds: [cash_sales >= 0, receivables >= 0]
"""
CASH_NAMES = "opening,cash_sales,receivables,receipts,accounts,interest,machines,payments,net,closing"
CASH_TRUTH = "35,140,165,305,150,25,40,215,90,125"
TAX = "rules:\n  - abs(tax - 0.1 * net) <= 0.5\n  - gross == net + tax\n  - gross == paid + due\nsmallest_unit: 1\n"
CENTS = "rules:\n  - total == sum(rent, food, heating)\n  - rest == income - total\n"


class Case(NamedTuple):
    """Rules, the names in order, the truth, and what is printed instead of some of it."""

    rules: str
    names: str
    truth: str
    printed: dict[str, str]


BALANCE_NAMES = ",".join(f"x{number}" for number in range(1, 12))
CASES = {
    # deducorrect: typing errors, signs, terms exchanged, rounding
    "a digit too much": Case(BALANCE, BALANCE_NAMES, BALANCE_TRUTH, {"x9": "9785"}),
    "two digits exchanged": Case(BALANCE, BALANCE_NAMES, BALANCE_TRUTH, {"x3": "606"}),
    "a digit wrong in a total of totals": Case(BALANCE, BALANCE_NAMES, BALANCE_TRUTH, {"x8": "375"}),
    "a digit lost in an item": Case(BALANCE, BALANCE_NAMES, BALANCE_TRUTH, {"x6": "21"}),
    "a sign of a result lost": Case(RESULTS, RESULTS_NAMES, RESULTS_TRUTH, {"x1": "245"}),
    "the sign of the last result lost": Case(RESULTS, RESULTS_NAMES, RESULTS_TRUTH, {"x3": "26"}),
    "revenues and costs exchanged": Case(RESULTS, RESULTS_NAMES, RESULTS_TRUTH, {"r1": "655", "c1": "410"}),
    "two signs lost": Case(RESULTS, RESULTS_NAMES, RESULTS_TRUTH, {"x1": "245", "x3": "26"}),
    "rounded within what a rule allows": Case(TAX, "net,tax,gross,paid,due", "1234,123,1357,1000,357", {}),
    "a digit beyond what a rule allows": Case(TAX, "net,tax,gross,paid,due", "1234,123,1357,1000,357", {"tax": "193"}),
    # errorlocate: errors that bounds and ratios locate
    "a cost that breaks equation and ratio": Case(PROFIT, PROFIT_NAMES, PROFIT_TRUTH, {"total.cost": "545"}),
    "a turnover in thousands": Case(PROFIT, PROFIT_NAMES, PROFIT_TRUTH, {"turnover": "2150000"}),
    "a negative cost": Case(PROFIT, PROFIT_NAMES, PROFIT_TRUTH, {"total.cost": "-1545"}),
    "a name that is trusted": Case(PROFIT + "fixed: [turnover]\n", PROFIT_NAMES, PROFIT_TRUTH, {"profit": "655"}),
    "a name with a weight": Case(PROFIT + "trust: {turnover: 2}\n", PROFIT_NAMES, PROFIT_TRUTH, {"profit": "505"}),
    # deductive: missing values that follow
    "a missing total": Case(BALANCE, BALANCE_NAMES, BALANCE_TRUTH, {"x3": ""}),
    "several missing values that follow": Case(BALANCE, BALANCE_NAMES, BALANCE_TRUTH, {"x4": "", "x8": "", "x11": ""}),
    "a missing item": Case(BALANCE, BALANCE_NAMES, BALANCE_TRUTH, {"x7": ""}),
    "a missing value beside a slip": Case(BALANCE, BALANCE_NAMES, BALANCE_TRUTH, {"x10": "", "x5": "57"}),
    "a missing decimal": Case(
        CENTS, "income,rent,food,heating,total,rest", "2100.50,910.25,412.08,88.40,1410.73,689.77", {"food": ""}
    ),
    "a wrong decimal": Case(
        CENTS, "income,rent,food,heating,total,rest", "2100.50,910.25,412.08,88.40,1410.73,689.77", {"total": "1410.78"}
    ),
    # DART: numbers read wrongly from paper
    "receipts read wrongly": Case(CASH, CASH_NAMES, CASH_TRUTH, {"receipts": "385"}),
    "payments read wrongly": Case(CASH, CASH_NAMES, CASH_TRUTH, {"payments": "275"}),
    "two numbers read wrongly": Case(CASH, CASH_NAMES, CASH_TRUTH, {"receipts": "385", "closing": "725"}),
    "an item of which only its sum tells": Case(CASH, CASH_NAMES, CASH_TRUTH, {"machines": "10"}),
}
# Of what two slips explain as well every rival is listed.
AMBIGUOUS = {"an item of which only its sum tells", "two numbers read wrongly"}


def _answer(folder: Path, case: Case) -> Answer:
    names, truth = case.names.split(","), case.truth.split(",")
    printed = [case.printed.get(name, value) for name, value in zip(names, truth, strict=True)]
    (folder / "rules.yaml").write_text(case.rules, encoding="utf-8")
    (folder / "values.csv").write_text(f"{case.names}\n{','.join(printed)}\n", encoding="utf-8")
    rules = read_rules(folder / "rules.yaml")
    (found,) = answer(rules, read_values(folder / "values.csv", rules))
    return found


@pytest.mark.parametrize("name", CASES)
def test_the_truth_comes_out_or_is_among_the_rivals(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    found = _answer(tmp_path, case)
    truth = dict(zip(case.names.split(","), map(Fraction, case.truth.split(",")), strict=True))
    if name in AMBIGUOUS:
        assert found.status is RecordStatus.AMBIGUOUS
        settled = {change.variable: change.settled for change in found.corrections}
        rivals = [settled | {change.variable: change.settled for change in rival} for rival in found.alternatives]
        assert {variable: truth[variable] for variable in case.printed} in rivals
    else:
        assert found.status is (RecordStatus.CORRECTED if case.printed else RecordStatus.VALID)
        assert found.values == truth
