"""Questions in SQL on a host without a server: the warehouse's tables as Parquet, and what reads them in a browser.

The engine's files come from the npm packages that `package-lock.json` pins, and are not in git: each is taken only
where it has the hash that `engine.csv` has too, for whoever has no lock beside.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.files import to_json
from dashboard.trust import Json
from warehouse.asking.queries import disputed_values
from warehouse.quoting import identifier, literal
from warehouse.schema import view_statements

if TYPE_CHECKING:
    import duckdb

    from dashboard.files import SiteFolder

FOLDER = "sql"
_LISTED = Path(__file__).parent / "engine.csv"
_SCHEMA = f"{FOLDER}/schema.json"
# The engine's library for Node's way of loading, as a script that any page can load.
_BEFORE = b"(() => { const module = { exports: {} }; const require = () => globalThis.Arrow; ((exports) => {\n"
_AFTER = b"\n})(module.exports); globalThis.duckdb = module.exports; })();\n"
_CREATED = re.compile(r"CREATE\s+(?:OR\s+REPLACE\s+)?(?:VIEW|MACRO)\s+\"?(\w+)", re.IGNORECASE)
_WORD = re.compile(r"\w+")


class EngineError(RuntimeError):
    """The engine's files are not there, or not those that are pinned; the message says what to do."""


@dataclass(frozen=True, slots=True)
class EngineFile:
    """A file of a pinned npm package, and what it is called on the site."""

    package: str
    version: str
    file: str
    name: str
    sha256: str
    is_wrapped: bool

    def content(self, packages: Path) -> bytes:
        """What the site gets; EngineError where it is not there, or another."""
        source = packages / self.package / self.file
        try:
            content = source.read_bytes()
        except OSError:
            raise EngineError(f"{source}: is not there; {install()}") from None
        if sha256(content).hexdigest() != self.sha256:
            raise EngineError(f"{source}: is not of {self.package} {self.version}; {install()}")
        return _BEFORE + content + _AFTER if self.is_wrapped else content


def engine_files() -> list[EngineFile]:
    """All that a browser needs."""
    with _LISTED.open(encoding="utf-8", newline="") as file:
        return [
            EngineFile(
                row["package"], row["version"], row["file"], row["name"], row["sha256"], row["is_wrapped"] == "true"
            )
            for row in csv.DictReader(file)
        ]


def install() -> str:
    """How the packages come beside: in a checkout, and elsewhere."""
    wanted = sorted({f"{one.package}@{one.version}" for one in engine_files()})
    return f"in a checkout: make node_modules/.ready; elsewhere: npm install --ignore-scripts {' '.join(wanted)}"


def write_engine(site: SiteFolder, packages: Path) -> None:
    """Copy the engine into the site. EngineError where a file is missing or another: then nothing is copied."""
    contents = {one.name: one.content(packages) for one in engine_files()}
    for name, content in contents.items():
        site.write(f"{FOLDER}/engine/{name}", content)


def made_from(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """What the tables depend on beside the documents: what runs and people wrote, of which no document tells."""
    for name in ("fact_expectation_result", "fact_acceptance"):
        counted = connection.execute(f"SELECT count(*), bit_xor(hash(one)) FROM {name} AS one").fetchall()  # noqa: S608
        yield repr(counted)
    yield "".join(view_statements(connection))


def write_tables(connection: duckdb.DuckDBPyConnection, folder: Path) -> Json:
    """Fill an empty folder with every table as Parquet, and how the views are made over them."""
    place = folder / FOLDER / "tables"
    place.mkdir(parents=True)
    found = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'main'"
        " ORDER BY table_name"
    ).fetchall()
    tables = [str(name) for (name,) in found]
    for name in tables:
        target = literal(str(place / f"{name}.parquet"))
        connection.execute(
            f"COPY {identifier(name)} TO {target} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
        )
    schema = {
        "tables": tables,
        "made": list(_made(view_statements(connection), tables)),
        "disputed": [str(yen) for yen in sorted(disputed_values(connection))],
    }
    (folder / _SCHEMA).write_bytes(to_json(schema))
    return {"schema": _SCHEMA}


def _made(statements: list[str], tables: list[str]) -> Iterator[Json]:
    """Each view and macro with its statement, and the names of ours in it: what a query needs is loaded, not all."""
    names = {}
    for statement in statements:
        created = _CREATED.search(statement)
        assert created  # noqa: S101 - nothing else makes views
        names[created[1]] = statement
    known = {*names, *tables}
    for name, statement in names.items():
        yield {"name": name, "statement": statement, "reads": sorted(known & {*_WORD.findall(statement)} - {name})}
