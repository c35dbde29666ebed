"""The data package of the site: the tables of `tsujitsuma export` as Parquet, with their descriptor."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.reading import rows
from dashboard.trust import Json
from warehouse import exporting

if TYPE_CHECKING:
    import duckdb

DESCRIPTOR = "datapackage.json"
# Not the export's: by its own an export knows a folder as one that it may replace.
_GENERATOR = "tsujitsuma dashboard"
_SOURCES = ("*.py", "*.yaml", "*.sql", "resources/*.sql")


def made_from(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """What the package depends on beside the documents: the program that writes it, and what people decided."""
    import duckdb  # noqa: PLC0415 - named for its version alone

    yield duckdb.__version__
    folder = Path(exporting.__file__).parent
    for pattern in _SOURCES:
        yield from (file.read_text(encoding="utf-8") for file in sorted(folder.glob(pattern)))
    for name in ("acceptances", "corrections"):
        yield repr(rows(connection, name))


def write_package(connection: duckdb.DuckDBPyConnection, folder: Path) -> Json:
    """Fill an empty folder; return what the pages say of it."""
    from warehouse.exporting.package import parquet_package  # noqa: PLC0415 - heavy

    exported = parquet_package(connection, folder)
    file = folder / DESCRIPTOR
    described = json.loads(file.read_text(encoding="utf-8")) | {"generator": _GENERATOR}
    file.write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return {
        "descriptor": DESCRIPTOR,
        "bytes": sum(one.byte_count for one in exported.files),
        "tables": [_told(one) for one in described["resources"]],
    }


def _told(resource: Json) -> Json:
    title, _, title_en = resource["title"].partition(" / ")
    return {
        "name": resource["name"],
        "title": title,
        "title_en": title_en,
        "rows": resource["rowCount"],
        "bytes": resource["bytes"],
        "path": resource["path"],
    }
