"""The rules as files: each `.sql` under `structure/` and `publication/` is one expectation.

A file opens with comment lines `-- title: …`, for a rule of structure also `-- expect: …` and `-- blocking: no`.
`{rule_book_terms}` in a query stands for the accounts and weights of the rule book's equations.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.outcome import IDENTITIES, STRUCTURE, Expected, Family
from expectations.rule_book import rule_book

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STRUCTURE_FOLDER = Path(__file__).parent / "structure"
PUBLICATION_FOLDER = Path(__file__).parent / "publication"
_TERMS = "{rule_book_terms}"


class Judgement(StrEnum):
    """How the rows of a rule's query are judged."""

    NOT_NULL = "not_null"
    """`value` is not NULL (query: place, value)."""
    UNIQUE = "unique"
    """No two rows have the same place and value (query: place, value)."""
    HOLDS = "holds"
    """`holds` is true; NULL is not true (query: place, value, holds)."""
    NO_ROW = "no_row"
    """A document is listed only where it fails (query: document_key, reason): a rule of publication."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and the query that lists what it checks."""

    name: str
    title: str
    judgement: Judgement
    is_blocking: bool
    query: str


def structure_rules(structure: Path = STRUCTURE_FOLDER, publication: Path = PUBLICATION_FOLDER) -> tuple[Rule, ...]:
    """Every rule of the suite `structure`: of its own folder, then of publication, by name."""
    return (
        *(_read(path, Judgement.HOLDS) for path in sorted(structure.glob("*.sql"))),
        *publication_rules(publication),
    )


def publication_rules(folder: Path = PUBLICATION_FOLDER) -> tuple[Rule, ...]:
    """The rules that keep single documents out of the warehouse: their queries list document_key and reason."""
    return tuple(_read(path, Judgement.NO_ROW) for path in sorted(folder.glob("*.sql")))


def expected(families: Sequence[Family]) -> tuple[Expected, ...]:
    """Every expectation that `validate` evaluates for these families, in its order."""
    return (
        *(Expected(STRUCTURE, rule.name, rule.title, rule.is_blocking) for rule in structure_rules()),
        # A failing identity marks figures as disputed; whether a document has too many is a rule of publication.
        *(Expected(IDENTITIES, family.name, family.title, False) for family in families),
    )


def _read(path: Path, default: Judgement) -> Rule:
    query = path.read_text(encoding="utf-8")
    header = dict(_header(query))
    if "title" not in header:
        message = f"{path}: the first line must be '-- title: …'"
        raise ValueError(message)
    return Rule(
        name=path.stem,
        title=header["title"],
        judgement=Judgement(header.get("expect", default)),
        is_blocking=header.get("blocking", "yes") != "no",
        query=query.replace(_TERMS, _rule_book_terms()) if _TERMS in query else query,
    )


@cache
def _rule_book_terms() -> str:
    """A row for each account of an equation within one year: rule, statement, account, weight (right side negative)."""
    rows = []
    for rule in rule_book().declared:
        if rule.right_year:
            continue
        terms = [*rule.left.items(), *((account, -weight) for account, weight in rule.right.items())]
        for position, (account, weight) in enumerate(terms):
            statement, _, path = account.partition("/")
            flags = f"{account in rule.optional}, {position == 0}"
            rows.append(f"('{rule.name}', '{statement}', '{path}', {weight}, {flags})")
    names = "identity_name, statement_code, account_path, weight, is_optional, is_first"
    return f"FROM (VALUES {', '.join(rows)}) AS rule_book ({names})"


def _header(query: str) -> Iterator[tuple[str, str]]:
    for line in query.splitlines():
        if not line.startswith("--"):
            return
        name, colon, text = line.removeprefix("--").partition(":")
        if colon and " " not in name.strip():
            yield name.strip(), text.strip()
