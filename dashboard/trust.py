"""How far one document can be trusted: figures by status, identities, repairs with proof, a heat map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from dashboard.reading import Account, Dimensions, DocumentFacts, Segment
from expectations.rule_book import rule_book

# From the most to the least trusted.
STATUSES = ("proven", "repaired", "unchecked", "disputed")
# (family, segment or None where figures of several meet) → checked, held as printed, held
Heat: TypeAlias = dict[tuple[str, str | None], tuple[int, int, int]]
Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class IdentityWords:
    """The rules of expectations/identities.yaml in words, and its families in their order."""

    families: dict[str, str]
    rules: dict[str, tuple[str, str]]

    def ordered(self, families: Iterable[str]) -> list[str]:
        """All known families in their order, and behind them the others that occur."""
        return [*self.families, *sorted(set(families) - self.families.keys())]


@dataclass(frozen=True, slots=True)
class Places:
    """Where accounts, segments, figures and identities stand in the lists of a meeting's JSON, by their keys."""

    accounts: dict[int, int]
    segments: dict[int, int]
    figures: dict[int, int]
    identities: dict[int, int]


@cache
def identity_words() -> IdentityWords:
    """The words for identities."""
    book = rule_book()
    return IdentityWords(book.families, {rule.name: (book.families[rule.family], rule.reason) for rule in book.rules})


def places(facts: DocumentFacts, dimensions: Dimensions) -> Places:
    """Number the accounts in the order in which the text prints them, the segments in that of their columns."""
    figures, identities = facts.columns("figures"), facts.columns("identities")
    used = {key for name in ("figures", "amounts") for key in facts.columns(name).get("segment_key", ())}
    return Places(
        {key: number for number, key in enumerate(_accounts_as_printed(facts, dimensions))},
        {key: number for number, key in enumerate(key for key in dimensions.segments if key in used)},
        {key: number for number, key in enumerate(figures.get("figure_key", ()))},
        {key: number for number, key in enumerate(identities.get("identity_check_key", ()))},
    )


def _accounts_as_printed(facts: DocumentFacts, dimensions: Dimensions) -> list[int]:
    """The accounts of each statement as its longest table prints them; others behind what stands before them."""
    figures = facts.columns("figures")
    tables: dict[tuple[int, int], dict[int, None]] = {}
    columns = [figures.get(name, ()) for name in ("statement_key", "account_key", "table_number")]
    for statement, account, table in zip(*columns, strict=True):
        if account is not None:
            tables.setdefault((statement, table or 0), {})[account] = None
    ordered: dict[int, list[int]] = {}
    by_length = sorted(tables.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1]))
    for (statement, _), accounts in by_length:
        printed = list(accounts)
        order = ordered.setdefault(statement, [])
        for position, account in enumerate(printed):
            if account not in order:
                after = order.index(printed[position - 1]) + 1 if position else 0
                order.insert(after, account)
    found = [account for order in ordered.values() for account in order]
    rest = set(facts.columns("amounts").get("account_key", ())) - set(found)
    return [*found, *(key for key in dimensions.accounts if key in rest)]


def account_words(account: Account) -> Json:
    """An account as the pages take it."""
    return {
        "path": account.path,
        "name": account.name,
        "name_en": account.name_en,
        "role": account.role,
        "statement": account.statement,
    }


def segment_words(segment: Segment) -> Json:
    """A segment as the pages take it."""
    return {"name": segment.name, "name_en": segment.name_en, "is_total": segment.is_total}


def figures(facts: DocumentFacts, dimensions: Dimensions, places: Places) -> Json:
    """Every printed figure, in columns."""
    found = facts.columns("figures")

    def column(name: str, meanings: Mapping[int, object] | None = None) -> list[Any]:
        values: list[Any] = found.get(name, [])
        return values if meanings is None else [None if value is None else meanings[value] for value in values]

    pages = column("source_page")
    return {
        "line": column("source_line"),
        "cell": column("source_column"),
        "page": pages if any(page is not None for page in pages) else None,
        "statement": column("statement_key", dimensions.statements),
        "account": column("account_key", places.accounts),
        "segment": column("segment_key", places.segments),
        "label": column("label"),
        "year": column("fiscal_year"),
        "version": column("budget_version"),
        "measure": column("measure"),
        "printed_text": column("printed_text"),
        "printed_yen": column("printed_yen"),
        "amount_yen": column("amount_yen"),
        "unit_yen": column("unit_yen"),
        "status": column("status"),
        "low_yen": column("implied_low_yen"),
        "high_yen": column("implied_high_yen"),
    }


