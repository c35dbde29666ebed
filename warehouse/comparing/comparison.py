"""A whole comparison: what is selected, how it differs, narrowed to what a person wants to see, and summed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from warehouse.comparing.differences import Difference, Kind, differences
from warehouse.comparing.selecting import Edition, Selection, SelectionError, select
from warehouse.comparing.summing import Sum, leaves, sums
from warehouse.store import open_for_reading


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person wants to see; nothing named is everything."""

    statements: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()

    def takes(self, one: Difference) -> bool:
        """Whether a difference is wanted."""
        return (
            _matches(self.statements, (one.place.statement_code, one.place.statement_name))
            and _matches(self.segments, (one.place.segment_name, one.place.segment_name_en or ""))
            and (not self.accounts or any(_plain(text) in _plain(one.place.account_path) for text in self.accounts))
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """One pair of editions: the differences that are wanted, in the order of the statements, and their sums.

    `leaves` are those of the differences that the sums are made of.
    """

    before: Edition
    after: Edition
    differences: tuple[Difference, ...]
    leaves: frozenset[Difference]
    sums: tuple[Sum, ...]

    @property
    def changed(self) -> tuple[Difference, ...]:
        """What is not the same on both sides, or cannot be told to be."""
        return tuple(one for one in self.differences if one.kind is not Kind.UNCHANGED)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that was compared."""

    selection: Selection
    compared: tuple[Compared, ...]


def compare(warehouse: Path, before: str, after: str, wanted: Filter) -> Comparison:
    """Compare what two texts name. SelectionError where they name nothing, or too much; WarehouseError."""
    with open_for_reading(warehouse) as connection:
        selection = select(connection, before, after)
        found = [
            (one, other, differences(connection, (selection.before, one), (selection.after, other)))
            for one, other in selection.pairs
        ]
    _require_known(wanted, [one for *_, rows in found for one in rows])
    return Comparison(selection, tuple(_compared(one, other, rows, wanted) for one, other, rows in found))


def _compared(before: Edition, after: Edition, rows: tuple[Difference, ...], wanted: Filter) -> Compared:
    shown = tuple(one for one in rows if wanted.takes(one))
    return Compared(before, after, shown, frozenset(leaves(rows)) & frozenset(shown), sums(rows, shown))


def _require_known(wanted: Filter, rows: Sequence[Difference]) -> None:
    """SelectionError where a statement, segment or account that is asked for is nowhere: a typing slip, mostly."""
    asked: list[tuple[str, tuple[str, ...], Callable[[str], Filter], Callable[[Difference], str]]] = [
        ("statement", wanted.statements, lambda text: Filter(statements=(text,)), lambda one: one.place.statement_code),
        ("segment", wanted.segments, lambda text: Filter(segments=(text,)), lambda one: one.place.segment_name),
        ("account", wanted.accounts, lambda text: Filter(accounts=(text,)), lambda one: one.place.account_path),
    ]
    for what, texts, narrow, name in asked:
        for text in texts:
            if not any(narrow(text).takes(one) for one in rows):
                raise SelectionError(f"{text}: no such {what}; there are", dict.fromkeys(map(name, rows)))


def _matches(wanted: Sequence[str], names: Sequence[str]) -> bool:
    return not wanted or any(_plain(text) in map(_plain, names) for text in wanted)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
