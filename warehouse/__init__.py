"""The warehouse: its DDL, its reference data, and loading."""