def identities(facts: DocumentFacts, places: Places) -> Json:
    """Every identity in every place where it applies, in columns; its terms are the figures with their weights."""
    found = facts.columns("identities")
    segments = _segments_of_figures(facts, places)
    terms = [[places.figures[key] for key in keys] for keys in found.get("figure_keys", ())]
    return {
        "name": found.get("identity_name", []),
        "family": found.get("identity_family", []),
        "place": found.get("place", []),
        "figures": terms,
        "weights": found.get("weights", []),
        "left_yen": found.get("left_yen", []),
        "right_yen": found.get("right_yen", []),
        "residual_printed_yen": found.get("residual_printed_yen", []),
        "residual_yen": found.get("residual_yen", []),
        "tolerance_yen": found.get("tolerance_yen", []),
        "holds_as_printed": found.get("holds_as_printed", []),
        "holds": found.get("holds_after_repair", []),
        "segment": [_one([segments[figure] for figure in one]) for one in terms],
    }


def _segments_of_figures(facts: DocumentFacts, places: Places) -> list[int | None]:
    keys = facts.columns("figures").get("segment_key", ())
    return [None if key is None else places.segments[key] for key in keys]


def _one(values: Sequence[int | None]) -> int | None:
    """The value that all have in common."""
    return values[0] if values and all(value == values[0] for value in values) else None


def words_of(names: Iterable[str]) -> dict[str, Json]:
    """Title and reason of identities, by their names."""
    rules = identity_words().rules
    return {
        name: dict(zip(("title", "reason"), rules.get(name, (name, "")), strict=True)) for name in sorted(set(names))
    }


def repairs(facts: DocumentFacts, places: Places) -> list[Json]:
    """Every repair: figure, printed and settled value, and the identities that prove it."""
    return [
        {
            "figure": places.figures[row["figure_key"]],
            "kind": row["kind"],
            "printed_text": row["printed_text"],
            "printed_yen": row["printed_yen"],
            "settled_yen": row["settled_yen"],
            "is_only": row["is_only_explanation"],
            "identities_before": [places.identities[key] for key in row["identities_before"]],
            "identities_after": [places.identities[key] for key in row["identities_after"]],
            "corrected_by": row["corrected_by"],
        }
        for row in facts.rows("repairs")
    ]


def summary(facts: DocumentFacts) -> Json:
    """A document in numbers."""
    statuses = Counter(facts.columns("figures").get("status", ()))
    found = facts.columns("identities")
    as_printed, held = found.get("holds_as_printed", []), found.get("holds_after_repair", [])
    roles = number_roles(facts)
    return {
        "figures": {status: statuses[status] for status in STATUSES},
        "identities": {
            "checked": len(held),
            "held_as_printed": sum(as_printed),
            "held": sum(held),
            "failed": len(held) - sum(held),
        },
        "numbers": {"total": sum(roles.values()), "unexplained": roles.get("unexplained", 0)},
        "repairs": len(facts.rows("repairs")),
        "findings": len(facts.rows("findings")),
        "assumed": len(set(facts.columns("assumptions").get("figure_key", ()))),
    }


def number_roles(facts: DocumentFacts) -> dict[str, int]:
    """How many numbers of the text each role accounts for."""
    return {row["number_role"]: row["count"] for row in facts.rows("numbers")}


def heat(columns: Json, dimensions: Dimensions, places: Places) -> Heat:
    """How many identities (in columns, as above) were checked, held as printed and held, by family and segment."""
    names = [dimensions.segments[key].name for key in places.segments]
    counted: dict[tuple[str, str | None], list[int]] = {}
    for family, segment, as_printed, held in zip(
        columns["family"], columns["segment"], columns["holds_as_printed"], columns["holds"], strict=True
    ):
        cell = counted.setdefault((family, None if segment is None else names[segment]), [0, 0, 0])
        cell[0] += 1
        cell[1] += as_printed
        cell[2] += held
    return {place: (cell[0], cell[1], cell[2]) for place, cell in counted.items()}


def heat_map(counted: Heat, dimensions: Dimensions) -> Json:
    """The heat as the pages draw it: families down, segments across, what meets across segments and the total last."""
    families = identity_words().ordered(family for family, _ in counted)
    present = {segment for _, segment in counted}
    segments = [segment for segment in dimensions.segments.values() if segment.name in present]
    across: list[Json] = [_heat_segment(segment) for segment in segments if not segment.is_total]
    if None in present:
        across.append({"name": None, "name_en": None})
    across += [_heat_segment(segment) for segment in segments if segment.is_total]
    columns = {segment["name"]: number for number, segment in enumerate(across)}
    lines = {family: number for number, family in enumerate(families)}
    cells = sorted([lines[family], columns[segment], *cell] for (family, segment), cell in counted.items())
    return {"families": families, "segments": across, "cells": cells}


def _heat_segment(segment: Segment) -> Json:
    return {"name": segment.name, "name_en": segment.name_en}


def added(heats: Iterable[Heat]) -> Heat:
    """The sum of heats."""
    total: Heat = {}
    for one in heats:
        for place, cell in one.items():
            before = total.get(place, (0, 0, 0))
            total[place] = (before[0] + cell[0], before[1] + cell[1], before[2] + cell[2])
    return total
