"""The references of facts to documents, accounts and so on: declared where a batch is judged, asked where it is held.

DuckDB keeps an index for each declared reference, and a commit writes every index that it touches anew, as a whole: one
new document would rewrite more of a file than all its facts take. A staging file declares them. A published warehouse
declares those of its small tables; of the facts that a load brought they are asked before it commits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLES = Path(__file__).parent / "tables"
_FACT = re.compile(r"CREATE TABLE IF NOT EXISTS (?P<name>fact_\w+) ")
_REFERENCE = re.compile(
    r"^ +(?P<column>\w+) [^\n]*?(?P<declared> REFERENCES (?P<parent>\w+) \((?P<key>\w+)\))", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A column of facts whose values are keys of another table."""

    table: str
    column: str
    parent: str
    key: str

    @property
    def query(self) -> str:
        """The values of the documents just loaded that are no key there; loading makes the table new_document."""
        return (
            f"SELECT DISTINCT '{self.table}, {self.column} ' || {self.column} FROM {self.table}"  # noqa: S608
            f" WHERE document_key IN (SELECT document_key FROM new_document) AND {self.column} IS NOT NULL"
            f" AND {self.column} NOT IN (SELECT {self.key} FROM {self.parent})"
        )


def without_references(script: str) -> str:
    """The script of a table; without its references where it is one of facts."""
    if not _FACT.search(script):
        return script
    return _REFERENCE.sub(lambda found: found[0].removesuffix(found["declared"]), script)


@cache
def references_of_facts() -> tuple[Reference, ...]:
    """Those that tables of facts declare."""
    return tuple(_declared())


def require_sound(connection: duckdb.DuckDBPyConnection) -> None:
    """ConstraintException where a fact that was just loaded is of nothing that is held."""
    broken = [told for one in references_of_facts() for (told,) in connection.execute(one.query).fetchmany(5)]
    if broken:
        raise duckdb.ConstraintException(f"keys of nothing that is held: {'; '.join(broken[:5])}")


def _declared() -> Iterator[Reference]:
    for file in sorted(_TABLES.glob("*.sql")):
        script = file.read_text(encoding="utf-8")
        table = _FACT.search(script)
        if table:
            for found in _REFERENCE.finditer(script):
                yield Reference(table["name"], found["column"], found["parent"], found["key"])
