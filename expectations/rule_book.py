"""The identities of identities.yaml as typed rows; nothing here applies them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

RULES_FILE = Path(__file__).parent / "identities.yaml"


class Layout(StrEnum):
    """Identities that follow from how a table is laid out."""

    TOTAL_OVER_ROWS = "total_over_rows"
    TOTAL_OVER_SEGMENTS = "total_over_segments"
    SAME_UNIT = "same_unit"
    COARSER_UNIT = "coarser_unit"
    CHANGE_COLUMN = "change_column"
    SUPPLEMENTARY_CHANGE = "supplementary_change"
    COMMITMENT_CHANGE = "commitment_change"
    COMMITMENT_ANNOUNCED = "commitment_announced"
    RECEIPTS_TOTAL = "receipts_total"
    DERIVED = "derived"


class Rule(BaseModel):
    """One identity; the fields are explained at the head of the YAML file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    family: str
    reason: str
    layout: Layout | None = None
    left: dict[str, int] = {}
    right: dict[str, int] = {}
    optional: frozenset[str] = frozenset()
    unless: tuple[str, ...] = ()
    any_table: bool = False
    right_year: int = 0

    @model_validator(mode="after")
    def _is_layout_or_equation(self) -> Self:
        if (self.layout is None) != bool(self.left and self.right):
            raise ValueError(f"rule {self.name}: give either a layout or a left and a right side")
        unknown = self.optional - self.left.keys() - self.right.keys()
        if unknown:
            raise ValueError(f"rule {self.name}: optional accounts that are no terms: {', '.join(sorted(unknown))}")
        return self


class RuleBook(BaseModel):
    """All identities, and the families in which they are reported (name → title)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    families: dict[str, str]
    rules: tuple[Rule, ...]

    @model_validator(mode="after")
    def _names_are_sound(self) -> Self:
        names = [rule.name for rule in self.rules]
        repeated = sorted({name for name in names if names.count(name) > 1})
        if repeated:
            raise ValueError(f"rules with the same name: {', '.join(repeated)}")
        homeless = sorted({rule.family for rule in self.rules} - self.families.keys())
        if homeless:
            raise ValueError(f"families that are not declared: {', '.join(homeless)}")
        return self

    @property
    def declared(self) -> tuple[Rule, ...]:
        """The rules that are equations of accounts."""
        return tuple(rule for rule in self.rules if rule.layout is None)

    @property
    def across_statements(self) -> tuple[Rule, ...]:
        """Those that tie accounts of different statements within a year: reading tells columns' segments by them."""
        return tuple(
            rule
            for rule in self.declared
            if not rule.right_year and _statements(rule.left).isdisjoint(_statements(rule.right))
        )


@cache
def rule_book() -> RuleBook:
    """The book that comes with the product."""
    return RuleBook.model_validate(yaml.safe_load(RULES_FILE.read_text(encoding="utf-8")))


def fingerprint(rules: Iterable[Rule]) -> str:
    """What changes exactly where one of the rules does."""
    told = [json.dumps(rule.model_dump(), default=sorted, sort_keys=True) for rule in rules]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:8]


def _statements(side: Iterable[str]) -> set[str]:
    return {account.partition("/")[0] for account in side}
