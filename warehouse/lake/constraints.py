"""The constraints that DuckLake does not know, asked of what a publisher has just loaded, before it commits.

They are those of `tables/`, read off tables that have them. Within a batch its staging file has held them already; here
the batch stands beside what was there. Of what documents have many of, the new documents' rows alone are asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

import duckdb

from warehouse.lake.ddl import create_tables

_DOCUMENT = "document_key"
# Loading itself makes the table: the documents whose figures a batch brought, with their keys.
_IS_NEW = "document_key IN (SELECT document_key FROM new_document)"
_PRIMARY, _FOREIGN = "PRIMARY KEY", "FOREIGN KEY"
_CONSTRAINTS = """
SELECT table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names
FROM duckdb_constraints()
WHERE database_name = current_database() AND constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')
ORDER BY table_name, constraint_index
"""
_COLUMNS = "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = current_database()"
_ONE_CURRENT = """
SELECT 'dim_document, current ones of meeting_key ' || meeting_key
FROM dim_document
WHERE is_current
GROUP BY meeting_key
HAVING count(*) > 1
"""


class BrokenKeysError(duckdb.ConstraintException):
    """What was loaded does not go with what the lake holds; nothing of it is committed."""


@dataclass(frozen=True, slots=True)
class Unique:
    """Columns whose values no two rows of a table share. `is_of_documents`: its rows are those of documents."""

    table: str
    columns: tuple[str, ...]
    is_of_documents: bool

    @property
    def query(self) -> str:
        """The values that two rows share; `own` are the new documents' rows of the table."""
        named = ", ".join(f"'{column} ' || {column}" for column in self.columns)
        return (
            f"SELECT '{self.table}, ' || concat_ws(', ', {named}) FROM {self._asked}"  # noqa: S608
            f" GROUP BY {', '.join(self.columns)} HAVING count(*) > 1"
        )

    @property
    def _asked(self) -> str:
        if _DOCUMENT in self.columns and self.is_of_documents:
            return "own"
        if self.is_of_documents:
            # An older row may have a new one's key; files whose keys are all less, as the catalog knows, are not read.
            key = self.columns[0]
            return f"{self.table} WHERE {key} BETWEEN (SELECT min({key}) FROM own) AND (SELECT max({key}) FROM own)"  # noqa: S608
        return f"own WHERE {' AND '.join(f'{column} IS NOT NULL' for column in self.columns)}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose values are keys of another table."""

    table: str
    column: str
    parent: str
    key: str

    @property
    def query(self) -> str:
        """The values that are no key there; `own` are the rows of the table that are asked."""
        return (
            f"SELECT DISTINCT '{self.table}, {self.column} ' || {self.column} FROM own"  # noqa: S608
            f" WHERE {self.column} IS NOT NULL AND {self.column} NOT IN (SELECT {self.key} FROM {self.parent})"
        )


@cache
def queries() -> dict[str, str]:
    """By table what breaks its constraints: the declared ones, and what columns called like another table's key mean.

    One query a table: a lake's catalog is asked for each table that a query names.
    """
    with duckdb.connect() as whole:
        create_tables(whole)
        rows = whole.execute(_CONSTRAINTS).fetchall()
        columns = whole.execute(_COLUMNS).fetchall()
    of_documents = {table for table, column in columns if column == _DOCUMENT} - {"dim_document"}
    declared = {(table, own[0]): (parent, keys[0]) for table, kind, own, parent, keys in rows if kind == _FOREIGN}
    owners = {own[0]: table for table, kind, own, *_ in rows if kind == _PRIMARY and len(own) == 1}
    meant = {(table, column): (owners[column], column) for table, column in columns if column in owners}
    references = {place: found for place, found in {**meant, **declared}.items() if place[0] != found[0]}
    asked: dict[str, list[str]] = {}
    for table, kind, own, *_ in rows:
        if kind != _FOREIGN:
            asked.setdefault(table, []).append(Unique(table, tuple(own), table in of_documents).query)
    for (table, column), (parent, key) in references.items():
        asked.setdefault(table, []).append(Reference(table, column, parent, key).query)
    return {
        table: f"WITH own AS MATERIALIZED (FROM {table}{f' WHERE {_IS_NEW}' if table in of_documents else ''})"
        f" {' UNION ALL '.join(f'({one})' for one in of_table)}"
        for table, of_table in asked.items()
    }


def require_sound(connection: duckdb.DuckDBPyConnection, filled: Collection[str]) -> None:
    """BrokenKeysError where what was loaded into tables breaks a constraint, or a meeting has two current texts."""
    broken = list(_broken(connection, filled))
    if broken:
        raise BrokenKeysError(f"the lake would hold broken keys: {'; '.join(broken[:5])}")


def _broken(connection: duckdb.DuckDBPyConnection, filled: Collection[str]) -> Iterator[str]:
    for query in (*(query for table, query in queries().items() if table in filled), _ONE_CURRENT):
        yield from (told for (told,) in connection.execute(query).fetchmany(5))
