"""The analyst's tables of a warehouse as files: Parquet, CSV, workbook, SQLite; with a Frictionless data package."""
