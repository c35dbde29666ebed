"""A table of one's own through the engine: rules from YAML, values from CSV, answers for people and machines."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from rich.console import Console

from pipelines.commands.reconciled_records import print_answer, to_json
from pipelines.worksheet.answers import Answer, Correction, RecordStatus, answer
from pipelines.worksheet.rules import Bounds, WorksheetError, read_rules
from pipelines.worksheet.values import read_values

HOUSEHOLD = """
names: [salary, other_income, income, rent, food, spending, saving]
equations:
  - income == salary + other_income
  - spending == rent + food
  - saving == income - spending
bounds:
  - salary >= 0
"""
HEADER = "month,salary,other_income,income,rent,food,spending,saving\n"


def _answers(tmp_path: Path, rules: str, values: str) -> list[Answer]:
    rules_file, values_file = tmp_path / "rules.yaml", tmp_path / "values.csv"
    rules_file.write_text(rules, encoding="utf-8")
    values_file.write_text(values, encoding="utf-8")
    read = read_rules(rules_file)
    return list(answer(read, read_values(values_file, read)))


def _household(tmp_path: Path, row: str) -> Answer:
    (found,) = _answers(tmp_path, HOUSEHOLD, HEADER + row + "\n")
    return found


def test_a_record_that_adds_up_is_valid(tmp_path: Path) -> None:
    found = _household(tmp_path, "May,300000,20000,320000,90000,60000,150000,170000")
    assert found.status is RecordStatus.VALID
    assert not found.corrections
    assert found.record.labels == {"month": "May"}


def test_swapped_digits_are_corrected_with_the_equations_that_prove_it(tmp_path: Path) -> None:
    found = _household(tmp_path, "May,300000,20000,302000,90000,60000,150000,170000")
    assert found.status is RecordStatus.CORRECTED
    assert found.corrections == (Correction("income", "302000", Fraction(320000), "transposed_digits"),)
    assert [(proof.equation, proof.holds) for proof in found.proof] == [
        ("income == salary + other_income", True),
        ("saving == income - spending", True),
    ]


def test_a_lost_sign_written_with_a_triangle_is_read(tmp_path: Path) -> None:
    found = _household(tmp_path, '"May","100,000",0,"100,000","90,000","60,000","150,000",△50000')
    assert found.status is RecordStatus.VALID
    assert found.values["saving"] == -50_000


def test_a_missing_value_follows_from_the_rules(tmp_path: Path) -> None:
    found = _household(tmp_path, "May,300000,20000,320000,90000,,150000,170000")
    assert found.status is RecordStatus.CORRECTED
    assert found.corrections == (Correction("food", "", Fraction(60_000), "missing_cell"),)


def test_what_two_corrections_explain_equally_is_ambiguous(tmp_path: Path) -> None:
    rules = "equations:\n  - total == first + second\n"
    (found,) = _answers(tmp_path, rules, "total,first,second\n700,300,300\n")
    assert found.status is RecordStatus.AMBIGUOUS
    assert not found.corrections
    assert {correction.variable for rival in found.alternatives for correction in rival} == {
        "total",
        "first",
        "second",
    }
    assert found.values == {"total": None, "first": None, "second": None}


def test_missing_values_that_do_not_follow_are_ambiguous(tmp_path: Path) -> None:
    found = _household(tmp_path, "May,300000,20000,320000,,,150000,170000")
    assert found.status is RecordStatus.AMBIGUOUS
    assert found.values["rent"] is None
    assert found.values["food"] is None


def test_what_no_slip_explains_is_invalid(tmp_path: Path) -> None:
    found = _household(tmp_path, "May,300000,20000,320000,90000,60000,150000,777")
    assert found.status is RecordStatus.INVALID
    assert not found.corrections


def test_an_explanation_that_breaks_a_bound_is_none(tmp_path: Path) -> None:
    rules = "equations: [total == first + second]\nbounds: [first >= 0, second >= 0, total >= 0]\n"
    free = "equations: [total == first + second]\n"
    values = "total,first,second\n40,70,30\n"
    (unbounded,) = _answers(tmp_path, free, values)
    (bounded,) = _answers(tmp_path, rules, values)
    assert any(correction.settled < 0 for rival in unbounded.alternatives for correction in rival)
    corrected = (*bounded.corrections, *(correction for rival in bounded.alternatives for correction in rival))
    assert all(correction.settled >= 0 for correction in corrected)


def test_values_up_to_ten_to_the_fifteenth_are_exact(tmp_path: Path) -> None:
    rules = "equations: [total == first + second, total == third - 1]\n"
    values = "total,first,second,third\n1000000000000001,999999999999999,2,1000000000000020\n"
    (found,) = _answers(tmp_path, rules, values)
    assert found.corrections == (
        Correction("third", "1000000000000020", Fraction(1_000_000_000_000_002), "transposed_digits"),
    )


def test_json_holds_what_the_terminal_says(tmp_path: Path) -> None:
    found = _household(tmp_path, "May,300000,20000,302000,90000,60000,150000,170000")
    (record,) = json.loads(to_json([found]))
    assert record["status"] == "corrected"
    assert record["corrections"] == [
        {"variable": "income", "printed": "302000", "settled": 320000, "kind": "transposed_digits"}
    ]
    console = Console(width=100, record=True, file=(tmp_path / "out").open("w", encoding="utf-8"))
    print_answer(console, found)
    text = console.export_text()
    assert "corrected" in text
    assert "320,000" in text
    assert "income == salary + other_income" in text


def test_japanese_names_and_other_spellings_of_the_rules_are_understood(tmp_path: Path) -> None:
    rules = "rules:\n  balance: 資産 = 流動資産 + 固定資産\n  sign: 0 <= 資産 <= 1000\n"
    (found,) = _answers(tmp_path, rules, "\ufeff資産,流動資産,固定資産\n１００,60,40\n")
    assert found.status is RecordStatus.VALID


def test_bounds_are_read_from_either_side_and_with_factors(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text("equations: [x == y]\nbounds: [2 * x >= 3, 10 >= x, -y <= 4]\n", encoding="utf-8")
    assert read_rules(file).bounds(0) == {"x": Bounds(2, 10), "y": Bounds(-4, None)}


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("", "neither a list of rules"),
        ("equations: []", "holds no rule"),
        ("equations: [total]", "compares two sides"),
        ("equations: [a == b * c]", "linear"),
        ("equations: [a / b == 2]", "a name divides"),
        ("equations: [a == b / 0]", "divides by zero"),
        ("equations: [a == b ** 2]", "only names, numbers"),
        ("equations: [a != b]", "only ==, >=, <=, > and < are"),
        ("equations: [a == a]", "says nothing"),
        ("equations: [a == b]\nbounds: [a > 1, a < 2]\nsmallest_unit: 1", "no value of a"),
        ("equations: [a == b]\nsmallest_unit: 0.05", "give 1, 0.1, 0.01"),
        ("equations: [a == b]\ntolerance: -1", "`tolerance` is -1"),
        ("equations: [a == b]\nfixed: a", "`fixed` is no list"),
        ("equations: [a == b]\nfixed: [c]", "c under `fixed` is not among the names"),
        ("equations: [a == b]\ntrust: [a]", "name: number"),
        ("equations: [a == b]\ntrust: {a: 0}", "a number above 0"),
        ("equations: [{rule: a == b, tolerence: 1}]", "is no rule"),
        ("equations: [a == b]\nbounds: [a >= 2, a <= 1]", "no value of a"),
        ("names: [a]\nequations: [a == b]", "not among the names"),
        ("equation: [a == b]", "unknown key equation"),
        ("equations: [a == (b]", "cannot read the rule"),
        ("a: [", "is not YAML"),
    ],
)
def test_rules_that_cannot_be_used_say_why(tmp_path: Path, rules: str, message: str) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(rules, encoding="utf-8")
    with pytest.raises(WorksheetError, match=message) as raised:
        read_rules(file)
    assert "rules.yaml" in str(raised.value)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ("total,first\n1,1\n", r"values\.csv:1: no column for second"),
        ("total,first,second,first\n", r"values\.csv:1: two columns are named first"),
        # Which of the two depends on the limit that the process's libraries set for a cell.
        (f"total,first,{'x' * 200_000}\n", r"this is no CSV|no column for second"),
    ],
)
def test_values_that_cannot_be_used_name_their_line(tmp_path: Path, values: str, message: str) -> None:
    with pytest.raises(WorksheetError, match=message):
        _answers(tmp_path, "equations: [total == first + second]\nsmallest_unit: 0.01", values)


def test_two_lost_signs_are_among_the_explanations_where_an_exchange_would_do_too(tmp_path: Path) -> None:
    rules = "equations:\n  - net == ordinary + gains - losses\n"
    (found,) = _answers(tmp_path, rules, "town,gains,ordinary,net,losses\nKasuya,5,23957,24244,292\n")
    assert found.status is RecordStatus.AMBIGUOUS
    truth = {"ordinary": -23957, "net": -24244}
    assert truth in [{each.variable: each.settled for each in why} for why in found.alternatives]


SUM = "equations: [total == first + second]\nsmallest_unit: 0.01"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("1,1,0,5", "4 cells, but the header has 3"),
        ("1.255,1,0", "total is 1.255, finer than the smallest unit (0.01)"),
    ],
)
def test_a_cell_that_cannot_be_taken_in_refuses_its_record_alone(tmp_path: Path, row: str, problem: str) -> None:
    bad, good = _answers(tmp_path, SUM, f"total,first,second\n{row}\n3,1,2\n")
    assert (bad.status, bad.record.line, bad.record.problem) == (RecordStatus.REFUSED, 2, problem)
    assert set(bad.values.values()) == {None}
    assert (good.status, good.record.problem) == (RecordStatus.VALID, None)
    assert problem in to_json([bad])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
def test_delimiter_and_encoding_are_those_in_which_the_header_has_the_names(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    rules, values = tmp_path / "rules.yaml", tmp_path / "values.csv"
    rules.write_text("equations: [合計 == 前半 + 後半]", encoding="utf-8")
    lines = [["月", "合計", "前半", "後半"], ["五月", '"1,200"', "800", "400"], ["六月", "7", "3", "4"]]
    values.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    read = read_rules(rules)
    found = list(answer(read, read_values(values, read)))
    assert [(one.status, one.record.labels["月"]) for one in found] == [
        (RecordStatus.VALID, "五月"),
        (RecordStatus.VALID, "六月"),
    ]


def test_an_encoding_that_nothing_makes_certain_is_refused(tmp_path: Path) -> None:
    rules, values = tmp_path / "rules.yaml", tmp_path / "values.csv"
    rules.write_text(SUM, encoding="utf-8")
    values.write_bytes(b"total,first,second,note\n3,1,2,\xb1\xb2\n")
    read = read_rules(rules)
    with pytest.raises(WorksheetError, match=r"values\.csv: byte .* is not UTF-8"):
        list(read_values(values, read))
