"""Queries that only read: on a connection that can neither write nor reach a file, an extension or a Python object."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

import duckdb

from warehouse.lake.connection import data_folder, is_lake
from warehouse.quoting import texts

_BATCH = 10_000
_READ_ONLY = "attached in read-only mode"
_NUMBER = re.compile(r"U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\)")
_IDENTIFIER = re.compile(r'(?P<bare>\w+)|"(?P<quoted>[^"]*)"')
# No column is called so: a column's name would be taken before the row's.
_WHOLE_ROW = "the whole row of a result"
# The last one keeps a query from taking the others back.
_LOCKS = (
    "SET enable_external_access = false",
    "SET python_enable_replacements = false",
    "SET lock_configuration = true",
)
# Logging into a file is asked for by a call that no lock covers, and where no file may be written DuckDB ends the whole
# process. The others run SQL out of a string, which could hide that call.
_NOT_CALLED = frozenset({"enable_logging", "query", "json_execute_serialized_sql"})
# A lake's own files stay within reach, and DuckDB knows no folder that may only be read: what writes or deletes there,
# or asks PostgreSQL itself, is not run.
_NOT_CALLED_OF_LAKES = re.compile(
    r"(ducklake|postgres)_\w+|(add|rewrite)_data_files|merge_adjacent_files|cleanup_old_files|delete_orphaned_files"
    r"|expire_snapshots|flush_inlined_data|set_option|set_commit_message"
)
_TYPE = duckdb.StatementType
_NOT_RUN_ON_LAKES = frozenset(
    {
        *(_TYPE.COPY, _TYPE.COPY_DATABASE, _TYPE.EXPORT, _TYPE.ATTACH, _TYPE.DETACH, _TYPE.LOAD),
        *(_TYPE.PREPARE, _TYPE.EXECUTE),  # of any of these
    }
)
_EXPLAINED = re.compile(r"\b(copy|export|attach|detach|load|install)\b", re.IGNORECASE)  # EXPLAIN ANALYZE runs it

Row = tuple[str | None, ...]


class QueryError(ValueError):
    """A query cannot be run; the message says why, over more than one line where DuckDB shows the place."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a statement gives: its columns, which of them hold numbers, and its rows as text, to be taken once."""

    columns: tuple[str, ...]
    are_numbers: tuple[bool, ...]
    rows: Iterator[Row]


def lock(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep all that follows on this connection within its database."""
    if is_lake(connection):
        connection.execute(f"SET allowed_directories = {texts([data_folder(connection)])}")
    for statement in _LOCKS:
        connection.execute(statement)


def mappings(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Mapping[str, object] | None = None
) -> list[dict[str, Any]]:
    """The rows of a query of our own, each a mapping from its columns' names."""
    result = connection.execute(query, parameters)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def results(connection: duckdb.DuckDBPyConnection, text: str) -> Iterator[Result]:
    """Run the statements of a text one after the other; QueryError at the first that cannot be run.

    Statements that give no rows (SET VARIABLE, CREATE TEMP TABLE) are run and passed over.
    """
    for relation in _relations(connection, text):
        cast = ", ".join(f"CAST(#{number} AS VARCHAR)" for number in range(1, len(relation.columns) + 1))
        yield Result(
            tuple(relation.columns),
            tuple(_NUMBER.fullmatch(str(kind)) is not None for kind in relation.types),
            _rows(relation, cast),
        )


def json_results(connection: duckdb.DuckDBPyConnection, text: str) -> Iterator[Iterator[str]]:
    """As `results`, each row a JSON object; what is no number in JSON (NaN) is null."""
    for relation in _relations(connection, text):
        objects = _rows(relation.set_alias(_WHOLE_ROW), f'CAST(to_json("{_WHOLE_ROW}") AS VARCHAR)')
        yield (_valid(row[0] or "{}") for row in objects)


def _relations(connection: duckdb.DuckDBPyConnection, text: str) -> Iterator[duckdb.DuckDBPyRelation]:
    try:
        statements = connection.extract_statements(text)
    except duckdb.Error as error:
        raise _explained(error) from error
    if not statements:
        raise QueryError("there is no query")
    require_only_reading(connection, text)
    for statement in statements:
        try:
            # The statement, and not its text: a PIVOT is several, which have none.
            relation = connection.sql(statement)
        except duckdb.Error as error:
            raise _explained(error) from error
        if relation is not None:
            yield relation


def require_only_reading(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    """QueryError where a query does what no lock covers: ends the process, or hides that; changes a lake's files."""
    _require(text, lambda called: called not in _NOT_CALLED)
    if not is_lake(connection):
        return
    types = {statement.type for statement in connection.extract_statements(text)}
    refused = {one.name for one in types & _NOT_RUN_ON_LAKES}
    if _TYPE.EXPLAIN in types:
        refused |= {found.upper() for found in _EXPLAINED.findall(text)}
    if refused:
        raise QueryError(f"a query reads the warehouse alone: {min(refused)} is not run")
    _require(text, lambda called: _NOT_CALLED_OF_LAKES.fullmatch(called) is None)


def _require(text: str, may_be_called: Callable[[str], bool]) -> None:
    written = text.encode()
    tokens = duckdb.tokenize(text)  # where each begins, in bytes
    ends = [begin for begin, _ in tokens[1:]] + [len(written)]
    parts = [written[begin:end].decode() for (begin, _), end in zip(tokens, ends, strict=False)]
    for (_, kind), part, following in zip(tokens, parts, parts[1:], strict=False):
        name = _IDENTIFIER.match(part)
        if kind == duckdb.token_type.identifier and name and following.startswith("("):
            called = (name["bare"] or name["quoted"]).lower()
            if not may_be_called(called):
                raise QueryError(f"a query reads the warehouse alone: {called}() is not run")


def _rows(relation: duckdb.DuckDBPyRelation, columns: str) -> Iterator[Row]:
    """The rows in batches; the first one right away, so that an error comes before anything is shown."""
    try:
        projected = relation.project(columns)
        first = projected.fetchmany(_BATCH)
    except duckdb.Error as error:
        raise _failed(error) from error
    return chain(first, _further(projected))


def _further(relation: duckdb.DuckDBPyRelation) -> Iterator[Row]:
    try:
        while batch := relation.fetchmany(_BATCH):
            yield from batch
    except duckdb.Error as error:
        raise _failed(error) from error


def _valid(row: str) -> str:
    if "NaN" in row or "Infinity" in row:
        return json.dumps(json.loads(row, parse_constant=lambda _: None), ensure_ascii=False, separators=(",", ":"))
    return row


def _failed(error: duckdb.Error) -> QueryError:
    """Of an error while running without the place: that is one in what was wrapped around the query."""
    return QueryError(str(error).partition("\n\nLINE ")[0].strip())


def _explained(error: duckdb.Error) -> QueryError:
    message = str(error).strip()
    if _READ_ONLY in message:
        return QueryError(f"the warehouse is open read-only, and a query changes nothing ({message.splitlines()[0]})")
    if isinstance(error, duckdb.PermissionException):
        return QueryError(f"a query reads the warehouse alone: no files, no extensions ({message.splitlines()[0]})")
    return QueryError(message)
