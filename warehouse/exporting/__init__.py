"""The analyst's tables of a warehouse as files: Parquet, CSV and a workbook, with a Frictionless data package."""
