"""The data package's descriptor: Frictionless Data Package v1, with the roles of the Fiscal Data Package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from warehouse.exporting.catalogue import Resource
from warehouse.exporting.tables import Column, CsvForm, Table, sha256

FILE_NAME = "datapackage.json"
# By this an export is known as one, so that it may be replaced.
GENERATOR = "tsujitsuma export"
_MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_DESCRIPTION = (
    "Figures of the committee materials of a public agency, each proven by the accounting identities it stands in,"
    " repaired with proof, unchecked or disputed. A disputed amount is never to be trusted: filter on status. Amounts"
    " are in yen. Sum leaves only (amounts.is_leaf), of one meeting, fiscal year, budget version, statement and"
    " outermost heading."
)
_MARKED = (
    " In the CSV files a text that a spreadsheet would take for a formula has an apostrophe before it; take the first"
    " apostrophe of a text off to have it as it is."
)

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of the package, by its path within it."""

    path: str
    byte_count: int
    sha256: str

    @property
    def file_format(self) -> str:
        """Its format, which is how its name ends."""
        return self.path.rsplit(".", 1)[-1]


def written_file(folder: Path, path: str) -> WrittenFile:
    """What a file is now."""
    return WrittenFile(path, (folder / path).stat().st_size, sha256(folder / path))


def descriptor(
    tables: Sequence[Table],
    files: Mapping[str, Sequence[WrittenFile]],
    workbook: WrittenFile | None,
    sources: Sequence[str],
    csv_form: CsvForm,
) -> Json:
    """The descriptor. `files`: of each table, that which the resource is first, then its other forms."""
    resources = [_resource(table, files[table.resource.name], csv_form) for table in tables]
    are_marked = not csv_form.is_raw and any(form.file_format == "csv" for forms in files.values() for form in forms)
    is_tabular = all(resource["profile"] == "tabular-data-resource" for resource in resources)
    package: Json = {
        "profile": "tabular-data-package" if is_tabular else "data-package",
        "name": "tsujitsuma",
        "title": "会議資料の数字 / Figures of committee materials",
        "description": _DESCRIPTION + (_MARKED if are_marked else ""),
        "countryCode": "JP",
        "generator": GENERATOR,
    }
    if sources:
        package["sources"] = [{"title": title} for title in sources]
    package["resources"] = resources
    if workbook:
        package["workbook"] = file_entry(workbook)
    return package


def _resource(table: Table, files: Sequence[WrittenFile], csv_form: CsvForm) -> Json:
    first, *others = files
    resource: Json = {
        "profile": "tabular-data-resource",
        "name": table.resource.name,
        "title": table.resource.title,
        "description": table.description,
        **file_entry(first),
    }
    if first.file_format == "csv":
        resource["encoding"] = "utf-8-sig" if csv_form.with_bom else "utf-8"
        resource["dialect"] = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n"}
    if first.file_format == "xlsx":
        resource["dialect"] = {"excel": {"sheet": table.resource.name}}
    if first.file_format == "parquet":
        # No table for those who check it: frictionless reads Parquet by way of floats, where a NULL is no integer.
        resource |= {"profile": "data-resource", "type": "file"}
    if first.file_format == "sqlite":
        resource |= {"profile": "data-resource", "type": "file", "dialect": {"sql": {"table": table.resource.name}}}
    resource["rowCount"] = table.row_count
    resource["schema"] = _schema(table)
    if others:
        resource["otherForms"] = [file_entry(other) for other in others]
    return resource


def file_entry(file: WrittenFile) -> Json:
    """How the descriptor names a file."""
    return {
        "path": file.path,
        "format": file.file_format,
        "mediatype": _MEDIA_TYPES[file.file_format],
        "bytes": file.byte_count,
        "hash": f"sha256:{file.sha256}",
    }


def _schema(table: Table) -> Json:
    resource = table.resource
    schema: Json = {
        "fields": [_field(resource, column) for column in table.columns],
        "missingValues": [""],
    }
    if resource.currency:
        # Of the Fiscal Data Package: a column that is the same in every row.
        schema["extraFields"] = [
            {
                "name": "currency",
                "type": "string",
                "columnType": "value-currency:code",
                "constant": resource.currency,
            }
        ]
    if resource.primary_key:
        schema["primaryKey"] = list(resource.primary_key)
    if resource.foreign_keys:
        schema["foreignKeys"] = [
            {"fields": fields, "reference": {"resource": other, "fields": fields}}
            for fields, other in resource.references()
        ]
    return schema


def _field(resource: Resource, column: Column) -> Json:
    field: Json = {"name": column.name, "type": column.field_type, "description": column.description}
    if column.name in resource.column_types:
        field["columnType"] = resource.column_types[column.name]
    return field
