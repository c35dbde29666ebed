"""Small real warehouse files: one in which everything adds up, and one with a fault for each rule."""

from __future__ import annotations

from pathlib import Path

import duckdb

from expectations import Family, Outcome
from warehouse.marts import make_anew

HERE = Path(__file__).parent
WAREHOUSE = HERE.parents[1] / "warehouse"
FAMILIES = (
    Family("subtotals", "Items sum to their subtotal (合計)"),
    Family("segments", "Segments sum to the total"),
    Family("summary", "The summary is the rounded statement"),
)


def run_scripts(connection: duckdb.DuckDBPyConnection, *paths: Path) -> None:
    for path in paths:
        connection.execute(path.read_text(encoding="utf-8"))


def tables() -> list[Path]:
    return sorted((WAREHOUSE / "tables").glob("*.sql"))


def views() -> list[Path]:
    return sorted((WAREHOUSE / "views").glob("*.sql"))


def build_sound(database: Path) -> Path:
    with duckdb.connect(database) as connection:
        run_scripts(connection, *tables(), *views(), HERE / "sound.sql")
        make_anew(connection)
    return database


def build_faulty(database: Path) -> Path:
    """The constraints of the real tables would refuse the faults, so these are copies without them."""
    sound = build_sound(database.with_name("constrained.duckdb"))
    with duckdb.connect(database) as connection:
        connection.execute(f"ATTACH '{sound}' AS sound (READ_ONLY)")
        for (name,) in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'sound'"
        ).fetchall():
            connection.execute(f"CREATE TABLE {name} AS FROM sound.{name}")
        run_scripts(connection, *views(), HERE / "faults.sql")
        make_anew(connection)
    return database


def by_name(outcomes: tuple[Outcome, ...]) -> dict[str, Outcome]:
    return {outcome.expectation_name: outcome for outcome in outcomes}
