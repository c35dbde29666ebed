"""What rules may say beside whole equations: inequalities, decimals, tolerances, names that are fixed or trusted."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from pipelines.commands.reconciled_records import to_json
from pipelines.worksheet.answers import Answer, RecordStatus, answer
from pipelines.worksheet.rules import Bounds, read_rules
from pipelines.worksheet.statements import StatementError, parse
from pipelines.worksheet.values import read_values


def _answers(tmp_path: Path, rules: str, values: str) -> list[Answer]:
    rules_file, values_file = tmp_path / "rules.yaml", tmp_path / "values.csv"
    rules_file.write_text(rules, encoding="utf-8")
    values_file.write_text(values, encoding="utf-8")
    read = read_rules(rules_file)
    return list(answer(read, read_values(values_file, read)))


def _corrected(found: Answer) -> dict[str, Fraction]:
    return {correction.variable: correction.settled for correction in found.corrections}


def test_a_strict_bound_excludes_its_limit(tmp_path: Path) -> None:
    rules = "equations: [total == first + second]\nbounds: [first > 0, second < 10]\n"
    valid, nil, ten = _answers(tmp_path, rules, "total,first,second\n10,1,9\n9,0,9\n11,1,10\n")
    assert valid.status is RecordStatus.VALID
    assert nil.status is not RecordStatus.VALID
    assert ten.status is not RecordStatus.VALID


def test_strict_bounds_count_in_the_smallest_unit(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text("bounds: [x > 0, x < 1]\nequations: [x == y]\n", encoding="utf-8")
    assert read_rules(file).bounds(2)["x"] == Bounds(1, 99)


def test_an_inequality_of_several_names_rules_out_an_explanation(tmp_path: Path) -> None:
    plain = "equations: [total == first + second]\n"
    values = "total,first,second\n100,30,60\n"
    (open_,) = _answers(tmp_path, plain, values)
    (bounded,) = _answers(tmp_path, plain + "bounds: [second >= 2 * first, total >= 90, total <= 90]\n", values)
    assert open_.status is RecordStatus.AMBIGUOUS
    assert len(open_.alternatives) > len(bounded.alternatives)


def test_an_inequality_that_fails_is_no_valid_record(tmp_path: Path) -> None:
    rules = "equations: [profit == turnover - cost]\nbounds: [cost <= 0.6 * turnover]\n"
    good, bad = _answers(tmp_path, rules, "turnover,cost,profit\n100,60,40\n100,61,39\n")
    assert good.status is RecordStatus.VALID
    assert bad.status is not RecordStatus.VALID
    assert [(proof.equation, proof.residual_before) for proof in bad.proof if proof.residual_before] == [
        ("cost <= 0.6 * turnover", Fraction(1))
    ]


def test_a_slip_is_told_by_an_inequality_where_the_equation_leaves_two(tmp_path: Path) -> None:
    rules = "equations: [total == first + second]\nbounds: [first >= 0, second >= first, total >= 0]\n"
    # The second's lost sign would do as well, were it not for its bounds.
    (found,) = _answers(tmp_path, rules, "total,first,second\n-7,3,4\n")
    assert _corrected(found) == {"total": 7}


def test_a_missing_value_follows_though_an_inequality_names_it(tmp_path: Path) -> None:
    rules = "equations: [total == first + second]\nbounds: [second <= 2 * first]\n"
    good, bad = _answers(tmp_path, rules, "total,first,second\n90,30,\n100,30,\n")
    assert _corrected(good) == {"second": 60}
    assert bad.status is not RecordStatus.VALID
    assert bad.values["second"] is None


def test_decimals_are_exact(tmp_path: Path) -> None:
    rules = "equations: [total == first + second + third]\n"
    (found,) = _answers(tmp_path, rules, "total,first,second,third\n0.6,0.1,0.2,0.3\n")
    assert found.status is RecordStatus.VALID
    assert found.values["first"] == Fraction(1, 10)


def test_a_lost_sign_of_a_decimal_is_restored_and_written_as_it_was(tmp_path: Path) -> None:
    rules = "equations: [total == first + second, total == third - 1.25]\nsmallest_unit: 0.01\n"
    (found,) = _answers(tmp_path, rules, 'total,first,second,third\n2.5,"△1,000.05","1,002.55",-3.75\n')
    assert _corrected(found) == {"third": Fraction("3.75")}
    (record,) = json.loads(to_json([found]))
    assert record["corrections"][0]["settled"] == 3.75
    assert record["values"]["first"] == -1000.05


def test_a_negative_decimal_below_one_keeps_its_sign(tmp_path: Path) -> None:
    rules = "equations: [total == first + second]\n"
    (found,) = _answers(tmp_path, rules, "total,first,second\n0.25,-0.5,0.75\n")
    assert found.status is RecordStatus.VALID
    assert found.values["first"] == Fraction("-0.5")


@pytest.mark.parametrize("rule", ["tax == 0.1 * net ± 0.5", "{rule: tax == 0.1 * net, tolerance: 0.5}"])
def test_a_tolerance_lets_a_rounded_rule_hold(tmp_path: Path, rule: str) -> None:
    rules = f"equations:\n  - {rule}\n  - gross == net + tax\n"
    rounded, wrong = _answers(tmp_path, rules, "net,tax,gross\n155,16,171\n155,61,216\n")
    assert rounded.status is RecordStatus.VALID
    assert wrong.status is not RecordStatus.VALID


def test_a_fixed_name_is_never_corrected(tmp_path: Path) -> None:
    rules = "equations: [total == first + second]\n"
    values = "total,first,second\n700,300,300\n"
    (found,) = _answers(tmp_path, rules + "fixed: [first, second]\n", values)
    assert _corrected(found) == {"total": 600}


def test_a_fixed_name_that_breaks_its_bound_makes_the_record_invalid(tmp_path: Path) -> None:
    rules = "equations: [total == first + second]\nbounds: [first >= 0]\nfixed: [first]\n"
    (found,) = _answers(tmp_path, rules, "total,first,second\n1,-1,2\n")
    assert found.status is RecordStatus.INVALID
    (at_nil,) = _answers(tmp_path, rules.replace("first >= 0", "first > 0"), "total,first,second\n2,0,2\n")
    assert at_nil.status is RecordStatus.INVALID


def test_what_is_trusted_more_gives_way_last(tmp_path: Path) -> None:
    rules = "equations: [total == first + second]\n"
    values = "total,first,second\n700,300,300\n"
    (found,) = _answers(tmp_path, rules + "trust: {first: 2, second: 2}\n", values)
    assert _corrected(found) == {"total": 600}
    (less,) = _answers(tmp_path, rules + "trust: {total: 0.5}\n", values)
    assert _corrected(less) == {"total": 600}


def test_two_slips_of_little_trusted_names_are_cheaper_than_one_of_a_trusted_one(tmp_path: Path) -> None:
    rules = "equations: [total == a + b, total == c + d]\ntrust: {total: 3, b: 3, d: 3}\n"
    (found,) = _answers(tmp_path, rules, "total,a,b,c,d\n900,100,600,200,500\n")
    assert _corrected(found) == {"a": 300, "c": 400}


def test_names_come_from_the_rules_where_none_are_listed(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text("- staff >= 1\n- cost <= 0.6 * turnover\n", encoding="utf-8")
    assert read_rules(file).variables == ("staff", "cost", "turnover")


@pytest.mark.parametrize(
    ("text", "weights", "constant"),
    [
        ("a = b × 0.3", {"a": Fraction(1), "b": Fraction(-3, 10)}, 0),
        ("a ≥ b / 3 − 1.5", {"a": Fraction(1), "b": Fraction(-1, 3)}, Fraction(3, 2)),
        ("2 * (a - b) < 4", {"a": Fraction(2), "b": Fraction(-2)}, -4),
        ("a == 1e3", {"a": Fraction(1)}, -1000),
    ],
)
def test_numbers_and_signs_are_understood_as_people_write_them(
    text: str, weights: dict[str, Fraction], constant: Fraction
) -> None:
    (found,) = parse(text)
    assert (found.weights, found.constant) == (weights, constant)


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("profit == turnover - staff.costs", {"profit": 1, "turnover": -1, "staff.costs": 1}),
        ("`total cash` == cash + other", {"total cash": 1, "cash": -1, "other": -1}),
        ("sum(a, b, 2 * c) == t;", {"a": 1, "b": 1, "c": 2, "t": -1}),
    ],
)
def test_names_and_sums_may_be_written_as_in_r(text: str, weights: dict[str, int]) -> None:
    (found,) = parse(text)
    assert found.weights == weights


@pytest.mark.parametrize("text", ["x >= 0 & y >= 0", "x >= 0 and y >= 0", "x >= 0 && y >= 0"])
def test_two_rules_may_stand_in_one(text: str) -> None:
    assert [dict(found.weights) for found in parse(text)] == [{"x": 1}, {"y": 1}]


def test_a_size_is_at_most_a_number() -> None:
    (found,) = parse("abs(a - b) <= 1.5")
    assert (found.least, found.most, found.is_strict) == (Fraction(-3, 2), Fraction(3, 2), False)
    (strict,) = parse("2 > abs(a - b)")
    assert (strict.least, strict.most, strict.is_strict) == (Fraction(-2), Fraction(2), True)


@pytest.mark.parametrize("text", ["abs(a) >= 1", "abs(a) <= b", "abs(a) == 1", "abs(a) <= -1", "abs(a, b) <= 1"])
def test_a_size_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(StatementError):
        list(parse(text))
