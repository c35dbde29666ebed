"""Charts of accounts of other kinds of public bodies: English names for labels. To add one, add its CSV."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "reference"


@dataclass(frozen=True, slots=True)
class ChartAccount:
    """An account of a chart. `heading` is what it stands under where its name alone does not tell it from another."""

    statement_code: str
    account_class: str
    heading: str
    name: str
    name_en: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartOfAccounts:
    """The accounts of a kind of public body, by the rules that it keeps its books by."""

    code: str
    name: str
    name_en: str
    accounts: tuple[ChartAccount, ...]


@cache
def charts() -> tuple[ChartOfAccounts, ...]:
    """All charts, the likelier first."""
    with (_FOLDER / "charts.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            ChartOfAccounts(row["chart_code"], row["chart_name"], row["chart_name_en"], _accounts(row["chart_code"]))
            for row in csv.DictReader(file)
        )


def _accounts(code: str) -> tuple[ChartAccount, ...]:
    with (_FOLDER / "charts" / f"{code}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            ChartAccount(
                row["statement_code"],
                row["account_class"],
                row["heading"],
                row["account_name"],
                row["account_name_en"],
                tuple(alias for alias in row["aliases"].split("|") if alias),
            )
            for row in csv.DictReader(file)
        )
