"""The book of identities: what may stand in it, and what its linter finds."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from expectations.rule_book import Layout, Rule, RuleBook, rule_book
from pipelines.identities.linter import FaultKind, known_accounts, lint

ACCOUNTS = {"s/a", "s/b", "s/c", "s/d"}


def _rule(name: str, left: dict[str, int], right: dict[str, int], **more: object) -> Rule:
    return Rule.model_validate({"name": name, "family": "f", "reason": "r", "left": left, "right": right, **more})


def _book(*rules: Rule) -> RuleBook:
    return RuleBook(families={"f": "Family"}, rules=rules)


SUM = _rule("sum", {"s/a": 1}, {"s/b": 1, "s/c": 1})


def test_the_product_s_own_book_is_sound() -> None:
    assert lint(rule_book(), known_accounts()) == ()


def test_an_unknown_account_is_reported() -> None:
    faults = lint(_book(_rule("typo", {"s/a": 1}, {"s/x": 1})), ACCOUNTS)
    assert [(fault.rule, fault.kind) for fault in faults] == [("typo", FaultKind.UNKNOWN_ACCOUNT)]


def test_a_rule_that_follows_from_others_adds_nothing() -> None:
    same = _rule("again", {"s/b": 2}, {"s/a": 2, "s/c": -2})
    faults = lint(_book(SUM, same), ACCOUNTS)
    assert [(fault.rule, fault.kind) for fault in faults] == [("again", FaultKind.REDUNDANT)]


def test_rules_that_force_an_account_to_nil_contradict_each_other() -> None:
    opposite = _rule("difference", {"s/a": 1}, {"s/b": 1, "s/c": -1})
    faults = lint(_book(SUM, opposite), ACCOUNTS)
    assert [(fault.rule, fault.kind) for fault in faults] == [("difference", FaultKind.CONTRADICTION)]
    assert "s/c" in faults[0].message


def test_rules_that_never_apply_together_are_not_compared() -> None:
    instead = _rule("instead", {"s/a": 1}, {"s/b": 1}, unless=["s/c"])
    assert lint(_book(SUM, instead), ACCOUNTS) == ()


def test_a_rule_of_another_year_is_no_repetition() -> None:
    carried = _rule("carried", {"s/a": 1}, {"s/b": 1}, right_year=-1)
    again = _rule("same year", {"s/a": 1}, {"s/b": 1})
    assert lint(_book(carried, again), ACCOUNTS) == ()


def test_a_rule_is_a_layout_or_an_equation_but_not_both() -> None:
    with pytest.raises(ValidationError, match="either a layout or a left and a right side"):
        _rule("both", {"s/a": 1}, {"s/b": 1}, layout=Layout.SAME_UNIT)
    with pytest.raises(ValidationError, match="either a layout or a left and a right side"):
        Rule(name="neither", family="f", reason="r")


def test_an_optional_account_must_be_a_term() -> None:
    with pytest.raises(ValidationError, match="optional accounts that are no terms: s/d"):
        _rule("optional", {"s/a": 1}, {"s/b": 1}, optional=["s/d"])


def test_names_are_unique_and_families_declared() -> None:
    with pytest.raises(ValidationError, match="rules with the same name: sum"):
        _book(SUM, SUM)
    with pytest.raises(ValidationError, match="families that are not declared: g"):
        RuleBook(families={"f": "Family"}, rules=(SUM.model_copy(update={"family": "g"}),))
