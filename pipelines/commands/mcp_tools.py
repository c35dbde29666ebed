"""The tools of the server for agents: each opens the warehouse read-only for one question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote, unquote, urlencode

import duckdb
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from pipelines.commands.diff_json import as_document
from pipelines.narrative.model import PartKind
from pipelines.narrative.search_text import search_text
from warehouse.asking.figures import FigureQuery, Row, explain_figure, find_figures
from warehouse.asking.meetings import meetings
from warehouse.asking.objects import Description, describe, objects
from warehouse.asking.queries import ask_for_objects
from warehouse.comparing.comparison import Filter, compare
from warehouse.comparing.selecting import SelectionError
from warehouse.querying import QueryError
from warehouse.searching import search
from warehouse.store import WarehouseError, open_for_reading

_NOT_PROVEN = "some figures are disputed (see disputed_figures): a sum over them is not proven"
_COUNTED_TWICE = (
    "totals stand beside their items, so this sum counts yen several times: sum leaf_amounts, or is_leaf rows"
)
FIGURE = "tsujitsuma://figures/{file_name}/{source_line}/{source_column}"
_MOST_ROWS = 500
_UNTRUSTED = "disputed: identities contradict it and do not decide what is right; not to be stated as a fact"

Limit = Annotated[int, Field(ge=1, le=_MOST_ROWS, description="At most so many rows.")]
Account = Annotated[str | None, Field(description="A part of the account's name or path: 営業利益, operating income.")]
Segment = Annotated[str | None, Field(description="A part of the segment's name, also in English; 合計 is the total.")]
Statement = Annotated[str | None, Field(description="balance_sheet, income_statement, cash_plan or other.")]
Side = Annotated[str, Field(description="A meeting (6, 2015-02-26), a version (2015:initial), both: 6@2015:initial.")]
Status = Literal["proven", "repaired", "unchecked", "disputed"]
Answer = dict[str, Any]


class Tools:
    """The tools over one warehouse file. They only read; what cannot be answered is a ToolError with its reason."""

    def __init__(self, warehouse: Path, site: str | None = None) -> None:
        self._warehouse = warehouse
        self._site = site.rstrip("/") + "/" if site else None

    def all(self) -> Sequence[Callable[..., Answer]]:
        """What an agent may call."""
        return (
            self.list_meetings,
            self.find_figures,
            self.explain_figure,
            self.search_text,
            self.diff_meetings,
            self.describe,
            self.query,
        )

    def list_meetings(self) -> Answer:
        """The documents that are held: agency, meeting, date, file, and how many of its figures have which status."""
        with self._reading() as connection:
            return {"meetings": meetings(connection)}

    def find_figures(
        self,
        account: Account = None,
        segment: Segment = None,
        statement: Statement = None,
        fiscal_year: Annotated[int | None, Field(description="2015 for 平成27年度.")] = None,
        budget_version: Annotated[str | None, Field(description="initial, supplementary_june, settlement, …")] = None,
        meeting: Annotated[str | None, Field(description="A meeting's id, its day, or its text's file name.")] = None,
        status: Status | None = None,
        limit: Limit = 50,
    ) -> Answer:
        """Printed figures by what they are: value in yen, unit, status, line and cell, and a lasting name each.

        `count` is how many fit. Totals stand beside their items, 合計 beside its segments: do not sum what is found.
        """
        asked = FigureQuery(account, segment, statement, fiscal_year, budget_version, meeting, status)
        with self._reading() as connection:
            found = find_figures(connection, asked, limit)
        return {"count": found.count, "figures": [self._named(row) for row in found.rows]}

    def explain_figure(
        self,
        file_name: Annotated[str, Field(description="The text's name, as find_figures gives it.")],
        source_line: Annotated[int, Field(ge=1, description="Line of the text, from 1.")],
        source_column: Annotated[int, Field(ge=0, description="Cell of the line; 0 is the label.")],
    ) -> Answer:
        """Why a figure has its value: its line, what is printed, its repair, every identity on it, its rivals."""
        found = self.explained(file_name, source_line, source_column)
        if found is None:
            raise ToolError(f"{file_name}:{source_line}: no figure in cell {source_column}; find_figures lists places")
        return found

    def search_text(
        self,
        words: Annotated[str, Field(description="Words that a line must hold all of, separated by spaces.")],
        part: Annotated[str | None, Field(description=f"Only parts of this kind: {', '.join(PartKind)}.")] = None,
        limit: Limit = 20,
    ) -> Answer:
        """Lines of the materials that hold all words; where none does, the nearest (`is_near`)."""
        wanted = [written for word in words.split() if (written := search_text(word))]
        if not wanted:
            raise ToolError("name a word to search for")
        if part is not None and part not in list(PartKind):
            raise ToolError(f"no part is of kind {part}; kinds are {', '.join(PartKind)}")
        with self._reading() as connection:
            hits = search(connection, wanted, limit, [part] if part else ())
        return {"lines": [asdict(hit) for hit in hits]}

    def diff_meetings(
        self,
        before: Side,
        after: Side,
        statement: Statement = None,
        segment: Segment = None,
        account: Account = None,
    ) -> Answer:
        """What amounts of one meeting or budget version differ from those of another, and what the changes sum to."""
        wanted = Filter(*((text,) if text else () for text in (statement, segment, account)))
        try:
            return as_document(compare(self._warehouse, before, after, wanted), wanted, show_all=False)
        except SelectionError as error:
            raise ToolError(f"{error}: {', '.join(error.choices)}" if error.choices else str(error)) from error
        except WarehouseError as error:
            raise ToolError(str(error)) from error

    def describe(
        self, name: Annotated[str | None, Field(description="A table or view; none lists all of them.")] = None
    ) -> Answer:
        """What the warehouse holds: its views and tables, or the columns of one of them with their meaning."""
        with self._reading() as connection:
            found: Sequence[Description] = describe(connection, name) if name else objects(connection)
        if name and not found:
            raise ToolError(f"there is no table or view {name}; describe without a name lists them")
        return {"columns" if name else "objects": [asdict(each) for each in found]}

    def query(
        self, sql: Annotated[str, Field(description="One SELECT of DuckDB's SQL.")], limit: Limit = 100
    ) -> Answer:
        """Run SQL on the warehouse, read-only, for what no other tool answers. Select `status` beside every amount.

        Values that are those of a disputed figure are named in `disputed` of their row.
        """
        try:
            found = ask_for_objects(self._warehouse, sql, limit)
        except (QueryError, WarehouseError) as error:
            raise ToolError(str(error)) from error
        answer: Answer = {"rows": found.rows, "is_cut": found.is_cut}
        warnings = [_NOT_PROVEN] if found.has_disputed else []
        warnings += [_COUNTED_TWICE] if found.sums_totals else []
        if warnings:
            answer["warning"] = "; ".join(warnings)
        return answer

    def explained(self, file_name: str, source_line: int, source_column: int) -> Answer | None:
        """A figure with its proof; None where none stands there."""
        with self._reading() as connection:
            found = explain_figure(connection, unquote(file_name), source_line, source_column)
        return None if found is None else self._named(found)

    def _named(self, row: Row) -> Answer:
        """A figure with its lasting name, its link and, where it is disputed, its mark."""
        place = {key: row[key] for key in ("file_name", "source_line", "source_column")}
        named: Answer = {"figure": FIGURE.format(**{**place, "file_name": quote(row["file_name"], safe="")}), **row}
        if row["status"] == "disputed":
            named["disputed"] = _UNTRUSTED
        if self._site:
            at = urlencode({"line": row["source_line"], "cell": row["source_column"]})
            named["page"] = f"{self._site}meeting.html?{urlencode({'id': row['document_id']})}#{at}"
        return named

    @contextmanager
    def _reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            with open_for_reading(self._warehouse) as connection:
                yield connection
        except WarehouseError as error:
            raise ToolError(str(error)) from error
