"""Tables of what is read often (marts): amounts with what is told of them, kept up to date where a load touches them.

What an amount's versions, revisions and checks are made of reaches from no agency into another one and from no fiscal
year into another one. A load notes which agencies and years it touches, before and after; the rows of these are made
anew by the macros that define them, within the transaction of the load.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_FOLDER = Path(__file__).parent / "marts"
# A text that takes the place of another may have other years; a text may name its agency otherwise than the one before;
# the reference data may have learnt that an account was renamed. What was there before is touched too.
_NOTE_BEFORE = """
CREATE OR REPLACE TEMP TABLE account_before AS
SELECT account_key, account_role, current_account_key FROM dim_account JOIN current_accounts USING (account_key);
CREATE OR REPLACE TEMP TABLE segment_before AS
FROM current_segments;
CREATE OR REPLACE TEMP TABLE touched AS
SELECT DISTINCT agency, lone_meeting_id, fiscal_year_key
FROM fact_amount
JOIN meeting_agencies USING (meeting_key)
WHERE meeting_key IN (SELECT meeting_key FROM dim_meeting JOIN staged_document USING (meeting_id))
"""
_NOTE_AFTER = """
INSERT INTO touched
SELECT DISTINCT agency, lone_meeting_id, fiscal_year_key
FROM fact_amount
JOIN meeting_agencies USING (meeting_key)
WHERE meeting_key IN (SELECT meeting_key FROM dim_meeting JOIN staged_document USING (meeting_id));
INSERT INTO touched
SELECT DISTINCT agency, lone_meeting_id, fiscal_year_key
FROM fact_amount
JOIN meeting_agencies USING (meeting_key)
WHERE account_key IN (
    SELECT account_key
    FROM account_before AS before
    JOIN dim_account AS account USING (account_key)
    JOIN current_accounts AS now USING (account_key)
    WHERE (before.account_role, before.current_account_key) <> (account.account_role, now.current_account_key)
);
INSERT INTO touched
SELECT DISTINCT agency, lone_meeting_id, fiscal_year_key
FROM fact_amount
JOIN meeting_agencies USING (meeting_key)
WHERE segment_key IN (
    SELECT segment_key
    FROM segment_before AS before
    JOIN current_segments AS now USING (segment_key)
    WHERE before.current_segment_key <> now.current_segment_key
)
"""
# Made in parts, for a whole warehouse is more than memory holds.
_YEARS_AT_ONCE = 100
_NOTE_ALL = f"""
DELETE FROM mart_amount;
DELETE FROM mart_version_amount;
DELETE FROM mart_revision;
DELETE FROM mart_adoption_check;
CREATE OR REPLACE TEMP TABLE to_be_made AS
SELECT *, (row_number() OVER () - 1) // {_YEARS_AT_ONCE} AS part
FROM (
    SELECT DISTINCT agency, lone_meeting_id, fiscal_year_key FROM fact_amount JOIN meeting_agencies USING (meeting_key)
)
"""  # noqa: S608 - a number
_NOTE_PART = """
CREATE OR REPLACE TEMP TABLE touched AS
SELECT * EXCLUDE (part) FROM to_be_made WHERE part = {part:d}
"""


def note_before(connection: duckdb.DuckDBPyConnection) -> None:
    """Note what the documents that are about to be loaded touch of what is there; within the load's transaction."""
    _run(connection, _NOTE_BEFORE)


def bring_up_to_date(connection: duckdb.DuckDBPyConnection) -> None:
    """Make anew what the documents that have been loaded touch, and what was noted before."""
    _run(connection, _NOTE_AFTER)
    _make(connection)


def make_anew(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all rows anew, as the macros define them now; within a transaction of the caller's."""
    _run(connection, _NOTE_ALL)
    for (part,) in connection.execute("SELECT DISTINCT part FROM to_be_made ORDER BY part").fetchall():
        _run(connection, _NOTE_PART.format(part=part))
        _make(connection)


def scripts() -> list[Path]:
    """The scripts that fill the marts, in their order."""
    return sorted(_FOLDER.glob("*.sql"))


def _make(connection: duckdb.DuckDBPyConnection) -> None:
    for file in scripts():
        _run(connection, file.read_text(encoding="utf-8"))


def _run(connection: duckdb.DuckDBPyConnection, script: str) -> None:
    for statement in connection.extract_statements(script):
        connection.execute(statement)
