"""English names for the accounts of other bodies' tables: a layer on top, from the chart that knows most labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipelines.interpreting.accounts import chart
from pipelines.interpreting.candidates import Candidate
from pipelines.interpreting.model import AccountRow, Finding
from pipelines.reading.characters import compact
from warehouse import reference
from warehouse.charts import ChartAccount, ChartOfAccounts, charts

# Fewer labels than these, or a smaller share of a text's, show no chart: 土地 and 建物 are in each.
_FEWEST_KNOWN = 3
_LEAST_SHARE = 0.25
# The second printing of a path: 資産の部/その他 (2).
_AGAIN = re.compile(r" \(\d+\)$")
# 当年度純利益(△は当年度純損失), 有形固定資産の部.
_ADDED = re.compile(r"\([^()]*\)?$|又は.*|の部$")
# 未収金の減少(△増加), 未収金の増加額: a change, whichever way it counts.
_CHANGED = re.compile(r"の?(?:増減|増加|減少)額?(?:\(△?(?:増加|減少)額?\))?$")


@dataclass(frozen=True, slots=True)
class _Chart:
    """A chart's accounts by name; those of a statement by its code too."""

    chart: ChartOfAccounts
    by_name: Mapping[str, tuple[ChartAccount, ...]]

    def find(self, statement_code: str, path: str) -> ChartAccount | None:
        """The account that a path's last part names, told from its namesakes by the headings over it."""
        *headings, last = (_plain(part) for part in path.split("/"))
        found = self.by_name.get(last) or self.by_name.get(_ADDED.sub("", last)) or ()
        in_statement = [account for account in found if account.statement_code == statement_code]
        if statement_code != reference.OTHER_STATEMENT and not in_statement:
            return None
        near = in_statement or list(found)
        under = [account for account in near if account.heading and account.heading in headings]
        plain = [account for account in near if not account.heading]
        return next(iter(under or plain), None)


def name_accounts(candidates: Sequence[Candidate], findings: list[Finding]) -> tuple[Candidate, ...]:
    """The candidates with English names for the accounts that the reference data does not know.

    One chart for the whole text: that which knows most of its labels; which one, and how well, is a finding.
    """
    unknown = [
        (candidate.statement_code, row.path)
        for candidate in candidates
        for row in candidate.outline.rows
        if row.path not in chart(candidate.statement_code).roles
    ]
    known = Counter({each.chart.code: sum(each.find(*place) is not None for place in unknown) for each in _charts()})
    ranked = known.most_common(2)
    if not ranked or ranked[0][1] < max(_FEWEST_KNOWN, _LEAST_SHARE * len(unknown)):
        return tuple(candidates)
    (code, count), *others = ranked
    best = next(each for each in _charts() if each.chart.code == code)
    beside = "".join(f"; {other} knows {of_other}" for other, of_other in others)
    message = f"the chart of accounts {code} ({best.chart.name_en}) knows {count} of {len(unknown)} accounts{beside}"
    findings.append(Finding("chart_of_accounts", None, message))
    english = {(account.statement_code, account.path): account.name_en for account in reference.accounts()}
    paths = [(candidate.statement_code, row.path) for candidate in candidates for row in candidate.outline.rows]
    names = {place: english[place] for place in paths if place in english}
    return tuple(_named(candidate, best, names) for candidate in candidates)


def _named(candidate: Candidate, best: _Chart, names: dict[tuple[str, str], str]) -> Candidate:
    """The candidate with named accounts. No two of a statement have one name: a second one has what it stands under.

    `names` are those of the accounts (statement and path) that are named already, this agency's among them.
    """
    code = candidate.statement_code
    own = chart(code).roles
    rows: list[AccountRow] = []
    taken = {name for (statement, _), name in names.items() if statement == code}
    for row in candidate.outline.rows:
        account = None if row.path in own else best.find(code, row.path)
        if account is None:
            rows.append(row)
            continue
        if (code, row.path) not in names:
            names[code, row.path] = name = _unique(account, code, row.path, best, taken)
            taken.add(name)
        named = names[code, row.path] or None
        rows.append(replace(row, name_en=named, chart_code=best.chart.code, account_class=account.account_class))
    return replace(candidate, outline=replace(candidate.outline, rows=tuple(rows)))


def _unique(account: ChartAccount, code: str, path: str, best: _Chart, taken: Collection[str]) -> str:
    parent = path.rpartition("/")[0]
    above = best.find(code, parent) if parent else None
    qualified = f"{account.name_en} ({above.name_en})" if above else ""
    return next((name for name in (account.name_en, qualified) if name not in taken), "")


def _plain(part: str) -> str:
    plain = compact(_AGAIN.sub("", part)).replace("／", "/").removesuffix("の部")
    return _CHANGED.sub("の増減額", plain)


@cache
def _charts() -> tuple[_Chart, ...]:
    return tuple(_Chart(each, _by_name(each)) for each in charts())


def _by_name(each: ChartOfAccounts) -> dict[str, tuple[ChartAccount, ...]]:
    found: dict[str, tuple[ChartAccount, ...]] = {}
    for account in each.accounts:
        for name in dict.fromkeys(_plain(spelling) for spelling in (account.name, *account.aliases)):
            found[name] = (*found.get(name, ()), account)
    return found
